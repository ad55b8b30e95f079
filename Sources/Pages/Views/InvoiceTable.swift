import Figures

/// The invoice line by line, with its sums.
struct InvoiceTable {
  let context: PeriodContext
  let invoice: Invoice
  let number: Int
  /// Whether a credit says its clause, verdict and result below its name, as the invoice does.
  let namesVerdicts: Bool

  var html: HTML {
    let code = invoice.net.currency.code
    var table = Table(
      "table\(number)", style: "fit named", resource: "invoice",
      title: say("Table \(number): Invoice"),
      subtitle: say("Amounts in \(code). Credits are lines of their own, below zero"),
      columns: [
        .plain(say("Item")), .figure(say("Quantity"), "quantity", .count, style: "n hide-s"),
        .plain(say("Unit"), style: "hide-s"),
        .figure(say("Rate"), "rate", .count, style: "n hide-s"),
        .figure(say("Amount"), "amount", .money(code)),
        .plain(say("Quantity from"), style: "txt hide-s"),
      ])
    table.restated = context.restated
    for (index, line) in invoice.lines.enumerated() {
      let row = "line=\(index + 1)"
      let figures = LineFigures(line, row: row)
      let cause = line.credited(among: context.statement.assessments)
      table.row(
        "\(item(line, cause))\(product(line, figures, cause))", selector: row,
        cells: [
          .figure(figures.quantity), .html("\(LineWords.unit(line))"), .figure(figures.rate),
          .figure(figures.amount), .html(source(line, cause)),
        ])
    }
    for (name, figure) in MoneyFigures(invoice: invoice).sums {
      table.sum(
        "\(name)", cells: [.html(""), .html(""), .html(""), .figure(figure), .html("")])
    }
    return table.html
      + Facts.note(
        say(
          """
          \(rounding) Source: <a href="data/invoice.csv">invoice.csv</a>, \
          <a href="data/settlement.csv">settlement.csv</a>.\(EditionWords.legend(context.statement))
          """))
  }

  /// What a narrow screen has no columns for; the report leaves the source to the invoice.
  private func product(_ line: InvoiceLine, _ figures: LineFigures, _ cause: Assessment?) -> HTML {
    let product: HTML = """
      \(figures.quantity.shown) \(LineWords.unit(line)) × \(figures.rate.shown)
      """
    return namesVerdicts
      ? say("<small class=\"narrow\">\(product), from \(source(line, cause))</small>")
      : "<small class=\"narrow\">\(product)</small>"
  }

  /// Which way of rounding was used, and what the other would add.
  private var rounding: HTML {
    let roundsLines = invoice.bill?.rules.roundsLines ?? true
    let used: HTML =
      roundsLines
      ? say("Each line is rounded to the smallest unit and then added.")
      : say("The lines are added and their sum is rounded once to the smallest unit.")
    guard let other = MoneyFigures(invoice: invoice).otherRounding else { return used }
    return roundsLines
      ? say(
        "\(used) Added first and rounded once the sum would change by \(other.data()).")
      : say("\(used) Rounded line by line the sum would change by \(other.data()).")
  }

  /// A credit names its clause and its verdict.
  private func item(_ line: InvoiceLine, _ cause: Assessment?) -> HTML {
    guard let cause, namesVerdicts else { return .outside(LineWords.item(line)) }
    let figures = AssessmentFigures(cause, currency: context.statement.contract.currency)
    let clause: HTML = cause.measure.clause.isEmpty ? "" : say("Clause \(cause.measure.clause): ")
    return say(
      """
      \(.outside(LineWords.item(line)))<small>\(clause)\(figures.verdict.data()), \(figures.result.data()) \
      against \(figures.target.data())</small>
      """)
  }

  private func source(_ line: InvoiceLine, _ cause: Assessment?) -> HTML {
    if let cause {
      return say(
        """
        <a href="\(url: PeriodContext.path(of: cause.measure))">\(LineWords.source(line)), the working</a>
        """)
    }
    guard line.source.hasPrefix("month.csv ") else { return "\(LineWords.source(line))" }
    return "<a href=\"data/month.csv\">\(LineWords.source(line))</a>"
  }
}

extension InvoiceLine {
  /// The measure that a line of a credit or bonus is due to.
  func cause(among assessments: [Assessment]) -> Assessment? {
    measure.flatMap { id in assessments.first { $0.measure.id == id } }
  }

  /// The missed measure that a credit line is due to.
  func credited(among assessments: [Assessment]) -> Assessment? {
    guard amount.minorUnits < 0 else { return nil }
    return cause(among: assessments).flatMap { $0.verdict == .missed ? $0 : nil }
  }
}
