package import Foundation

/// An item of the invoice: what is counted, and what it costs.
package struct Fee: Sendable, Hashable {
  package let item: String
  package let clause: String?
  package let quantity: Quantity
  package let price: Price

  package init(item: String, clause: String? = nil, quantity: Quantity, price: Price) {
    self.item = item
    self.clause = clause
    self.quantity = quantity
    self.price = price
  }

  /// A price for each unit of a counter.
  package init(item: String, counter: Counter, rate: Decimal) {
    self.init(item: item, quantity: .counter(counter), price: .rate(rate))
  }

  package enum Quantity: Sendable, Hashable {
    case counter(Counter)
    /// Summed milliseconds as minutes with two decimals; with an increment, in whole ones, of the
    /// month's total or of each call.
    case minutes(Counter, increment: BillingIncrement?)
    /// Once a month.
    case month
    /// What no source records: hours, full-time equivalents.
    case stated(unit: String, [Statement])
  }

  /// A quantity of one month and the document that shows it.
  package struct Statement: Sendable, Hashable {
    /// The first of the calendar month that names it.
    package let month: LocalDate
    package let quantity: Decimal
    package let evidence: String

    package init(month: LocalDate, quantity: Decimal, evidence: String) {
      self.month = month
      self.quantity = quantity
      self.evidence = evidence
    }
  }

  package enum Price: Sendable, Hashable {
    case rate(Decimal)
    case bands(RateBands)
    case baseline(BaselineCharge)
  }
}

/// How the lines of a month become an amount.
package struct BillingTerms: Sendable, Hashable {
  package let minimum: Decimal?
  package let rounding: Rounding
  /// Whether each line is rounded and then added, or the exact lines are added first.
  package let roundsLines: Bool

  package init(minimum: Decimal? = nil, rounding: Rounding = .halfUp, roundsLines: Bool = true) {
    self.minimum = minimum
    self.rounding = rounding
    self.roundsLines = roundsLines
  }
}
