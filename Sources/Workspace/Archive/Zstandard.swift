import CPack
import CZstd
import Glibc

/// Compression of stored answers.
enum Zstandard {
  static func compress(_ bytes: [UInt8]) -> [UInt8] {
    let bound = ZSTD_compressBound(bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { output, filled in
      // Of a month of answers 11.2 % are left; of the library's own levels 1 leaves 14.1 % in as
      // much time, and 9 leaves 11.7 % in eight times as much.
      filled = cpack_pack(bytes, bytes.count, output.baseAddress, bound)
      // Repetitions are found by our own search: what is kept as evidence is unpacked once to see.
      let packed = UnsafeRawBufferPointer(start: output.baseAddress, count: filled)
      guard filled == 0 || !unpacks(packed, to: bytes) else { return }
      let count = ZSTD_compress(output.baseAddress, bound, bytes, bytes.count, 1)
      guard ZSTD_isError(count) == 0 else {
        preconditionFailure("libzstd cannot compress into a buffer of its own bound")
      }
      filled = count
    }
  }

  private static func unpacks(_ packed: UnsafeRawBufferPointer, to bytes: [UInt8]) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: bytes.count, alignment: 16) { output in
      let count = ZSTD_decompress(
        output.baseAddress, output.count, packed.baseAddress, packed.count)
      return ZSTD_isError(count) == 0 && count == bytes.count
        && bytes.withUnsafeBytes { plain in
          guard let plain = plain.baseAddress, let output = output.baseAddress else { return false }
          return memcmp(plain, output, count) == 0
        }
    }
  }

  /// The content of the first of several frames, and the length of that frame; `nil` for anything
  /// else.
  static func firstFrame(of bytes: ArraySlice<UInt8>) -> (content: [UInt8], length: Int)? {
    bytes.withUnsafeBytes { buffer in
      let length = ZSTD_findFrameCompressedSize(buffer.baseAddress, buffer.count)
      let size = ZSTD_getFrameContentSize(buffer.baseAddress, buffer.count)
      // The largest values say that the size is unknown, or that this is no frame.
      guard ZSTD_isError(length) == 0, size < 1 << 32 else { return nil }
      var output = [UInt8](repeating: 0, count: Int(size))
      let count = ZSTD_decompress(&output, output.count, buffer.baseAddress, length)
      return ZSTD_isError(count) == 0 && count == output.count ? (output, length) : nil
    }
  }

  /// The bytes again; `nil` when they are not exactly `size` of them.
  static func decompress(_ bytes: [UInt8], size: Int) -> [UInt8]? {
    var output = [UInt8](repeating: 0, count: size)
    let count = ZSTD_decompress(&output, size, bytes, bytes.count)
    return ZSTD_isError(count) == 0 && count == size ? output : nil
  }
}
