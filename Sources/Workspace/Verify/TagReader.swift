/// The attributes of one start tag, read without a copy of the page.
struct TagReader {
  let bytes: [UInt8]
  let range: Range<Int>

  /// The value of an attribute with its entities resolved; `nil` when the tag has none.
  func value(_ name: StaticString) -> [UInt8]? {
    let length = name.utf8CodeUnitCount
    var at = range.lowerBound
    while at < range.upperBound {
      // Attributes are separated by white space; values stand in quotes.
      while at < range.upperBound, Self.isSpace(bytes[at]) { at += 1 }
      let start = at
      while at < range.upperBound, bytes[at] != UInt8(ascii: "="), !Self.isSpace(bytes[at]) {
        at += 1
      }
      let isWanted =
        at - start == length
        && name.withUTF8Buffer { bytes[start..<at].elementsEqual($0) }
      guard at < range.upperBound, bytes[at] == UInt8(ascii: "=") else {
        if isWanted { return [] }
        continue
      }
      at += 1
      guard at < range.upperBound else { return nil }
      let quote = bytes[at]
      let content: Range<Int>
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        at += 1
        let first = at
        while at < range.upperBound, bytes[at] != quote { at += 1 }
        content = first..<at
        at += 1
      } else {
        let first = at
        while at < range.upperBound, !Self.isSpace(bytes[at]) { at += 1 }
        content = first..<at
      }
      if isWanted { return Entities.resolved(bytes[content]) }
    }
    return nil
  }

  func text(_ name: StaticString) -> String? {
    value(name).map { String(decoding: $0, as: UTF8.self) }
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C
  }
}

/// Character references of HTML, those that pages of numbers use.
enum Entities {
  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
    "minus": "\u{2212}", "ndash": "\u{2013}",
  ]

  static func resolved(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(UInt8(ascii: "&")) else { return Array(text) }
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.first {
      if byte == UInt8(ascii: "&"), let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")),
        let scalar = scalar(rest[(rest.startIndex + 1)..<end])
      {
        result += Array(String(Character(scalar)).utf8)
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
        rest.removeFirst()
      }
    }
    return result
  }

  private static func scalar(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let text = String(decoding: name, as: UTF8.self)
    guard text.hasPrefix("#") else { return named[text] }
    let digits = text.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let number =
      isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    return number.flatMap(Unicode.Scalar.init)
  }
}
