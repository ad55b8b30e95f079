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
    var open: (path: String, size: Int?, bytes: [UInt8])?
    /// Ends the file that is open; false when it is not as large as its line says.
    func close() -> Bool {
      guard let file = open else { return true }
      files.append(OutputFile(path: file.path, bytes: file.bytes))
      return file.size == nil || file.size == file.bytes.count
    }
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
        guard close() else { return nil }
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        let size = parts.count == 2 ? Int(parts[1]) : nil
        guard parts.count == 1 || size != nil && parts.count == 2 else { return nil }
        open = (String(parts[0]), size, [])
        // What a damaged line says is not believed for a gigabyte.
        if let size, (0..<1 << 28).contains(size) { open?.bytes.reserveCapacity(size) }
      }
      open?.bytes += bytes[(end + 1)...]
    }
    return close() ? files : nil
  }
}
