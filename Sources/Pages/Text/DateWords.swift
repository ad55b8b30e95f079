package import Figures

/// Dates and times in words, as the language of the site writes them.
///
/// 24 hours in each of them; in English no ordinals.
package enum DateWords {
  private static var form: DateForm { Voice.current?.dates ?? .english }

  package static func weekday(_ date: LocalDate) -> String { weekday(date.weekday) }

  package static func weekday(_ weekday: Weekday) -> String { form.weekdays[weekday.place] }

  /// `Mon`.
  package static func short(_ weekday: Weekday) -> String { form.shortWeekdays[weekday.place] }

  /// `Monday 11 January 1999`.
  package static func full(_ date: LocalDate) -> String { form.text(form.full, date) }

  /// `11 January 1999`.
  package static func long(_ date: LocalDate) -> String { form.text(form.long, date) }

  /// `11 January`.
  package static func dayAndMonth(_ date: LocalDate) -> String {
    form.text(form.dayAndMonth, date)
  }

  /// `Mon 11 Jan`.
  package static func short(_ date: LocalDate) -> String { form.text(form.short, date) }

  /// `11 Jan`.
  package static func dayAndMonthShort(_ date: LocalDate) -> String {
    form.text(form.shortDayAndMonth, date)
  }

  /// `Feb`, under the axis of a chart.
  static func shortMonth(_ date: LocalDate) -> String { form.shortMonths[date.month - 1] }

  /// `February`, beside a day that is written already.
  static func monthAlone(_ date: LocalDate) -> String { form.months[date.month - 1] }

  /// `Monday 11 January`.
  static func inMonth(_ date: LocalDate) -> String { form.text(form.inMonth, date) }

  /// `February 1999`.
  package static func month(_ date: LocalDate) -> String { form.text(form.month, date) }

  /// `February 1999`, `11 January 1999`, `11 to 17 January 1999`.
  package static func name(_ period: Period) -> String {
    period.kind == .month ? month(period.month) : span(period)
  }

  /// A period's name where it stands first or alone: French months are small within a sentence.
  static func head(_ period: Period) -> String { Sentences.capitalized(name(period)) }

  /// The period's first and last day: `1 to 28 February 1999`.
  package static func span(_ period: Period) -> String {
    let first = period.firstDay
    let last = period.endDay.adding(days: -1)
    let form = form
    if first == last { return long(first) }
    if first.year == last.year, first.month == last.month {
      return form.text(form.daysOfMonth, last, from: first)
    }
    let start = first.year == last.year ? dayAndMonth(first) : long(first)
    return form.text(form.span, last, ends: [start, long(last)])
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
    utc(start) == utc(end)
      ? sayPlain("at \(utc(end))") : sayPlain("from \(utc(start)) to \(utc(end))")
  }

  /// `24 hours`, `23 hours`, `24 hours 30 minutes`, `45 seconds`.
  package static func length(seconds: Int) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    let parts = [
      hours == 0 ? nil : sayPlain("\(hours) \(hours, "hour", "hours")"),
      minutes == 0 ? nil : sayPlain("\(minutes) \(minutes, "minute", "minutes")"),
      rest == 0 ? nil : sayPlain("\(rest) \(rest, "second", "seconds")"),
    ].compactMap { $0 }
    return parts.isEmpty
      ? sayPlain("\(0) \(0, "second", "seconds")") : parts.joined(separator: " ")
  }

  /// As ``length(seconds:)``, and `1.5 seconds` where there is a part of a second.
  package static func length(milliseconds: Int) -> String {
    guard !milliseconds.isMultiple(of: 1000) else { return length(seconds: milliseconds / 1000) }
    var decimals = (milliseconds % 1000).digits(3)
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return sayPlain("\(Shown.plain("\(milliseconds / 1000).\(decimals)")) seconds")
  }
}
