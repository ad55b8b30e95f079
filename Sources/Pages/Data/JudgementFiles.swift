import Figures
import Foundation

/// `sla.csv`, `margins.csv`, `invoice.csv` and `settlement.csv`: what was judged and what it costs.
struct JudgementFiles {
  let statement: Statement

  var files: [DataFile] {
    (statement.assessments.isEmpty ? [] : [sla, MarginFile(statement: statement).file])
      + (statement.invoice.map { [lines(of: $0), Self.settlement($0)] } ?? [])
  }

  private var sla: DataFile {
    let fields = [
      Field("measure", "string", "Name of the measure"),
      Field("title", "string", "Its title"),
      Field("clause", "string", "Where the contract says so"),
      Field("queues", "string", "Ids of the queues it covers"),
      Field("window_start", "datetime", "First instant, UTC"),
      Field("window_end", "datetime", "End, UTC, not included"),
      Field("formula", "string", "How it is worked out"),
      Field("numerator", "integer", "Upper part: contacts, or milliseconds"),
      Field("denominator", "integer", "Lower part: contacts"),
      Field("value", "number", "A share of 1, or seconds"),
      Field("target", "number", "Percent, or seconds"),
      Field("op", "string", "ge at least, gt more than, le at most, lt less than"),
      Field("verdict", "string", "met, missed or why neither"),
      Field("margin", "number", "Value minus target, as a share of 1 or in seconds"),
      Field("credit", "number", "Credit due for a miss"),
    ]
    return DataFile(
      "sla", title: "One row is a measure of the contract", key: ["measure"], fields: fields
    ) { buffer in
      for assessment in statement.assessments {
        let measure = assessment.measure
        for text in [measure.id, measure.title, measure.clause] { buffer.text(text) }
        buffer.text(queues(of: assessment).map(\.text).joined(separator: " "))
        buffer.plain(statement.window.start.text)
        buffer.plain(statement.window.end.text)
        buffer.text(measure.words)
        buffer.integer(assessment.outcome.quotient?.numerator)
        buffer.integer(assessment.outcome.quotient?.denominator)
        buffer.plain(assessment.valueCell)
        buffer.plain(measure.targetCell)
        buffer.plain(measure.target.comparison.code)
        buffer.plain(assessment.verdict.rawValue)
        buffer.plain(assessment.marginCell)
        buffer.plain(assessment.creditCell(statement.contract.currency))
        buffer.endRow()
      }
      return statement.assessments.count
    }
  }

  /// In the configured order.
  private func queues(of assessment: Assessment) -> [QueueID] {
    let all = statement.queues.map(\.queue.id)
    guard let rows = assessment.rows else { return all }
    let counted = Set(rows.series.map(\.queue))
    return statement.sheet.queues.map(\.id).filter(counted.contains)
  }

  private func lines(of invoice: Invoice) -> DataFile {
    let fields = [
      Field("line", "integer", "Number of the line"), Field("item", "string", "What is charged"),
      Field("source", "string", "Where the quantity comes from"),
      Field("quantity", "number", "How many"), Field("unit", "string", "Of what"),
      Field("rate", "number", "Price of one, or percent"),
      Field("currency", "string", "ISO 4217 code"), Field("amount", "number", "Amount"),
    ]
    return DataFile(
      "invoice", title: "One row is a line of the invoice", key: ["line"], fields: fields
    ) { buffer in
      for (index, line) in invoice.lines.enumerated() {
        buffer.integer(index + 1)
        buffer.text(line.item)
        buffer.text(line.source)
        buffer.plain(line.quantity.cell)
        buffer.text(line.unit)
        buffer.plain(line.rate.cell)
        buffer.plain(line.amount.currency.code)
        buffer.plain(line.amount.text)
        buffer.endRow()
      }
      return invoice.lines.count
    }
  }

  private static func settlement(_ invoice: Invoice) -> DataFile {
    let fields = [
      Field(
        "item", "string",
        "fees, credits, earned-back, net, or other-rounding: what the other method would add"),
      Field("currency", "string", "ISO 4217 code"), Field("amount", "number", "Amount"),
    ]
    return DataFile(
      "settlement", title: "One row is a sum of the invoice", key: ["item"], fields: fields
    ) { buffer in
      let other = invoice.bill.map { ("other-rounding", $0.otherMethodDifference) }
      let sums = invoice.sums + (other.map { [$0] } ?? [])
      for (item, money) in sums {
        buffer.plain(item)
        buffer.plain(money.currency.code)
        buffer.plain(money.text)
        buffer.endRow()
      }
      return sums.count
    }
  }
}

extension Assessment {
  /// A share with six decimals, seconds with three, or nothing.
  var valueCell: String { cell(of: outcome) }

  func cell(of outcome: Outcome) -> String { measure.cell(of: outcome.quotient) }

  var marginCell: String {
    guard let difference else { return "" }
    guard measure.isShare else { return difference.text(3) }
    return difference.shareCell
  }

  /// The credit; zero for a measure that was met and has a credit table.
  func creditCell(_ currency: Currency) -> String {
    if let credit { return credit.amount.text }
    return verdict == .met && measure.consequence != .none
      ? Money(minorUnits: 0, currency).text : ""
  }
}

extension Measure {
  /// The bound as the contract gives it.
  var targetCell: String { target.bound.cell }
}

extension Decimal {
  /// All decimals and no more, with a point in every locale.
  var cell: String {
    var places = 0
    while places < 12, rounded(places) != self { places += 1 }
    return text(places)
  }
}

extension Invoice {
  /// The sums in their order, by the names that files give them.
  var sums: [(item: String, amount: Money)] {
    let earned: [(item: String, amount: Money)] =
      earnedBack.minorUnits == 0 ? [] : [("earned-back", earnedBack)]
    return [("fees", fees), ("credits", credits)] + earned + [("net", net)]
  }
}
