/// The three ways a text becomes part of a page, and a fourth for the lines in the margins.
///
/// They differ because the places differ: a text between tags, a text between quotes and an
/// address each have their own way out.
package enum Escape {
  /// For the space between tags.
  package static func text(_ text: String) -> String {
    guard isSpecial(text.utf8) else { return text }
    var result = ""
    for scalar in text.unicodeScalars { append(scalar, to: &result) }
    return result
  }

  /// For a value between double quotes: line breaks and tabs keep their identity too.
  package static func attribute(_ text: String) -> String {
    // C2 begins the control characters that are no ASCII.
    guard isSpecial(text.utf8) || text.utf8.contains(0xc2) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "&#10;"
      case "\r": result += "&#13;"
      case "\t": result += "&#9;"
      default: append(scalar, to: &result)
      }
    }
    return result
  }

  /// For a relative address: everything but letters, digits and `-._~/#` becomes `%hh`.
  ///
  /// A colon is among what is written as `%3a`, so no text can name a scheme.
  package static func url(_ path: String) -> String {
    let hex = Array("0123456789abcdef".unicodeScalars)
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e, 0x2f, 0x23:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += "%"
        result.unicodeScalars.append(hex[Int(byte >> 4)])
        result.unicodeScalars.append(hex[Int(byte & 15)])
      }
    }
    // Two slashes at the front would name another host.
    return result.hasPrefix("//") ? "." + result : result
  }

  /// For a quoted string in a style sheet inside a page: neither the quote, the line nor the
  /// `style` element can be left.
  package static func css(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isPlain =
        scalar.value > 0x9f || (scalar.isASCII && scalar.properties.isAlphabetic)
        || "0123456789 .,-_:;/()".unicodeScalars.contains(scalar)
      if isPlain {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\" + String(scalar.value, radix: 16) + " "
      }
    }
    return result
  }

  /// Whether a text holds a character that cannot stay as it is.
  private static func isSpecial(_ text: String.UTF8View) -> Bool {
    var (first, second): (UInt8, UInt8) = (0, 0)
    for byte in text {
      if isSpecial(byte) { return true }
      // E2 80 AA to AE, and E2 81 A6 to A9.
      if first == 0xe2,
        second == 0x80 && 0xaa...0xae ~= byte || second == 0x81 && 0xa6...0xa9 ~= byte
      {
        return true
      }
      (first, second) = (second, byte)
    }
    return false
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x26 || byte == 0x27 || byte == 0x3c || byte == 0x3e
      || byte == 0x7f
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    case "\n", "\r", "\t": result.unicodeScalars.append(scalar)
    default:
      // HTML has no place for control characters, and one that turns the direction would make a name
      // read as another, or end the isolation around it; a mark shows that one was there.
      let isControl = scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
      result.unicodeScalars.append(isControl || isDirection(scalar) ? "\u{fffd}" : scalar)
    }
  }

  /// Embeddings, overrides and isolates.
  static func isDirection(_ scalar: Unicode.Scalar) -> Bool {
    (0x202a...0x202e).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }
}
