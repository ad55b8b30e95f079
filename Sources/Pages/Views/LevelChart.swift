import Figures

/// Shares as whole numbers for an axis.
enum LevelChart {
  /// A share in millionths, for the axis; the label beside it comes from the exact parts.
  static func millionths(_ quotient: Quotient) -> Int {
    let (steps, isTooLarge) = quotient.numerator.multipliedReportingOverflow(by: 1_000_000)
    return isTooLarge ? 0 : (steps + quotient.denominator / 2) / quotient.denominator
  }

  /// The bounds of an axis that holds all values and the target: from zero, unless all are high.
  static func bounds(_ quotients: [Quotient], bound: Int?) -> (lower: Int, upper: Int) {
    var values = quotients.map(millionths)
    if let bound { values.append(bound) }
    let least = values.min() ?? 0
    let most = values.max() ?? 1_000_000
    let lower = least >= 500_000 ? min(least / 100_000, 9) * 100_000 : 0
    return (lower, max(1_000_000, (most + 99_999) / 100_000 * 100_000))
  }
}
