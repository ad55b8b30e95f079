import Figures

/// Several files in one run of compressed bytes: a frame for each, which holds a line with its path
/// before its bytes.
///
/// Frame by frame, neither way needs more memory than the files and the largest of them once more.
enum FileBundle {
  static func pack(_ files: [OutputFile]) -> [UInt8] {
    var packed: [UInt8] = []
    for file in files { packed += Zstandard.compress(Array("\(file.path)\n".utf8) + file.bytes) }
    return packed
  }

  /// The files again; `nil` for bytes that ``pack(_:)`` did not write.
  static func unpack(_ packed: [UInt8]) -> [OutputFile]? {
    var files: [OutputFile] = []
    var rest = packed[...]
    while !rest.isEmpty {
      guard let (bytes, length) = Zstandard.firstFrame(of: rest),
        let end = bytes.firstIndex(of: 0x0A),
        let path = String(validating: bytes[..<end], as: UTF8.self)
      else { return nil }
      files.append(OutputFile(path: path, bytes: Array(bytes[(end + 1)...])))
      rest = rest.dropFirst(length)
    }
    return files
  }
}
