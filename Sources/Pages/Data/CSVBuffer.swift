package import Figures

/// The bytes of a table after RFC 4180: commas, CRLF, quotes where they are needed.
package struct CSVBuffer: Sendable {
  package private(set) var bytes: [UInt8] = []
  private var isAtStart = true

  package init(columns: [String]) {
    for column in columns { text(column) }
    endRow()
  }

  /// The bytes without the room that was left for more: a table stays for as long as its period is built.
  var finished: [UInt8] {
    guard bytes.capacity > bytes.count + bytes.count / 8 else { return bytes }
    return [UInt8](unsafeUninitializedCapacity: bytes.count) { room, filled in
      filled = room.initialize(fromContentsOf: bytes)
    }
  }

  package mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  package mutating func integer(_ value: Int?) {
    separate()
    if let value { Digits.append(value, to: &bytes) }
  }

  /// A quotient with that many decimals; nothing when there is none.
  package mutating func quotient(_ value: Quotient?, places: Int) {
    separate()
    if let value { Digits.append(value, places: places, to: &bytes) }
  }

  /// A text of ours that needs no quotes: a number, an instant, a state.
  package mutating func plain(_ text: String) {
    separate()
    bytes += text.utf8
  }

  /// Cells that were written before, with the commas between them.
  package mutating func cells(_ written: [UInt8]) {
    separate()
    bytes += written
  }

  /// A text of any origin.
  ///
  /// A spreadsheet runs what begins with `=`, `+`, `-` or `@`, or with a tab or return before it;
  /// an apostrophe in front makes it text.
  package mutating func text(_ text: String) {
    separate()
    bytes += Self.escaped(text)
  }

  package mutating func endRow() {
    bytes.append(0x0d)
    bytes.append(0x0a)
    isAtStart = true
  }

  static func escaped(_ text: String) -> [UInt8] {
    var cell = Array(text.utf8.filter { $0 != 0 })
    if let first = cell.first, [0x3d, 0x2b, 0x2d, 0x40, 0x09, 0x0d].contains(first) {
      cell.insert(0x27, at: 0)
    }
    guard cell.contains(where: { [0x2c, 0x22, 0x0d, 0x0a].contains($0) }) else { return cell }
    var quoted: [UInt8] = [0x22]
    for byte in cell {
      if byte == 0x22 { quoted.append(0x22) }
      quoted.append(byte)
    }
    quoted.append(0x22)
    return quoted
  }

  private mutating func separate() {
    if isAtStart { isAtStart = false } else { bytes.append(0x2c) }
  }
}
