package import Foundation

/// A price for each contact over a limit beyond a share that is allowed.
package struct ExcessAllowance: Sendable, Hashable {
  /// Percent of the contacts received that may be over the limit.
  package let percent: Decimal
  package let perContact: Decimal
  /// How the allowance becomes whole contacts; `nil` keeps its part of a contact.
  package let wholeContacts: Rounding?

  package init(percent: Decimal, perContact: Decimal, wholeContacts: Rounding? = nil) {
    self.percent = percent
    self.perContact = perContact
    self.wholeContacts = wholeContacts
  }

  /// What is allowed of `received`, what of `over` exceeds it, and the price.
  package func excess(of over: Int, received: Int, _ currency: Currency) -> Excess {
    let exact = Fraction(received) * Fraction(percent) / 100
    let allowed = wholeContacts.map { Fraction(exact.rounded(0, $0)) } ?? exact
    let excess = max(Fraction(over) - allowed, 0)
    return Excess(
      allowed: allowed, excess: excess, amount: Money(excess * Fraction(perContact), currency))
  }

  package struct Excess: Sendable, Hashable {
    package let allowed: Fraction
    package let excess: Fraction
    package let amount: Money
  }
}
