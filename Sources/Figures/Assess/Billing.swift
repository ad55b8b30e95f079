import Foundation

extension Terms {
  /// The fee lines of a month: each rounded to the minor unit, half up.
  ///
  /// A fee whose counter the source does not record cannot be charged and is refused.
  package func feeLines(_ tally: Tally, _ currency: Currency) throws(BillingError) -> [InvoiceLine]
  {
    var lines: [InvoiceLine] = []
    for fee in fees {
      guard let quantity = tally[fee.counter] else {
        throw BillingError.notRecorded(fee.counter, item: fee.item)
      }
      lines.append(
        InvoiceLine(
          item: fee.item, source: "month.csv \(fee.counter.column)", quantity: Decimal(quantity),
          unit: fee.counter.column, rate: fee.rate,
          amount: Money(Decimal(quantity) * fee.rate, currency)))
    }
    return lines
  }
}

extension Invoice {
  /// Adds rounded fee lines and, as lines of their own, the credits of missed measures.
  package init(fees lines: [InvoiceLine], assessments: [Assessment], _ currency: Currency) {
    let zero = Money(minorUnits: 0, currency)
    let credits = assessments.compactMap { assessment -> InvoiceLine? in
      guard assessment.verdict == .missed, let credit = assessment.credit else { return nil }
      return InvoiceLine(
        item: "Credit: \(assessment.measure.title)", source: "clause \(assessment.measure.clause)",
        quantity: credit.tier.percent, unit: "percent of fees", rate: credit.base.amount,
        amount: -credit.amount)
    }
    fees = lines.reduce(zero) { $0 + $1.amount }
    self.credits = credits.reduce(zero) { $0 + $1.amount }
    net = fees + self.credits
    self.lines = lines + credits
  }
}

/// Why a month cannot be billed.
package enum BillingError: Error, Hashable {
  case notRecorded(Counter, item: String)
  case noTerms(LocalDate, contract: String)
}

extension BillingError: Explained {
  package var explanation: Explanation {
    switch self {
    case .notRecorded(let counter, let item):
      Explanation(
        .configuration,
        what: "the fee '\(item)' is charged by \(counter.column), which the source does not record",
        remedy: "charge by a counter that is recorded, or take \(counter.column) out of "
          + "'notRecorded'")
    case .noTerms(let date, let contract):
      Explanation(
        .configuration, what: "the contract has no terms for \(date.text)", place: contract,
        remedy: "add terms whose validity includes that day")
    }
  }
}
