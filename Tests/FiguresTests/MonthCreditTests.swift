import Figures
import Foundation
import Testing

private func decimal(_ text: String) throws -> Decimal { try #require(Decimal(exactly: text)) }

/// Answered in time over offered, at least 80 %.
private func level(_ consequence: MeasureCredit, id: String = "level", weight: Decimal = 100)
  -> Measure
{
  Measure(
    id: id, title: "Service level", clause: "2.1", metric: .serviceLevel(ServiceLevel(.offered)),
    target: Target(.atLeast, 80), consequence: consequence,
    conditions: MeasureConditions(weightPercent: weight))
}

private let tiers = MeasureCredit.tiers([
  CreditTier(upTo: 5, percent: 2), CreditTier(upTo: nil, percent: 4),
])

/// A month with a fee of 1,000.00 in which so many of 100 were answered in time.
private func month(_ measures: [Measure], _ part: Int, period: String = "2026-10") -> MonthExample {
  MonthExample(
    period: period, measures: measures,
    fees: [Fee(item: "Base", quantity: .month, price: .rate(1000))],
    rows: [.init(values: [.offered: 100, .answered: 100, .answeredInThreshold: part])])
}

@Suite struct MonthCreditTests {
  @Test func `a weight and a repeat stand in the line that they make`() throws {
    var example = month([level(tiers, weight: 50)], 78)
    example.credits = CreditTerms(repeatMultiplier: 2)
    example.history = [try month([level(tiers)], 78, period: "2026-09").result()]
    let invoice = try example.invoice()
    // 2 % of 1,000.00, of which half, twice.
    #expect(invoice.credits.text == "-20.00")
    let line = try #require(invoice.lines.last)
    #expect(line.quantity == 2)
    #expect(line.rate == 1000)
    #expect(line.source == "clause 2.1, missed, weight 50 %, a repeat counts 2 times")
    let credit = try #require(try example.assessment().credit)
    #expect((credit.weightPercent, credit.multiplier) == (50, 2))

    example.history = [try month([level(tiers)], 81, period: "2026-09").result()]
    #expect(try example.invoice().credits.text == "-10.00")
  }

  @Test func `a month without a verdict neither repeats nor ends a run`() throws {
    var september = month([level(tiers)], 78, period: "2026-09")
    september.rows = []
    var example = month([level(tiers)], 78)
    example.credits = CreditTerms(repeatMultiplier: 3)
    example.history = try [
      month([level(tiers)], 78, period: "2026-08").result(), september.result(),
    ]
    #expect(example.history.last?.assessments.map(\.verdict) == [.notAssessed])
    #expect(try example.invoice().credits.text == "-60.00")
  }

  @Test func `a month that was not fetched is not guessed`() throws {
    var example = month([level(tiers)], 78)
    example.credits = CreditTerms(repeatMultiplier: 2)
    let september = try #require(LocalDate("2026-09-01"))
    #expect(
      throws: BillingError.needsMonth(
        september, clause: "2.1", why: "a repeated miss counts more")
    ) { try example.result() }
    // The contract begins in January: before it there is nothing to fetch.
    example.period = "2026-01"
    #expect(try example.invoice().credits.text == "-20.00")
  }

  /// A credit of 20.00 and a bonus of 30.00 in January.
  ///
  /// The bonus is a right of its own: in February 900 of 1000 are in time, which returns the 20.00.
  @Test func `a bonus takes nothing from a credit that comes back`() throws {
    func month(_ name: String, inTime: Int, wait: Int, after: [PeriodResult]) throws -> PeriodResult
    {
      var example = MonthExample(measures: [
        Measure(
          id: "level", title: "Service level", clause: "4.1",
          metric: .serviceLevel(ServiceLevel(.offered)), target: Target(.atLeast, 80),
          consequence: .tiers([CreditTier(upTo: nil, percent: 2)]),
          conditions: MeasureConditions(
            earnBack: EarnBackTerms(rule: .pooled, expected: 85, months: 1))),
        Measure(
          id: "speed", title: "Speed", clause: "4.2", metric: .averageSpeedOfAnswer,
          target: Target(.atMost, 30),
          consequence: .perUnit(UnitPrice(amount: 6, partUnits: nil, bonusLine: 15)),
          conditions: MeasureConditions()),
      ])
      example.period = name
      example.fees = [Fee(item: "Answered", counter: .answered, rate: 1)]
      example.history = after
      example.rows = [
        .init(values: [
          .offered: 1000, .answered: 1000, .answeredInThreshold: inTime, .waitAnswered: wait,
        ])
      ]
      return try example.result()
    }
    // Ten seconds on average: five beyond the line of 15, each worth 6.00.
    let january = try month("2026-01", inTime: 700, wait: 10_000_000, after: [])
    let first = try #require(january.invoice)
    #expect(first.lines.map(\.amount.text) == ["1000.00", "-20.00", "30.00"])
    #expect(first.net.text == "1010.00")
    let february = try month("2026-02", inTime: 900, wait: 20_000_000, after: [january])
    let second = try #require(february.invoice)
    #expect(second.earnedBack.text == "20.00")
    #expect(second.net.text == "1020.00")
    // Not reached: nothing comes back, and nothing is taken.
    let missed = try month("2026-02", inTime: 840, wait: 20_000_000, after: [january])
    #expect(try #require(missed.invoice).earnedBack.text == "0.00")
    #expect(try #require(missed.invoice).net.text == "1000.00")
  }

  @Test func `credits stop at what is at risk, in a line of its own`() throws {
    var example = month([level(tiers, id: "one"), level(tiers, id: "two")], 60)
    example.credits = CreditTerms(clause: "7", atRiskPercent: 5)
    let invoice = try example.invoice()
    #expect(invoice.lines.map(\.amount.text) == ["1000.00", "-40.00", "-40.00", "30.00"])
    #expect(invoice.lines.last?.item == "Credits above the 5 % at risk")
    #expect(
      invoice.lines.last?.source
        == "clause 7, 80.00 in credits less 50.00, 5 % of 1000.00 in charges")
    #expect(invoice.afterFees.map(\.part) == [.credit, .credit, .limit])
    #expect(invoice.credits.text == "-50.00")
    #expect(invoice.net.text == "950.00")
  }

  @Test func `one event costs the highest credit`() throws {
    let small = level(.tiers([CreditTier(upTo: nil, percent: 1)]), id: "small")
    var example = month([small, level(tiers)], 60)
    example.credits = CreditTerms(counting: .highest)
    let result = try example.result()
    #expect(result.assessments.map(\.credit?.amount.text) == ["0.00", "40.00"])
    #expect(
      result.assessments.map(\.reason) == [
        "only the highest credit of the month counts, and this is a lower one", nil,
      ])
    #expect(result.invoice?.lines.map(\.amount.text) == ["1000.00", "-40.00"])
  }

  @Test func `points of all measures become money together`() throws {
    let points = MeasureCredit.points([
      PointTier(upTo: 5, points: 1), PointTier(upTo: nil, points: 3),
    ])
    var example = month([level(points, id: "one"), level(points, id: "two")], 78)
    example.credits = CreditTerms(points: .each(percent: try decimal("0.5")))
    let each = try example.invoice()
    // Two points at half a percent of 1,000.00.
    #expect(each.lines.last?.item == "Credit: 2 service points")
    #expect(each.credits.text == "-10.00")
    example.rows = [.init(values: [.offered: 100, .answered: 100, .answeredInThreshold: 60])]
    example.credits = CreditTerms(
      points: .steps(PointSteps([.init(points: 5, percent: 2), .init(points: 15, percent: 4)])))
    #expect(try example.invoice().credits.text == "-20.00")
  }

  @Test func `a share of what is at risk is allotted to a measure`() throws {
    var example = month([level(.atRisk(40))], 60)
    example.credits = CreditTerms(atRiskPercent: 12)
    let invoice = try example.invoice()
    #expect(invoice.credits.text == "-48.00")
    #expect(invoice.lines.last?.rate == 120)
    #expect(invoice.lines.last?.unit == "percent at risk")
  }

  /// 90 - 86.2 is 3.8 points, of which a part counts whole: 4 x 2,000.
  @Test func `a point or a part of one has a price`() throws {
    let measure = Measure(
      id: "level", title: "Service level", clause: "2.1",
      metric: .serviceLevel(ServiceLevel(.offered)), target: Target(.atLeast, 90),
      consequence: .perUnit(UnitPrice(amount: 2000, partUnits: .ceiling)))
    var example = month([measure], 0)
    example.rows = [.init(values: [.offered: 1000, .answered: 900, .answeredInThreshold: 862])]
    #expect(try example.invoice().credits.text == "-8000.00")
  }

  @Test func `seconds on the good side of the bonus line earn money`() throws {
    let measure = Measure(
      id: "speed", title: "Speed of answer", clause: "2.4", metric: .averageSpeedOfAnswer,
      target: Target(.atMost, 30), consequence: .perUnit(UnitPrice(amount: 500, bonusLine: 15)))
    let invoice = { (seconds: Int) throws in
      var example = month([measure], 0)
      example.rows = [.init(values: [.answered: 10, .waitAnswered: seconds * 10_000])]
      return try example.invoice()
    }
    #expect(try invoice(47).credits.text == "-8500.00")
    #expect(try invoice(22).credits.text == "0.00")
    let bonus = try invoice(12)
    #expect(bonus.credits.text == "1500.00")
    #expect(bonus.lines.last?.item == "Bonus: Speed of answer")
    #expect(bonus.net.text == "2500.00")
  }

  @Test func `good months return a credit, at most what its cap had taken`() throws {
    let measure = Measure(
      id: "level", title: "Service level", clause: "2.1",
      metric: .serviceLevel(ServiceLevel(.offered)), target: Target(.atLeast, 80),
      consequence: tiers,
      conditions: MeasureConditions(
        earnBack: EarnBackTerms(rule: .everyMonth, expected: 85, months: 2)))
    var august = month([measure], 60, period: "2026-08")
    august.credits = CreditTerms(atRiskPercent: 3)
    august.history = try ["2026-06", "2026-07"].map {
      var early = month([measure], 90, period: $0)
      early.measures = [level(tiers)]
      return try early.result()
    }
    let capped = try august.result()
    #expect(capped.invoice?.credits.text == "-30.00")
    var september = month([measure], 86, period: "2026-09")
    september.history = august.history + [capped]
    let good = try september.result()
    var october = month([measure], 85)
    october.history = [capped, good]
    let invoice = try october.invoice()
    #expect(invoice.earnedBack.text == "30.00")
    #expect(invoice.net.text == "1030.00")
    #expect(invoice.lines.last?.item == "Earned back: Service level, 2026-08")
    #expect(invoice.lines.map(\.amount.text) == ["1000.00", "30.00"])

    october.rows = [.init(values: [.offered: 100, .answered: 100, .answeredInThreshold: 84])]
    #expect(try october.invoice().earnedBack.text == "0.00")
    october.history = [capped]
    #expect(throws: BillingError.self) { try october.result() }
  }
}

@Suite struct FeeTests {
  private func month(_ fees: [Fee], _ values: [Counter: Int], _ billing: BillingTerms = .init())
    throws -> Invoice
  {
    var example = MonthExample(measures: [], fees: fees)
    example.billing = billing
    example.rows = [.init(values: values)]
    return try example.invoice()
  }

  @Test func `minutes are charged by the sum, in increments of the total if any`() throws {
    let price = Fee.Price.rate(2)
    let plain = Fee(item: "Talk", quantity: .minutes(.talk, increment: nil), price: price)
    let whole = Fee(
      item: "Handling",
      quantity: .minutes(.handle, increment: BillingIncrement(.aggregate, seconds: 60)),
      price: price)
    // 61.2 seconds are 1.02 minutes, and begin a second one.
    let invoice = try month([plain, whole], [.talk: 61_200, .handle: 61_200])
    #expect(invoice.lines.map(\.quantity) == [try decimal("1.02"), 2])
    #expect(invoice.lines.map(\.amount.text) == ["2.04", "4.00"])
  }

  /// Five calls of 31, 85, 12, 600 and 61 seconds, the worked numbers of the increment of a minute:
  /// 1 + 2 + 1 + 10 + 2 minutes; with those under 30 seconds free, one less.
  @Test func `increments of each call need the single calls`() throws {
    let calls = [31_000, 85_000, 12_000, 600_000, 60_001]
    let fee = { (free: Int) in
      Fee(
        item: "Talk",
        quantity: .minutes(
          .talk, increment: BillingIncrement(.perCall, seconds: 60, freeBelow: free)),
        price: .rate(2))
    }
    var example = MonthExample(
      measures: [],
      fees: [fee(0), fee(30)].enumerated().map { place, fee in
        Fee(item: "Talk \(place)", quantity: fee.quantity, price: fee.price)
      })
    example.rows = [.init(values: [.talk: 788_001, .handled: 5])]
    example.calls = calls
    let invoice = try example.invoice()
    #expect(invoice.lines.map(\.quantity) == [16, 15])
    #expect(invoice.lines.map(\.amount.text) == ["32.00", "30.00"])
    #expect(
      invoice.lines.map(\.source) == [
        "month.csv talk_ms of 5 single calls, each in steps of 60 s",
        "month.csv talk_ms of 5 single calls, each in steps of 60 s, free below 30 s",
      ])

    example.calls = nil
    #expect(throws: BillingError.needsCalls(item: "Talk 0")) { try example.result() }
    // A call that the records lack: the line cannot be held against the source's own total.
    example.calls = [31_000, 85_000, 12_000, 600_000]
    #expect(
      throws: BillingError.callsDiffer(item: "Talk 0", records: 728_000, total: 788_001)
    ) { try example.result() }
  }

  @Test func `bands and a baseline are lines that can be multiplied again`() throws {
    let bands = [RateBands.Band(upTo: 100, rate: 2), RateBands.Band(upTo: nil, rate: 1)]
    let graduated = Fee(
      item: "Answered", quantity: .counter(.answered),
      price: .bands(try RateBands(.graduated, bands)))
    let slab = Fee(
      item: "Again", quantity: .counter(.answered), price: .bands(try RateBands(.slab, bands)))
    let baseline = Fee(
      item: "Volume", quantity: .counter(.offered),
      price: .baseline(
        BaselineCharge(
          baseline: 100, bandPercent: 10, charge: 500, additionalRate: 3, reductionRate: 2)))
    let invoice = try month([graduated, slab, baseline], [.answered: 130, .offered: 130])
    #expect(invoice.lines.map(\.amount.text) == ["200.00", "30.00", "130.00", "500.00", "60.00"])
    for line in invoice.lines { #expect(line.quantity * line.rate == line.amount.amount) }
    let low = try month([baseline], [.offered: 80])
    #expect(low.lines.map(\.amount.text) == ["500.00", "-20.00"])
  }

  @Test func `hours are stated for each month, with evidence`() throws {
    let october = try #require(LocalDate("2026-10-01"))
    let fee = Fee(
      item: "Hours",
      quantity: .stated(
        unit: "hour", [.init(month: october, quantity: try decimal("1234.5"), evidence: "TS-10")]),
      price: .rate(try decimal("24.50")))
    let invoice = try month([fee], [.offered: 1])
    #expect(invoice.lines.map(\.amount.text) == ["30245.25"])
    #expect(invoice.lines.map(\.source) == ["stated: TS-10"])
    var example = MonthExample(period: "2026-11", measures: [], fees: [fee])
    example.rows = [.init(values: [.offered: 1])]
    let november = try #require(LocalDate("2026-11-01"))
    #expect(throws: BillingError.notStated(november, item: "Hours")) { try example.result() }
  }

  @Test func `a month is topped up, and lines are rounded as the contract says`() throws {
    let fee = { (name: String) throws in
      Fee(item: name, counter: .answered, rate: try decimal("0.125"))
    }
    let fees = [try fee("One"), try fee("Two")]
    // 0.125 twice: 0.13 + 0.13, half even 0.12 + 0.12, and 0.25 when added first.
    #expect(try month(fees, [.answered: 1]).net.text == "0.26")
    #expect(
      try month(fees, [.answered: 1], BillingTerms(rounding: .halfEven)).net.text == "0.24")
    let exact = try month(fees, [.answered: 1], BillingTerms(roundsLines: false))
    #expect(exact.net.text == "0.25")
    #expect(exact.lines.map(\.amount.text) == ["0.13", "0.13", "-0.01"])
    let toppedUp = try month(fees, [.answered: 1], BillingTerms(minimum: 10))
    #expect(toppedUp.lines.map(\.amount.text) == ["0.13", "0.13", "9.74"])
    #expect(toppedUp.fees.text == "10.00")
  }
}
