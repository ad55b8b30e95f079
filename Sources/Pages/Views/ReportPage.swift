import Figures

/// The period's report: verdicts, charts, invoice, days.
struct ReportPage {
  let context: PeriodContext

  private var statement: Statement { context.statement }
  private var currency: Currency { statement.contract.currency }
  private var money: MoneyFigures? { statement.invoice.map(MoneyFigures.init) }

  func page() throws -> Page {
    let figures = PeriodFigures(context: context, queue: nil, up: "")
    let title = "Service report, \(context.name)"
    let commentary = try self.commentary()
    var count = Numbering()
    let trend = count.figure(self.trend)
    let daily = count.figure(figures.daily)
    let hourly = count.figure(figures.hourly)
    let panels = count.figure(QueuePanels(context: context).html)
    let volumes = count.figure(figures.volumes)
    return context.page(
      .report, path: "index.html", title: title, here: "\(context.name)",
      values: [
        "heading": .text(title), "deck": .html(deck), "facts": .html(facts),
        "headline": .html(Facts.headline(headline)),
        "hasNow": .flag(now != nil), "now": .html(now?.html ?? ""),
        "hasAgents": .flag(agents != nil), "agents": .html(agents?.html ?? ""),
        "hasMeasures": .flag(!statement.assessments.isEmpty),
        "measures": .html(measures),
        "hasCommentary": .flag(commentary != nil), "commentary": .html(commentary ?? ""),
        "hasTrend": .flag(!trend.isEmpty), "trend": .html(trend),
        "dailyFigure": .html(daily), "hourlyFigure": .html(hourly),
        "queueFigure": .html(panels), "queueLinks": .html(queues),
        "volumeFigure": .html(volumes),
        "hasInvoice": .flag(statement.invoice != nil),
        "invoice": .html(invoice),
        "days": .html(Tables(context: context, up: "").days(number: 4, queue: nil)),
        "quality": .html(quality), "pager": .html(pager),
      ])
  }

  private func trend(_ number: Int) -> HTML? {
    guard statement.period.kind == .month else { return nil }
    let result = PeriodResult(
      period: statement.period, total: statement.total, assessments: statement.assessments,
      invoice: statement.invoice, isFinal: statement.isFinal)
    return MonthTrend(
      results: statement.history + [result], contract: statement.contract, number: number,
      source: """
        <a href="data/history-measures.csv">history-measures.csv</a> and \
        <a href="data/sla.csv">sla.csv</a>
        """,
      newest: { AssessmentFigures($0, currency: currency).result }
    ).html
  }

  private var deck: HTML {
    if statement.total.state == .missing { return "Nothing was recorded in \(context.name)." }
    guard !statement.assessments.isEmpty else {
      return """
        Service level was \(context.total.serviceLevel.data()). \
        \(context.total.count(.offered).data()) contacts were offered.
        """
    }
    return Deck.verdicts(
      statement.assessments, creditsDue: money?.creditsDue,
      hasCredits: (statement.invoice?.credits.minorUnits ?? 0) != 0)
  }

  private var facts: HTML {
    let provenance = statement.provenance
    let total = context.total
    let reference: HTML =
      statement.terms.reference.map { .outside($0) } ?? .outside(statement.contract.title)
    let share = Quotient(statement.total.received, max(1, statement.total.expected))
    let captured =
      DateWords.utc(provenance.capturedFrom) == DateWords.utc(provenance.capturedTo)
      ? DateWords.utc(provenance.capturedTo)
      : "\(DateWords.utc(provenance.capturedFrom)) to \(DateWords.utc(provenance.capturedTo))"
    return Facts.strip([
      ("Status", status),
      ("Period", "\(DateWords.span(statement.period)), \(provenance.zoneName)"),
      (
        "Intervals received",
        "\(total.received.data()) of \(total.expected.data()) (\(Shown.percent(share)))"
      ),
      ("Edition", edition),
      ("Captured", "\(captured)"),
      ("Contract terms", "\(reference), from \(DateWords.long(statement.terms.from))"),
    ])
  }

  /// Which edition this is, why it is not the first, and the way to the ledger.
  private var edition: HTML {
    guard let edition = statement.editions.last else {
      return "not yet: the period is under way. <a href=\"changes.html\">How editions work</a>"
    }
    let words = EditionWords(zone: context.zone)
    return edition.number == 1
      ? "1, from figures of \(words.date(edition)). <a href=\"changes.html\">Nothing changed</a>"
      : "\(words.sentence(edition)) <a href=\"changes.html\">What changed</a>"
  }

  private var status: HTML {
    let state = statement.total.state
    let isLate = !statement.isFinal && state == .partial
    if statement.isUnderWay {
      return Chip.state(state)
        + ", under way: figures up to \(DateWords.local(statement.until, context.zone))"
    }
    return Chip.state(state) + (isLate ? ", provisional" : "")
  }

  private var now: NowTable? { NowTable(statement) }
  private var agents: AgentTable? { AgentTable(statement) }

  private var headline: [Facts.Headline] {
    let total = context.total
    let days: HTML = "\(total.count(.answered).data()) answered"
    return [
      Facts.Headline(name: "Contacts offered", figure: total.count(.offered), remark: days),
      judged("Service level", total.serviceLevel) {
        $0 == .serviceLevel(statement.formulas.serviceLevel)
      },
      judged("Abandon rate", total.abandonRate) {
        $0 == .abandonRate(statement.formulas.abandonRate)
      },
      money.map {
        let fees: HTML = "of \($0.fees.data()) in fees"
        return Facts.Headline(name: "Credits due", figure: $0.creditsDue, remark: fees)
      }
        ?? Facts.Headline(
          name: Tables.handleTitle(statement.formulas), figure: total.handleTime,
          remark: "minutes and seconds"),
    ]
  }

  /// A measure's own result where the contract judges it, else the figure of the period.
  private func judged(_ name: HTML, _ figure: Figure, _ matches: (Metric) -> Bool)
    -> Facts.Headline
  {
    guard let assessment = statement.assessments.first(where: { matches($0.measure.metric) })
    else { return Facts.Headline(name: name, figure: figure, remark: "") }
    let figures = AssessmentFigures(assessment, currency: currency)
    let remark: HTML = "\(Chip.verdict(assessment.verdict)), target \(figures.target.data())"
    return Facts.Headline(name: name, figure: figures.result, remark: remark)
  }

  private func commentary() throws(RemarkError) -> HTML? {
    guard let commentary = statement.commentary else { return nil }
    let names = FigureNames(context: context)
    let remarks = try Remarks(
      markdown: commentary.markdown, file: commentary.file, pages: Set(context.pages)
    ).html(names: { names.all }, figure: names.figure)
    let note: HTML =
      commentary.edition.map {
        "<p class=\"note\">Written for edition \($0), before figures were restated.</p>"
      } ?? ""
    return note + remarks
  }

  private var queues: HTML {
    Tables(context: context, up: "").queues(
      number: 2, total: context.total,
      rows: statement.queues.map { ($0.queue, context.figures(queue: $0)) },
      subtitle: "\(context.name).")
  }

  private var measures: HTML {
    MeasuresTable(statement: statement).html
      + """
      <p class="go"><a href="scorecard.html">Scorecard for \(context.name)</a>: every clause with numerator, \
      denominator and credit rule, and the months before.</p>
      """
  }

  private var invoice: HTML {
    guard let invoice = statement.invoice else { return "" }
    return InvoiceTable(context: context, invoice: invoice, number: 3, namesVerdicts: false).html
      + "<p class=\"go\"><a href=\"invoice.html\">Invoice for \(context.name)</a></p>"
  }

  private var quality: HTML {
    let words = FindingWords(zone: context.zone)
    let missing = statement.total.expected - statement.total.received
    let received: HTML =
      missing == 0
      ? "All \(context.total.expected.data()) intervals were received."
      : """
      \(Shown.count(missing)) of \(context.total.expected.data()) intervals have no data; each \
      counts once for every queue. They are shown as gaps.
      """
    let completed = Facts.list([received] + statement.findings.map(words.html))
    return completed
      + "<p><a href=\"method.html\">Method and definitions for \(context.name)</a></p>"
  }

  private var pager: HTML {
    let reconciliation = context.reconciliation.map { Facts.pager("Reports", [$0]) } ?? ""
    return reconciliation + context.ways(.report)
  }
}
