import Figures

/// The invoice for print: parties, lines, credits as lines below zero, sums.
struct InvoicePage {
  let context: PeriodContext
  private let invoice: Invoice

  /// A page for a period that is billed, else `nil`.
  init?(_ context: PeriodContext) {
    guard let invoice = context.statement.invoice else { return nil }
    self.context = context
    self.invoice = invoice
  }

  private var statement: Statement { context.statement }

  func page() -> Page {
    let title = sayPlain("Invoice, \(context.name)")
    let figure = CreditFigure(invoice: invoice)?.html
    return context.page(
      .invoice, path: "invoice.html", title: title, here: say("Invoice"),
      values: [
        "heading": .text(title), "deck": .html(deck), "facts": .html(facts),
        "lines": .html(
          InvoiceTable(context: context, invoice: invoice, number: 1, namesVerdicts: true).html),
        "hasCredits": .flag(figure != nil), "creditFigure": .html(figure ?? ""),
        "files": .html(files), "pager": .html(pager),
      ])
  }

  private var deck: HTML {
    say("\(MoneyFigures(invoice: invoice).sentence) in all.")
  }

  private var facts: HTML {
    let reference: HTML =
      statement.terms.reference.map { .outside($0) } ?? .outside(statement.contract.title)
    var facts: [(HTML, HTML)] = [
      (say("Status"), Chip.state(statement.standing)),
      (say("Period"), "\(DateWords.span(statement.period)), \(statement.provenance.zoneName)"),
      (say("Contract terms"), reference),
    ]
    if let parties = statement.partner.invoicing {
      facts += [
        (say("Number"), .outside(parties.number(of: statement.period))),
        (say("Seller"), party(parties.seller)), (say("Buyer"), party(parties.buyer)),
      ]
    } else {
      facts += [
        (say("Seller"), .outside(statement.partner.name)),
        (say("Buyer"), .outside(statement.organization)),
      ]
    }
    if let until = statement.contract.claimUntil(statement.period) {
      facts.append((say("Claims"), say("until \(DateWords.long(until))")))
    }
    return Facts.strip(facts)
  }

  private func party(_ party: InvoiceParty) -> HTML {
    let place = [party.postcode, party.city].compactMap { $0 }.joined(separator: " ")
    let lines = [party.name, party.street, place, party.country, party.vat]
    return lines.compactMap { $0 }.filter { !$0.isEmpty }.map { .outside($0) }
      .joined(separator: ", ")
  }

  private var files: HTML {
    let tables: HTML = say(
      """
      <a href="data/invoice.csv">invoice.csv</a>: the lines. \
      <a href="data/settlement.csv">settlement.csv</a>: the sums.
      """)
    guard ElectronicInvoice.isWritten(for: statement) else {
      return Facts.list([tables] + (reason.map { [$0] } ?? []))
    }
    return Facts.list([
      tables,
      say(
        """
        <a href="data/invoice.xml">invoice.xml</a>: the same lines and sums as a structured invoice \
        (UBL 2.1, EN 16931), dated \(DateWords.long(statement.period.endDay.adding(days: -1))), the \
        last day of the period.
        """),
    ])
  }

  /// Why there is no structured invoice although its parties are known.
  private var reason: HTML? {
    guard statement.partner.invoicing != nil else { return nil }
    return statement.isFinal
      ? say(
        "A structured invoice cannot have the three decimals of \(statement.contract.currency.code)."
      )
      : say("A structured invoice follows when the period is final.")
  }

  private var pager: HTML {
    Facts.pager(
      sayPlain("Reports"),
      [Page.Link(say("\(context.name) report"), "index.html")]
        + (context.hasScorecard ? [Page.Link(say("Scorecard"), "scorecard.html")] : [])
        + [context.reconciliation].compactMap { $0 })
      + context.ways(.invoice)
  }
}
