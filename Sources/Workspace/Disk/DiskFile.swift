import Glibc

/// A file by its path, read and created whole.
struct DiskFile: Sendable, Hashable {
  let path: String

  init(_ path: String) { self.path = path }

  /// All bytes, unless there are more than `limit`.
  func bytes(limit: Int = 16_777_216) throws(DiskError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? DiskError.missing(path) : .unreadable(path, code: errno)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_size > 0, status.st_size <= limit {
      // At once, and one byte more than there should be, so that the end is seen.
      bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size) + 1) { buffer, filled in
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        filled = max(0, count)
      }
      if bytes.count == status.st_size { return bytes }
    }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw DiskError.unreadable(path, code: errno) }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= limit else { throw DiskError.tooLarge(path, limit: limit) }
    }
  }

  /// All of the text, which must be UTF-8.
  func text(limit: Int = 1_048_576) throws(DiskError) -> String {
    guard let text = String(validating: try bytes(limit: limit), as: UTF8.self) else {
      throw DiskError.notText(path)
    }
    return text
  }

  /// Whether something with this name exists, a broken link included.
  var exists: Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// The permission bits, such as `0o600`; `nil` when there is no such file.
  var mode: UInt32? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return status.st_mode & 0o777
  }

  /// Creates the file, which must not exist yet, and waits until its bytes are on the disk.
  ///
  /// Without `waits` that is left to ``FileSystemSync``, where the system has it.
  func create(_ bytes: [UInt8], mode: UInt32 = 0o644, waits: Bool = true) throws(DiskError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw DiskError.creating(path, errno) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw DiskError.failed(path, code: count < 0 ? errno : EIO) }
      written += count
    }
    guard waits || !FileSystemSync.isThere else { return }
    guard fsync(descriptor) == 0 else { throw DiskError.failed(path, code: errno) }
  }
}

/// The path of `name` below `folder`; an absolute name stays itself.
func joined(_ folder: String, _ name: String) -> String {
  if name.hasPrefix("/") || folder == "." || folder.isEmpty { return name }
  return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
}
