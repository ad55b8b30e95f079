/// A stretch of local days that a report covers: a month, a week, a day or a range.
///
/// It names dates only; ``Zone`` turns them into instants. A month is the calendar's until a
/// ``Contract`` says that its months begin on another day.
package struct Period: Sendable, Hashable {
  package enum Kind: Sendable, Hashable { case month, week, day, range }

  package let kind: Kind
  package let firstDay: LocalDate
  /// The first day that no longer belongs to the period.
  package let endDay: LocalDate

  /// Reads `2026-10`, `2026-W42`, `2026-10-14` or `2026-10-01/2026-11-01` (end exclusive).
  package init(_ text: String) throws(PeriodError) {
    guard let period = Period(reading: text) else { throw PeriodError.unreadable(text) }
    guard period.firstDay < period.endDay else { throw PeriodError.empty(text) }
    self = period
  }

  private init(_ kind: Kind, _ firstDay: LocalDate, _ endDay: LocalDate) {
    self.kind = kind
    self.firstDay = firstDay
    self.endDay = endDay
  }

  private init?(reading text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, let first = LocalDate(parts[0]), let end = LocalDate(parts[1]) {
      self.init(.range, first, end)
    } else if let day = LocalDate(text) {
      self.init(.day, day, day.adding(days: 1))
    } else {
      var reader = DigitReader(bytes: Array(text.utf8)[...])
      guard let year = reader.number(4), year > 0, reader.skip("-") else { return nil }
      if reader.skip("W") {
        guard let week = reader.number(2), reader.isAtEnd,
          let monday = Self.monday(ofWeek: week, in: year)
        else { return nil }
        self.init(.week, monday, monday.adding(days: 7))
      } else {
        guard let month = reader.number(2), reader.isAtEnd,
          let first = LocalDate(year: year, month: month, day: 1)
        else { return nil }
        self.init(.month, first, first.startOfNextMonth)
      }
    }
  }

  /// Reads what ``id`` writes.
  package init?(id: String) {
    let isWeek = id.count == 8 && id.contains("-w")
    self.init(reading: isWeek ? id.uppercased() : id.replacing("--", with: "/"))
    guard self.id == id else { return nil }
  }

  /// The week that holds 4 January is week 1.
  private static func monday(ofWeek week: Int, in year: Int) -> LocalDate? {
    guard let fourth = LocalDate(year: year, month: 1, day: 4), week >= 1 else { return nil }
    let index = Weekday.allCases.firstIndex(of: fourth.weekday) ?? 0
    let monday = fourth.adding(days: -index + (week - 1) * 7)
    // The Thursday decides to which year a week belongs.
    return monday.adding(days: 3).year == year ? monday : nil
  }

  /// The same month where months begin on another day; any other period as it is.
  ///
  /// The calendar month of its last day names it: beginning on day 22, 2026-10 is 22 September to
  /// 21 October. `day` is at most 28, so that every month has it.
  package func beginning(onDay day: Int) -> Period {
    guard kind == .month else { return self }
    guard day > 1 else { return Period(.month, month, month.startOfNextMonth) }
    return Period(
      .month, month.startOfPreviousMonth.adding(days: day - 1), month.adding(days: day - 1))
  }

  /// The month that names it: the first day of the calendar month that holds its last day.
  package var month: LocalDate { endDay.adding(days: -1).startOfMonth }

  /// The calendar month that begins on a date, which is the first of one.
  package init(month: LocalDate) { self.init(.month, month, month.startOfNextMonth) }

  /// The name of the period's folder and what `--period` takes, except that a range has `--` for `/`.
  package var id: String {
    switch kind {
    case .month: month.monthText
    case .week:
      {
        let thursday = firstDay.adding(days: 3)
        let start = LocalDate(year: thursday.year, month: 1, day: 1)?.dayNumber ?? 0
        return "\(thursday.year.digits(4))-w\(((thursday.dayNumber - start) / 7 + 1).digits(2))"
      }()
    case .day: firstDay.text
    case .range: "\(firstDay.text)--\(endDay.text)"
    }
  }

  package var days: [LocalDate] {
    (firstDay.dayNumber..<endDay.dayNumber).map(LocalDate.init(dayNumber:))
  }
}

/// Why a period cannot be used.
package enum PeriodError: Error, Hashable {
  case unreadable(String)
  case empty(String)
}

extension PeriodError: Explained {
  package var explanation: Explanation {
    switch self {
    case .unreadable(let text):
      Explanation(
        .usage, what: "'\(text)' is no period",
        remedy: "write a month (2026-10), a day (2026-10-14), a week (2026-W42) or a range "
          + "(2026-10-01/2026-11-01, end exclusive)")
    case .empty(let text):
      Explanation(
        .usage, what: "the period '\(text)' ends before it begins",
        remedy: "the second date of a range is the first day after it")
    }
  }
}
