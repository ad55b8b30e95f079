import Figures
import Foundation
import Testing

/// Random months in a row: repeats, service points and earn-back against a slow judgement.
@Suite struct RandomYearTests {
  @Test func `repeats, points and what comes back agree with the slow way`() async throws {
    var numbers = SeededNumbers(seed: 0x7A11_7600)
    var (repeated, stepped, returned, capped) = (0, 0, 0, 0)
    for year in 0..<1000 {
      // Other tests wait for a turn on the same threads.
      await Task.yield()
      let drawn = SlowYear(drawing: &numbers)
      var history: [PeriodResult] = []
      for (place, slow) in drawn.results().enumerated() {
        let result = try drawn.example(place, history).result()
        history.append(result)
        let invoice = try #require(result.invoice)
        let agrees =
          result.assessments.map(\.verdict.rawValue) == slow.verdicts
          && result.assessments.map { $0.credit?.amount.minorUnits ?? 0 } == slow.credits
          && (invoice.working?.points?.points ?? 0) == slow.points
          && invoice.fees.minorUnits == slow.fees
          && invoice.credits.minorUnits == -slow.credit
          && invoice.earnedBack.minorUnits == slow.earnedBack
          && invoice.net.minorUnits == slow.net
          && invoice.lines.map(\.amount.minorUnits).reduce(0, +) == slow.net
        guard agrees else {
          Issue.record(
            """
            month \(place) of year \(year): \(invoice.lines.map { ($0.item, $0.amount.text) }), \
            slow \(slow); \(drawn)
            """)
          return
        }
        repeated += slow.multipliers.contains { $0 > 1 } && slow.credit > 0 ? 1 : 0
        stepped += drawn.steps != nil && slow.points > 0 ? 1 : 0
        returned += slow.earnedBack > 0 ? 1 : 0
        capped += invoice.bill?.isCreditCapped ?? false ? 1 : 0
      }
    }
    // The draw reaches each of them often, or the agreement would say little.
    for count in [repeated, stepped, returned, capped] { #expect(count > 50) }
  }
}

private func decimal(_ number: Int, _ places: Int) -> Decimal {
  Decimal(number) * Decimal(sign: .plus, exponent: -places, significand: 1)
}

extension SlowYear {
  /// A month as the product takes it.
  fileprivate func example(_ place: Int, _ history: [PeriodResult]) -> MonthExample {
    let month = months[place]
    var example = MonthExample(measures: measures.enumerated().map { $1.measure(id: $0) })
    example.period = "2026-0\(place + 1)"
    example.code = "USD"
    example.fees = [Fee(item: "Answered", counter: .answered, rate: decimal(rate, 4))]
    example.credits = CreditTerms(
      atRiskPercent: atRisk.map { decimal($0, 2) }, repeatMultiplier: repeats,
      points: steps.map { steps in
        .steps(
          PointSteps(
            steps.map { PointSteps.Step(points: $0.points, percent: decimal($0.percent, 2)) }))
      } ?? .each(percent: decimal(percentPerPoint, 2)))
    example.isFinal = month.isFinal
    example.intervals = 4
    example.history = history
    example.rows = [
      .init(values: [
        .offered: month.offered, .answered: month.answered, .answeredInThreshold: month.inTime,
      ])
    ]
    return example
  }
}

extension SlowYear.Measure {
  fileprivate func measure(id: Int) -> Measure {
    let consequence: MeasureCredit =
      switch cost {
      case .tiers(let tiers):
        .tiers(
          tiers.map {
            CreditTier(upTo: $0.upTo.map { decimal($0, 2) }, percent: decimal($0.percent, 2))
          })
      case .points(let tiers):
        .points(
          tiers.map { PointTier(upTo: $0.upTo.map { decimal($0, 2) }, points: $0.points) })
      }
    let isPoints = if case .points = cost { true } else { false }
    return Measure(
      id: "m\(id)", title: "Measure", clause: "1",
      metric: .serviceLevel(ServiceLevel(isOfAnswered ? .answered : .offered)),
      target: Target(.atLeast, decimal(bound, 2)), consequence: consequence,
      conditions: MeasureConditions(
        minimumVolume: minimumVolume, weightPercent: isPoints ? 100 : decimal(weight, 2),
        earnBack: earnBack.map { terms in
          let rule: EarnBack.Rule =
            switch terms.rule {
            case .everyMonth: .everyMonth
            case .mean: .meanOfMonths
            case .pooled: .pooled
            }
          return EarnBackTerms(
            rule: rule, expected: decimal(terms.reach, 2), months: terms.months)
        }))
  }
}
