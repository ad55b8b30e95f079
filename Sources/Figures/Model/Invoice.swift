package import Foundation

/// The month's fees, credits and what remains.
package struct Invoice: Sendable, Hashable {
  package let lines: [InvoiceLine]
  /// All charges: with a top-up to the minimum, before credits.
  package let fees: Money
  /// Zero or negative, after the cap; above zero only where a bonus passes all credits.
  package let credits: Money
  /// Credits of earlier months that come back to the partner.
  package let earnedBack: Money
  package let net: Money
  /// Measures, points, cap and earn-back, step by step.
  package let working: MonthWorking?

  package init(
    lines: [InvoiceLine], fees: Money, credits: Money, net: Money, earnedBack: Money? = nil,
    working: MonthWorking? = nil
  ) {
    self.lines = lines
    self.fees = fees
    self.credits = credits
    self.earnedBack = earnedBack ?? Money(minorUnits: 0, net.currency)
    self.net = net
    self.working = working
  }

  /// The lines after the fees: credits, what limits them and what comes back.
  package var afterFees: ArraySlice<InvoiceLine> {
    lines[(lines.firstIndex { $0.part != .charge } ?? lines.endIndex)...]
  }

  /// The sums behind the lines; `nil` for an invoice that was not worked out here.
  package var bill: Bill? { working?.bill }
}

/// A line of the invoice.
///
/// Credits are negative lines of their own.
package struct InvoiceLine: Sendable, Hashable {
  package enum Part: Sendable, Hashable {
    /// A fee, and what brings the fees to an agreed sum.
    case charge
    /// A credit or bonus of a measure, or of the month's service points.
    case credit
    /// What the limit of a month takes back from its credits.
    case limit
    /// A credit of an earlier month that comes back.
    case earnedBack
  }

  package let item: String
  /// Where the quantity comes from, such as `month.csv answered` or a measure's clause.
  package let source: String
  package let quantity: Decimal
  package let unit: String
  package let rate: Decimal
  package let amount: Money
  /// The id of the measure whose credit or bonus this is.
  package let measure: String?
  package let part: Part

  package init(
    item: String, source: String, quantity: Decimal, unit: String, rate: Decimal, amount: Money,
    measure: String? = nil, part: Part = .charge
  ) {
    self.item = item
    self.source = source
    self.quantity = quantity
    self.unit = unit
    self.rate = rate
    self.amount = amount
    self.measure = measure
    self.part = part
  }
}
