import Glibc

/// A file that is written line by line beside its name and takes the name when it is whole.
final class RowSink {
  private let path: String
  private let descriptor: Int32
  private var pending: [UInt8] = []
  private var isFinished = false

  init(_ path: String) throws(DiskError) {
    self.path = path
    unlink(path + ".part")
    descriptor = open(path + ".part", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw DiskError.creating(path, errno) }
  }

  deinit {
    close(descriptor)
    if !isFinished { unlink(path + ".part") }
  }

  func write(_ text: String) throws(DiskError) {
    pending += text.utf8
    if pending.count > 262_144 { try flush() }
  }

  func finish() throws(DiskError) {
    try flush()
    guard fsync(descriptor) == 0, rename(path + ".part", path) == 0 else {
      throw DiskError.failed(path, code: errno)
    }
    isFinished = true
  }

  private func flush() throws(DiskError) {
    var written = 0
    while written < pending.count {
      let count = pending.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw DiskError.failed(path, code: count < 0 ? errno : EIO) }
      written += count
    }
    pending.removeAll(keepingCapacity: true)
  }
}
