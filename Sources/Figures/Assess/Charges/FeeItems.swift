import Foundation

extension Terms {
  /// What a month is charged for, before anything is rounded.
  ///
  /// A fee whose counter the source does not record, or whose quantity nobody stated, cannot be
  /// charged and is refused; so is a fee for single calls without `calls` that add up to the tally.
  package func items(
    _ tally: Tally, month: LocalDate, calls: CallLengths? = nil
  ) throws -> [BillItem] {
    try fees.flatMap { try $0.price.items($0.measured(tally, month: month, calls), fee: $0) }
  }

  /// Whether a fee rounds each call by itself, so that sums alone do not give the amount.
  package var chargesSingleCalls: Bool {
    fees.contains {
      if case .minutes(_, let increment) = $0.quantity {
        increment?.mode == .perCall
      } else {
        false
      }
    }
  }
}

extension Fee {
  fileprivate struct Measured {
    let quantity: Decimal
    let unit: String
    let source: String
  }

  fileprivate func measured(
    _ tally: Tally, month: LocalDate, _ calls: CallLengths?
  ) throws -> Measured {
    switch quantity {
    case .month: return Measured(quantity: 1, unit: "month", source: "contract")
    case .counter(let counter):
      return Measured(
        quantity: Decimal(try value(of: counter, tally)), unit: counter.column,
        source: "month.csv \(counter.column)")
    case .minutes(let counter, let increment):
      let milliseconds = try value(of: counter, tally)
      let column = "month.csv \(counter.column)"
      guard let increment else {
        return Measured(
          quantity: Self.minutes(Fraction(milliseconds) / 60_000), unit: "minutes",
          source: "\(column) in minutes of six decimals")
      }
      if increment.mode == .aggregate {
        let billed = try increment.billed(total: (milliseconds + 999) / 1000)
        return Measured(
          quantity: Self.minutes(billed.minutes), unit: "minutes",
          source: "\(column) in minutes of six decimals, the total \(increment.words)")
      }
      guard let calls else { throw BillingError.needsCalls(item: item) }
      let lengths = calls[counter]
      guard lengths.milliseconds == milliseconds else {
        throw BillingError.callsDiffer(
          item: item, records: lengths.milliseconds, total: milliseconds)
      }
      return Measured(
        quantity: Self.minutes(lengths.billed(increment).minutes), unit: "minutes",
        source: "\(column) of \(lengths.count) single calls, each \(increment.words)")
    case .stated(let unit, let statements):
      guard let found = statements.first(where: { $0.month == month }) else {
        throw BillingError.notStated(month, item: item)
      }
      return Measured(quantity: found.quantity, unit: unit, source: "stated: \(found.evidence)")
    }
  }

  /// As many decimals as leave the amount as it is: what is rounded is the amount.
  private static func minutes(_ exact: Fraction) -> Decimal { exact.rounded(6) }

  private func value(of counter: Counter, _ tally: Tally) throws(BillingError) -> Int {
    guard let value = tally[counter] else { throw .notRecorded(counter, item: item) }
    return value
  }
}

extension Fee.Price {
  /// One line for a rate, and one for each band or part, so that every line is a product.
  fileprivate func items(_ measured: Fee.Measured, fee: Fee) throws(RateBandsError) -> [BillItem] {
    func line(_ part: String, _ quantity: Decimal, _ rate: Decimal, unit: String? = nil) -> BillItem
    {
      BillItem(
        item: fee.item + part,
        source: (fee.clause.map { "clause \($0), " } ?? "") + measured.source, quantity: quantity,
        unit: unit ?? measured.unit, rate: rate)
    }
    switch self {
    case .rate(let rate): return [line("", measured.quantity, rate)]
    case .bands(let bands):
      return try bands.parts(of: measured.quantity).map { part in
        let name = part.band.upTo.map { ", up to \($0)" } ?? ", the last band"
        return line(name, part.quantity, part.band.rate)
      }
    case .baseline(let baseline):
      let (more, less) = baseline.units(for: measured.quantity)
      var lines = [line(", baseline", 1, baseline.charge, unit: "month")]
      if more > 0 { lines.append(line(", additional", more.rounded(6), baseline.additionalRate)) }
      if less > 0 { lines.append(line(", reduction", less.rounded(6), -baseline.reductionRate)) }
      return lines
    }
  }
}
