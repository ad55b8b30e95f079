package import Foundation

/// A fixed charge for an agreed volume, with a neutral band around it.
///
/// Beyond the band each unit costs an additional charge (ARC) or returns a reduction credit (RRC).
package struct BaselineCharge: Sendable, Hashable {
  /// Where units beyond the band are counted from; the choice can be worth thousands.
  package enum Origin: String, Sendable, Hashable, CaseIterable { case band, baseline }

  package let baseline: Decimal
  package let bandPercent: Decimal
  package let charge: Decimal
  package let additionalRate: Decimal
  package let reductionRate: Decimal
  package let origin: Origin

  package init(
    baseline: Decimal, bandPercent: Decimal, charge: Decimal, additionalRate: Decimal,
    reductionRate: Decimal, origin: Origin = .band
  ) {
    self.baseline = baseline
    self.bandPercent = bandPercent
    self.charge = charge
    self.additionalRate = additionalRate
    self.reductionRate = reductionRate
    self.origin = origin
  }

  /// The units beyond the band, above it and below it; an edge of the band belongs to it.
  package func units(for volume: Decimal) -> (additional: Fraction, reduced: Fraction) {
    let baseline = Fraction(baseline)
    let width = baseline * Fraction(bandPercent) / 100
    let actual = Fraction(volume)
    let (upper, lower) = (baseline + width, baseline - width)
    return (
      actual > upper ? actual - (origin == .band ? upper : baseline) : 0,
      actual < lower ? (origin == .band ? lower : baseline) - actual : 0
    )
  }

  package func result(for volume: Decimal, _ currency: Currency) -> Result {
    let (additional, reduced) = units(for: volume)
    return Result(
      additionalUnits: additional, reducedUnits: reduced,
      charge: Money(
        Fraction(charge) + additional * Fraction(additionalRate) - reduced
          * Fraction(reductionRate),
        currency))
  }

  package struct Result: Sendable, Hashable {
    package let additionalUnits: Fraction
    package let reducedUnits: Fraction
    package let charge: Money
  }
}
