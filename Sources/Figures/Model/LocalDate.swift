/// A date of the Gregorian calendar, without a zone.
package struct LocalDate: Sendable, Hashable, Comparable {
  package let year: Int
  package let month: Int
  package let day: Int

  /// Creates a date, or `nil` when the calendar has no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.length(ofMonth: month, in: year)).contains(day)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Creates the date that lies `dayNumber` days after 1 January 1970.
  package init(dayNumber: Int) {
    // Years are counted from 1 March 0000, so that the leap day ends its year.
    let shifted = dayNumber + 719_468
    let era = shifted.dividedDown(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Reads `2026-10-14`; anything else is `nil`.
  package init?(_ text: String) {
    var reader = DigitReader(bytes: Array(text.utf8)[...])
    guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2),
      reader.skip("-"), let day = reader.number(2), reader.isAtEnd
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Days since 1 January 1970.
  package var dayNumber: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear.dividedDown(by: 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// `2026-10-14`.
  package var text: String {
    guard (0...9999).contains(year) else {
      return "\(year.digits(4))-\(month.digits(2))-\(day.digits(2))"
    }
    return String(unsafeUninitializedCapacity: 10) { bytes in
      write(to: bytes)
      return 10
    }
  }

  package var weekday: Weekday {
    let index = dayNumber + 3
    return Weekday.allCases[index - index.dividedDown(by: 7) * 7]
  }

  /// `2026-10`.
  package var monthText: String { "\(year.digits(4))-\(month.digits(2))" }

  package var isFirstOfMonth: Bool { day == 1 }

  /// The first day of this date's month.
  package var startOfMonth: LocalDate { LocalDate(dayNumber: dayNumber - day + 1) }

  /// The first day of the following month.
  package var startOfNextMonth: LocalDate {
    LocalDate(dayNumber: dayNumber - day + 1 + Self.length(ofMonth: month, in: year))
  }

  /// The first day of the month before.
  package var startOfPreviousMonth: LocalDate { startOfMonth.adding(days: -1).startOfMonth }

  package func adding(days: Int) -> LocalDate { LocalDate(dayNumber: dayNumber + days) }

  package static func < (left: LocalDate, right: LocalDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  package static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// A day of the week, Monday first as in ISO 8601.
package enum Weekday: String, Sendable, Hashable, CaseIterable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday
}
