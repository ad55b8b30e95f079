/// Why a text is no instant.
package struct InstantError: Error, Hashable {
  package let text: String

  package init(text: String) { self.text = text }
}

extension Instant {
  /// Reads `2026-10-14T08:05:00.000Z`, with any offset, and without seconds or fraction.
  ///
  /// A text without an offset is refused: it names no moment.
  package init(_ text: String) throws(InstantError) {
    guard let value = Instant(ascii: Array(text.utf8)[...]) else { throw InstantError(text: text) }
    self = value
  }

  /// Reads the same form from bytes; `nil` when they are not exactly an instant.
  package init?(ascii bytes: ArraySlice<UInt8>) {
    guard let instant = bytes.withUnsafeBufferPointer({ Instant(ascii: $0) }) else { return nil }
    self = instant
  }

  /// Reads the same form from bytes that stand in a larger text.
  package init?(ascii bytes: UnsafeBufferPointer<UInt8>) {
    if let plain = Self.plain(bytes) {
      self = plain
      return
    }
    self.init(slow: Array(bytes)[...])
  }

  private init?(slow bytes: ArraySlice<UInt8>) {
    var reader = DigitReader(bytes: bytes)
    guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2),
      reader.skip("-"), let day = reader.number(2), reader.skip("T"),
      let hour = reader.number(2), hour < 24, reader.skip(":"),
      let minute = reader.number(2), minute < 60,
      let date = LocalDate(year: year, month: month, day: day)
    else { return nil }
    var milliseconds = (date.dayNumber * 86_400 + hour * 3600 + minute * 60) * 1000
    if reader.skip(":") {
      guard let second = reader.number(2), second < 60 else { return nil }
      milliseconds += second * 1000
      if reader.skip(".") {
        guard let fraction = reader.fraction() else { return nil }
        milliseconds += fraction
      }
    }
    guard let offset = reader.offset(), reader.isAtEnd else { return nil }
    self.init(milliseconds: milliseconds - offset * 1000)
  }

  /// Reads the two forms of our tables, `…:00Z` and `…:00+02:00`, in a tenth of the time; `nil` for
  /// what is left to the reader of every form.
  private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> Instant? {
    guard bytes.count == 20 && bytes[19] == UInt8(ascii: "Z") || bytes.count == 25,
      bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":")
    else { return nil }
    var isPlain = true
    func pair(_ place: Int) -> Int {
      let (tens, ones) = (bytes[place] &- 0x30, bytes[place + 1] &- 0x30)
      if tens > 9 || ones > 9 { isPlain = false }
      return Int(tens) * 10 + Int(ones)
    }
    let (year, month, day) = (pair(0) * 100 + pair(2), pair(5), pair(8))
    let (hour, minute, second) = (pair(11), pair(14), pair(17))
    var offset = 0
    if bytes.count == 25 {
      let sign = bytes[19]
      let (hours, minutes) = (pair(20), pair(23))
      guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), bytes[22] == UInt8(ascii: ":"),
        hours < 24, minutes < 60
      else { return nil }
      offset = (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }
    guard isPlain, hour < 24, minute < 60, second < 60,
      let date = LocalDate(year: year, month: month, day: day)
    else { return nil }
    return Instant(
      seconds: date.dayNumber * 86_400 + hour * 3600 + minute * 60 + second - offset)
  }

  /// `2026-10-14T08:05:00Z`; the fraction is left out.
  package var text: String { clock(ending: "Z") }

  /// `2026-10-14T08:05:00.000Z`, the form in which intervals are asked for.
  package var textWithMilliseconds: String {
    clock(ending: ".") + (milliseconds - seconds * 1000).digits(3) + "Z"
  }

  /// `2026-10-14T10:05:00+02:00` for an offset in seconds east of Greenwich.
  package func text(offset: Int) -> String {
    (self + offset).clock(ending: Self.offsetText(offset))
  }

  /// `+02:00`; the rare offset with seconds keeps them.
  package static func offsetText(_ offset: Int) -> String {
    let size = abs(offset)
    let text =
      (offset < 0 ? "-" : "+") + (size / 3600).digits(2) + ":" + (size / 60 % 60).digits(2)
    return size % 60 == 0 ? text : text + ":" + (size % 60).digits(2)
  }

  /// `2026-10-14T08:05:00` and an ending, written at once: tables hold a hundred thousand of them.
  private func clock(ending: String) -> String {
    let day = seconds.dividedDown(by: 86_400)
    let second = seconds - day * 86_400
    let date = LocalDate(dayNumber: day)
    guard (0...9999).contains(date.year) else {
      return date.text + "T" + (second / 3600).digits(2) + ":" + (second / 60 % 60).digits(2) + ":"
        + (second % 60).digits(2) + ending
    }
    return String(unsafeUninitializedCapacity: 19 + ending.utf8.count) { bytes in
      date.write(to: bytes)
      bytes[10] = UInt8(ascii: "T")
      bytes.writePair(second / 3600, at: 11)
      bytes[13] = UInt8(ascii: ":")
      bytes.writePair(second / 60 % 60, at: 14)
      bytes[16] = UInt8(ascii: ":")
      bytes.writePair(second % 60, at: 17)
      var count = 19
      for byte in ending.utf8 {
        bytes[count] = byte
        count += 1
      }
      return count
    }
  }
}

extension LocalDate {
  /// Writes `2026-10-14` into the first ten places; the year has four digits.
  func write(to bytes: UnsafeMutableBufferPointer<UInt8>) {
    bytes.writePair(year / 100, at: 0)
    bytes.writePair(year % 100, at: 2)
    bytes[4] = UInt8(ascii: "-")
    bytes.writePair(month, at: 5)
    bytes[7] = UInt8(ascii: "-")
    bytes.writePair(day, at: 8)
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  /// Writes a number below 100 with two digits.
  fileprivate func writePair(_ value: Int, at place: Int) {
    self[place] = 0x30 + UInt8(value / 10)
    self[place + 1] = 0x30 + UInt8(value % 10)
  }
}

/// Takes fixed-width numbers from the front of a text.
struct DigitReader {
  var bytes: ArraySlice<UInt8>

  var isAtEnd: Bool { bytes.isEmpty }

  mutating func number(_ width: Int) -> Int? {
    guard bytes.count >= width else { return nil }
    var value = 0
    for byte in bytes.prefix(width) {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    bytes = bytes.dropFirst(width)
    return value
  }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let first = bytes.first, UInt32(first) == character.value else { return false }
    bytes = bytes.dropFirst()
    return true
  }

  /// Milliseconds from one to nine digits; what lies below a millisecond is dropped.
  mutating func fraction() -> Int? {
    let digits = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard (1...9).contains(digits.count) else { return nil }
    bytes = bytes.dropFirst(digits.count)
    let padded = Array(digits.prefix(3)) + Array(repeating: 0x30, count: max(0, 3 - digits.count))
    return padded.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// Seconds east of Greenwich from `Z`, `+02:00` or `+0200`.
  mutating func offset() -> Int? {
    if skip("Z") { return 0 }
    let sign: Int
    if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
    guard let hours = number(2), hours < 24 else { return nil }
    _ = skip(":")
    guard let minutes = number(2), minutes < 60 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }
}
