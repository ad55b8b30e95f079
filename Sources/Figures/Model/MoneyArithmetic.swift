package import Foundation

extension Money {
  /// Rounds an exact amount to the minor unit, once.
  package init(_ amount: Fraction, _ currency: Currency, _ rounding: Rounding = .halfUp) {
    self.init(amount.rounded(currency.places, rounding), currency)
  }

  package static func zero(_ currency: Currency) -> Money { Money(minorUnits: 0, currency) }

  package static func - (left: Money, right: Money) -> Money { left + -right }

  /// So many percent of the amount, rounded to the minor unit.
  package func percent(_ percent: Decimal, _ rounding: Rounding = .halfUp) -> Money {
    Money(Fraction(amount) * Fraction(percent) / 100, currency, rounding)
  }
}

extension Money: Comparable {
  /// Compares two amounts of one currency.
  package static func < (left: Money, right: Money) -> Bool {
    precondition(left.currency == right.currency, "a contract has one currency")
    return left.minorUnits < right.minorUnits
  }
}

extension Sequence<Money> {
  /// The amounts added up.
  package func sum(_ currency: Currency) -> Money { reduce(.zero(currency), +) }
}
