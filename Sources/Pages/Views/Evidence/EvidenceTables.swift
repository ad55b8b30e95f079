import Figures

/// Settlement, fees by queue and verdicts, as the evidence pack shows them.
struct EvidenceTables {
  let context: PeriodContext
  let invoice: Invoice

  private var statement: Statement { context.statement }
  private var code: String { invoice.net.currency.code }
  private var feeLines: [FeesFile.Line] { FeesFile(statement: statement).lines }

  var feeCount: Int { feeLines.count }

  // MARK: - Settlement

  var settlement: HTML {
    var table = Table(
      "settlement-table", style: "named", resource: "invoice", title: say("Table 1: Settlement"),
      subtitle: say("\(context.head). Credits are below zero"),
      columns: [
        .plain(say("Line")), .plain(say("Basis"), style: "txt"),
        .figure(say("Amount, \(code)"), "amount", .money(code)),
      ])
    table.restated = context.restated
    for (index, line) in invoice.lines.enumerated() {
      let row = "line=\(index + 1)"
      let figures = LineFigures(line, row: row)
      table.row(
        .outside(LineWords.item(line)), selector: row,
        cells: [.html(basis(line, figures)), .figure(figures.amount)])
    }
    for (name, figure) in MoneyFigures(invoice: invoice).sums {
      table.sum("\(name)", cells: [.html(""), .figure(figure)])
    }
    return table.html
      + Facts.note(
        say(
          """
          Each line is rounded to the smallest unit of \(code).\
          \(EditionWords.legend(statement, up: "")) Source: \
          <a href="data/invoice.csv">invoice.csv</a>, \
          <a href="data/settlement.csv">settlement.csv</a>.
          """))
  }

  private func basis(_ line: InvoiceLine, _ figures: LineFigures) -> HTML {
    if let cause = line.credited(among: statement.assessments) {
      let own = AssessmentFigures(cause, currency: invoice.net.currency)
      return say(
        """
        \(own.result.data()) against \(own.target.data()): \(figures.quantity.data()) \(LineWords.unit(line)), \
        \(figures.rate.data())
        """)
    }
    return say("\(figures.quantity.data()) \(LineWords.unit(line)) at \(figures.rate.data())")
  }

  // MARK: - Fees

  var fees: HTML {
    feeLines.enumerated().map { fees($0.element, number: $0.offset + 2) }
      .joined(separator: "\n")
  }

  private func fees(_ line: FeesFile.Line, number: Int) -> HTML {
    var table = Table(
      "fees-\(line.number)", style: "fit named", resource: "fees",
      title: say("Table \(number): \(LineWords.item(line.line)), by queue"),
      subtitle: say("Line \(line.number) of the invoice. Each queue’s fee is rounded by itself"),
      columns: [
        .plain(say("Queue")), .figure(say("Quantity"), "quantity", .count, style: "n hide-s"),
        .plain(say("Unit"), style: "hide-s"),
        .figure(say("Rate"), "rate", .count, style: "n hide-s"),
        .figure(say("Fee, \(code)"), "amount", .money(code)),
        .plain(say("Source rows"), style: "txt hide-s"),
      ])
    table.restated = context.restated
    for part in line.parts {
      let figures = FeeFigures(part, of: line)
      // What a narrow screen has no columns for.
      let product: HTML = """
        \(figures.quantity.shown) \(LineWords.unit(line.line)) × \(figures.rate.shown)
        """
      table.row(
        "\(.outside(part.queue.label))<small class=\"narrow\">\(product)</small>",
        selector: "line=\(line.number),queue_id=\(part.queue.id.text)",
        cells: [
          .figure(figures.quantity), .html("\(LineWords.unit(line.line))"), .figure(figures.rate),
          .figure(figures.amount),
          .html(say("intervals.csv, <code>\(line.counter.column)</code>, this queue")),
        ])
    }
    let sum = LineFigures(line.line, row: "line=\(line.number)")
    table.sum(
      say("All queues"),
      cells: [
        .figure(sum.quantity), .html("\(LineWords.unit(line.line))"), .figure(sum.rate),
        .figure(sum.amount),
        .html(""),
      ])
    let parts = line.parts.map(\.amount).sum(invoice.net.currency)
    let difference: HTML =
      parts == line.line.amount
      ? "" : say(" The line is rounded once, so the queues may differ from it in the last place.")
    return table.html
      + Facts.note(
        say(
          """
          Source: <a href="data/fees.csv">fees.csv</a>, \
          <a href="data/intervals.csv">intervals.csv</a>.\(difference)
          """))
  }

  // MARK: - Verdicts

  var verdicts: HTML {
    var table = Table(
      "verdicts-table", style: "named", resource: "sla",
      title: say("Table \(feeCount + 2): Measures"),
      subtitle: say("Each held against the contract; the working of each missed one follows"),
      columns: [
        .plain(say("Measure")), .plain(say("Result")), .figure(say("Actual"), "value", .count),
        .figure(say("Target"), "target", .count),
        .figure(say("Difference"), "margin", .count, style: "n hide-s"),
        .figure(say("Credit, \(code)"), "credit", .money(code)),
      ])
    table.restated = context.restated
    for assessment in statement.assessments {
      let figures = AssessmentFigures(assessment, currency: invoice.net.currency)
      let measure = assessment.measure
      let clause: HTML = measure.clause.isEmpty ? "" : say("Clause \(measure.clause): ")
      table.row(
        """
        <a href="\(url: PeriodContext.path(of: measure))">\(measure.title)</a>\
        <small>\(clause)\(MeasureWords.said(measure))</small>
        """,
        cells: [
          .html(Chip.verdict(assessment.verdict)), .figure(figures.result),
          .figure(figures.target), .figure(figures.difference), .figure(figures.credit),
        ])
    }
    let reasons = statement.assessments.compactMap { assessment in
      ReasonWords.said(assessment).map { say("\(assessment.measure.title): \($0).") as HTML }
    }
    let source: HTML = say(
      """
      Averages in minutes and seconds. Source: <a href="data/sla.csv">sla.csv</a>.
      """)
    return table.html + Facts.note((reasons + [source]).joined(separator: " "))
  }
}
