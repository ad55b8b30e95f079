package import Foundation

/// What a missed measure costs, as its contract says it.
package enum MeasureCredit: Sendable, Hashable {
  case none
  /// By how far the figure lies on the wrong side of the target.
  case tiers([CreditTier])
  /// By the figure itself.
  case bands([CreditBand])
  /// A price for each point or second.
  case perUnit(UnitPrice)
  /// Service points, which the terms turn into money.
  case points([PointTier])
  /// Percent of the amount at risk.
  case atRisk(Decimal)
}

/// A step of a credit table: up to `upTo` points of shortfall, `percent` of the month's fees.
package struct CreditTier: Sendable, Hashable {
  /// Percentage points or seconds of shortfall, the bound included; `nil` on the last step.
  package let upTo: Decimal?
  package let percent: Decimal

  package init(upTo: Decimal?, percent: Decimal) {
    self.upTo = upTo
    self.percent = percent
  }
}

/// A step of a table of service points.
package struct PointTier: Sendable, Hashable {
  /// Percentage points or seconds of shortfall, the bound included; `nil` on the last step.
  package let upTo: Decimal?
  package let points: Int

  package init(upTo: Decimal?, points: Int) {
    self.upTo = upTo
    self.points = points
  }
}

/// The price of a unit on the wrong side of the target.
package struct UnitPrice: Sendable, Hashable {
  package let amount: Decimal
  /// What becomes of a part of a unit; `nil` charges it in proportion.
  package let partUnits: Rounding?
  /// Beyond this value each unit earns a bonus.
  package let bonusLine: Decimal?

  package init(amount: Decimal, partUnits: Rounding? = nil, bonusLine: Decimal? = nil) {
    self.amount = amount
    self.partUnits = partUnits
    self.bonusLine = bonusLine
  }
}

/// What terms say about the credits of a month together.
package struct CreditTerms: Sendable, Hashable {
  /// What one event that misses several measures costs.
  package enum Counting: String, Sendable, Hashable, CaseIterable {
    case all
    /// Only the highest credit of the month.
    case highest
  }

  /// How a month's service points become money.
  package enum PointsRule: Sendable, Hashable {
    case each(percent: Decimal)
    case steps(PointSteps)

    /// The percent that so many points cost together.
    package func percent(for points: Int) -> Decimal {
      switch self {
      case .each(let percent): Decimal(points) * percent
      case .steps(let steps): steps.percent(for: points)
      }
    }
  }

  package let clause: String?
  /// What percentages are taken of.
  package let base: BillCredit.Base
  /// Percent of the month's charges that its credits cannot pass; `nil` for no limit.
  package let atRiskPercent: Decimal?
  package let counting: Counting
  /// How often a miss counts right after another of the same measure.
  package let repeatMultiplier: Int
  package let points: PointsRule?

  package init(
    clause: String? = nil, base: BillCredit.Base = .charges, atRiskPercent: Decimal? = nil,
    counting: Counting = .all, repeatMultiplier: Int = 1, points: PointsRule? = nil
  ) {
    self.clause = clause
    self.base = base
    self.atRiskPercent = atRiskPercent
    self.counting = counting
    self.repeatMultiplier = repeatMultiplier
    self.points = points
  }
}
