import CZlib

/// A gzip file of a megabyte that inflates to a gigabyte of spaces.
enum Bomb {
  /// How often a mebibyte of spaces is repeated.
  private static let blocks = 1024
  private static let blockLength = 1 << 20

  /// The file.
  ///
  /// A block that was flushed in full refers to nothing before it, so it is compressed once and
  /// then repeated.
  static let bytes: [UInt8] = {
    let spaces = [UInt8](repeating: UInt8(ascii: " "), count: blockLength)
    let block = compressed(spaces)
    var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    for _ in 0..<blocks { file += block }
    // The last block of all: empty, with fixed codes.
    file += [0x03, 0x00]
    let checksum = spaces.withUnsafeBufferPointer { spaces in
      let one = crc32(0, spaces.baseAddress, UInt32(spaces.count))
      return (1..<blocks).reduce(one) { sum, _ in crc32_combine(sum, one, blockLength) }
    }
    for value in [UInt32(truncatingIfNeeded: checksum), UInt32(blocks * blockLength)] {
      file += (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    return file
  }()

  /// Bytes as raw deflate that ends on a byte and is not the last of its stream.
  private static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    var stream = z_stream()
    let raw: Int32 = -15
    guard
      deflateInit2_(
        &stream, Z_BEST_COMPRESSION, Z_DEFLATED, raw, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { preconditionFailure("zlib does not start") }
    defer { deflateEnd(&stream) }
    return bytes.withUnsafeMutableBufferPointer { input in
      [UInt8](unsafeUninitializedCapacity: 65_536) { output, count in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        guard deflate(&stream, Z_FULL_FLUSH) == Z_OK, stream.avail_in == 0, stream.avail_out > 0
        else { preconditionFailure("spaces do not compress") }
        count = output.count - Int(stream.avail_out)
      }
    }
  }
}
