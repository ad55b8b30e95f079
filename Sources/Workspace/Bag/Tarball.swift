import CZlib
package import Figures

/// A tar file of files that are in memory, the same bytes each time: names sorted, owner 0, mode
/// 0644, one time for all.
///
/// The form is POSIX ustar, which every tar reads.
package struct Tarball: Sendable {
  package private(set) var bytes: [UInt8] = []

  private static let block = 512

  /// Packs files below one folder, whose name stands before each path.
  package init(_ files: [OutputFile], below root: String, modified: Instant) throws(SealError) {
    let sorted = files.sorted {
      Array($0.path.utf8).lexicographicallyPrecedes(Array($1.path.utf8))
    }
    for file in sorted {
      bytes += try Self.header("\(root)/\(file.path)", size: file.bytes.count, modified: modified)
      bytes += file.bytes
      bytes += Self.padding(file.bytes.count, to: Self.block)
    }
    // Two empty blocks end the archive; tar pads it to twenty.
    bytes += [UInt8](repeating: 0, count: 2 * Self.block)
    bytes += Self.padding(bytes.count, to: 20 * Self.block)
  }

  /// The same, compressed as `gzip -n -9` does, without name and time.
  package var compressed: [UInt8] {
    var stream = z_stream()
    let windowAndGzip: Int32 = 15 + 16
    let size = Int32(MemoryLayout<z_stream>.size)
    guard
      deflateInit2_(
        &stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowAndGzip, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        size) == Z_OK
    else { preconditionFailure("zlib does not start") }
    defer { deflateEnd(&stream) }
    var source = bytes
    let bound = Int(deflateBound(&stream, UInt(source.count)))
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      source.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(bound)
        guard deflate(&stream, Z_FINISH) == Z_STREAM_END else {
          preconditionFailure("the buffer has the size that zlib asked for")
        }
      }
      count = Int(stream.total_out)
    }
  }

  private static func padding(_ count: Int, to size: Int) -> [UInt8] {
    [UInt8](repeating: 0, count: (size - count % size) % size)
  }

  private static func header(
    _ path: String, size: Int, modified: Instant
  ) throws(SealError) -> [UInt8] {
    let (prefix, name) = try split(path)
    var header = [UInt8](repeating: 0, count: block)
    func put(_ text: String, at place: Int) {
      for (index, byte) in text.utf8.enumerated() { header[place + index] = byte }
    }
    func octal(_ value: Int, digits: Int) -> String {
      let text = String(value, radix: 8)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    put(name, at: 0)
    put("0000644", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    put(octal(size, digits: 11), at: 124)
    put(octal(max(0, modified.seconds), digits: 11), at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    put(prefix, at: 345)
    let sum = header.reduce(0) { $0 + Int($1) }
    put(octal(sum, digits: 6), at: 148)
    header[154] = 0
    header[155] = 0x20
    return header
  }

  /// A name has room for 100 bytes, and a folder before it for 155.
  private static func split(_ path: String) throws(SealError) -> (prefix: String, name: String) {
    if path.utf8.count <= 100 { return ("", path) }
    for slash in path.indices where path[slash] == "/" {
      let name = path[path.index(after: slash)...]
      if name.utf8.count <= 100, path[..<slash].utf8.count <= 155 {
        return (String(path[..<slash]), String(name))
      }
    }
    throw .unsafePath(path)
  }
}
