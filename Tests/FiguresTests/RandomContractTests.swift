import Figures
import Foundation
import Testing

/// Random contracts and months against a slow judgement in whole-number fractions.
@Suite struct RandomContractTests {
  /// Four parts, so that they run beside each other.
  @Test(arguments: 0..<4)
  func `verdicts and cents agree with the slow way in 10,000 months`(part: Int) async throws {
    var numbers = SeededNumbers(seed: 0x7A11_7500 + UInt64(part))
    var verdicts: [Verdict: Int] = [:]
    var months = 0
    var withMoney = 0
    for _ in 0..<2500 {
      // Other tests wait for a turn on the same threads.
      await Task.yield()
      let drawn = DrawnMonth(drawing: &numbers)
      let hasMargins = months % 10 == 0
      let slow = SlowMonth(drawn, hasMargins: hasMargins)
      let result = try drawn.example().result()
      let invoice = try #require(result.invoice)
      let agrees =
        result.assessments.map(\.verdict.rawValue) == slow.verdicts
        && result.assessments.map { $0.credit?.amount.minorUnits ?? 0 } == slow.credits
        && (!hasMargins || result.assessments.map { $0.margin?.count } == slow.margins)
        && invoice.fees.minorUnits == slow.fees && invoice.credits.minorUnits == -slow.credit
        && invoice.net.minorUnits == slow.net
        && invoice.lines.map(\.amount.minorUnits).reduce(0, +) == slow.net
      guard agrees else {
        Issue.record(
          """
          month \(months) of part \(part): \(result.assessments.map(\.verdict)), slow \
          \(slow.verdicts); credits \(result.assessments.map { $0.credit?.amount.text }), slow \
          \(slow.credits); margins \(result.assessments.map { $0.margin?.count }), slow \
          \(slow.margins); net \(invoice.net.text), slow \(slow.net); \(drawn)
          """)
        return
      }
      months += 1
      withMoney += slow.credit == 0 ? 0 : 1
      for assessment in result.assessments { verdicts[assessment.verdict, default: 0] += 1 }
    }
    #expect(months == 2500)
    // The draw reaches every verdict and moves money, or the agreement would say little.
    #expect(withMoney > 250)
    for verdict in Verdict.allCases { #expect(verdicts[verdict, default: 0] > 25, "\(verdict)") }
  }
}

/// A whole number of hundredths or ten-thousandths.
private func decimal(_ number: Int, _ places: Int) -> Decimal {
  Decimal(number) * Decimal(sign: .plus, exponent: -places, significand: 1)
}

extension DrawnMonth.Mode {
  fileprivate var rounding: Rounding {
    switch self {
    case .halfUp: .halfUp
    case .halfEven: .halfEven
    case .halfDown: .halfDown
    case .down: .down
    case .up: .up
    case .floor: .floor
    case .ceiling: .ceiling
    }
  }
}

extension DrawnMonth {
  /// The same month as the product takes it.
  fileprivate func example() throws -> MonthExample {
    let start = try #require(LocalDate("2026-10-01"))
    func moment(_ minute: Int) throws -> LocalMoment {
      let text = "0\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
      return try #require(LocalMoment("2026-10-01T\(text)"))
    }
    var example = MonthExample(measures: try measures.enumerated().map { try $1.measure(id: $0) })
    example.code = "USD"
    example.fees = try fees.enumerated().map { try $1.fee("Fee \($0)") }
    example.credits = CreditTerms(
      base: countsCharges ? .charges : .subtotal, atRiskPercent: atRisk.map { decimal($0, 2) },
      counting: onlyHighest ? .highest : .all, points: .each(percent: decimal(percentPerPoint, 2)))
    example.billing = BillingTerms(
      minimum: minimum.map { decimal($0, 2) }, rounding: mode.rounding, roundsLines: roundsLines)
    example.forecast = ForecastBook([
      .init(month: start, given: start, contacts: forecast, evidence: nil)
    ])
    let rule: ExclusionRule =
      switch overlap {
      case .any: .any
      case .majority: .majority
      case .start: .start
      }
    example.exclusions = ExclusionLog(
      rule,
      try exclusions.map {
        .init(
          span: LocalSpan(from: try moment($0.from), to: try moment($0.to)), reason: "outage",
          approver: "J. Doe", evidence: "INC-1", measures: nil)
      })
    example.coverage = decimal(coverage, 2)
    example.intervals = intervals.count
    example.received = received
    example.isFinal = isFinal
    example.rows = intervals.enumerated().map { index, interval in
      .init(
        interval: index,
        values: [
          .offered: interval.offered, .answered: interval.answered,
          .answeredInThreshold: interval.inTime, .abandoned: interval.abandoned,
          .shortAbandoned: interval.short, .waitAnswered: interval.wait,
          .handle: interval.handle,
        ])
    }
    return example
  }
}

extension DrawnMonth.Measure {
  fileprivate func measure(id: Int) throws -> Measure {
    let metric: Metric =
      switch kind {
      case .ofOffered: .serviceLevel(ServiceLevel(.offered))
      case .ofAnswered: .serviceLevel(ServiceLevel(.answered))
      case .late:
        .serviceLevel(ServiceLevel(.genesys(flowOuts: false, shortAbandons: false, abandons: true)))
      case .abandons: .abandonRate(.offeredLessShort)
      case .speed: .averageSpeedOfAnswer
      }
    let comparison: Target.Comparison =
      switch comparison {
      case .atLeast: .atLeast
      case .moreThan: .moreThan
      case .atMost: .atMost
      case .lessThan: .lessThan
      }
    let rule: ComparisonRule =
      switch rule {
      case .exact: .exact
      case .rounded(let places, let mode): .rounded(places, mode.rounding)
      case .cut(let places): .truncated(places)
      }
    return Measure(
      id: "m\(id)", title: "Measure", clause: "1", metric: metric,
      target: Target(comparison, decimal(bound, 2)), consequence: cost.consequence,
      conditions: MeasureConditions(
        rule: rule, minimumVolume: minimumVolume,
        graceUntil: isGrace ? LocalDate("2026-11-01") : nil,
        relief: relief.map {
          ReliefTerms(
            abovePercent: decimal($0.above, 2), mode: $0.kind == .void ? .void : .excessFavourable)
        }, weightPercent: decimal(weight, 2)))
  }
}

extension DrawnMonth.Cost {
  fileprivate var consequence: MeasureCredit {
    switch self {
    case .none: .none
    case .tiers(let tiers):
      .tiers(
        tiers.map { tier in
          CreditTier(upTo: tier.upTo.map { decimal($0, 2) }, percent: decimal(tier.percent, 2))
        })
    case .points(let tiers):
      .points(
        tiers.map { tier in
          PointTier(upTo: tier.upTo.map { decimal($0, 2) }, points: tier.points)
        })
    case .bands(let bounds, let percents):
      .bands(
        percents.indices.map { index in
          CreditBand(
            from: index > 0 ? decimal(bounds[index - 1], 2) : nil,
            to: index < bounds.count ? decimal(bounds[index], 2) : nil,
            percent: decimal(percents[index], 2))
        })
    case .perUnit(let cents, let parts, let bonus):
      .perUnit(
        UnitPrice(
          amount: decimal(cents, 2), partUnits: parts?.rounding,
          bonusLine: bonus.map { decimal($0, 2) }))
    case .atRisk(let percent): .atRisk(decimal(percent, 2))
    }
  }
}

extension DrawnMonth.Fee {
  fileprivate func fee(_ item: String) throws -> Fee {
    switch self {
    case .each(let rate): return Fee(item: item, counter: .answered, rate: decimal(rate, 4))
    case .minutes(let rate, let increment):
      return Fee(
        item: item,
        quantity: .minutes(
          .handle, increment: increment.map { BillingIncrement(.aggregate, seconds: $0) }),
        price: .rate(decimal(rate, 4)))
    case .bands(let isSlab, let bands):
      return Fee(
        item: item, quantity: .counter(.answered),
        price: .bands(
          try RateBands(
            isSlab ? .slab : .graduated,
            bands.map { .init(upTo: $0.upTo.map { Decimal($0) }, rate: decimal($0.rate, 4)) })))
    case .baseline(let volume, let band, let charge, let above, let below, let fromBand):
      return Fee(
        item: item, quantity: .counter(.offered),
        price: .baseline(
          BaselineCharge(
            baseline: Decimal(volume), bandPercent: decimal(band, 2), charge: decimal(charge, 2),
            additionalRate: decimal(above, 4), reductionRate: decimal(below, 4),
            origin: fromBand ? .band : .baseline)))
    }
  }
}
