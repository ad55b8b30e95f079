import Figures

/// The pack that goes with an invoice, made for paper: what is due, from what, and how to check it.
struct EvidencePage {
  let context: PeriodContext
  let rows: EvidenceRows
  private let invoice: Invoice

  /// A page for a period that is billed, else `nil`.
  init?(_ context: PeriodContext, rows: EvidenceRows) {
    guard let invoice = context.statement.invoice else { return nil }
    self.context = context
    self.rows = rows
    self.invoice = invoice
  }

  private var statement: Statement { context.statement }
  private var currency: Currency { invoice.net.currency }

  func page() -> Page {
    let title = sayPlain("Billing evidence, \(context.name)")
    let tables = EvidenceTables(context: context, invoice: invoice)
    let figure = CreditFigure(invoice: invoice)?.html
    let fees = tables.fees
    let credits = CreditSteps(context: context, rows: rows, firstTable: 3 + tables.feeCount)
    return context.page(
      .evidence, path: PeriodContext.evidence, title: title, here: say("Billing evidence"),
      values: [
        "heading": .text(title), "deck": .html(deck), "facts": .html(facts),
        "settlement": .html(tables.settlement), "hasCredits": .flag(figure != nil),
        "creditFigure": .html(figure ?? ""), "hasFees": .flag(!fees.isEmpty),
        "fees": .html(fees), "verdicts": .html(tables.verdicts),
        "steps": .html(credits.html),
        "exclusions": .html(Exclusions(statement: statement, zone: context.zone).html),
        "hasRows": .flag(!rows.parts.isEmpty), "rows": .html(credits.parts),
        "changes": .html(EvidenceChanges(context: context, number: credits.lastTable + 1).html),
        "quality": .html(quality), "check": .html(CheckSteps(context: context).html),
        "signatures": .html(signatures), "pager": .html(pager),
      ])
  }

  private var deck: HTML {
    let money = say("\(MoneyFigures(invoice: invoice).sentence) is due.")
    let missed = rows.measures.map { "\($0.measure.title)" as HTML }
    guard !missed.isEmpty else { return money }
    return money + say(" Missed: \(Sentences.list(missed)).")
  }

  private var facts: HTML {
    let provenance = statement.provenance
    let reference: HTML =
      statement.terms.reference.map { .outside($0) } ?? say("the original terms")
    var facts: [(HTML, HTML)] = [
      (say("Document"), "\(statement.partner.id)-\(statement.period.id)\(edition)"),
      (
        say("Contract"),
        say(
          """
          \(.outside(statement.contract.title)), \(reference), in force from \
          \(DateWords.long(statement.terms.from))
          """)
      ),
      (
        say("Period"),
        """
        \(DateWords.span(statement.period)), \(provenance.zoneName)
        """
      ),
      (say("Status"), Chip.state(statement.standing)),
    ]
    if let parties = statement.partner.invoicing {
      facts.insert((say("Invoice"), .outside(parties.number(of: statement.period))), at: 1)
    }
    return Facts.strip(facts)
  }

  private var edition: String {
    statement.editions.last.map { sayPlain(", edition \($0.number)") } ?? ""
  }

  private var quality: HTML {
    let total = context.total
    let words = FindingWords(zone: context.zone)
    return Facts.list(
      [
        say(
          """
          The period runs from <code class="nb">\(statement.window.start.text)</code> to \
          <code class="nb">\(statement.window.end.text)</code>, the end not included.
          """),
        say(
          """
          \(total.received.data()) of \(total.expected.data()) intervals were received, each counted \
          once for every queue. A verdict needs \
          \(Shown.percent(decimal: statement.contract.minimumCoveragePercent)) of the open ones.
          """),
      ] + statement.findings.map(words.html))
  }

  /// For paper: who agrees to what stands above.
  private var signatures: HTML {
    func line(_ name: String) -> HTML {
      say(
        """
        <div><p>For \(.outside(name))</p><p class="line">Name</p><p class="line">Date</p>\
        <p class="line">Signature</p></div>
        """)
    }
    return """
      <div class="sign">\(line(statement.partner.name))\
      \(line(statement.organization))</div>
      """
  }

  private var pager: HTML {
    Facts.pager(
      sayPlain("Reports"),
      [
        Page.Link(say("\(context.name) report"), "index.html"),
        Page.Link(say("Invoice"), "invoice.html"),
      ]
        + (context.hasScorecard ? [Page.Link(say("Scorecard"), "scorecard.html")] : [])
        + [Page.Link(say("Working"), PassportAddress.index)])
  }

  /// What the parties agreed to leave out, with both figures.
  private struct Exclusions {
    let statement: Statement
    let zone: Zone

    var html: HTML {
      let items = statement.assessments.flatMap { assessment -> [HTML] in
        guard assessment.hasExclusions else { return [] }
        let figures = AssessmentFigures(assessment, currency: statement.contract.currency)
        let effect: HTML = say(
          """
          \(assessment.measure.title): \(figures.asMeasured.data()) as measured, \
          \(figures.result.data()) without \(figures.excludedIntervals.data()) excluded intervals.
          """)
        return [effect] + reasons(assessment)
      }
      guard !items.isEmpty else {
        return say(
          """
          <p>No interval was left out: every measure counts what was measured.</p>
          """)
      }
      return Facts.list(items)
    }

    private func reasons(_ assessment: Assessment) -> [HTML] {
      for case .exclusions(let exclusions, _, _) in assessment.working?.steps ?? [] {
        return exclusions.list.map { exclusion in
          let approver = exclusion.approver.map { sayPlain(", agreed by \($0)") } ?? ""
          let evidence = exclusion.evidence.map { sayPlain(", evidence \($0)") } ?? ""
          return say(
            """
            \(assessment.measure.title): from \(DateWords.moment(exclusion.window.start, in: zone)) \
            to \(DateWords.moment(exclusion.window.end, in: zone)), \
            \(.outside(exclusion.reason + approver + evidence)).
            """)
        }
      }
      return []
    }
  }
}
