import Figures

/// Several files in one run of bytes: a line with length and path before each.
enum FileBundle {
  static func pack(_ files: [OutputFile]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(files.reduce(0) { $0 + $1.bytes.count + $1.path.utf8.count + 16 })
    for file in files {
      bytes += "\(file.bytes.count) \(file.path)\n".utf8
      bytes += file.bytes
    }
    return bytes
  }

  /// The files again; `nil` for bytes that ``pack(_:)`` did not write.
  static func unpack(_ bytes: [UInt8]) -> [OutputFile]? {
    var files: [OutputFile] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let end = rest.firstIndex(of: 0x0A),
        let head = String(validating: rest[..<end], as: UTF8.self),
        let space = head.firstIndex(of: " "), let count = Int(head[..<space]), count >= 0,
        rest.endIndex - end - 1 >= count
      else { return nil }
      let start = end + 1
      files.append(
        OutputFile(
          path: String(head[head.index(after: space)...]), bytes: Array(rest[start..<start + count])
        ))
      rest = rest[(start + count)...]
    }
    return files
  }
}
