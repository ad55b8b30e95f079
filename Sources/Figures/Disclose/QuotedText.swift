/// What a program gets of JSON, of percent-encoding and of plain lines.
enum QuotedText {
  /// The strings of a JSON document, escapes resolved; what stands between them is no text.
  static func json(_ source: UnsafeBufferPointer<UInt8>) -> DecodedText {
    var decoded = DecodedText(capacity: source.count / 2)
    var place = 0
    var isInside = false
    while place < source.count {
      let byte = source[place]
      if byte == UInt8(ascii: "\"") {
        decoded.close()
        isInside.toggle()
        place += 1
      } else if !isInside {
        place += 1
      } else if byte == UInt8(ascii: "\\") {
        place = escape(source, place, &decoded)
      } else {
        place = add(source, place, &decoded, .string)
      }
    }
    decoded.close()
    return decoded
  }

  /// The text with each `%2B` as the byte that it stands for; `nil` when there is none.
  static func percent(_ source: UnsafeBufferPointer<UInt8>) -> DecodedText? {
    var place = 0
    while place < source.count, escaped(source, place) == nil { place += 1 }
    guard place < source.count else { return nil }
    var decoded = DecodedText(capacity: source.count)
    place = 0
    while place < source.count {
      if let byte = escaped(source, place) {
        decoded.add(byte, from: place, .percent)
        place += 3
      } else {
        decoded.add(source[place], from: place, .percent)
        place += 1
      }
    }
    return decoded
  }

  /// The lines of a plain text.
  static func lines(_ source: UnsafeBufferPointer<UInt8>) -> DecodedText {
    var decoded = DecodedText(capacity: source.count)
    var place = 0
    while place < source.count {
      if source[place] == 0x0A {
        decoded.close()
        place += 1
      } else {
        place = add(source, place, &decoded, .text)
      }
    }
    decoded.close()
    return decoded
  }

  private static func add(
    _ source: UnsafeBufferPointer<UInt8>, _ place: Int, _ decoded: inout DecodedText,
    _ form: DecodedText.Form
  ) -> Int {
    let byte = source[place]
    if byte >= 0x80 { return place + decoded.addScalar(at: place, of: source, form) }
    decoded.add(byte, from: place, form)
    return place + 1
  }

  /// Resolves an escape of JSON; returns the place behind it.
  private static func escape(
    _ source: UnsafeBufferPointer<UInt8>, _ place: Int, _ decoded: inout DecodedText
  ) -> Int {
    guard place + 1 < source.count else { return place + 1 }
    switch source[place + 1] {
    case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "b"),
      UInt8(ascii: "f"):
      decoded.add(0x20, from: place, .string)
    case UInt8(ascii: "u"):
      guard let first = unit(source, place + 2) else { return place + 2 }
      if first & 0xFC00 == 0xD800, place + 7 < source.count,
        source[place + 6] == UInt8(ascii: "\\"), source[place + 7] == UInt8(ascii: "u"),
        let second = unit(source, place + 8), second & 0xFC00 == 0xDC00
      {
        let scalar = 0x10000 + (first & 0x3FF) << 10 + second & 0x3FF
        decoded.add(scalar: scalar, from: place, .string)
        return place + 12
      }
      decoded.add(scalar: first, from: place, .string)
      return place + 6
    case let byte: decoded.add(byte, from: place, .string)
    }
    return place + 2
  }

  /// Four hexadecimal digits.
  private static func unit(_ source: UnsafeBufferPointer<UInt8>, _ place: Int) -> UInt32? {
    guard place + 4 <= source.count else { return nil }
    var value: UInt32 = 0
    for index in place..<place + 4 {
      guard let digit = digit(source[index]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  private static func escaped(_ source: UnsafeBufferPointer<UInt8>, _ place: Int) -> UInt8? {
    guard source[place] == UInt8(ascii: "%"), place + 2 < source.count,
      let high = digit(source[place + 1]), let low = digit(source[place + 2])
    else { return nil }
    return high << 4 | low
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
