/// JSON in its one canonical form here: members in the order of their names, no white space.
indirect enum JSONText {
  case text(String)
  case number(Int)
  case list([JSONText])
  case object([String: JSONText])

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .text(let text): Self.write(text, to: &bytes)
    case .number(let number): bytes += Array(String(number).utf8)
    case .list(let items):
      bytes.append(0x5b)
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(0x2c) }
        item.write(to: &bytes)
      }
      bytes.append(0x5d)
    case .object(let members):
      bytes.append(0x7b)
      for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { bytes.append(0x2c) }
        Self.write(member.key, to: &bytes)
        bytes.append(0x3a)
        member.value.write(to: &bytes)
      }
      bytes.append(0x7d)
    }
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5c: bytes += [0x5c, byte]
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes += Array("\\u00\(digits.count == 1 ? "0" : "")\(digits)".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }
}
