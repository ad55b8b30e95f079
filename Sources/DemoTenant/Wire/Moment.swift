/// An instant, in milliseconds since the start of 1970 UTC.
struct Moment: Hashable, Comparable, Sendable {
  let milliseconds: Int

  static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }

  init(milliseconds: Int) {
    self.milliseconds = milliseconds
  }

  /// Reads `1999-10-31T08:30`, with or without seconds, fraction and offset.
  ///
  /// A text without an offset is read as UTC; a fraction is cut to milliseconds.
  init?(_ text: Substring) {
    var scanner = Scanner(bytes: Array(text.utf8))
    guard let year = scanner.digits(4), scanner.take("-"), let month = scanner.digits(2),
      scanner.take("-"), let day = scanner.digits(2), scanner.take("T"),
      let hour = scanner.digits(2), scanner.take(":"), let minute = scanner.digits(2)
    else { return nil }
    var second = 0
    var fraction = 0
    if scanner.take(":") {
      guard let seconds = scanner.digits(2) else { return nil }
      second = seconds
      if scanner.take(".") {
        guard let digits = scanner.fraction() else { return nil }
        fraction = digits
      }
    }
    guard let offset = scanner.offset(), scanner.isAtEnd, (1...12).contains(month),
      (1...Self.length(ofMonth: month, year: year)).contains(day), hour < 24, minute < 60,
      second < 60
    else { return nil }
    let days = Self.days(year: year, month: month, day: day)
    let minutes = (days * 24 + hour) * 60 + minute - offset
    milliseconds = (minutes * 60 + second) * 1000 + fraction
  }

  /// The days from 1970-01-01 to a date of the Gregorian calendar.
  static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    let next = month == 12 ? (year + 1, 1) : (year, month + 1)
    return days(year: next.0, month: next.1, day: 1) - days(year: year, month: month, day: 1)
  }
}

/// Reads the digits and marks of an instant, one after the other.
private struct Scanner {
  let bytes: [UInt8]
  private var index = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { index == bytes.count }

  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: mark) else { return false }
    index += 1
    return true
  }

  mutating func digits(_ count: Int) -> Int? {
    guard index + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[index..<index + count] {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    index += count
    return value
  }

  /// One to nine digits after the point, in milliseconds.
  mutating func fraction() -> Int? {
    var milliseconds = 0
    var count = 0
    while let digit = digits(1) {
      if count < 3 { milliseconds = milliseconds * 10 + digit }
      count += 1
    }
    guard (1...9).contains(count) else { return nil }
    for _ in count..<max(count, 3) { milliseconds *= 10 }
    return milliseconds
  }

  /// The offset from UTC in minutes.
  mutating func offset() -> Int? {
    if isAtEnd || take("Z") { return 0 }
    let sign: Int
    if take("+") {
      sign = 1
    } else if take("-") {
      sign = -1
    } else {
      return nil
    }
    guard let hours = digits(2) else { return nil }
    _ = take(":")
    guard let minutes = digits(2), hours < 24, minutes < 60 else { return nil }
    return sign * (hours * 60 + minutes)
  }
}
