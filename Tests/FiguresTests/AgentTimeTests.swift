import Figures
import Testing

@Suite struct AgentTimeTests {
  private static let hour = 3_600_000

  /// A sheet with one row for each half hour named, the asked window being October 2026 in UTC
  /// unless another is given.
  private func sheet(
    _ rows: [(String, AgentTally)], asked: (String, String)? = nil, gaps: [(String, String)] = []
  ) throws -> AgentSheet {
    let ends = asked ?? ("2026-09-30T00:00:00Z", "2026-11-02T00:00:00Z")
    return try AgentSheet(
      scope: AgentScope(
        basis: .queues, agents: 3, shared: 0, takenAt: try Instant("2026-11-05T06:00:00Z")),
      asked: Window(try Instant(ends.0), try Instant(ends.1)),
      rows: try rows.map { AgentRow(start: try Instant($0.0), time: $0.1) },
      gaps: try gaps.map {
        Gap(window: Window(try Instant($0.0), try Instant($0.1)), reason: "outage", evidence: nil)
      })
  }

  private func day(
    _ sheet: AgentSheet, _ date: String, in zone: String,
    finalUntil: String = "2027-01-01T00:00:00Z"
  ) throws -> AgentSummary {
    let zone = try systemZone(zone)
    let date = try #require(LocalDate(date))
    let time = sheet.time(
      of: zone.day(date), days: [date], in: zone, finalUntil: try Instant(finalUntil))
    #expect(time.days.map(\.summary) == [time.total])
    return time.total
  }

  @Test func `time without an answer and time off the queue are outside`() {
    var tally = AgentTally([.interacting: 900, .communicating: 100, .idle: 200])
    tally[.notResponding] = 5_000
    tally[.offQueue] = 7_000
    #expect(tally.occupancy == .value(Quotient(900, 1_200)))
    #expect(tally.total == 13_200)
    #expect(AgentTally([.notResponding: 5, .offQueue: 7]).occupancy == .empty)
  }

  @Test func `parts are added up before they are divided`() throws {
    // 20 of 30 minutes and 5 of 10: 25 of 40 is 62.5 %, the mean of the shares would be 58.3 %.
    let sheet = try sheet([
      ("2026-10-05T08:00:00Z", AgentTally([.interacting: 1_200_000, .idle: 600_000])),
      ("2026-10-05T08:30:00Z", AgentTally([.interacting: 300_000, .idle: 300_000])),
    ])
    let summary = try day(sheet, "2026-10-05", in: "UTC")
    #expect(summary.occupancy == .value(Quotient(1_500_000, 2_400_000)))
    #expect(summary[.interacting] == 1_500_000)
    // A half hour that was answered without any time is zero.
    #expect(summary[.offQueue] == 0)
    #expect((summary.expected, summary.received) == (48, 48))
    #expect(summary.state == .final)
  }

  @Test func `a day is cut by the contract's clock and may have 50 half hours`() throws {
    // Berlin's 25 October 2026 runs from 22:00 to 23:00 UTC of the next day.
    let minute = AgentTally([.idle: 60_000])
    let sheet = try sheet([
      ("2026-10-24T21:30:00Z", minute), ("2026-10-24T22:00:00Z", minute),
      ("2026-10-25T22:30:00Z", minute), ("2026-10-25T23:00:00Z", minute),
    ])
    let summary = try day(sheet, "2026-10-25", in: "Europe/Berlin")
    #expect(summary.expected == 50)
    #expect(summary[.idle] == 120_000)
    #expect(summary.occupancy == .value(Quotient(0, 120_000)))
  }

  @Test func `a day that begins within a half hour is missing, never shared out`() throws {
    // Midnight in Kathmandu is 18:15 UTC.
    let sheet = try sheet([("2026-10-05T08:00:00Z", AgentTally([.interacting: 60_000]))])
    let summary = try day(sheet, "2026-10-05", in: "Asia/Kathmandu")
    #expect(summary.state == .missing)
    #expect((summary.expected, summary.received) == (0, 0))
    #expect(summary[.interacting] == nil)
    #expect(summary.occupancy == .missing)
    // Half hours suffice for Kolkata, where midnight is 18:30 UTC.
    #expect(try day(sheet, "2026-10-05", in: "Asia/Kolkata")[.interacting] == 60_000)
  }

  @Test func `what was not asked for or lies in a gap is not counted`() throws {
    let rows = [
      ("2026-10-05T08:00:00Z", AgentTally([.interacting: 60_000])),
      ("2026-10-05T09:30:00Z", AgentTally([.interacting: 7_000])),
    ]
    // The gap touches one half hour, and hides it.
    let gap = ("2026-10-05T09:50:00Z", "2026-10-05T10:00:00Z")
    let late = try sheet(
      rows, asked: ("2026-10-05T00:00:00Z", "2026-10-05T12:00:00Z"), gaps: [gap])
    let summary = try day(late, "2026-10-05", in: "UTC")
    #expect((summary.expected, summary.received) == (48, 23))
    #expect(summary.state == .partial)
    #expect(summary[.interacting] == 60_000)
    let before = try day(late, "2026-10-04", in: "UTC")
    #expect(before.state == .missing)
    #expect(before[.offQueue] == nil)
    let whole = try sheet(rows)
    #expect(
      try day(whole, "2026-10-05", in: "UTC", finalUntil: "2026-10-05T12:00:00Z").state
        == .provisional)
  }

  @Test func `a source without any time of anybody has none to show`() throws {
    let summary = try day(try sheet([]), "2026-10-05", in: "UTC")
    #expect(summary.state == .missing)
    #expect(summary[.idle] == nil)
  }

  @Test(arguments: ["2026-10-05T08:15:00Z", "2026-09-29T23:30:00Z", "2026-11-02T00:00:00Z"])
  func `a row off the grid or outside is refused`(start: String) throws {
    let instant = try Instant(start)
    #expect(throws: AgentSheetError.offGrid(instant)) { try sheet([(start, AgentTally())]) }
  }

  @Test func `a second row for one half hour is refused`() throws {
    let start = "2026-10-05T08:00:00Z"
    let instant = try Instant(start)
    #expect(throws: AgentSheetError.repeated(instant)) {
      try sheet([(start, AgentTally()), (start, AgentTally())])
    }
  }

  @Test(arguments: [
    ("2026-10-04T18:15:00Z", "2026-10-05T18:15:00Z", "2026-10-04T18:30:00Z/2026-10-05T18:00:00Z"),
    ("2026-10-04T22:00:00Z", "2026-10-05T07:55:00Z", "2026-10-04T22:00:00Z/2026-10-05T07:30:00Z"),
    ("2026-10-04T22:05:00Z", "2026-10-04T22:30:00Z", ""),
  ])
  func `only whole half hours of a window are asked for`(
    start: String, end: String, expected: String
  ) throws {
    let found = AgentSheet.halfHours(in: Window(try Instant(start), try Instant(end)))
    #expect((found.map { "\($0.start.text)/\($0.end.text)" } ?? "") == expected)
  }

  @Test func `an agent's id does not show itself`() {
    let agent = AgentID("05E40000-0000-4000-8000-000000000201")
    #expect(agent == AgentID("05e40000-0000-4000-8000-000000000201"))
    #expect("\(agent) \(String(reflecting: [agent]))" == "(agent) [(agent)]")
    var dumped = ""
    dump(agent, to: &dumped)
    #expect(!dumped.contains("05e4"))
  }
}
