package import Foundation

/// What follows from the figure of a measure, by itself.
package enum Consequence: Sendable, Hashable {
  case none
  case tiers([CreditTier], Target)
  case bands(CreditTable)
  case perPoint(PointPenalty)
  /// Service points; the month adds them up and turns them into money.
  case points([PointTier], Target)
  /// Percent of the amount at risk, which is itself percent of the charges.
  case atRisk(percent: Decimal, allocationPercent: Decimal, Target)

  /// The consequence of a figure that was compared; a hole in a table refuses it.
  ///
  /// `rounding` makes the amount at risk an amount of its own before it is shared out.
  package func applied(
    to figure: Fraction, base: Money, _ rounding: Rounding = .halfUp
  ) throws(CreditTableError) -> AppliedConsequence {
    switch self {
    case .none: return .none
    case .bands(let table): return .band(try table.credit(for: figure, of: base))
    case .perPoint(let penalty): return .units(penalty.penalty(for: figure, base.currency))
    case .tiers(let tiers, let target):
      guard let shortfall = target.shortfall(of: figure) else { return .none }
      guard let tier = tiers.first(where: { $0.holds(shortfall) }) else { throw .gap(shortfall) }
      return .tier(TierCredit(shortfall: shortfall, tier: tier, base: base))
    case .points(let tiers, let target):
      guard let shortfall = target.shortfall(of: figure) else { return .none }
      guard let tier = tiers.first(where: { $0.holds(shortfall) }) else { throw .gap(shortfall) }
      return .points(PointCredit(shortfall: shortfall, tier: tier))
    case .atRisk(let percent, let allocation, let target):
      guard !target.isMet(by: figure) else { return .none }
      return .share(
        ShareCredit(
          atRisk: base.percent(percent, rounding), atRiskPercent: percent, percent: allocation,
          base: base))
    }
  }
}

/// The row of a table or the units that applied.
package enum AppliedConsequence: Sendable, Hashable {
  case none
  case tier(TierCredit)
  case band(BandCredit)
  case units(UnitCredit)
  case points(PointCredit)
  case share(ShareCredit)

  /// The credit before weight, multiplier and rounding; a bonus is negative.
  package var exact: Fraction {
    switch self {
    case .none, .points: 0
    case .tier(let credit): Fraction(credit.base.amount) * Fraction(credit.tier.percent) / 100
    case .band(let credit): credit.exact
    case .units(let credit): credit.exact
    case .share(let credit): Fraction(credit.atRisk.amount) * Fraction(credit.percent) / 100
    }
  }

  /// Service points before the multiplier.
  package var points: Int {
    if case .points(let credit) = self { credit.tier.points } else { 0 }
  }
}

/// The step of a table by shortfall that applied.
package struct TierCredit: Sendable, Hashable {
  package let shortfall: Fraction
  package let tier: CreditTier
  package let base: Money

  package init(shortfall: Fraction, tier: CreditTier, base: Money) {
    self.shortfall = shortfall
    self.tier = tier
    self.base = base
  }
}

/// The step of a table of service points that applied.
package struct PointCredit: Sendable, Hashable {
  package let shortfall: Fraction
  package let tier: PointTier

  package init(shortfall: Fraction, tier: PointTier) {
    self.shortfall = shortfall
    self.tier = tier
  }
}

/// A measure's share of what a month's credits put at risk.
package struct ShareCredit: Sendable, Hashable {
  package let atRisk: Money
  package let atRiskPercent: Decimal
  package let percent: Decimal
  package let base: Money

  package init(atRisk: Money, atRiskPercent: Decimal, percent: Decimal, base: Money) {
    self.atRisk = atRisk
    self.atRiskPercent = atRiskPercent
    self.percent = percent
    self.base = base
  }
}

extension Target {
  /// How far a figure lies on the wrong side, zero where only equality fails; `nil` when met.
  package func shortfall(of figure: Fraction) -> Fraction? {
    guard !isMet(by: figure) else { return nil }
    return (figure - Fraction(bound)).magnitude
  }
}

extension CreditTier {
  fileprivate func holds(_ shortfall: Fraction) -> Bool {
    upTo.map { shortfall <= Fraction($0) } ?? true
  }
}

extension PointTier {
  fileprivate func holds(_ shortfall: Fraction) -> Bool {
    upTo.map { shortfall <= Fraction($0) } ?? true
  }
}
