import Figures
import Foundation
import Testing

/// Answered in time over offered, judged over more than a month.
private func level(_ span: JudgedSpan?, target: Decimal = 81, minimum: Int = 0) -> Measure {
  Measure(
    id: "level", title: "Service level", clause: "2.1",
    metric: .serviceLevel(ServiceLevel(.offered)),
    target: Target(.atLeast, target),
    consequence: .tiers([CreditTier(upTo: nil, percent: 2)]),
    conditions: MeasureConditions(span: span, minimumVolume: minimum))
}

/// A month with a fee of 1,000.00 in which `part` of `whole` were answered in time.
private func month(
  _ period: String, _ part: Int, of whole: Int, _ measure: Measure, after: [PeriodResult] = []
) -> MonthExample {
  var example = MonthExample(
    period: period, measures: [measure],
    fees: [Fee(item: "Base", quantity: .month, price: .rate(1000))],
    rows: [.init(values: [.offered: whole, .answered: whole, .answeredInThreshold: part])])
  example.history = after
  return example
}

@Suite struct JudgedSpanTests {
  /// 80 of 100, 70 of 100 and 190 of 200 are 340 of 400 or 85 %; their mean would be 81.67 %.
  @Test func `a quarter is judged once, by the sum of its months`() throws {
    let measure = level(.quarter, target: 86)
    let october = try month("2026-10", 80, of: 100, measure).result()
    let november = try month("2026-11", 70, of: 100, measure, after: [october]).result()
    let december = try month(
      "2026-12", 190, of: 200, measure, after: [october, november]
    ).result()
    let verdicts = try [october, november, december].map {
      try #require($0.assessments.first).verdict
    }
    #expect(verdicts == [.notAssessed, .notAssessed, .missed])
    #expect(
      october.assessments.first?.reason
        == "it is judged once, over 2026-10-01 to 2026-12-31 as one")
    let judged = try #require(december.assessments.first)
    #expect(judged.outcome.quotient == Quotient(340, 400))
    #expect(judged.asMeasured.quotient == Quotient(340, 400))
    // 2 % of the fees of all three months.
    #expect(december.invoice?.credits.text == "-60.00")
    #expect(october.invoice?.credits.text == "0.00")
    #expect(judged.margin?.count == -4)

    let met = try month(
      "2026-12", 190, of: 200, level(.quarter, target: 85), after: [october, november]
    ).result()
    #expect(met.assessments.map(\.verdict) == [.met])
    #expect(met.invoice?.credits.text == "0.00")
  }

  @Test func `a month that was not fetched, or counted otherwise, stops the quarter`() throws {
    let measure = level(.quarter)
    let november = try #require(LocalDate("2026-11-01"))
    let october = try month("2026-10", 80, of: 100, measure).result()
    #expect(
      throws: BillingError.needsMonth(
        november, clause: "2.1", why: "it is judged as one with this month")
    ) { try month("2026-12", 1, of: 2, measure, after: [october]).result() }
    let other = try month("2026-11", 80, of: 100, level(nil)).result()
    #expect(throws: BillingError.changedMeanwhile(november, clause: "2.1")) {
      try month("2026-12", 1, of: 2, measure, after: [october, other]).result()
    }
  }

  @Test func `a month without enough data leaves the quarter without a verdict`() throws {
    let measure = level(.quarter)
    var october = month("2026-10", 80, of: 100, measure)
    october.received = 50
    let november = try month("2026-11", 70, of: 100, measure).result()
    let december = try month(
      "2026-12", 190, of: 200, measure, after: [try october.result(), november]
    ).result()
    let judged = try #require(december.assessments.first)
    #expect(judged.verdict == .noData)
    #expect(judged.reason == "too little was received of 2026-10, which is judged with it")
    #expect(december.invoice?.credits.text == "0.00")
  }

  @Test func `the minimum volume is that of the quarter`() throws {
    let measure = level(.quarter, minimum: 300)
    let october = try month("2026-10", 80, of: 100, measure).result()
    let november = try month("2026-11", 70, of: 100, measure, after: [october]).result()
    let history = [october, november]
    let enough = try month("2026-12", 50, of: 100, measure, after: history).assessment()
    #expect(enough.verdict == .missed)
    let short = try month("2026-12", 50, of: 99, measure, after: history).assessment()
    #expect(short.verdict == .notAssessed)
  }

  @Test func `a year begins with the contract and ends in December`() throws {
    let measure = level(.year)
    let days = JudgedSpan.year.days(
      with: try Period("2026-12"), of: try ContractDays.contract(from: "2026-03-01"))
    #expect(days.first.text == "2026-03-01")
    #expect(days.last.text == "2026-12-31")
    #expect(days.earlier.map(\.monthText).first == "2026-03")
    #expect(days.earlier.count == 9)
    #expect(measure.words == "answered in time / offered, each year as one")
  }

  /// From 1 October, 04:00 (interval 48) to 2 October: what lies before does not count.
  @Test func `only the days of its window count`() throws {
    let first = try #require(LocalDate("2026-10-02"))
    let end = try #require(LocalDate("2026-10-03"))
    var example = month("2026-10", 1, of: 10, level(.dates(first, until: end)))
    example.intervals = 31 * 288
    example.rows += [
      .init(interval: 288, values: [.offered: 10, .answered: 10, .answeredInThreshold: 9]),
      .init(interval: 575, values: [.offered: 10, .answered: 10, .answeredInThreshold: 8]),
      .init(interval: 576, values: [.offered: 10, .answered: 10, .answeredInThreshold: 1]),
    ]
    let judged = try example.assessment()
    #expect(judged.outcome.quotient == Quotient(17, 20))
    #expect(judged.verdict == .met)

    let before = try month("2026-09", 1, of: 10, level(.dates(first, until: end))).assessment()
    #expect(before.verdict == .notAssessed)
    #expect(before.reason == "the measure counts from 2026-10-02 to 2026-10-02 only")
    #expect(before.outcome == .missing)
  }

  @Test func `of days held against a time, the share is judged`() throws {
    // Waits of 20, 40 and 30 seconds on three days: two of three are at most 30.
    let measure = Measure(
      id: "speed", title: "Speed", clause: "2.4", metric: .averageSpeedOfAnswer,
      target: Target(.atLeast, 70),
      consequence: .perUnit(UnitPrice(amount: 10, partUnits: .ceiling)),
      conditions: MeasureConditions(
        stretches: StretchRule(length: .day, target: Target(.atMost, 30))))
    var example = MonthExample(measures: [measure])
    example.intervals = 31 * 288
    example.rows = [(0, 20), (288, 40), (576, 30)].map { interval, seconds in
      .init(interval: interval, values: [.answered: 2, .waitAnswered: seconds * 2000])
    }
    let judged = try example.assessment()
    #expect(judged.outcome.quotient == Quotient(2, 3))
    #expect(judged.verdict == .missed)
    // 3.33 points short are four begun ones.
    #expect(judged.credit?.amount.text == "40.00")
    #expect(judged.margin == CountMargin(count: -1, unit: .stretches(.day)))
    #expect(measure.words == "days with waiting time of answered / answered at most 30 s")
  }
}

/// Months that do not begin with the calendar's.
@Suite struct ContractDays {
  static func contract(from: String, monthBegins: Int = 1) throws -> Contract {
    Contract(
      title: "Services", zone: try systemZone("Etc/UTC"),
      currency: try #require(Currency(code: "EUR")),
      hours: .always, thresholds: Thresholds(answeredWithin: 20_000, shortAbandon: 5000),
      minimumCoveragePercent: 90, finalAfterDays: 4,
      terms: [
        Terms(
          from: try #require(LocalDate(from)), until: nil, reference: nil, measures: [], fees: [])
      ], monthBegins: monthBegins)
  }

  @Test(arguments: [
    ("2026-10", 22, "2026-09-22", "2026-10-22"), ("2026-01", 22, "2025-12-22", "2026-01-22"),
    ("2026-03", 28, "2026-02-28", "2026-03-28"), ("2026-10", 1, "2026-10-01", "2026-11-01"),
  ])
  func `a month is named by its last day`(
    name: String, begins: Int, first: String, end: String
  ) throws {
    let period = try Period(name).beginning(onDay: begins)
    #expect(period.firstDay.text == first)
    #expect(period.endDay.text == end)
    #expect(period.id == name)
    #expect(period.beginning(onDay: begins) == period)
    #expect(period.beginning(onDay: 1) == (try Period(name)))
  }

  @Test func `a week, a day and a range are those of the calendar`() throws {
    for text in ["2026-W42", "2026-10-14", "2026-10-01/2026-11-01"] {
      #expect(try Period(text).beginning(onDay: 22) == (try Period(text)))
    }
  }

  @Test func `a date belongs to the month that holds it`() throws {
    let contract = try Self.contract(from: "2026-01-22", monthBegins: 22)
    for (date, month) in [("2026-09-21", "2026-09"), ("2026-09-22", "2026-10")] {
      #expect(contract.month(holding: try #require(LocalDate(date))).id == month)
    }
    let quarter = JudgedSpan.quarter.days(
      with: contract.period(try Period("2026-12")), of: contract)
    #expect(quarter.first.text == "2026-09-22")
    #expect(quarter.end.text == "2026-12-22")
  }

  @Test func `a month of its own length is judged, repeated and forecast under its name`() throws {
    var september = month("2026-09", 70, of: 100, level(nil))
    september.monthBegins = 22
    var october = month("2026-10", 70, of: 100, level(nil), after: [try september.result()])
    october.monthBegins = 22
    october.credits = CreditTerms(repeatMultiplier: 2)
    #expect(try october.result().period.firstDay.text == "2026-09-22")
    // 2 % of 1,000.00, twice.
    #expect(try october.invoice().credits.text == "-40.00")
  }
}
