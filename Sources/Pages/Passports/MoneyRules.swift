import Figures
import Foundation

/// How the lines of the invoice and its sums are made.
struct MoneyRules {
  private let invoice: Invoice
  private let statement: Statement

  init?(_ statement: Statement) {
    guard let invoice = statement.invoice else { return nil }
    self.invoice = invoice
    self.statement = statement
  }

  private var places: Int { invoice.net.currency.places }

  var rules: [FigureRule] { invoice.lines.indices.flatMap(line) + sums }

  private func rule(
    _ resource: String, _ row: String, _ column: String, _ words: String, _ formula: Formula?,
    places: Int?, origin: String = "by the contract"
  ) -> FigureRule {
    FigureRule(
      resource: resource, row: row, column: column, definition: words, formula: formula,
      places: places, rounding: statement.terms.billing.rounding, media: statement.media,
      origin: origin)
  }

  private func line(_ index: Int) -> [FigureRule] {
    let line = invoice.lines[index]
    let row = "line=\(index + 1)"
    let isFee = index < (invoice.bill?.lines.count ?? 0)
    let cause = isFee ? nil : line.cause(among: statement.assessments)
    let quantity =
      isFee ? self.quantity(of: line) : cause.flatMap(percent).map { (formula: $0, places: nil) }
    let amount: Formula? =
      isFee
      ? .product([.cell("quantity"), .cell("rate")])
      : line.part == .limit
        ? limit
        : cause.map {
          // A cell that began with a minus would be taken for a spreadsheet's formula.
          .sum([
            (isAdded: true, .number(0)),
            (isAdded: false, .figure(Figure.Place("sla", "measure=\($0.measure.id)", "credit"))),
          ])
        }
    return [
      rule(
        "invoice", row, "quantity", "How many", quantity?.formula, places: quantity?.places,
        origin: line.source),
      rule(
        "invoice", row, "rate", "Price of one, or what a percentage is of",
        cause.flatMap(percent) == nil ? nil : cause.map { working($0, "base") }, places: nil),
      rule("invoice", row, "amount", line.item, amount, places: places),
    ]
  }

  /// The credits less their limit; `nil` where the rounding of the limit by itself shows.
  private var limit: Formula? {
    guard let percent = statement.terms.credits.atRiskPercent, let bill = invoice.bill else {
      return nil
    }
    let share = Fraction(bill.charges.amount) * Fraction(percent) / 100
    let credits = bill.credits.sum(bill.rules.currency)
    let difference = Money(
      Fraction(credits.amount) - share, bill.rules.currency, bill.rules.rounding)
    guard invoice.lines.contains(where: { $0.part == .limit && $0.amount == difference }) else {
      return nil
    }
    let fees = Formula.figure(Figure.Place("settlement", "item=fees", "amount"))
    return .sum(
      [(isAdded: true, .number(0))]
        + invoice.lines.indices.filter { invoice.lines[$0].part == .credit }.map {
          (isAdded: false, .figure(Figure.Place("invoice", "line=\($0 + 1)", "amount")))
        } + [(isAdded: false, .quotient(.product([.number(percent), fees]), .number(100)))])
  }

  /// The percentage of a credit that is a plain share of an amount.
  private func percent(_ assessment: Assessment) -> Formula? {
    guard let credit = assessment.credit, credit.weightPercent == 100, credit.multiplier == 1 else {
      return nil
    }
    switch credit.applied {
    case .tier, .band, .share: return working(assessment, "step_percent")
    case .none, .units, .points: return nil
    }
  }

  private func working(_ assessment: Assessment, _ step: String) -> Formula {
    .figure(Figure.Place("working", "measure=\(assessment.measure.id),step=\(step)", "value"))
  }

  private func quantity(of line: InvoiceLine) -> (formula: Formula, places: Int?)? {
    guard
      let fee = statement.terms.fees.first(where: {
        if case .rate = $0.price { $0.item == line.item } else { false }
      })
    else { return nil }
    switch fee.quantity {
    case .counter(let counter) where Counter.columns.contains(counter):
      return (.counter(counter), nil)
    case .minutes(let counter, increment: nil) where Counter.columns.contains(counter):
      return (.quotient(.counter(counter), .number(60_000)), 6)
    case .month: return (.number(1), nil)
    case .counter, .minutes, .stated: return nil
    }
  }

  /// The lines added up before they are rounded, against the rounded lines; `nil` where a quantity
  /// has more decimals than its file.
  private var otherRounding: Formula? {
    guard let bill = invoice.bill else { return nil }
    var products: [Formula] = []
    for index in bill.lines.indices {
      let row = "line=\(index + 1)"
      let rate = Formula.figure(Figure.Place("invoice", row, "rate"))
      guard let quantity = quantity(of: bill.lines[index]) else {
        guard !isByIncrement(bill.lines[index]) else { return nil }
        products.append(
          .product([.figure(Figure.Place("invoice", row, "quantity")), rate]))
        continue
      }
      products.append(.product([quantity.formula, rate]))
    }
    let exact = Formula.call("round", [.added(products)])
    let rounded = Formula.added(products.map { .call("round", [$0]) })
    let (other, own) = bill.rules.roundsLines ? (exact, rounded) : (rounded, exact)
    return .sum([(isAdded: true, other), (isAdded: false, own)])
  }

  private func isByIncrement(_ line: InvoiceLine) -> Bool {
    statement.terms.fees.contains { fee in
      guard fee.item == line.item, case .minutes(_, increment: _?) = fee.quantity else {
        return false
      }
      return true
    }
  }

  // MARK: - settlement.csv

  private var sums: [FigureRule] {
    func indices(_ parts: Set<InvoiceLine.Part>) -> [Int] {
      invoice.lines.indices.filter { parts.contains(invoice.lines[$0].part) }
    }
    let fees = indices([.charge])
    let credits = indices([.credit, .limit])
    let earned = indices([.earnedBack])
    func sum(_ item: String, _ words: String, _ indices: [Int], _ amount: Money) -> FigureRule {
      let isRight = indices.map { invoice.lines[$0].amount }.sum(amount.currency) == amount
      let lines = indices.map {
        (isAdded: true, Formula.figure(Figure.Place("invoice", "line=\($0 + 1)", "amount")))
      }
      return rule(
        "settlement", "item=\(item)", "amount", words,
        isRight ? lines.isEmpty ? .number(0) : .sum(lines) : nil, places: places)
    }
    func settled(_ item: String) -> (isAdded: Bool, Formula) {
      (isAdded: true, .figure(Figure.Place("settlement", "item=\(item)", "amount")))
    }
    let hasEarned = invoice.earnedBack.minorUnits != 0
    return [
      sum("fees", "All charges of the month", fees, invoice.fees),
      sum("credits", "All credits of the month", credits, invoice.credits),
    ] + (hasEarned ? [sum("earned-back", "Credits earned back", earned, invoice.earnedBack)] : [])
      + [
        rule(
          "settlement", "item=other-rounding", "amount",
          "What the other way of rounding would add", otherRounding, places: places,
          origin: "the exact products of quantity and rate, rounded the other way"),
        rule(
          "settlement", "item=net", "amount", "Fees and credits together",
          .sum(
            [settled("fees"), settled("credits")] + (hasEarned ? [settled("earned-back")] : [])),
          places: places),
      ]
  }
}
