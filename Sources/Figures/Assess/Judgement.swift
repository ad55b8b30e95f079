package import Foundation

/// How much of what a measure needs was received.
package struct Completeness: Sendable, Hashable {
  /// Open intervals of the period, counted once for each queue.
  package let expected: Int
  package let received: Int

  package init(expected: Int, received: Int) {
    self.expected = expected
    self.received = received
  }

  package func reaches(percent: Decimal) -> Bool {
    Decimal(received) * 100 >= percent * Decimal(expected)
  }
}

extension Measure {
  /// Judges the summed tally of a closed period.
  ///
  /// In order: was enough received, is the period final, is there anything to divide, and only
  /// then the comparison, which is exact. A verdict that is not final carries no money.
  package func judge(
    _ tally: Tally, completeness: Completeness, contract: Contract, isFinal: Bool, fees: Money
  ) -> Assessment {
    let outcome = metric.value(of: tally)

    func assessment(
      _ verdict: Verdict, _ reason: String? = nil, outcome: Outcome, credit: Credit? = nil
    ) -> Assessment {
      Assessment(
        measure: self, outcome: outcome, verdict: verdict, reason: reason,
        difference: outcome.quotient.map(difference), credit: credit)
    }

    guard completeness.received > 0, completeness.reaches(percent: contract.minimumCoveragePercent)
    else {
      let reason =
        "\(completeness.received) of \(completeness.expected) open intervals were received; the contract "
        + "asks for \(contract.minimumCoveragePercent) % before there is a verdict"
      return assessment(.noData, reason, outcome: completeness.received > 0 ? outcome : .missing)
    }
    guard let quotient = outcome.quotient else {
      switch outcome {
      case .missing:
        return assessment(
          .noData, "the source does not record a part of the formula", outcome: outcome)
      default:
        return assessment(.notAssessed, "there is nothing to divide by", outcome: outcome)
      }
    }
    guard isFinal else {
      return assessment(.provisional, "late data may still arrive", outcome: outcome)
    }
    if target.isMet(by: quotient, factor: factor) { return assessment(.met, outcome: outcome) }
    return assessment(.missed, outcome: outcome, credit: credit(for: quotient, base: fees))
  }

  /// The measure on what has happened so far; a period that is not over has no verdict.
  package func notYetJudged(_ tally: Tally) -> Assessment {
    let outcome = metric.value(of: tally)
    return Assessment(
      measure: self, outcome: outcome, verdict: .provisional, reason: "the period is not over",
      difference: outcome.quotient.map(difference), credit: nil)
  }

  /// What turns the parts into the unit of the target: percent, or seconds from milliseconds.
  private var factor: Decimal {
    metric.isShare ? 100 : Decimal(sign: .plus, exponent: -3, significand: 1)
  }

  private func difference(_ quotient: Quotient) -> Decimal {
    target.excess(of: quotient, factor: factor) / Decimal(quotient.denominator)
  }

  /// The step of the credit table for a missed target, compared without a division.
  private func credit(for quotient: Quotient, base: Money) -> Credit? {
    let excess = target.excess(of: quotient, factor: factor)
    let shortfall = target.comparison.wantsHigh ? -excess : excess
    let denominator = Decimal(quotient.denominator)
    let tier = credit.first { tier in tier.upTo.map { shortfall <= $0 * denominator } ?? true }
    guard let tier else { return nil }
    return Credit(
      shortfall: shortfall / denominator, tier: tier, base: base,
      amount: Money(base.amount * tier.percent / 100, base.currency))
  }
}

extension Target {
  /// Whether a quotient times `factor` lies on the right side of the bound, by cross-multiplication.
  package func isMet(by quotient: Quotient, factor: Decimal) -> Bool {
    let excess = excess(of: quotient, factor: factor)
    return switch comparison {
    case .atLeast: excess >= 0
    case .moreThan: excess > 0
    case .atMost: excess <= 0
    case .lessThan: excess < 0
    }
  }

  /// The distance from the bound, times the denominator, so that it stays exact.
  func excess(of quotient: Quotient, factor: Decimal) -> Decimal {
    Decimal(quotient.numerator) * factor - bound * Decimal(quotient.denominator)
  }
}
