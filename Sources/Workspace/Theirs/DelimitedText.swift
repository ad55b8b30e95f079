package import Figures

/// A table in a text file, as spreadsheets and reporting tools write it: RFC 4180, with commas,
/// semicolons or tabs, with or without a byte order mark.
struct DelimitedText: Sendable, Hashable {
  struct Row: Sendable, Hashable {
    /// Of its first character, from 1.
    let line: Int
    let cells: [String]
  }

  let header: Row
  let rows: [Row]

  /// Reads a whole file; `path` is how messages call it.
  ///
  /// Every row has as many cells as the header. Empty lines may only stand at the end.
  init(_ bytes: [UInt8], path: String, separator: UInt8?) throws(TheirFileError) {
    let marked: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = bytes.starts(with: marked) ? Array(bytes.dropFirst(3)) : bytes
    guard let valid = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw TheirFileError(
        "the file is not UTF-8 text", at: path, remedy: "save it as CSV with the encoding UTF-8")
    }
    guard valid.utf8.contains(where: { $0 > 0x20 }) else {
      throw TheirFileError("the file is empty", at: path)
    }
    let separator = separator ?? Self.separator(of: bytes)
    var scanner = Scanner(bytes: bytes, path: path, separator: separator)
    var rows = try scanner.rows()
    while rows.last?.cells == [""] { rows.removeLast() }
    guard let header = rows.first else { throw TheirFileError("the file is empty", at: path) }
    self.header = header
    self.rows = Array(rows.dropFirst())
    for row in self.rows where row.cells.count != header.cells.count {
      throw TheirFileError(
        row.cells == [""]
          ? "the line is empty"
          : "the row has \(row.cells.count) cells and the header \(header.cells.count)",
        at: "\(path):\(row.line)",
        remedy: "mend the row; name 'separator' in the mapping if cells are parted by another sign")
    }
  }

  /// The sign that parts most cells of the first line.
  private static func separator(of bytes: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes {
      if byte == 0x22 { isQuoted.toggle() }
      if !isQuoted, byte == 0x0A || byte == 0x0D { break }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    let signs: [UInt8] = [0x2C, 0x3B, 0x09]
    var best = signs[0]
    for sign in signs where counts[sign, default: 0] > counts[best, default: 0] { best = sign }
    return best
  }

  private struct Scanner {
    let bytes: [UInt8]
    let path: String
    let separator: UInt8
    var at = 0
    var line = 1

    init(bytes: [UInt8], path: String, separator: UInt8) {
      self.bytes = bytes
      self.path = path
      self.separator = separator
    }

    mutating func rows() throws(TheirFileError) -> [Row] {
      var rows: [Row] = []
      while at < bytes.count {
        let start = line
        var cells = [try cell()]
        while at < bytes.count, bytes[at] == separator {
          at += 1
          cells.append(try cell())
        }
        rows.append(Row(line: start, cells: cells))
        if at < bytes.count, bytes[at] == 0x0D { at += 1 }
        if at < bytes.count, bytes[at] == 0x0A { at += 1 }
        line += 1
      }
      return rows
    }

    private mutating func cell() throws(TheirFileError) -> String {
      guard at < bytes.count, bytes[at] == 0x22 else { return try plainCell() }
      let start = line
      at += 1
      var text: [UInt8] = []
      while true {
        guard at < bytes.count else {
          throw TheirFileError(
            "a quotation mark is opened and never closed", at: "\(path):\(start)")
        }
        let byte = bytes[at]
        at += 1
        if byte == 0x0A { line += 1 }
        guard byte == 0x22 else {
          text.append(byte)
          continue
        }
        guard at < bytes.count, bytes[at] == 0x22 else { break }
        text.append(byte)
        at += 1
      }
      guard at == bytes.count || [separator, 0x0D, 0x0A].contains(bytes[at]) else {
        throw TheirFileError("something follows a closing quotation mark", at: "\(path):\(line)")
      }
      return String(decoding: text, as: UTF8.self)
    }

    private mutating func plainCell() throws(TheirFileError) -> String {
      let start = at
      while at < bytes.count, ![separator, 0x0D, 0x0A].contains(bytes[at]) {
        guard bytes[at] != 0x22 else {
          throw TheirFileError(
            "a quotation mark stands inside a cell that has none around it", at: "\(path):\(line)")
        }
        at += 1
      }
      return String(decoding: bytes[start..<at], as: UTF8.self)
    }
  }
}

/// Why the other side's file cannot be read, at the very line.
package struct TheirFileError: Error, Hashable, Explained {
  package let what: String
  /// `file:line`.
  package let place: String
  package let remedy: String?

  init(_ what: String, at place: String, remedy: String? = nil) {
    self.what = what
    self.place = place
    self.remedy = remedy
  }

  package var explanation: Explanation {
    Explanation(.badData, what: what, place: place, remedy: remedy)
  }
}
