package import Foundation

/// How the lines of a bill become the amount to pay.
package struct BillRules: Sendable, Hashable {
  package let currency: Currency
  package let rounding: Rounding
  /// Whether each line is rounded and then added, or the exact lines are added and then rounded.
  package let roundsLines: Bool
  package let minimumCommitment: Decimal?
  /// Percent of the charges that credits cannot pass; `nil` for no limit.
  package let creditCapPercent: Decimal?
  /// Percent of the net amount; `nil` when tax is not part of the bill.
  package let taxPercent: Decimal?

  package init(
    _ currency: Currency, rounding: Rounding = .halfUp, roundsLines: Bool = true,
    minimumCommitment: Decimal? = nil, creditCapPercent: Decimal? = nil, taxPercent: Decimal? = nil
  ) {
    self.currency = currency
    self.rounding = rounding
    self.roundsLines = roundsLines
    self.minimumCommitment = minimumCommitment
    self.creditCapPercent = creditCapPercent
    self.taxPercent = taxPercent
  }
}

/// A quantity at a rate, before anything is rounded.
package struct BillItem: Sendable, Hashable {
  package let item: String
  /// Where the quantity comes from, such as `month.csv handled`.
  package let source: String
  package let quantity: Decimal
  package let unit: String
  package let rate: Decimal

  package init(item: String, source: String, quantity: Decimal, unit: String, rate: Decimal) {
    self.item = item
    self.source = source
    self.quantity = quantity
    self.unit = unit
    self.rate = rate
  }

  var exact: Fraction { Fraction(quantity) * Fraction(rate) }
}

/// A service credit on a bill: an amount, or percent of what was charged.
package enum BillCredit: Sendable, Hashable {
  package enum Base: String, Sendable, Hashable, CaseIterable {
    /// The work done, without a top-up to the minimum.
    case subtotal
    /// Subtotal and top-up.
    case charges
  }

  case percent(Decimal, of: Base)
  case amount(Decimal)
}

/// A month's bill, step by step: lines, top-up to the minimum, credits, tax.
package struct Bill: Sendable, Hashable {
  package let rules: BillRules
  /// Each with its amount rounded, as it is printed.
  package let lines: [InvoiceLine]
  package let subtotal: Money
  /// The subtotal of the other method minus this one; printed so that nobody has to find it.
  package let otherMethodDifference: Money
  /// Zero when the minimum was reached; `nil` without a minimum.
  package let minimumTopUp: Money?
  /// Each rounded by itself, in the order given.
  package let credits: [Money]
  /// What credits may take together; `nil` without a limit.
  package let creditLimit: Money?
  /// Credits of earlier months that come back to the partner.
  package let earnedBack: Money

  package init(
    _ items: [BillItem], credits: [BillCredit], rules: BillRules, earnedBack: Money? = nil
  ) {
    let currency = rules.currency
    func rounded(_ amount: Fraction) -> Money { Money(amount, currency, rules.rounding) }
    let lines = items.map { item in
      InvoiceLine(
        item: item.item, source: item.source, quantity: item.quantity, unit: item.unit,
        rate: item.rate, amount: rounded(item.exact))
    }
    let sumOfRounded = lines.map(\.amount).sum(currency)
    let roundedSum = rounded(items.reduce(0) { $0 + $1.exact })
    let subtotal = rules.roundsLines ? sumOfRounded : roundedSum
    let topUp = rules.minimumCommitment.map { minimum in
      max(rounded(Fraction(minimum)) - subtotal, .zero(currency))
    }
    let charges = subtotal + (topUp ?? .zero(currency))

    self.rules = rules
    self.lines = lines
    self.subtotal = subtotal
    otherMethodDifference = (rules.roundsLines ? roundedSum : sumOfRounded) - subtotal
    minimumTopUp = topUp
    self.credits = credits.map { credit in
      switch credit {
      case .percent(let percent, .subtotal): subtotal.percent(percent, rules.rounding)
      case .percent(let percent, .charges): charges.percent(percent, rules.rounding)
      case .amount(let amount): rounded(Fraction(amount))
      }
    }
    self.earnedBack = earnedBack ?? .zero(currency)
    creditLimit = rules.creditCapPercent.map { charges.percent($0, rules.rounding) }
  }

  /// Subtotal and top-up: the gross charges of the month.
  package var charges: Money { subtotal + (minimumTopUp ?? .zero(rules.currency)) }

  private var creditSum: Money { credits.sum(rules.currency) }

  /// What is taken off, as a positive amount: the rounded credits added up, then capped.
  package var credit: Money { creditLimit.map { min($0, creditSum) } ?? creditSum }

  /// What credits alone took off: a bonus beside them is a right of its own, only the cap takes away.
  package var creditTaken: Money {
    let zero = Money.zero(rules.currency)
    let gross = credits.filter { $0 > zero }.sum(rules.currency)
    return max(gross - (creditSum - credit), zero)
  }

  package var isCreditCapped: Bool { creditLimit.map { $0 < creditSum } ?? false }

  package var net: Money { charges - credit + earnedBack }

  package var tax: Money? { rules.taxPercent.map { net.percent($0, rules.rounding) } }

  package var total: Money { net + (tax ?? .zero(rules.currency)) }
}
