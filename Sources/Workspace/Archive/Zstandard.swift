import CZstd

/// Compression of stored answers.
enum Zstandard {
  static func compress(_ bytes: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let count = ZSTD_compress(&output, output.count, bytes, bytes.count, 3)
    guard ZSTD_isError(count) == 0 else {
      preconditionFailure("libzstd cannot compress into a buffer of its own bound")
    }
    return Array(output[..<count])
  }

  /// The bytes again; `nil` when they are not exactly `size` of them.
  static func decompress(_ bytes: [UInt8], size: Int) -> [UInt8]? {
    var output = [UInt8](repeating: 0, count: size)
    let count = ZSTD_decompress(&output, size, bytes, bytes.count)
    return ZSTD_isError(count) == 0 && count == size ? output : nil
  }
}
