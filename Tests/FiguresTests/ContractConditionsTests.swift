import Figures
import Foundation
import Testing

/// Answered in time over offered.
private func level(
  _ bound: Decimal = 80, _ comparison: Target.Comparison = .atLeast, id: String = "level",
  _ consequence: MeasureCredit = .tiers([
    CreditTier(upTo: 5, percent: 2), CreditTier(upTo: nil, percent: 4),
  ]), _ conditions: MeasureConditions = MeasureConditions()
) -> Measure {
  Measure(
    id: id, title: "Service level", clause: "2.1", metric: .serviceLevel(ServiceLevel(.offered)),
    target: Target(comparison, bound), consequence: consequence, conditions: conditions)
}

private func abandons(_ bound: Decimal, _ comparison: Target.Comparison = .atMost) -> Measure {
  Measure(
    id: "abandons", title: "Abandon rate", clause: "2.2", metric: .abandonRate(.offered),
    target: Target(comparison, bound), credit: [])
}

/// A month with a fee of 1,000.00 in which so many of so many were answered in time.
private func month(_ measure: Measure, _ part: Int, of whole: Int) -> MonthExample {
  MonthExample(
    measures: [measure], fees: [Fee(item: "Base", quantity: .month, price: .rate(1000))],
    rows: [
      .init(values: [
        .offered: whole, .answered: whole, .answeredInThreshold: part, .abandoned: whole - part,
      ])
    ])
}

@Suite struct ConditionTests {
  /// 800 of 1,000 are 80 %; with one decimal 7,995 of 10,000 are rounded up to it.
  @Test(arguments: [
    (789, 1000, Target.Comparison.atLeast, ComparisonRule.exact, -11),
    (789, 1000, .moreThan, .exact, -12),
    (805, 1000, .atLeast, .exact, 5),
    (7990, 10_000, .atLeast, .rounded(1, .halfUp), -5),
    (7995, 10_000, .atLeast, .truncated(1), -5),
  ])
  func `a share says by how many contacts it missed or met its target`(
    part: Int, whole: Int, comparison: Target.Comparison, rule: ComparisonRule, margin: Int
  ) throws {
    let measure = level(80, comparison, .none, MeasureConditions(rule: rule))
    let assessment = try month(measure, part, of: whole).assessment()
    #expect(assessment.margin == CountMargin(count: margin, unit: .contacts))
    #expect((assessment.verdict == .met) == (margin >= 0))
  }

  @Test func `a ceiling counts what is too much, and an impossible target nothing`() throws {
    // 5 % of 200 are 10; "less than" allows 9.
    let atMost = try month(abandons(5), 188, of: 200).assessment()
    #expect(atMost.margin?.count == -2)
    let lessThan = try month(abandons(5, .lessThan), 192, of: 200).assessment()
    #expect(lessThan.margin?.count == 1)
    #expect(try month(abandons(0, .lessThan), 200, of: 200).assessment().margin == nil)
    #expect(try month(level(100, .moreThan, .none), 200, of: 200).assessment().margin == nil)
  }

  @Test func `the contract may round before it compares`() throws {
    let rounded = level(conditions: MeasureConditions(rule: .rounded(1, .halfUp)))
    #expect(try month(rounded, 7996, of: 10_000).assessment().verdict == .met)
    #expect(try month(level(), 7996, of: 10_000).assessment().verdict == .missed)
  }

  @Test func `below the minimum volume nothing is assessed`() throws {
    let measure = level(conditions: MeasureConditions(minimumVolume: 100))
    let few = try month(measure, 10, of: 99).assessment()
    #expect(few.verdict == .notAssessed)
    #expect(few.credit == nil)
    #expect(
      few.reason
        == "99 contacts were offered; the contract asks for 100 before there is a verdict")
    #expect(try month(measure, 10, of: 100).assessment().verdict == .missed)
  }

  @Test func `before its date a measure is shown and moves no money`() throws {
    let november = try #require(LocalDate("2026-11-01"))
    let grace = try month(
      level(conditions: MeasureConditions(graceUntil: november)), 10, of: 100
    ).result()
    #expect(grace.assessments.map(\.verdict) == [.grace])
    #expect(grace.assessments.first?.margin?.count == -70)
    #expect(grace.invoice?.net.text == "1000.00")
    let over = level(conditions: MeasureConditions(graceUntil: LocalDate("2026-10-01")))
    #expect(try month(over, 10, of: 100).assessment().verdict == .missed)
  }

  @Test func `relief excuses a month above the line of its locked forecast`() throws {
    let relief = MeasureConditions(relief: ReliefTerms(abovePercent: 110, mode: .void))
    var example = month(level(conditions: relief), 10, of: 604)
    let october = try #require(LocalDate("2026-10-01"))
    let book = { (given: String) throws in
      ForecastBook(
        lockDays: 30,
        [.init(month: october, given: try #require(LocalDate(given)), contacts: 549, evidence: nil)]
      )
    }
    // 549 x 110 % = 603.9.
    example.forecast = try book("2026-09-01")
    let excused = try example.assessment()
    #expect(excused.verdict == .excused)
    #expect(
      excused.reason == "604 contacts were offered, more than 110 % of the 549 that were forecast")
    example.rows = [.init(values: [.offered: 603, .answered: 603, .answeredInThreshold: 10])]
    #expect(try example.assessment().verdict == .missed)
    example.forecast = try book("2026-09-02")
    #expect(
      throws: BillingError.noForecast(
        "2026-10", locked: try #require(LocalDate("2026-09-01")), clause: "2.1")
    ) { try example.result() }
  }

  @Test func `exclusions leave the figure and both figures stay`() throws {
    var example = month(level(), 80, of: 100)
    example.rows.append(
      .init(interval: 1, values: [.offered: 100, .answered: 20, .answeredInThreshold: 20]))
    let log = { (rule: ExclusionRule, from: String, to: String, measures: [String]?) throws in
      ExclusionLog(
        rule,
        [
          .init(
            span: LocalSpan(
              from: try #require(LocalMoment("2026-10-01T00:0\(from)")),
              to: try #require(LocalMoment("2026-10-01T00:0\(to)"))),
            reason: "outage", approver: "J. Doe", evidence: "INC-1", measures: measures)
        ])
    }
    #expect(try example.assessment().outcome.quotient == Quotient(100, 200))
    // Two of the five minutes from 00:05 on.
    example.exclusions = try log(.any, "8", "9", nil)
    let excluded = try example.assessment()
    #expect(excluded.verdict == .met)
    #expect(excluded.outcome.quotient == Quotient(80, 100))
    #expect(excluded.asMeasured.quotient == Quotient(100, 200))
    #expect(excluded.hasExclusions)
    example.exclusions = try log(.majority, "8", "9", nil)
    #expect(try example.assessment().outcome.quotient == Quotient(100, 200))
    example.exclusions = try log(.majority, "6", "9", nil)
    #expect(try example.assessment().verdict == .met)
    example.exclusions = try log(.start, "6", "9", nil)
    #expect(try example.assessment().verdict == .missed)
    example.exclusions = try log(.any, "5", "9", ["other"])
    #expect(try example.assessment().hasExclusions == false)
  }

  @Test func `a scope counts its queues and its hours alone`() throws {
    var example = month(level(conditions: .init(scope: Scope(queues: ["Queue q2"]))), 80, of: 100)
    example.queues = ["q1", "q2"]
    example.rows.append(
      .init(
        interval: 12, queue: "q2", values: [.offered: 10, .answered: 9, .answeredInThreshold: 9]))
    #expect(try example.assessment().outcome.quotient == Quotient(9, 10))
    example.measures = [level(conditions: .init(scope: Scope(queues: ["q3"])))]
    #expect(throws: ScopeError.unknownQueue("q3")) { try example.result() }
    example.measures = [level(conditions: .init(scope: Scope(media: "chat")))]
    #expect(throws: ScopeError.nothing) { try example.result() }
    // From 01:00 on: interval 12 is open, interval 0 is not.
    example.hours = OpeningHours(
      Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [.init(start: 60, end: 1440)]) })
    )
    example.measures = [level(conditions: .init(scope: Scope(openOnly: true)))]
    #expect(try example.assessment().outcome.quotient == Quotient(9, 10))
    example.measures = [level()]
    #expect(try example.assessment().outcome.quotient == Quotient(89, 110))
  }

  @Test func `days are judged each by itself and then counted`() throws {
    let rule = StretchRule(length: .day, target: Target(.atLeast, 80))
    var example = MonthExample(
      measures: [level(60, .atLeast, .none, MeasureConditions(stretches: rule))],
      intervals: 144, step: 1800)
    // On three days 8, 7 and 9 of 10; within a day 5 of 5 does not save 3 of 5, which is 8 of 10.
    example.rows = [
      .init(interval: 0, values: [.offered: 5, .answeredInThreshold: 5]),
      .init(interval: 47, values: [.offered: 5, .answeredInThreshold: 3]),
      .init(interval: 48, values: [.offered: 10, .answeredInThreshold: 7]),
      .init(interval: 143, values: [.offered: 10, .answeredInThreshold: 9]),
    ]
    let met = try example.assessment()
    #expect(met.outcome.quotient == Quotient(2, 3))
    #expect(met.verdict == .met)
    #expect(met.margin == CountMargin(count: 0, unit: .stretches(.day)))
    example.measures = [level(70, .atLeast, .none, MeasureConditions(stretches: rule))]
    let missed = try example.assessment()
    #expect(missed.verdict == .missed)
    #expect(missed.margin?.count == -1)
    // With the second day excluded two of two reach it.
    example.exclusions = ExclusionLog(
      .any,
      [
        .init(
          span: LocalSpan(
            from: try #require(LocalMoment("2026-10-02")),
            to: try #require(LocalMoment("2026-10-03"))), reason: "outage", approver: "J. Doe",
          evidence: "INC-1", measures: nil)
      ])
    let excluded = try example.assessment()
    #expect(excluded.outcome.quotient == Quotient(2, 2))
    #expect(excluded.asMeasured.quotient == Quotient(2, 3))
    // Half hours: 5 of 5, 7 of 10 and 9 of 10, and 3 of 5.
    let halfHours = StretchRule(length: .seconds(1800), target: Target(.atLeast, 80))
    example.exclusions = ExclusionLog()
    example.measures = [level(50, .atLeast, .none, MeasureConditions(stretches: halfHours))]
    #expect(try example.assessment().outcome.quotient == Quotient(2, 4))
    let quarters = StretchRule(length: .seconds(900), target: Target(.atLeast, 80))
    example.measures = [level(50, .atLeast, .none, MeasureConditions(stretches: quarters))]
    #expect(throws: BillingError.tooCoarse(clause: "2.1", seconds: 1800)) {
      try example.result()
    }
  }

  @Test(arguments: [
    // Thursday 1 October 2026; Sunday 4 and Monday 5 October.
    ("2026-10-01T00:00:00Z", "2026-10-04T23:55:00Z", true),
    ("2026-10-04T23:55:00Z", "2026-10-05T00:00:00Z", false),
  ])
  func `weeks begin on Monday`(one: String, other: String, isSame: Bool) throws {
    let rule = StretchRule(length: .week, target: Target(.atLeast, 80))
    let zone = try systemZone("Etc/UTC")
    let same = try rule.key(of: Instant(one), in: zone) == rule.key(of: Instant(other), in: zone)
    #expect(same == isSame)
  }
}

private func level(conditions: MeasureConditions) -> Measure {
  level(
    80, .atLeast, id: "level",
    .tiers([CreditTier(upTo: 5, percent: 2), CreditTier(upTo: nil, percent: 4)]), conditions)
}
