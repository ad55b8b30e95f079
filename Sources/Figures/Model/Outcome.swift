/// The result of a division that keeps its two parts.
///
/// A ratio never becomes a `Double`: a partner whose target is 80 % and who answered 4 of 5 calls
/// has met it, on every machine. In a short interval the part may pass the whole, because an
/// answer counts where it ends and an offer where it began; nothing is clamped.
package enum Outcome: Sendable, Hashable {
  case value(Quotient)
  /// Nothing to divide and nothing happened.
  case empty
  /// Nothing to divide by, yet something happened.
  case undefined
  /// A denominator below zero: offers and abandons fell into different intervals.
  case invalid
  /// The source has no rows, or does not record a part of the formula.
  case missing

  /// Divides, unless there is nothing to divide by.
  ///
  /// Whether there was any traffic tells `empty` from `undefined`.
  package init(_ numerator: Int, over denominator: Int, traffic: Bool) {
    if denominator > 0 {
      self = .value(Quotient(numerator, denominator))
    } else if denominator < 0 {
      self = .invalid
    } else {
      self = traffic || numerator != 0 ? .undefined : .empty
    }
  }

  package var quotient: Quotient? {
    guard case .value(let quotient) = self else { return nil }
    return quotient
  }
}

/// A numerator and a denominator above zero, not reduced: both are counts that can be looked up.
package struct Quotient: Sendable, Hashable {
  package let numerator: Int
  package let denominator: Int

  package init(_ numerator: Int, _ denominator: Int) {
    precondition(denominator > 0, "Outcome makes quotients, and only of positive denominators")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// A quotient of milliseconds as one of seconds, without rounding.
  package var inSeconds: Quotient { Quotient(numerator, denominator * 1000) }
}
