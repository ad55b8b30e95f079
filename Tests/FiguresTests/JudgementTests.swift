import Figures
import Foundation
import Testing

private func decimal(_ text: String) throws -> Decimal { try #require(Decimal(exactly: text)) }

private func serviceLevel(_ target: String, _ comparison: Target.Comparison = .atLeast) throws
  -> Measure
{
  Measure(
    id: "service-level", title: "Service level", clause: "2.1",
    metric: .serviceLevel(
      ServiceLevel(.genesys(flowOuts: false, shortAbandons: false, abandons: true))),
    target: Target(comparison, try decimal(target)),
    credit: try [
      CreditTier(upTo: decimal("5"), percent: decimal("2")),
      CreditTier(upTo: decimal("10"), percent: decimal("4")),
      CreditTier(upTo: decimal("15"), percent: decimal("6")),
      CreditTier(upTo: decimal("20"), percent: decimal("8")),
      CreditTier(upTo: nil, percent: decimal("10")),
    ])
}

/// A month whose fees are a whole number of agorot.
private func judge(
  _ measure: Measure, _ values: [Counter: Int], intervals: Int = 100, received: Int? = nil,
  isFinal: Bool = true, fees: Int = 6_608_270
) throws -> Assessment {
  try MonthExample(
    measures: [measure],
    fees: [Fee(item: "All", quantity: .month, price: .rate(Decimal(fees) / 100))],
    intervals: intervals, received: received, isFinal: isFinal,
    rows: [MonthExample.Row(values: values)]
  ).assessment()
}

@Suite struct JudgementTests {
  @Test func `a period that is not over has no verdict and no credit`() throws {
    var month = MonthExample(measures: [try serviceLevel("80")])
    month.rows = [.init(values: [.offered: 10, .answered: 10, .answeredInThreshold: 1])]
    month.isUnderWay = true
    let result = try month.result()
    let assessment = try #require(result.assessments.first)
    #expect(assessment.verdict == .provisional)
    #expect(assessment.outcome == Outcome(1, over: 10, traffic: true))
    #expect(assessment.credit == nil)
    #expect(assessment.reason == "the period is not over")
    #expect(result.invoice == nil)
  }

  @Test(arguments: [
    // Four whole days must follow: October is final with the first instant of 5 November.
    ("2026-11-04T23:59:59Z", "2026-10-31T00:00:00Z"),
    ("2026-11-05T00:00:00Z", "2026-11-01T00:00:00Z"),
    ("2026-11-05T15:00:00Z", "2026-11-01T00:00:00Z"),
  ])
  func `figures become final by whole local days`(asOf: String, until: String) throws {
    let contract = Contract(
      title: "Voice services", zone: try systemZone("Etc/UTC"),
      currency: try #require(Currency(code: "ILS")), hours: .always,
      thresholds: Thresholds(answeredWithin: 60_000, shortAbandon: 5000),
      minimumCoveragePercent: 90, finalAfterDays: 4, terms: [])
    #expect(try contract.finalUntil(asOf: Instant(asOf)) == Instant(until))
  }

  /// Counts, target, verdict: equality meets "at least" and fails "more than".
  @Test(arguments: [
    (1999, 2500, "80", Target.Comparison.atLeast, Verdict.missed),
    (800, 1000, "80", .atLeast, .met),
    (800, 1000, "80", .moreThan, .missed),
    (126, 2500, "5", .atMost, .missed),
    (125, 2500, "5", .atMost, .met),
    (125, 2500, "5", .lessThan, .missed),
    (799_996, 1_000_000, "80", .atLeast, .missed),
    (1, 3, "33.333333333333333333", .atLeast, .met),
    (1, 3, "33.333333333333333334", .atLeast, .missed),
  ])
  func `a share is compared exactly`(
    part: Int, whole: Int, target: String, comparison: Target.Comparison, verdict: Verdict
  ) throws {
    let assessment = try judge(
      serviceLevel(target, comparison),
      [.offered: whole, .answered: whole, .answeredInThreshold: part])
    #expect(assessment.verdict == verdict)
  }

  /// March of the demo: 12,822 of 26,296 is 48.76 %, 24.24 points short of 73 %.
  @Test func `a shortfall picks its step of the credit table and is rounded once`() throws {
    let assessment = try judge(
      serviceLevel("73"),
      [
        .offered: 26_384, .answered: 21_317, .answeredInThreshold: 12_822, .abandoned: 5067,
        .shortAbandoned: 88,
      ])
    #expect(assessment.verdict == .missed)
    #expect(assessment.outcome == .value(Quotient(12_822, 26_296)))
    #expect(assessment.difference?.text(2) == "-24.24")
    #expect(assessment.credit?.tier.percent == 10)
    #expect(assessment.credit?.amount.text == "6608.27")
  }

  /// Shortfalls of exactly 5, of just above 5 and of more than 20 points.
  @Test(arguments: [(750, "2"), (749, "4"), (700, "4"), (650, "6"), (600, "8"), (599, "10")])
  func `the bound of a step belongs to it`(part: Int, percent: String) throws {
    let assessment = try judge(
      serviceLevel("80"), [.offered: 1000, .answered: 1000, .answeredInThreshold: part])
    #expect(assessment.credit?.tier.percent == (try decimal(percent)))
  }

  @Test func `too little received gives no verdict and no money`() throws {
    let values: [Counter: Int] = [.offered: 10, .answered: 10, .answeredInThreshold: 1]
    let enough = try judge(
      serviceLevel("80"), values, received: 90)
    #expect(enough.verdict == .missed)
    let short = try judge(
      serviceLevel("80"), values, received: 89)
    #expect(short.verdict == .noData)
    #expect(short.credit == nil)
    #expect(
      short.reason
        == "89 of 100 open intervals were received; the contract asks for 90 % before there is a "
        + "verdict")
    #expect(short.outcome == Outcome(1, over: 10, traffic: true))
  }

  @Test func `nothing to divide is not assessed and an open month is provisional`() throws {
    let empty = try judge(serviceLevel("80"), [:])
    #expect(empty.verdict == .notAssessed)
    let open = try judge(
      serviceLevel("80"), [.offered: 10, .answered: 10, .answeredInThreshold: 1], isFinal: false)
    #expect(open.verdict == .provisional)
    #expect(open.credit == nil)
  }

  @Test func `a time is judged in seconds against its sum and count`() throws {
    let measure = Measure(
      id: "handle-time", title: "Average handle time", clause: "2.3", metric: .averageTalkTime,
      target: Target(.atMost, try decimal("200")), credit: [])
    let met = try judge(measure, [.handled: 3, .talk: 600_000])
    #expect(met.verdict == .met)
    let missed = try judge(measure, [.handled: 3, .talk: 600_001])
    #expect(missed.verdict == .missed)
    #expect(missed.credit == nil)
    #expect(missed.difference?.text(6) == "0.000333")
  }

  @Test func `a formula with a count that is not recorded gives no verdict`() throws {
    var month = MonthExample(measures: [try serviceLevel("80")])
    month.recorded = CounterSet([.offered, .answered, .answeredInThreshold])
    month.rows = [.init(values: [.answered: 5])]
    let assessment = try month.assessment()
    #expect(assessment.verdict == .noData)
    #expect(assessment.reason == "the source does not record a part of the formula")
  }
}

@Suite struct BillingTests {
  @Test func `lines are rounded before they are added and credits are lines of their own`() throws {
    // 21 x 3.105 = 65.205 and 5 x 0.333 = 1.665: 65.21 + 1.67, where adding first gives 66.87.
    var month = MonthExample(measures: [try serviceLevel("80")])
    month.fees = try [
      Fee(item: "Answered calls", counter: .answered, rate: decimal("3.105")),
      Fee(item: "Abandoned calls", counter: .abandoned, rate: decimal("0.333")),
    ]
    month.rows = [
      .init(values: [
        .offered: 26, .answered: 21, .answeredInThreshold: 16, .abandoned: 5, .shortAbandoned: 5,
      ])
    ]
    let invoice = try month.invoice()
    #expect(invoice.lines.map(\.amount.text) == ["65.21", "1.67", "-1.34"])
    #expect(invoice.fees.text == "66.88")
    // 16 of 21 is 76.19 %, less than 5 points short of 80 %: 2 % of 66.88 is 1.3376.
    #expect(invoice.credits.text == "-1.34")
    #expect(invoice.net.text == "65.54")
    #expect(invoice.lines.map(\.item).last == "Credit: Service level")
  }

  @Test func `a fee for something that is not recorded is refused`() throws {
    var month = MonthExample(measures: [])
    month.fees = [Fee(item: "Transfers", counter: .transferred, rate: 1)]
    month.recorded = CounterSet([.answered])
    month.rows = [.init(values: [.answered: 1])]
    #expect(throws: BillingError.notRecorded(.transferred, item: "Transfers")) {
      try month.result()
    }
  }
}
