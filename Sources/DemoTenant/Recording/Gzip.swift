import CZlib

/// Reads the compressed files that the program carries.
enum Gzip {
  /// The content of a whole gzip file of one member.
  ///
  /// The files are part of the program and a test reads them all: one that cannot be read means a
  /// broken program, which stops.
  static func decompress(_ compressed: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    // The last four bytes tell the length, least significant byte first.
    let length = compressed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    var stream = z_stream()
    let windowAndGzip: Int32 = 15 + 16
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, windowAndGzip, ZLIB_VERSION, size) == Z_OK else {
      preconditionFailure("zlib does not start")
    }
    defer { inflateEnd(&stream) }
    return [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      stream.next_in = UnsafeMutablePointer(mutating: compressed.baseAddress)
      stream.avail_in = UInt32(compressed.count)
      stream.next_out = buffer.baseAddress
      stream.avail_out = UInt32(length)
      guard inflate(&stream, Z_FINISH) == Z_STREAM_END, stream.total_out == length else {
        preconditionFailure("a recording's file is damaged")
      }
      count = length
    }
  }
}
