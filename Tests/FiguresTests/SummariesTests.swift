import Figures
import Testing

@Suite struct SummariesTests {
  private let queue = Queue(
    id: QueueID("q1"), label: "Line", media: ["voice"], directions: ["inbound"])

  /// A sheet of one day in New York with one offered contact in every interval.
  private func summaries(
    _ date: String, gap: Window? = nil, finalUntil: Instant? = nil
  ) throws -> (Summaries, LocalDate) {
    let zone = try systemZone("America/New_York")
    let date = try #require(LocalDate(date))
    let day = zone.day(date)
    let series = Series(queue: queue.id, media: "voice", direction: "inbound")
    let rows = (0..<day.seconds / 300).map { index in
      var tally = Tally(recorded: .all)
      tally[.offered] = 1
      return TallyRow(series: series, start: day.start + index * 300, tally: tally)
    }
    let sheet = try Sheet(
      window: day, step: 300, queues: [queue], recorded: .all, rows: rows,
      fetched: [queue.id: [day]],
      gaps: gap.map { [Gap(window: $0, reason: "outage", evidence: nil)] } ?? [])
    return (
      Summaries(
        of: sheet, zone: zone, hours: .always, formulas: Formulas([]), media: "voice",
        finalUntil: finalUntil ?? day.end), date
    )
  }

  @Test(arguments: [
    ("2026-03-08", 276, 23), ("2026-06-01", 288, 24), ("2026-11-01", 300, 25),
  ])
  func `a day has as many hours and intervals as the clock on the wall`(
    date: String, intervals: Int, hours: Int
  ) throws {
    let (summaries, date) = try summaries(date)
    let day = summaries.day(date)
    #expect(day.intervals.count == intervals)
    #expect(day.hours.count == hours)
    #expect(day.total[.offered] == intervals)
    #expect(day.hours.allSatisfy { $0.total[.offered] == 12 })
    #expect(day.total.state == .final)
  }

  @Test func `the repeated hour stands twice, told apart by its offset`() throws {
    let (summaries, date) = try summaries("2026-11-01")
    let ones = summaries.day(date).hours.filter { $0.hour == 1 }
    #expect(ones.map(\.localTime.abbreviation) == ["EDT", "EST"])
    #expect(ones.map(\.localTime.offset) == [-14_400, -18_000])
  }

  @Test func `a stretch is final once it ends before what may still change`() throws {
    let (summaries, date) = try summaries(
      "2026-06-01", finalUntil: Instant("2026-06-01T14:10:00Z"))
    let day = summaries.day(date)
    #expect(day.hours[9].total.state == .final)
    #expect(day.hours[10].total.state == .provisional)
    // From 04:00 UTC to 14:10 UTC.
    #expect(day.intervals.count { $0.state == .final } == 122)
    #expect(day.total.state == .provisional)
  }

  @Test func `a gap makes hours missing and the day partial`() throws {
    let gap = Window(try Instant("2026-06-01T14:00:00Z"), try Instant("2026-06-01T15:30:00Z"))
    let (summaries, date) = try summaries("2026-06-01", gap: gap)
    let day = summaries.day(date)
    #expect(day.total.state == .partial)
    #expect(day.total.received == 270)
    #expect(day.total[.offered] == 270)
    #expect(day.hours[10].total.state == .missing)
    #expect(day.hours[10].total[.offered] == nil)
    #expect(day.hours[10].total.serviceLevel == .missing)
    #expect(day.hours[11].total.state == .partial)
    #expect(summaries.completeness(day.total.window) == Completeness(expected: 288, received: 270))
  }
}
