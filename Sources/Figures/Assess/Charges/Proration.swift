/// The local days of a month on which a contract held, and the month's own.
package struct Proration: Sendable, Hashable {
  package let days: Int
  package let of: Int

  /// Counts the days from `from` up to and with `through`; `nil` is open-ended.
  package init(of period: Period, from: LocalDate, through: LocalDate? = nil) {
    let first = max(period.firstDay.dayNumber, from.dayNumber)
    let end = min(period.endDay.dayNumber, (through?.dayNumber ?? .max - 1) + 1)
    days = max(0, end - first)
    of = period.endDay.dayNumber - period.firstDay.dayNumber
  }

  /// The part of a fee for the whole period, rounded once.
  package func amount(of fee: Money) -> Money {
    Money(Fraction(fee.amount) * Fraction(days) / Fraction(of), fee.currency)
  }
}
