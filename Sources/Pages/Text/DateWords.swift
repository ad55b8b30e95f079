package import Figures

/// Dates and times in words.
///
/// English, 24 hours, no ordinals.
package enum DateWords {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  package static func weekday(_ date: LocalDate) -> String {
    let name = date.weekday.rawValue
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  /// `Monday 11 January 1999`.
  package static func full(_ date: LocalDate) -> String { "\(weekday(date)) \(long(date))" }

  /// `11 January 1999`.
  package static func long(_ date: LocalDate) -> String { "\(dayAndMonth(date)) \(date.year)" }

  /// `11 January`.
  package static func dayAndMonth(_ date: LocalDate) -> String {
    "\(date.day) \(months[date.month - 1])"
  }

  /// `Mon 11 Jan`.
  package static func short(_ date: LocalDate) -> String {
    "\(weekday(date).prefix(3)) \(dayAndMonthShort(date))"
  }

  /// `11 Jan`.
  package static func dayAndMonthShort(_ date: LocalDate) -> String {
    "\(date.day) \(months[date.month - 1].prefix(3))"
  }

  /// `February 1999`.
  package static func month(_ date: LocalDate) -> String {
    "\(months[date.month - 1]) \(date.year)"
  }

  /// `February 1999`, `11 January 1999`, `11 to 17 January 1999`.
  package static func name(_ period: Period) -> String {
    period.kind == .month ? month(period.month) : span(period)
  }

  /// The period's first and last day: `1 to 28 February 1999`.
  package static func span(_ period: Period) -> String {
    let first = period.firstDay
    let last = period.endDay.adding(days: -1)
    if first == last { return long(first) }
    if first.year != last.year { return "\(long(first)) to \(long(last))" }
    if first.month != last.month { return "\(dayAndMonth(first)) to \(long(last))" }
    return "\(first.day) to \(long(last))"
  }

  /// `09:30`, as a clock with this offset shows it.
  package static func clock(_ instant: Instant, offset: Int) -> String {
    let second = instant.seconds + offset
    let inDay = second - second.dividedDown(by: 86_400) * 86_400
    return "\((inDay / 3600).digits(2)):\((inDay / 60 % 60).digits(2))"
  }

  /// `11 January 1999, 09:30` by the clock of a zone.
  package static func moment(_ instant: Instant, in zone: Zone) -> String {
    "\(long(zone.date(at: instant))), \(clock(instant, offset: zone.offset(at: instant)))"
  }

  /// `11 January 1999, 09:30 UTC`.
  package static func utc(_ instant: Instant) -> String {
    let date = LocalDate(dayNumber: instant.seconds.dividedDown(by: 86_400))
    return "\(long(date)), \(clock(instant, offset: 0)) UTC"
  }

  /// `14 October 2026, 10:05` by a clock.
  package static func local(_ instant: Instant, _ zone: Zone) -> String {
    "\(long(zone.date(at: instant))), \(clock(instant, offset: zone.offset(at: instant)))"
  }

  /// `14 October 2026, 08:05 UTC`, or `from … to …` when the minutes differ.
  package static func span(_ start: Instant, _ end: Instant) -> String {
    utc(start) == utc(end) ? "at \(utc(end))" : "from \(utc(start)) to \(utc(end))"
  }

  /// `24 hours`, `23 hours`, `24 hours 30 minutes`, `45 seconds`.
  package static func length(seconds: Int) -> String {
    func part(_ count: Int, _ unit: String) -> String? {
      count == 0 ? nil : "\(count) \(unit)\(count == 1 ? "" : "s")"
    }
    let parts = [
      part(seconds / 3600, "hour"), part(seconds / 60 % 60, "minute"), part(seconds % 60, "second"),
    ].compactMap { $0 }
    return parts.isEmpty ? "0 seconds" : parts.joined(separator: " ")
  }

  /// As ``length(seconds:)``, and `1.5 seconds` where there is a part of a second.
  package static func length(milliseconds: Int) -> String {
    guard !milliseconds.isMultiple(of: 1000) else { return length(seconds: milliseconds / 1000) }
    var decimals = (milliseconds % 1000).digits(3)
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return "\(milliseconds / 1000).\(decimals) seconds"
  }
}
