import Glibc

/// A folder by its path.
struct DiskFolder: Sendable, Hashable {
  let path: String

  init(_ path: String) { self.path = path }

  /// Makes and removes a folder in it: modes can allow what a read-only disk does not.
  func checkIsWritable() throws(DiskError) {
    let trial = joined(path, ".tallysheet-trial-\(getpid())")
    guard mkdir(trial, 0o700) == 0 else { throw DiskError.creating(trial, errno) }
    guard rmdir(trial) == 0 else { throw DiskError.failed(trial, code: errno) }
  }

  /// Creates the folder and the missing ones above it; existing ones keep their mode.
  func createIfMissing(mode: UInt32 = 0o755) throws(DiskError) {
    if isMade(mode) { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw DiskError.creating(path, errno)
    }
    try DiskFolder(String(path[..<slash])).createIfMissing(mode: mode)
    guard isMade(mode) else { throw DiskError.creating(path, errno) }
  }

  /// Whether the folder is there now; otherwise `errno` says why not.
  private func isMade(_ mode: UInt32) -> Bool {
    if mkdir(path, mode) == 0 { return true }
    guard errno == EEXIST else { return false }
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return true }
    errno = ENOTDIR
    return false
  }

  /// The names inside, in byte order, without `.` and `..`.
  func names() throws(DiskError) -> [String] {
    guard let stream = opendir(path) else {
      throw errno == ENOENT ? DiskError.missing(path) : .unreadable(path, code: errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// The paths of everything below that is no folder, links included.
  func files() throws(DiskError) -> [String] {
    var files: [String] = []
    for name in try names() {
      let inner = joined(path, name)
      var status = stat()
      guard lstat(inner, &status) == 0 else { throw DiskError.failed(inner, code: errno) }
      if status.st_mode & S_IFMT == S_IFDIR {
        files += try DiskFolder(inner).files().map { "\(name)/\($0)" }
      } else {
        files.append(name)
      }
    }
    return files
  }

  /// Waits until the names in the folder are on the disk.
  func synchronize() throws(DiskError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw DiskError.failed(path, code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw DiskError.failed(path, code: errno) }
  }

  /// Removes the folder and everything in it; links are removed, never followed.
  func removeTree() throws(DiskError) {
    for name in try names() {
      let inner = joined(path, name)
      var status = stat()
      guard lstat(inner, &status) == 0 else { throw DiskError.failed(inner, code: errno) }
      if status.st_mode & S_IFMT == S_IFDIR {
        try DiskFolder(inner).removeTree()
      } else {
        guard unlink(inner) == 0 else { throw DiskError.failed(inner, code: errno) }
      }
    }
    guard rmdir(path) == 0 else { throw DiskError.failed(path, code: errno) }
  }
}
