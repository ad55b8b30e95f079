package import Foundation

/// A price for each point or second on the wrong side of a target, and perhaps a bonus.
package struct PointPenalty: Sendable, Hashable {
  package let target: Decimal
  /// Whether a higher value is the better one.
  package let wantsHigh: Bool
  /// The price of one unit.
  package let perUnit: Decimal
  /// What becomes of a part of a unit; `nil` charges it in proportion.
  package let partUnits: Rounding?
  /// Beyond this value each unit earns a bonus; between it and the target nothing moves.
  package let bonusLine: Decimal?

  package init(
    target: Decimal, wantsHigh: Bool, perUnit: Decimal, partUnits: Rounding? = nil,
    bonusLine: Decimal? = nil
  ) {
    self.target = target
    self.wantsHigh = wantsHigh
    self.perUnit = perUnit
    self.partUnits = partUnits
    self.bonusLine = bonusLine
  }

  /// The units short of the target and their price; the distance is exact before it is rounded.
  package func penalty(for actual: Fraction, _ currency: Currency) -> UnitCredit {
    func distance(from bound: Decimal, below: Bool) -> Fraction {
      let distance = below ? Fraction(bound) - actual : actual - Fraction(bound)
      let units = max(distance, 0)
      return partUnits.map { Fraction(units.rounded(0, $0)) } ?? units
    }
    let units = distance(from: target, below: wantsHigh)
    let bonusUnits = bonusLine.map { distance(from: $0, below: !wantsHigh) } ?? 0
    return UnitCredit(
      units: units, bonusUnits: bonusUnits, perUnit: perUnit, currency: currency)
  }
}

/// Units on the wrong side of a target, or beyond a bonus line, and what they are worth.
package struct UnitCredit: Sendable, Hashable {
  package let units: Fraction
  /// Units that earn the partner a bonus; zero when it earned none.
  package let bonusUnits: Fraction
  package let perUnit: Decimal
  package let currency: Currency

  package init(units: Fraction, bonusUnits: Fraction, perUnit: Decimal, currency: Currency) {
    self.units = units
    self.bonusUnits = bonusUnits
    self.perUnit = perUnit
    self.currency = currency
  }

  package var amount: Money { Money(units * Fraction(perUnit), currency) }

  /// What the partner earns instead; `nil` when it earned none.
  package var bonus: Money? {
    bonusUnits > 0 ? Money(bonusUnits * Fraction(perUnit), currency) : nil
  }

  /// The credit before it is rounded; a bonus is negative.
  package var exact: Fraction { (units - bonusUnits) * Fraction(perUnit) }
}
