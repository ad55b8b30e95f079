import Glibc

/// The files below a folder, as they are named there.
struct SiteTree {
  /// Regular files by their paths below the folder, in byte order of each level.
  private(set) var files: [String] = []
  /// What is neither file nor folder: links, pipes, devices.
  private(set) var strange: [String] = []

  init(_ folder: String) throws(DiskError) {
    try walk(folder, below: "")
  }

  private mutating func walk(_ folder: String, below prefix: String) throws(DiskError) {
    for name in try DiskFolder(folder).names() {
      let path = "\(folder)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0 else { throw DiskError.unreadable(path, code: errno) }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: try walk(path, below: prefix + name + "/")
      case S_IFREG: files.append(prefix + name)
      default: strange.append(prefix + name)
      }
    }
  }
}

extension DiskFile {
  /// Hands the bytes over piece by piece, so that a file of any size takes the same memory.
  func forEachPiece(_ body: (ArraySlice<UInt8>) throws -> Void) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw DiskError.unreadable(path, code: errno) }
    defer { close(descriptor) }
    var chunk = [UInt8](repeating: 0, count: 262_144)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw DiskError.unreadable(path, code: errno) }
      guard count > 0 else { return }
      try body(chunk[..<count])
    }
  }

  /// The digest of the file and how many bytes it has.
  func digest() throws -> (sha256: String, size: Int) {
    var hash = SHA256()
    var size = 0
    try forEachPiece { piece in
      hash.update(piece)
      size += piece.count
    }
    return (hash.finish().hex, size)
  }

  var isFolder: Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
