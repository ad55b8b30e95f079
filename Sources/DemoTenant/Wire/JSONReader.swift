extension JSONNode {
  /// Reads a document; `nil` when the bytes are none.
  ///
  /// It reads answers of our own, and therefore leans on them: it does not hold numbers or control
  /// characters against the grammar.
  init?(_ bytes: [UInt8]) {
    let node = bytes.withUnsafeBufferPointer { bytes -> JSONNode? in
      var reader = JSONReader(bytes: bytes)
      guard let node = reader.node() else { return nil }
      return reader.isAtEnd ? node : nil
    }
    guard let node else { return nil }
    self = node
  }
}

/// Goes once through the bytes of a document.
private struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return index == bytes.count
    }
  }

  mutating func node() -> JSONNode? {
    skipSpace()
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "{"): return object()
    case UInt8(ascii: "["): return array()
    case UInt8(ascii: "\""): return string().map { .text($0) }
    default: return word()
    }
  }

  private mutating func object() -> JSONNode? {
    var members: [JSONNode.Member] = []
    index += 1
    guard !take("}") else { return .object([]) }
    repeat {
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\""), let name = string(),
        take(":"), let value = node()
      else { return nil }
      members.append(JSONNode.Member(name: name, value: value))
    } while take(",")
    return take("}") ? .object(members) : nil
  }

  private mutating func array() -> JSONNode? {
    var elements: [JSONNode] = []
    index += 1
    guard !take("]") else { return .array([]) }
    repeat {
      guard let element = node() else { return nil }
      elements.append(element)
    } while take(",")
    return take("]") ? .array(elements) : nil
  }

  /// A number, `true`, `false` or `null`.
  private mutating func word() -> JSONNode? {
    let start = index
    while index < bytes.count, !Self.endsWord(bytes[index]) { index += 1 }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    switch word {
    case "": return nil
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    default: return Self.mayStartNumber(bytes[start]) ? .number(word) : nil
    }
  }

  private static func mayStartNumber(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte <= UInt8(ascii: " ") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]")
      || byte == UInt8(ascii: "}")
  }

  private mutating func string() -> String? {
    index += 1
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      guard bytes[index] != UInt8(ascii: "\\") else { return escapedString(from: start) }
      index += 1
    }
    guard index < bytes.count else { return nil }
    defer { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func escapedString(from start: Int) -> String? {
    var units = Array(String(decoding: bytes[start..<index], as: UTF8.self).utf16)
    var plain = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      guard bytes[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      units += String(decoding: bytes[plain..<index], as: UTF8.self).utf16
      guard let unit = escape() else { return nil }
      units.append(unit)
      plain = index
    }
    guard index < bytes.count else { return nil }
    units += String(decoding: bytes[plain..<index], as: UTF8.self).utf16
    index += 1
    return String(decoding: units, as: UTF16.self)
  }

  /// The code unit of the escape that stands here; a character above U+FFFF is two of them.
  private mutating func escape() -> UInt16? {
    guard index + 1 < bytes.count else { return nil }
    let letter = bytes[index + 1]
    index += 2
    switch letter {
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"):
      guard index + 4 <= bytes.count else { return nil }
      defer { index += 4 }
      return UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
    default: return UInt16(letter)
    }
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: mark) else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while index < bytes.count, bytes[index] <= UInt8(ascii: " ") { index += 1 }
  }
}
