import Figures

/// The period's report: verdicts, charts, invoice, days.
struct ReportPage {
  let context: PeriodContext

  private var statement: Statement { context.statement }
  private var currency: Currency { statement.contract.currency }
  private var money: MoneyFigures? { statement.invoice.map(MoneyFigures.init) }

  func page() throws -> Page {
    let title = sayPlain("Service report, \(context.name)")
    let parts = ReportParts(context: context)
    let commentary = try self.commentary(parts.drawings)
    var values: [String: Frames.Value] = [
      "heading": .text(title), "deck": .html(deck), "facts": .html(facts),
      "headline": .html(Facts.headline(headline)),
      "hasNow": .flag(now != nil), "now": .html(now?.html ?? ""),
      "hasAgents": .flag(agents != nil), "agents": .html(agents?.html ?? ""),
      "hasMeasures": .flag(!statement.assessments.isEmpty), "measures": .html(measures),
      "hasCommentary": .flag(commentary != nil), "commentary": .html(commentary ?? ""),
      "hasInvoice": .flag(statement.invoice != nil),
      "quality": .html(quality), "method": .html(method), "pager": .html(pager),
    ]
    values.merge(parts.values) { $1 }
    values["contents"] = .html(contents(values))
    return context.page(
      .report, path: "index.html", title: title, here: "\(context.head)", values: values)
  }

  /// The sections that this period has, in their order.
  private func contents(_ values: [String: Frames.Value]) -> HTML {
    func has(_ flag: String) -> Bool {
      if case .flag(true) = values[flag] { true } else { false }
    }
    let sections: [(HTML, String, Bool)] = [
      (say("Measures"), "measures", has("hasMeasures")),
      (say("Commentary"), "commentary", has("hasCommentary")),
      (say("Month by month"), "trends", has("hasTrend")),
      (say("Service level"), "service-level", true),
      (say("Exclusions and relief"), "exclusions", has("hasExclusions")),
      (say("Volume and staffing"), "volumes", true),
      (say("Credits and invoice"), "invoice", has("hasInvoice")),
      (say("Failures"), "failures", has("hasFailures")), (say("Results by day"), "by-day", true),
      (say("Data quality"), "quality", true), (say("Definitions and verification"), "method", true),
    ]
    let items = sections.filter(\.2).map { "<li><a href=\"#\($0.1)\">\($0.0)</a></li>" as HTML }
    return say("<nav class=\"toc\" aria-label=\"On this page\"><ul>\(items.joined())</ul></nav>")
  }

  private var deck: HTML {
    if statement.total.state == .missing { return say("Nothing was recorded in \(context.name).") }
    guard !statement.assessments.isEmpty else {
      return say(
        """
        Service level was \(context.total.serviceLevel.data()). \
        \(context.total.count(.offered).data()) contacts were offered.
        """)
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
      : sayPlain(
        "\(DateWords.utc(provenance.capturedFrom)) to \(DateWords.utc(provenance.capturedTo))")
    return Facts.strip([
      (say("Status"), status),
      (say("Period"), "\(DateWords.span(statement.period)), \(provenance.zoneName)"),
      (
        say("Intervals received"),
        say("\(total.received.data()) of \(total.expected.data()) (\(Shown.percent(share)))")
      ),
      (say("Edition"), edition),
      (say("Captured"), "\(captured)"),
      (say("Contract terms"), say("\(reference), from \(DateWords.long(statement.terms.from))")),
    ])
  }

  /// Which edition this is, why it is not the first, and the way to the ledger.
  private var edition: HTML {
    guard let edition = statement.editions.last else {
      return say("not yet: the period is under way. <a href=\"changes.html\">How editions work</a>")
    }
    let words = EditionWords(zone: context.zone)
    return edition.number == 1
      ? say(
        "1, from figures of \(words.date(edition)). <a href=\"changes.html\">Nothing changed</a>")
      : say("\(words.sentence(edition)) <a href=\"changes.html\">What changed</a>")
  }

  private var status: HTML {
    let state = statement.total.state
    let isLate = !statement.isFinal && state == .partial
    if statement.isUnderWay {
      return Chip.state(state)
        + say(", under way: figures up to \(DateWords.local(statement.until, context.zone))")
    }
    return Chip.state(state) + (isLate ? say(", provisional") : "")
  }

  private var now: NowTable? { NowTable(statement) }
  private var agents: AgentTable? { AgentTable(statement) }

  private var headline: [Facts.Headline] {
    let total = context.total
    let days: HTML = say("\(total.count(.answered).data()) answered")
    return [
      Facts.Headline(name: say("Contacts offered"), figure: total.count(.offered), remark: days),
      judged(say("Service level"), total.serviceLevel) {
        $0 == .serviceLevel(statement.formulas.serviceLevel)
      },
      judged(say("Abandon rate"), total.abandonRate) {
        $0 == .abandonRate(statement.formulas.abandonRate)
      },
      money.map {
        let fees: HTML = say("of \($0.fees.data()) in fees")
        return Facts.Headline(name: say("Credits due"), figure: $0.creditsDue, remark: fees)
      }
        ?? Facts.Headline(
          name: Tables.handleTitle(statement.formulas), figure: total.handleTime,
          remark: say("minutes and seconds")),
    ]
  }

  /// A measure's own result where the contract judges it, else the figure of the period.
  private func judged(_ name: HTML, _ figure: Figure, _ matches: (Metric) -> Bool)
    -> Facts.Headline
  {
    guard let assessment = statement.assessments.first(where: { matches($0.measure.metric) })
    else { return Facts.Headline(name: name, figure: figure, remark: "") }
    let figures = AssessmentFigures(assessment, currency: currency)
    let remark: HTML = say("\(Chip.verdict(assessment.verdict)), target \(figures.target.data())")
    return Facts.Headline(name: name, figure: figures.result, remark: remark)
  }

  private func commentary(_ drawings: [String: HTML]) throws(RemarkError) -> HTML? {
    guard let commentary = statement.commentary else { return nil }
    let names = FigureNames(context: context)
    let conditions = try Conditions(
      markdown: commentary.markdown, file: commentary.file,
      verdict: { id in
        statement.assessments.first { $0.measure.id == id }?.verdict
      }, measures: statement.assessments.map(\.measure.id)
    ).resolve()
    func html(_ markdown: String) throws(RemarkError) -> HTML {
      try Remarks(markdown: markdown, file: commentary.file, pages: Set(context.pages)).html(
        names: { names.all }, drawings: drawings, figure: names.figure)
    }
    for text in conditions.dropped { _ = try html(text) }
    let note: HTML =
      commentary.edition.map {
        say("<p class=\"note\">Written for edition \($0), before figures were restated.</p>")
      } ?? ""
    return try note + html(conditions.kept)
  }

  private var measures: HTML {
    MeasuresTable(statement: statement).html
      + say(
        """
        <p class="go"><a href="scorecard.html">Scorecard for \(context.name)</a>: every clause with numerator, \
        denominator and credit rule, and the months before.</p>
        """)
  }

  private var quality: HTML {
    let words = FindingWords(zone: context.zone)
    let missing = statement.total.expected - statement.total.received
    let received: HTML =
      missing == 0
      ? say("All \(context.total.expected.data()) intervals were received.")
      : say(
        """
        \(Shown.count(missing)) of \(context.total.expected.data()) intervals have no data; each \
        counts once for every queue. They are shown as gaps.
        """)
    let provenance = statement.provenance
    let captured: HTML = say(
      """
      The figures were read \(DateWords.span(provenance.capturedFrom, provenance.capturedTo)) in \
      \(Shown.count(provenance.requests)) requests.
      """)
    return Facts.list([received] + statement.findings.map(words.html) + [captured])
      + CompletenessTable(context: context).html
  }

  private var pager: HTML {
    let reconciliation = context.reconciliation.map { Facts.pager(sayPlain("Reports"), [$0]) } ?? ""
    return reconciliation + context.ways(.report)
  }

  private var method: HTML {
    say(
      """
      <p>What each figure means, how it was counted and how a stranger can check it: \
      <a href="method.html">Method for \(context.name)</a>. Every file with its columns and digest: \
      <a href="data.html">Data for \(context.name)</a>. The contract that was applied has the SHA-256 \
      <span class="hash">\(statement.provenance.contractSHA256)</span>.</p>
      """)
  }
}
