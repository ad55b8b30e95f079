import Figures
import Testing

@Suite struct DueRuleTests {
  /// Months of Berlin's clock, final after four whole days, under a contract from 2026.
  private static func rule(finalAfter days: Int = 4) throws -> DueRule {
    DueRule(zone: try systemZone("Europe/Berlin"), finalAfterDays: days) { $0.year >= 2026 }
  }

  private static func captured(_ month: String, _ checkedAt: String, until: String? = nil) throws
    -> DueRule.Captured
  {
    let period = try Period(month)
    let end = try systemZone("Europe/Berlin").window(of: period).end
    return DueRule.Captured(
      period, until: try until.map { try Instant($0) } ?? end, checkedAt: try Instant(checkedAt))
  }

  private func due(
    _ now: String, _ captured: [DueRule.Captured] = [], finalAfter days: Int = 4
  ) throws -> [String] {
    try Self.rule(finalAfter: days).due(at: try Instant(now), captured: captured).map {
      switch $0.reason {
      case .closed: "\($0.period.id) closed"
      case .final: "\($0.period.id) final"
      case .restatement(let days): "\($0.period.id) +\(days)"
      }
    }
  }

  /// October ends at 23:00 UTC, because the clocks have gone back.
  @Test(arguments: [
    ("2026-10-31T22:59:00Z", "2026-09 closed"), ("2026-10-31T23:14:59Z", "2026-09 closed"),
    ("2026-10-31T23:15:00Z", "2026-10 closed"), ("2026-11-20T12:00:00Z", "2026-10 closed"),
  ])
  func `with an empty archive the last closed month is due`(now: String, month: String) throws {
    #expect(try due(now) == [month])
  }

  @Test(arguments: [
    // fetched half an hour after the month's end, and the moments of midnight in Berlin
    ("2026-10-31T23:30:00Z", "2026-11-01T22:59:59Z", nil),
    ("2026-10-31T23:30:00Z", "2026-11-01T23:00:00Z", "2026-10 +1"),
    ("2026-11-01T23:00:00Z", "2026-11-04T22:59:59Z", nil),
    ("2026-11-01T23:00:00Z", "2026-11-04T23:00:00Z", "2026-10 final"),
    ("2026-11-04T23:00:01Z", "2026-11-30T23:14:59Z", nil),
    ("2026-11-04T23:00:01Z", "2026-12-05T23:00:00Z", "2026-10 +35"),
    ("2026-12-05T23:00:00Z", "2028-01-01T00:00:00Z", nil),
    // nothing ran for a week: one fetch makes up for both looks
    ("2026-10-31T23:30:00Z", "2026-11-08T00:00:00Z", "2026-10 final"),
    // the clock of the machine was ahead when it was fetched
    ("2027-06-01T00:00:00Z", "2026-11-08T00:00:00Z", nil),
  ])
  func `a captured month is looked at again at its moments, once`(
    checked: String, now: String, expected: String?
  ) throws {
    let found = try due(now, [Self.captured("2026-10", checked)]).filter { $0.hasPrefix("2026-10") }
    #expect(found == [expected].compactMap(\.self))
  }

  @Test func `a month that turns final on a day of its own is looked at then`() throws {
    let captured = [try Self.captured("2026-10", "2026-11-05T00:00:00Z")]
    #expect(try due("2026-11-09T23:00:00Z", captured, finalAfter: 9) == ["2026-10 final"])
    #expect(try due("2026-11-09T22:59:00Z", captured, finalAfter: 9) == [])
  }

  @Test func `a capture of half a month does not close it`() throws {
    let half = try Self.captured(
      "2026-10", "2026-10-14T10:00:00Z", until: "2026-10-14T09:45:00Z")
    #expect(try due("2026-10-20T00:00:00Z", [half]) == [])
    #expect(try due("2026-11-01T00:00:00Z", [half]) == ["2026-10 closed"])
  }

  @Test func `every month since the first is made up, and none before it`() throws {
    let first = try Self.captured("2026-03", "2026-05-20T00:00:00Z")
    #expect(
      try due("2026-07-15T00:00:00Z", [first])
        == ["2026-04 closed", "2026-05 closed", "2026-06 closed"])
  }

  @Test func `a month that begins on the 22nd is due when it ends`() throws {
    let rule = DueRule(
      zone: try systemZone("Europe/Berlin"), finalAfterDays: 4,
      month: { date in
        let name = date.day >= 22 ? date.startOfNextMonth : date.startOfMonth
        return Period(month: name).beginning(onDay: 22)
      }, hasTerms: { _ in true })
    // October is 22 September to 21 October, by a clock two hours ahead.
    let due = rule.due(at: try Instant("2026-10-21T22:15:00Z"), captured: [])
    #expect(due.map(\.period.id) == ["2026-10"])
    #expect(due.first?.period.firstDay.text == "2026-09-22")
    let early = rule.due(at: try Instant("2026-10-21T22:14:59Z"), captured: [])
    #expect(early.map(\.period.id) == ["2026-09"])
  }

  @Test func `a month without terms is not due`() throws {
    #expect(try due("2026-01-15T00:00:00Z") == [])
    let early = try Self.captured("2025-11", "2026-01-10T00:00:00Z")
    #expect(try due("2026-02-01T00:00:00Z", [early]) == ["2026-01 closed"])
  }

  @Test(arguments: [
    ("2026-11-10T00:00:00Z", "2026-11-30T23:15:00Z"),
    ("2026-11-30T23:10:00Z", "2026-11-30T23:15:00Z"),
    ("2026-12-01T00:00:00Z", "2026-12-01T23:00:00Z"),
  ])
  func `the next moment is told`(now: String, next: String) throws {
    let captured = [try Self.captured("2026-10", "2026-11-09T00:00:00Z")]
    #expect(try Self.rule().next(after: try Instant(now), captured: captured).text == next)
  }

  /// A year of quarters of days: whatever is due is fetched at once, and nothing is due twice.
  @Test func `a year of runs fetches each month four times`() async throws {
    let rule = try Self.rule()
    var captured: [DueRule.Captured] = [try Self.captured("2026-01", "2026-02-01T00:00:00Z")]
    var counts: [String: Int] = [:]
    var now = try Instant("2026-02-01T01:00:00Z")
    let end = try Instant("2027-02-10T00:00:00Z")
    let zone = try systemZone("Europe/Berlin")
    while now < end {
      for due in rule.due(at: now, captured: captured) {
        counts[due.period.id, default: 0] += 1
        captured.removeAll { $0.period == due.period }
        captured.append(
          DueRule.Captured(due.period, until: zone.window(of: due.period).end, checkedAt: now))
      }
      #expect(rule.due(at: now, captured: captured).isEmpty)
      now = now + 6 * 3600
      await Task.yield()
    }
    // closed, +1, final on the day of +4, +35; January's end was fetched before, and the looks at
    // +35 of December and at all but two of January 2027 lie behind the end.
    #expect(counts["2026-01"] == 3)
    #expect(counts["2026-06"] == 4)
    #expect(counts["2026-12"] == 4)
    #expect(counts["2027-01"] == 3)
    #expect(counts.count == 13)
  }
}
