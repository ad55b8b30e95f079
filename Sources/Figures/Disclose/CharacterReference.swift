/// A character of HTML or XML that is written by its name or number.
enum CharacterReference {
  /// The character that begins with the `&` at a place, and the bytes that it takes.
  static func read(
    _ source: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (scalar: UInt32, length: Int)? {
    var end = place + 1
    guard end < source.count else { return nil }
    if source[end] == UInt8(ascii: "#") { return number(source, at: place) }
    while end < source.count, end - place < 12, isLetterOrDigit(source[end]) { end += 1 }
    guard let scalar = named[String(decoding: source[place + 1..<end], as: UTF8.self)] else {
      return nil
    }
    let isClosed = end < source.count && source[end] == UInt8(ascii: ";")
    return (scalar, end - place + (isClosed ? 1 : 0))
  }

  private static func number(
    _ source: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (scalar: UInt32, length: Int)? {
    var end = place + 2
    let isHex = end < source.count && source[end] | 0x20 == UInt8(ascii: "x")
    if isHex { end += 1 }
    let start = end
    var value: UInt32 = 0
    while end < source.count, let digit = digit(source[end], isHex) {
      // Leading zeros are allowed without end; a number that is no character stays one.
      value = min(value * (isHex ? 16 : 10) + digit, 0x110000)
      end += 1
    }
    guard end > start else { return nil }
    let isClosed = end < source.count && source[end] == UInt8(ascii: ";")
    return (value, end - place + (isClosed ? 1 : 0))
  }

  private static func digit(_ byte: UInt8, _ isHex: Bool) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46 where isHex: UInt32(byte) - 0x37
    case 0x61...0x66 where isHex: UInt32(byte) - 0x57
    default: nil
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// Those of ASCII and Latin-1: no other can spell a name or a number.
  private static let named: [String: UInt32] = {
    var named: [String: UInt32] = [
      "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "AMP": 0x26, "LT": 0x3C,
      "GT": 0x3E, "QUOT": 0x22, "commat": 0x40, "period": 0x2E, "lpar": 0x28, "rpar": 0x29,
      "plus": 0x2B, "colon": 0x3A, "sol": 0x2F, "num": 0x23, "comma": 0x2C, "lowbar": 0x5F,
      "hyphen": 0x2010, "dash": 0x2010, "ndash": 0x2013, "mdash": 0x2014, "Tab": 0x09,
      "NewLine": 0x0A, "ensp": 0x2002, "emsp": 0x2003, "thinsp": 0x2009, "zwnj": 0x200C,
      "zwj": 0x200D, "lrm": 0x200E, "rlm": 0x200F, "lsquo": 0x2018, "rsquo": 0x2019,
    ]
    let latin =
      "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn "
      + "sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave "
      + "Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc "
      + "Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml "
      + "Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc "
      + "euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash "
      + "ugrave uacute ucirc uuml yacute thorn yuml"
    for (place, name) in latin.split(separator: " ").enumerated() {
      named[String(name)] = 0xA0 + UInt32(place)
    }
    return named
  }()
}
