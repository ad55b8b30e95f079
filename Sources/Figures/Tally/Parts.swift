/// A numerator and a denominator of any stretch, ready to be added to others.
///
/// In a short interval either may be odd: a part above its whole, a denominator below zero. Only
/// the sum is divided.
package struct Parts: Sendable, Hashable {
  package let numerator: Int
  package let denominator: Int

  package init(_ numerator: Int, over denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }

  package static let zero = Parts(0, over: 0)

  package static func + (left: Parts, right: Parts) -> Parts {
    Parts(left.numerator + right.numerator, over: left.denominator + right.denominator)
  }

  package var outcome: Outcome { Outcome(numerator, over: denominator, traffic: numerator != 0) }
}

extension Sequence<Parts> {
  /// The parts added up, each for itself.
  package func sum() -> Parts { reduce(.zero, +) }

  /// The mean of the single ratios, which weighs an interval with one contact like one with a
  /// hundred; `nil` without any.
  ///
  /// No page shows it as a figure. It is here to recognise the mistake in the other side's.
  package func meanOfRatios() -> Fraction? {
    let ratios = compactMap(\.outcome.quotient)
    guard !ratios.isEmpty else { return nil }
    return ratios.reduce(Fraction.zero) { $0 + Fraction($1) } / Fraction(ratios.count)
  }
}
