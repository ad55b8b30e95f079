import Figures
import Testing

@Suite struct InstantTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0),
    ("2026-10-14T08:05:00.000Z", 1_791_965_100_000),
    ("2026-10-14T10:05:00+02:00", 1_791_965_100_000),
    ("2026-10-14T10:05+0200", 1_791_965_100_000),
    ("1969-12-31T23:59:59.250Z", -750),
    ("2024-02-29T00:00:00.123456789Z", 1_709_164_800_123),
  ])
  func `reads ISO 8601 with any offset`(text: String, milliseconds: Int) throws {
    #expect(try Instant(text).milliseconds == milliseconds)
  }

  @Test(arguments: [
    "2026-10-14T08:05:00", "2026-10-14", "2026-02-29T00:00:00Z", "2026-10-14T24:00:00Z",
    "2026-10-14T08:05:00Z ", "2026-10-14T08:60:00Z", "2026-10-14T08:05:00.Z", "", "14.10.2026",
  ])
  func `refuses a text that names no moment`(text: String) {
    #expect(throws: InstantError(text: text)) { try Instant(text) }
  }

  @Test func `prints an instant with the offset of its zone`() throws {
    let instant = try Instant("2026-10-14T08:05:00Z")
    #expect(instant.text == "2026-10-14T08:05:00Z")
    #expect(instant.textWithMilliseconds == "2026-10-14T08:05:00.000Z")
    #expect(instant.text(offset: 20_700) == "2026-10-14T13:50:00+05:45")
    #expect(instant.text(offset: -12_600) == "2026-10-14T04:35:00-03:30")
    #expect(Instant(milliseconds: -1).text == "1969-12-31T23:59:59Z")
  }

  @Test func `a date and its day number name each other`() {
    for day in stride(from: -700_000, to: 700_000, by: 37) {
      #expect(LocalDate(dayNumber: day).dayNumber == day)
    }
  }

  @Test(arguments: [
    ("2024-02-29", 19_782, Weekday.thursday), ("1999-01-11", 10_602, .monday),
    ("1970-01-01", 0, .thursday), ("2000-03-01", 11_017, .wednesday),
  ])
  func `a date knows its weekday`(text: String, dayNumber: Int, weekday: Weekday) throws {
    let date = try #require(LocalDate(text))
    #expect(date.dayNumber == dayNumber)
    #expect(date.weekday == weekday)
    #expect(date.text == text)
  }
}

@Suite struct PeriodTests {
  @Test(arguments: [
    ("2026-10", "2026-10-01", "2026-11-01", "2026-10"),
    ("2026-12", "2026-12-01", "2027-01-01", "2026-12"),
    ("2026-10-14", "2026-10-14", "2026-10-15", "2026-10-14"),
    ("2026-W42", "2026-10-12", "2026-10-19", "2026-w42"),
    ("2020-W53", "2020-12-28", "2021-01-04", "2020-w53"),
    ("2025-W01", "2024-12-30", "2025-01-06", "2025-w01"),
    ("2026-10-22/2026-11-22", "2026-10-22", "2026-11-22", "2026-10-22--2026-11-22"),
  ])
  func `names its first day and the day after its last`(
    text: String, first: String, end: String, id: String
  ) throws {
    let period = try Period(text)
    #expect(period.firstDay.text == first)
    #expect(period.endDay.text == end)
    #expect(period.id == id)
    #expect(Period(id: id) == period)
  }

  @Test(arguments: [
    "2026-13", "2026-00", "2026", "2026-W00", "2021-W53", "2026-W54", "2026-10-32", "october",
    "2026-10-01/", "2026-10/2026-11",
  ])
  func `refuses what is no period`(text: String) {
    #expect(throws: PeriodError.unreadable(text)) { try Period(text) }
  }

  @Test func `refuses a range that ends before it begins`() {
    #expect(throws: PeriodError.empty("2026-10-02/2026-10-02")) {
      try Period("2026-10-02/2026-10-02")
    }
  }
}
