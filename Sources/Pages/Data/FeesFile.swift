import Figures
import Foundation

/// `fees.csv`: each fee that is charged by a count, queue by queue.
struct FeesFile {
  /// One queue's part of a line of the invoice.
  struct Part {
    let queue: Queue
    let quantity: Decimal
    let amount: Money
  }

  /// A line of the invoice that queues share.
  struct Line {
    /// Its number on the invoice.
    let number: Int
    let line: InvoiceLine
    let counter: Counter
    /// Whether milliseconds are charged in minutes with six decimals.
    let isMinutes: Bool
    let parts: [Part]
  }

  let statement: Statement

  /// The lines that can be told apart by queue: a plain rate for a count, or for minutes.
  var lines: [Line] {
    guard let invoice = statement.invoice else { return [] }
    return invoice.lines.prefix(invoice.bill?.lines.count ?? 0).enumerated().compactMap {
      index, line in
      guard let (counter, isMinutes) = Self.counted(line, statement.terms.fees) else { return nil }
      let parts = statement.queues.compactMap { queue -> Part? in
        guard let count = queue.summary[counter] else { return nil }
        let quantity =
          isMinutes ? (Fraction(count) / 60_000).rounded(6) : Decimal(count)
        return Part(
          queue: queue.queue, quantity: quantity,
          amount: Money(
            Fraction(quantity) * Fraction(line.rate), line.amount.currency,
            statement.terms.billing.rounding))
      }
      guard parts.count == statement.queues.count else { return nil }
      return Line(
        number: index + 1, line: line, counter: counter, isMinutes: isMinutes, parts: parts)
    }
  }

  private static func counted(_ line: InvoiceLine, _ fees: [Fee]) -> (Counter, Bool)? {
    for fee in fees where fee.item == line.item {
      guard case .rate = fee.price else { return nil }
      switch fee.quantity {
      case .counter(let counter): return (counter, false)
      case .minutes(let counter, increment: nil): return (counter, true)
      case .minutes, .month, .stated: return nil
      }
    }
    return nil
  }

  var files: [DataFile] {
    let lines = lines
    guard !lines.isEmpty else { return [] }
    let fields = [
      Field("line", "integer", "Number of the line of the invoice"),
      Field("queue_id", "string", "The source's id of the queue"),
      Field("queue", "string", "Its name in this contract"),
      Field("item", "string", "What is charged"), Field("quantity", "number", "How many"),
      Field("unit", "string", "Of what"), Field("rate", "number", "Price of one"),
      Field("currency", "string", "ISO 4217 code"),
      Field("amount", "number", "Amount, rounded by itself"),
    ]
    return [
      DataFile(
        "fees", title: "One row is a queue's part of a line of the invoice",
        key: ["line", "queue_id"], fields: fields
      ) { buffer in
        for line in lines {
          for part in line.parts {
            buffer.integer(line.number)
            buffer.text(part.queue.id.text)
            buffer.text(part.queue.label)
            buffer.text(line.line.item)
            buffer.plain(part.quantity.cell)
            buffer.text(line.line.unit)
            buffer.plain(line.line.rate.cell)
            buffer.plain(part.amount.currency.code)
            buffer.plain(part.amount.text)
            buffer.endRow()
          }
        }
        return lines.reduce(0) { $0 + $1.parts.count }
      }
    ]
  }

  /// How the columns are made; all queues of a line are made alike.
  var rules: [FigureRule] {
    lines.flatMap { line -> [FigureRule] in
      let counter = Formula.counter(line.counter)
      func rule(_ column: String, _ words: String, _ formula: Formula?, _ places: Int?)
        -> FigureRule
      {
        FigureRule(
          resource: "fees", row: "line=\(line.number)", column: column, definition: words,
          formula: formula, places: places, rounding: statement.terms.billing.rounding,
          media: statement.media, origin: "by the contract")
      }
      return [
        rule(
          "quantity", line.line.item,
          line.isMinutes ? .quotient(counter, .number(60_000)) : counter, line.isMinutes ? 2 : nil),
        rule("rate", "Price of one", nil, nil),
        rule(
          "amount", "Quantity at the rate", .product([.cell("quantity"), .cell("rate")]),
          line.line.amount.currency.places),
      ]
    }
  }
}
