import Foundation

/// The local days of a recording with the instants at which they begin and end.
///
/// Made once, because each question to a zone costs more than a call does.
struct LocalDays: Sendable {
  private struct Day: Sendable {
    let start: Int
    /// The local midnight as if it were one of UTC, and the offset in force when the day ends.
    let midnight: Int
    let offset: Int
  }

  /// Days since 1 January 1970.
  let days: Range<Int>
  private let table: [Day]

  /// The days from the first to the last; a day begins at the first instant that shows its date.
  init(_ days: Range<Int>, zone: TimeZone) {
    self.days = days
    table = (days.lowerBound...days.upperBound).map { day in
      let midnight = day * 86_400_000
      let start = Self.instant(midnight, zone: zone)
      let next = Self.instant(midnight + 86_400_000, zone: zone)
      return Day(start: start, midnight: midnight, offset: Self.offset(zone, at: next - 1))
    }
  }

  func start(_ day: Int) -> Int { table[day - days.lowerBound].start }
  func end(_ day: Int) -> Int { table[day - days.lowerBound + 1].start }

  /// The instant of a local minute; one that a clock change skips is moved to the day's last offset.
  func instant(_ day: Int, minute: Int) -> Int {
    guard minute > 0 else { return start(day) }
    guard minute < 1440 else { return end(day) }
    let entry = table[day - days.lowerBound]
    return min(max(entry.midnight + minute * 60_000 - entry.offset, entry.start), end(day))
  }

  /// The day that an instant belongs to; the nearest one for an instant outside.
  func day(of instant: Int) -> Int {
    var low = days.lowerBound
    var high = days.upperBound
    while high - low > 1 {
      let middle = (low + high) / 2
      if start(middle) <= instant { low = middle } else { high = middle }
    }
    return low
  }

  /// 0 for Monday to 6 for Sunday.
  static func weekday(_ day: Int) -> Int { ((day + 3) % 7 + 7) % 7 }

  private static func offset(_ zone: TimeZone, at instant: Int) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant / 1000))) * 1000
  }

  /// The first instant that shows a local time or a later one.
  private static func instant(_ local: Int, zone: TimeZone) -> Int {
    let offsets = [-1, 1].map { offset(zone, at: local + $0 * 86_400_000) }
    let candidates = offsets.map { local - $0 }
    let valid = zip(candidates, offsets).filter { offset(zone, at: $0) == $1 }.map(\.0)
    return valid.min() ?? candidates[0]
  }
}
