/// What happened in each half hour of each weekday over a period, by the contract's clock.
///
/// Only weekdays and half hours that the period has stand in it. The two passes of a repeated half
/// hour add up in one place.
package struct WeekPattern: Sendable, Hashable {
  package struct Place: Sendable, Hashable {
    package let weekday: Weekday
    /// Half hours since midnight on the clock, 0 to 47.
    package let halfHour: Int
    /// The sum over all days; its window is that of the period.
    package let summary: Summary
    /// Whether the contract counts any of it as open.
    package let isOpen: Bool

    /// `09:30`.
    package var clock: String { "\((halfHour / 2).digits(2)):\(halfHour % 2 == 0 ? "00" : "30")" }
  }

  /// Monday first, each weekday by the clock.
  package let places: [Place]

  package init(_ statement: Statement) {
    var parts: [[Part?]] = Array(repeating: Array(repeating: nil, count: 48), count: 7)
    let empty = Tally(recorded: statement.sheet.recorded)
    let zone = statement.contract.zone
    for day in statement.days {
      guard let row = Weekday.allCases.firstIndex(of: day.date.weekday) else { continue }
      for (interval, isOpen) in zip(day.intervals, day.open) {
        let start = interval.window.start
        let second = start.seconds + zone.offset(at: start)
        let halfHour = (second - second.dividedDown(by: 86_400) * 86_400) / 1800
        var part = parts[row][halfHour] ?? Part(tally: empty)
        part.tally.add(interval.tally)
        part.expected += interval.expected
        part.received += interval.received
        part.isOpen = part.isOpen || isOpen
        parts[row][halfHour] = part
      }
    }
    places = Weekday.allCases.enumerated().flatMap { row, weekday in
      parts[row].enumerated().compactMap { halfHour, part in
        part.map {
          Place(
            weekday: weekday, halfHour: halfHour,
            summary: Summary(
              window: statement.window, tally: $0.tally, expected: $0.expected,
              received: $0.received, isFinal: statement.isFinal, formulas: statement.formulas),
            isOpen: $0.isOpen)
        }
      }
    }
  }

  private struct Part {
    var tally: Tally
    var expected = 0
    var received = 0
    var isOpen = false
  }
}
