/// When a contract counts as open, by the clock of its zone.
package struct OpeningHours: Sendable, Hashable {
  /// Minutes after midnight, the end exclusive; an end at or before the start lies on the next day.
  package struct Span: Sendable, Hashable {
    package let start: Int
    package let end: Int

    package init(start: Int, end: Int) {
      self.start = start
      self.end = end
    }
  }

  private let spans: [Weekday: [Span]]
  private let holidays: Set<LocalDate>

  /// Opening hours by weekday.
  ///
  /// A span belongs to the day it starts on, also on holidays.
  package init(_ spans: [Weekday: [Span]], holidays: Set<LocalDate> = []) {
    self.spans = spans
    self.holidays = holidays
  }

  /// Open at every minute.
  package static let always = OpeningHours(
    Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [Span(start: 0, end: 1440)]) }))

  /// The spans that start on a date, in the order written.
  package func spans(on date: LocalDate) -> [Span] {
    holidays.contains(date) ? [] : spans[date.weekday] ?? []
  }

  /// Whether an interval that starts at `minute` of `date` is open.
  package func isOpen(on date: LocalDate, minute: Int) -> Bool {
    let today = spans(on: date).contains { span in
      let end = span.end > span.start ? span.end : 1440
      return span.start <= minute && minute < end
    }
    let sinceYesterday = spans(on: date.adding(days: -1)).contains { span in
      span.end <= span.start && minute < span.end
    }
    return today || sinceYesterday
  }

  package func isOpen(at instant: Instant, in zone: Zone) -> Bool {
    let second = instant.seconds + zone.offset(at: instant)
    let day = second.dividedDown(by: 86_400)
    return isOpen(on: LocalDate(dayNumber: day), minute: (second - day * 86_400) / 60)
  }
}
