package import Figures
package import Foundation

/// How many decimals a printed number needs, decided in this one place.
///
/// A number is rounded once, from its exact value, half up. When the rounded number would say
/// something that the exact one does not (80.0% beside "missed", 100.0% beside one lost call), it
/// gets decimals until it no longer does.
package enum Precision {
  /// Beyond this a reader sees no difference, and the parts stand in the file.
  private static let limit = 9

  /// A quotient times `factor` with at least `places` decimals.
  package static func text(
    _ quotient: Quotient, factor: Int, places: Int, target: Target? = nil
  ) -> String {
    let verdict = target.map { reaches($0, quotient, factor: factor) }
    for places in places..<limit {
      let number = quotient.rounded(places, times: factor)
      if let target, reaches(target, number) != verdict { continue }
      if factor == 100, number == 0, quotient.numerator != 0 { continue }
      if factor == 100, number == 100, quotient.numerator != quotient.denominator { continue }
      return number.text(places)
    }
    return quotient.rounded(limit, times: factor).text(limit)
  }

  /// A decimal number with at least `places` decimals and all that it has itself.
  ///
  /// A number that came from a division may have no end: with `keepsNonZero` it gets just the
  /// decimals that tell it from zero.
  package static func text(_ value: Decimal, places: Int, keepsNonZero: Bool = false) -> String {
    for places in places..<limit {
      let number = value.rounded(places)
      if keepsNonZero ? number != 0 || value == 0 : number == value { return number.text(places) }
    }
    return value.rounded(limit).text(limit)
  }

  /// Whether a quotient meets a bound, by cross-multiplication.
  package static func reaches(_ target: Target, _ quotient: Quotient, factor: Int) -> Bool {
    compare(
      target.comparison, Decimal(quotient.numerator) * Decimal(factor),
      target.bound * Decimal(quotient.denominator))
  }

  private static func reaches(_ target: Target, _ number: Decimal) -> Bool {
    compare(target.comparison, number, target.bound)
  }

  private static func compare(
    _ comparison: Target.Comparison, _ left: Decimal, _ right: Decimal
  ) -> Bool {
    switch comparison {
    case .atLeast: left >= right
    case .moreThan: left > right
    case .atMost: left <= right
    case .lessThan: left < right
    }
  }
}
