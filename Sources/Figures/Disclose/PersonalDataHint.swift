/// Tells quickly that a text holds nothing personal, so that the patterns need not look.
///
/// Everything that ``PersonalData`` finds has an at sign, a scheme before digits, six digits with
/// nothing but separators between them, four groups with points, or the beginning of an IBAN. What
/// it lets through is looked at; what it holds back has none of these. Dates, moments, UUIDs and
/// numbers with commas, of which tables and addresses are full, are no digits of a person.
enum PersonalDataHint {
  static func isNeeded(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    if isDecimal(bytes, range) { return false }
    var digits = 0
    var points = 0
    var place = range.lowerBound
    while place < range.upperBound {
      if let end = identifier(bytes, place, range) {
        (digits, points) = (0, 0)
        place = end
        continue
      }
      let byte = bytes[place]
      switch byte {
      case 0x30...0x39:
        if let end = date(bytes, place, range) ?? moment(bytes, place, range)
          ?? month(bytes, place, range) ?? grouped(bytes, place, range)
        {
          (digits, points) = (0, 0)
          place = end
          continue
        }
        digits += 1
        if digits >= 6 || digits >= 4 && points >= 3 { return true }
      case 0x2E: points += 1
      // Space, parentheses, hyphen and slash.
      case 0x20, 0x28, 0x29, 0x2D, 0x2F: break
      case 0x40: return true
      // "tel:", "sms:" and a sign that a number follows; other words before it are looked at too.
      case 0x3A:
        (digits, points) = (0, 0)
        if place + 1 < range.upperBound, isNumberStart(bytes[place + 1]), place > range.lowerBound,
          isLetter(bytes[place - 1])
        {
          return true
        }
      case 0x41...0x5A:
        (digits, points) = (0, 0)
        if isBankCode(bytes, place, range) { return true }
      // Spaces and hyphens of general punctuation separate; the Kelvin sign is a K.
      case 0xC2: break
      case 0xE2:
        if place + 1 < range.upperBound, bytes[place + 1] == 0x84 { return true }
      // Latin, Greek, Cyrillic, Hebrew and Han have no digits of their own.
      case 0xC3...0xD8, 0xE4...0xE9: (digits, points) = (0, 0)
      case 0x80...0xBF: break
      case 0xC0...: return true
      default: (digits, points) = (0, 0)
      }
      place += 1
    }
    return false
  }

  /// Whether the whole text is one number with a point, as a page of formulas has thousands: the
  /// patterns set it aside before they look for numbers of persons.
  private static func isDecimal(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    var place = range.lowerBound
    func skipDigits() -> Bool {
      let start = place
      while place < range.upperBound, (0x30...0x39).contains(bytes[place]) { place += 1 }
      return place > start
    }
    guard skipDigits(), place < range.upperBound, bytes[place] == 0x2E else { return false }
    place += 1
    guard skipDigits() else { return false }
    if place < range.upperBound, bytes[place] == 0x25 { place += 1 }
    // A NUL ends a piece of a file.
    return place == range.upperBound || place + 1 == range.upperBound && bytes[place] == 0
  }

  /// The end of a UUID that begins here and that no other hexadecimal digit continues on either
  /// side: the patterns set it aside before they look for numbers.
  @inline(__always) private static func identifier(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ range: Range<Int>
  ) -> Int? {
    let end = place + 36
    guard end <= range.upperBound, bytes[place + 8] == 0x2D, bytes[place + 13] == 0x2D,
      bytes[place + 18] == 0x2D, bytes[place + 23] == 0x2D
    else { return nil }
    func isHex(_ place: Int) -> Bool {
      switch bytes[place] {
      case 0x30...0x39, 0x41...0x46, 0x61...0x66: range.contains(place)
      default: false
      }
    }
    guard place == range.lowerBound || !isHex(place - 1), end == range.upperBound || !isHex(end)
    else { return nil }
    for offset in 0..<36 where ![8, 13, 18, 23].contains(offset) && !isHex(place + offset) {
      return nil
    }
    return end
  }

  private static func isDigit(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ range: Range<Int>
  ) -> Bool {
    range.contains(place) && (0x30...0x39).contains(bytes[place])
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isNumberStart(_ byte: UInt8) -> Bool {
    byte == 0x2B || (0x30...0x39).contains(byte) || byte >= 0x80
  }

  /// Two capitals and two digits.
  private static func isBankCode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ range: Range<Int>
  ) -> Bool {
    place + 3 < range.upperBound && (0x41...0x5A).contains(bytes[place + 1])
      && isDigit(bytes, place + 2, range) && isDigit(bytes, place + 3, range)
  }

  /// The end of a moment such as 20261014T080000Z that begins here: no shape of a number ends at its
  /// letters or goes on behind them.
  private static func moment(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ range: Range<Int>
  ) -> Int? {
    let end = place + 16
    guard end <= range.upperBound, !isDigit(bytes, place - 1, range),
      bytes[place + 8] == UInt8(ascii: "T"), bytes[place + 15] == UInt8(ascii: "Z")
    else { return nil }
    for offset in 0..<15 where offset != 8 && !isDigit(bytes, place + offset, range) { return nil }
    return end
  }

  /// The end of a month such as 2026-10/ that follows on a letter: behind one no number begins.
  private static func month(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ range: Range<Int>
  ) -> Int? {
    let end = place + 7
    guard end < range.upperBound, place > range.lowerBound, isLetter(bytes[place - 1]),
      bytes[place + 4] == 0x2D, bytes[end] == 0x2F
    else { return nil }
    for offset in [0, 1, 2, 3, 5, 6] where !isDigit(bytes, place + offset, range) { return nil }
    return end
  }

  /// The end of a whole number such as 1,234,567 that begins here and that the patterns set aside,
  /// because nothing beside it goes on with it.
  private static func grouped(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ range: Range<Int>
  ) -> Int? {
    if place > range.lowerBound {
      switch bytes[place - 1] {
      // After a space there may be a digit before it.
      case 0x20 where place - 1 > range.lowerBound:
        guard bytes[place - 2] < 0x80, !isDigit(bytes, place - 2, range) else { return nil }
      case 0x20, 0x3D, 0x3E: break
      default: return nil
      }
    }
    guard bytes[place] != 0x30 else { return nil }
    var end = place + 1
    while end < place + 3, isDigit(bytes, end, range) { end += 1 }
    let first = end
    while end + 3 < range.upperBound, bytes[end] == 0x2C, isDigit(bytes, end + 1, range),
      isDigit(bytes, end + 2, range), isDigit(bytes, end + 3, range)
    {
      end += 4
    }
    guard end > first, !isDigit(bytes, end, range) else { return nil }
    guard end < range.upperBound else { return end }
    switch bytes[end] {
    case 0: return end
    case 0x20: return isDigit(bytes, end + 1, range) ? nil : end
    default: return nil
    }
  }

  /// The end of a date such as 2026-10-14 that begins here and is followed by no digit.
  private static func date(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ range: Range<Int>
  ) -> Int? {
    let end = place + 10
    guard end <= range.upperBound, !isDigit(bytes, end, range), !isDigit(bytes, place - 1, range),
      bytes[place + 4] == 0x2D, bytes[place + 7] == 0x2D
    else { return nil }
    for offset in [1, 2, 3, 5, 6, 8, 9] where !isDigit(bytes, place + offset, range) { return nil }
    return end
  }
}
