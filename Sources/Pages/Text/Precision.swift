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
    quick(quotient, factor: factor, places: places, target: target)
      ?? decimal(quotient, factor: factor, places: places, target: target)
  }

  /// The number in whole steps of its last place, without a decimal: pages hold ten thousands of them.
  ///
  /// `nil` where that would overflow, where the bound is no whole number of thousandths, and where the
  /// number needs more decimals.
  private static func quick(
    _ quotient: Quotient, factor: Int, places: Int, target: Target?
  ) -> String? {
    let (part, whole) = (quotient.numerator, quotient.denominator)
    let most = 1_000_000_000_000
    guard part >= 0, part < most, whole < most, factor <= 100, places <= 3,
      target == nil || target?.thousandths != nil
    else { return nil }
    let scale = [1, 10, 100, 1000][places]
    let (down, rest) = (part * factor * scale).quotientAndRemainder(dividingBy: whole)
    let steps = rest >= whole - rest ? down + 1 : down
    guard steps < most else { return nil }
    if let target, let bound = target.thousandths {
      let (size, tooLarge) = bound.multipliedReportingOverflow(by: whole)
      guard !tooLarge,
        compare(target.comparison, steps * 1000, bound * scale)
          == compare(target.comparison, part * factor * 1000, size)
      else { return nil }
    }
    if factor == 100, steps == 0, part != 0 { return nil }
    if factor == 100, steps == 100 * scale, part != whole { return nil }
    guard places > 0 else { return String(steps) }
    let (number, tail) = steps.quotientAndRemainder(dividingBy: scale)
    let digits = String(tail)
    return "\(number)." + String(repeating: "0", count: places - digits.utf8.count) + digits
  }

  /// The same by decimals, whatever the size.
  package static func decimal(
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
    if let bound = target.thousandths {
      let (part, isPartLarge) = quotient.numerator.multipliedReportingOverflow(by: factor * 1000)
      let (whole, isWholeLarge) = quotient.denominator.multipliedReportingOverflow(by: bound)
      if !isPartLarge, !isWholeLarge { return compare(target.comparison, part, whole) }
    }
    return compare(
      target.comparison, Decimal(quotient.numerator) * Decimal(factor),
      target.bound * Decimal(quotient.denominator))
  }

  private static func reaches(_ target: Target, _ number: Decimal) -> Bool {
    compare(target.comparison, number, target.bound)
  }

  private static func compare<Number: Comparable>(
    _ comparison: Target.Comparison, _ left: Number, _ right: Number
  ) -> Bool {
    switch comparison {
    case .atLeast: left >= right
    case .moreThan: left > right
    case .atMost: left <= right
    case .lessThan: left < right
    }
  }
}
