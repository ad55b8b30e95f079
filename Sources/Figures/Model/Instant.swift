/// A moment in UTC, in whole milliseconds since 1970.
package struct Instant: Sendable, Hashable, Comparable {
  package let milliseconds: Int

  package init(milliseconds: Int) { self.milliseconds = milliseconds }

  package init(seconds: Int) { milliseconds = seconds * 1000 }

  /// Seconds since 1970, rounded down.
  package var seconds: Int { milliseconds.dividedDown(by: 1000) }

  package static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  package static func + (left: Instant, seconds: Int) -> Instant {
    Instant(milliseconds: left.milliseconds + seconds * 1000)
  }

  package static func - (left: Instant, seconds: Int) -> Instant { left + -seconds }
}

extension Int {
  /// The quotient rounded toward minus infinity, as calendars need it before 1970.
  package func dividedDown(by divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }

  /// At least `width` digits, with leading zeros.
  package func digits(_ width: Int) -> String {
    let text = String(magnitude)
    let missing = width - text.utf8.count
    guard self < 0 || missing > 0 else { return text }
    return (self < 0 ? "-" : "") + String(repeating: "0", count: Swift.max(0, missing)) + text
  }
}
