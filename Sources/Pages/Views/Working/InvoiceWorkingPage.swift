import Figures

/// The passports of every line of the invoice and of its sums.
struct InvoiceWorkingPage {
  let context: PeriodContext
  let invoice: Invoice

  private var statement: Statement { context.statement }

  func page() -> Page {
    WorkingGroup(
      context: context, path: PassportAddress.invoice, name: say("invoice and settlement"),
      deck: say("Every line of the invoice, and how its sums come from the lines."),
      facts: [
        (say("State"), Chip.state(statement.standing)),
        (
          say("Contract terms"),
          statement.terms.reference.map { .outside($0) } ?? .outside(statement.contract.title)
        ),
        (
          say("Rows"),
          say(
            """
            quantities are sums over <a href="../data/intervals.csv">intervals.csv</a>, medium \
            “\(statement.media)”
            """)
        ),
        (
          say("Rounding"),
          say(
            """
            \(PassportTable.words(statement.terms.billing.rounding)) to the smallest unit of \
            \(invoice.net.currency.code)
            """)
        ),
      ],
      sections: [
        .init("lines", say("Lines"), lines), .init("settlement", say("Settlement"), settlement),
      ] + (fees.map { [.init("fees", say("Fees by queue"), $0)] } ?? []) + [
        .init(
          "sources", say("Requests"),
          SourceList(context: context, queue: nil, up: "").html(table: "sources-table", number: 4))
      ],
      pager: [Page.Link(say("Invoice"), "../invoice.html")]
    ).page()
  }

  private var lines: HTML {
    var table = PassportTable(
      "lines-table", title: say("Table 1: Lines of the invoice"),
      subtitle: say("Quantity, rate and amount of each line, \(invoice.net.currency.code)"),
      context: context)
    for (index, line) in invoice.lines.enumerated() {
      let figures = LineFigures(line, row: "line=\(index + 1)")
      for (name, figure) in [
        (sayPlain("quantity"), figures.quantity), (sayPlain("rate"), figures.rate),
        (sayPlain("amount"), figures.amount),
      ] {
        table.add("\(LineWords.item(line)), \(name)", figure, counter: statement.total.value)
      }
    }
    return table.html
  }

  private var fees: HTML? {
    let lines = FeesFile(statement: statement).lines
    guard !lines.isEmpty else { return nil }
    var table = PassportTable(
      "fees-table", title: say("Table 3: Fees by queue"),
      subtitle: say("Each queue’s part of a line, rounded by itself, \(invoice.net.currency.code)"),
      context: context)
    for line in lines {
      for part in line.parts {
        let figures = FeeFigures(part, of: line)
        let summary = statement.queues.first { $0.queue.id == part.queue.id }?.summary
        for (name, figure) in [
          (sayPlain("quantity"), figures.quantity), (sayPlain("fee"), figures.amount),
        ] {
          table.add("\(part.queue.label), \(name)", figure) { summary?.value(of: $0) }
        }
      }
    }
    return table.html
  }

  private var settlement: HTML {
    var table = PassportTable(
      "settlement-table", title: say("Table 2: Settlement"),
      subtitle: say("Sums of the lines above, \(invoice.net.currency.code)"), context: context)
    for (name, figure) in MoneyFigures(invoice: invoice).sums {
      table.add(name, figure, counter: statement.total.value)
    }
    if let other = MoneyFigures(invoice: invoice).otherRounding {
      table.add(sayPlain("Other way of rounding"), other, counter: statement.total.value)
    }
    return table.html
  }
}
