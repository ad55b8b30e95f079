/// The attributes of one start tag that tell of figures, read in one pass and without a copy of the
/// page.
///
/// Of two attributes with one name the first counts, as in browsers.
struct TagReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var key, value, unit, sign, column, row, resource, language, ownValue: Range<Int>?

  /// Reads what stands between a tag's name and its end.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    var at = range.lowerBound
    while at < range.upperBound {
      // Attributes are separated by white space; values stand in quotes.
      while at < range.upperBound, Self.isSpace(bytes[at]) { at += 1 }
      let start = at
      while at < range.upperBound, bytes[at] != UInt8(ascii: "="), !Self.isSpace(bytes[at]) {
        at += 1
      }
      let name = start..<at
      guard at < range.upperBound, bytes[at] == UInt8(ascii: "=") else {
        take(name, at..<at)
        continue
      }
      at += 1
      guard at < range.upperBound else { return }
      let quote = bytes[at]
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        at += 1
        let first = at
        while at < range.upperBound, bytes[at] != quote { at += 1 }
        take(name, first..<at)
        at += 1
      } else {
        let first = at
        while at < range.upperBound, !Self.isSpace(bytes[at]) { at += 1 }
        take(name, first..<at)
      }
    }
  }

  private mutating func take(_ name: Range<Int>, _ content: Range<Int>) {
    switch name.count {
    case 4 where isNew(language, called: "lang", name): language = content
    case 5 where isNew(ownValue, called: "value", name): ownValue = content
    case 8 where isNew(column, called: "data-col", name): column = content
    case 8 where isNew(row, called: "data-row", name): row = content
    case 8 where isNew(key, called: "data-key", name): key = content
    case 9 where isNew(unit, called: "data-unit", name): unit = content
    case 9 where isNew(sign, called: "data-sign", name): sign = content
    case 10 where isNew(value, called: "data-value", name): value = content
    case 13 where isNew(resource, called: "data-resource", name): resource = content
    default: break
    }
  }

  /// Whether an attribute that has not come yet bears this name.
  private func isNew(_ known: Range<Int>?, called text: StaticString, _ name: Range<Int>) -> Bool {
    known == nil && text.withUTF8Buffer { bytes[name].elementsEqual($0) }
  }

  /// A value with its entities resolved.
  func bytes(_ range: Range<Int>) -> [UInt8] { Entities.resolved(bytes[range]) }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes(range), as: UTF8.self) }

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

  static func resolved(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
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

  private static func scalar(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
    let text = String(decoding: name, as: UTF8.self)
    guard text.hasPrefix("#") else { return named[text] }
    let digits = text.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let number =
      isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    return number.flatMap(Unicode.Scalar.init)
  }
}
