package import Foundation

/// The promise to return credits when the months that follow are good enough.
package struct EarnBack: Sendable, Hashable {
  /// What must reach the expected level; the three answer differently on the same months.
  package enum Rule: String, Sendable, Hashable, CaseIterable {
    case everyMonth = "every_month"
    case meanOfMonths = "mean_of_months"
    /// The months' contacts added up, divided once.
    case pooled
  }

  package let rule: Rule
  /// Percent.
  package let expected: Decimal

  package init(_ rule: Rule, expected: Decimal) {
    self.rule = rule
    self.expected = expected
  }

  /// What the months return of the credits; without months nothing is returned.
  package func result(of months: [Quotient], credits: [Money], _ currency: Currency)
    -> EarnBackResult
  {
    let credited = credits.sum(currency)
    let level = Fraction(expected)
    let basis: Fraction?
    let isEarned: Bool
    switch rule {
    case .everyMonth:
      basis = nil
      isEarned = !months.isEmpty && months.allSatisfy { $0.percent >= level }
    case .meanOfMonths:
      basis =
        months.isEmpty ? nil : months.reduce(0) { $0 + $1.percent } / Fraction(months.count)
      isEarned = basis.map { $0 >= level } ?? false
    case .pooled:
      let numerator = months.reduce(0) { $0 + $1.numerator }
      let denominator = months.reduce(0) { $0 + $1.denominator }
      basis = denominator > 0 ? Quotient(numerator, denominator).percent : nil
      isEarned = basis.map { $0 >= level } ?? false
    }
    return EarnBackResult(
      basis: basis, credited: credited, earnedBack: isEarned ? credited : .zero(currency))
  }
}

/// What became of credits after the months that could return them.
package struct EarnBackResult: Sendable, Hashable {
  /// The one figure in percent that was compared; `nil` when every month was by itself.
  package let basis: Fraction?
  package let credited: Money
  package let earnedBack: Money

  package init(basis: Fraction?, credited: Money, earnedBack: Money) {
    self.basis = basis
    self.credited = credited
    self.earnedBack = earnedBack
  }

  package var net: Money { credited - earnedBack }
}
