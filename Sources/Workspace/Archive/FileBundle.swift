import Figures

/// Several files in one run of compressed bytes: frame after frame, each with a line before its bytes.
///
/// The line of a file's first frame holds its path and how many bytes it has; the lines of the frames that
/// go on with it are empty. Neither way needs more memory than the files and a few of these pieces.
enum FileBundle {
  /// The most bytes of a file in one frame.
  static let piece = 1 << 20

  static func pack(_ files: [OutputFile]) -> [UInt8] {
    var packed: [UInt8] = []
    for file in files {
      var start = 0
      repeat {
        let end = min(file.bytes.count, start + piece)
        var frame = Array((start == 0 ? "\(file.path) \(file.bytes.count)\n" : "\n").utf8)
        frame.reserveCapacity(frame.count + end - start)
        frame += file.bytes[start..<end]
        packed += Zstandard.compress(frame)
        start = end
      } while start < file.bytes.count
    }
    return packed
  }

  /// The files again; `nil` for bytes that ``pack(_:)`` did not write.
  ///
  /// Before version 7 of the archive a file was one frame, and its line held the path alone.
  static func unpack(_ packed: [UInt8]) -> [OutputFile]? {
    var files: [OutputFile] = []
    var open: (path: String, bytes: [UInt8])?
    var rest = packed[...]
    while !rest.isEmpty {
      guard let (bytes, length) = Zstandard.firstFrame(of: rest),
        let end = bytes.firstIndex(of: 0x0A),
        let line = String(validating: bytes[..<end], as: UTF8.self)
      else { return nil }
      rest = rest.dropFirst(length)
      if line.isEmpty {
        guard open != nil else { return nil }
      } else {
        if let open { files.append(OutputFile(path: open.path, bytes: open.bytes)) }
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count <= 2, let size = parts.count == 1 ? 0 : Int(parts[1]),
          (0..<1 << 32).contains(size)
        else { return nil }
        open = (String(parts[0]), [])
        open?.bytes.reserveCapacity(size)
      }
      open?.bytes += bytes[(end + 1)...]
    }
    if let open { files.append(OutputFile(path: open.path, bytes: open.bytes)) }
    return files
  }
}
