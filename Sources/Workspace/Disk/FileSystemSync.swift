import Glibc

/// One wait until everything that was written to a file system is on the disk, in place of one for each
/// file: a site has hundreds, and each waits for the disk's own journal.
enum FileSystemSync {
  private typealias Call = @convention(c) (Int32) -> Int32

  // The C library's header shows syncfs to GNU sources only, so it is looked up by name.
  private static let call: Call? = {
    guard let library = dlopen(nil, RTLD_LAZY), let address = dlsym(library, "syncfs") else {
      return nil
    }
    return unsafeBitCast(address, to: Call.self)
  }()

  /// Whether the system can; otherwise each file waits for itself.
  static var isThere: Bool { call != nil }

  /// Waits for the file system that holds a folder.
  static func wait(for folder: String) throws(DiskError) {
    guard let call else { return }
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw DiskError.failed(folder, code: errno) }
    defer { close(descriptor) }
    guard call(descriptor) == 0 else { throw DiskError.failed(folder, code: errno) }
  }
}
