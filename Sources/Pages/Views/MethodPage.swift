import Figures

/// How the figures came about, and how to check them.
struct MethodPage {
  let context: PeriodContext

  private var statement: Statement { context.statement }
  private var provenance: Provenance { statement.provenance }

  func page() -> Page {
    let title = sayPlain("Method, \(context.name)")
    return context.page(
      .method, path: "method.html", title: title, here: say("Method"),
      values: [
        "heading": .text(title),
        "deck": .html(
          say(
            "Where the figures come from, how they are counted, and how a stranger can check them.")
        ),
        "source": .html(source), "time": .html(time), "counting": .html(counting),
        "formulas": .html(formulas), "completeness": .html(completeness),
        "states": .html(StateWords.terms),
        "privacy": .html(PrivacyMethod(statement: statement).html),
        "rounding": .html(rounding), "check": .html(check),
        "pager": .html(
          Facts.pager(sayPlain("Reports"), [Page.Link(say("\(context.name) report"), "index.html")])
            + context.ways(.method)),
      ])
  }

  private var source: HTML {
    Facts.list(
      [
        say(
          "Organization: \(.outside(statement.organization)), id <span class=\"hash\">\(provenance.organizationID)</span>."
        ),
        say("Host: <code>\(provenance.apiHost)</code>, dialect “\(provenance.dialect)”."),
        say(
          """
          \(provenance.captureIDs.count, "Capture", "Captures"): <span class="hash">\
          \(provenance.captureIDs.joined(separator: ", "))</span>, taken \
          \(DateWords.span(provenance.capturedFrom, provenance.capturedTo)) with \
          \(Shown.count(provenance.requests)) requests.
          """),
        say(
          """
          Granularity: \(provenance.granularity), that is \
          \(DateWords.length(seconds: statement.sheet.step)) for each interval\(refused).
          """),
        say(
          """
          Queues: \(Sentences.list(statement.queues.map { .outside($0.queue.label) })). Pages show the \
          medium “\(statement.media)”; other media, if any, are in the files only.
          """),
      ] + remarkable)
  }

  private var refused: HTML {
    let finer = provenance.refusedGranularities
    guard !finer.isEmpty else { return "" }
    return say("; the service refused \(Sentences.list(finer.map { .outside($0) }))")
  }

  /// What else the client could have done, and how the present was kept apart.
  private var remarkable: [HTML] {
    var lines: [HTML] = []
    if !provenance.overGrants.isEmpty {
      lines.append(
        say(
          """
          The client may do more than read, which the operator allowed for this fetch: \
          \(Sentences.list(provenance.overGrants.map { .outside($0) })).
          """))
    }
    if statement.isUnderWay {
      lines.append(
        say(
          """
          The period was under way: the figures end with the last interval that had been closed for \
          a quarter of an hour, at <code>\(statement.until.text)</code>. What the service says about \
          the present stands in a table of its own and is counted nowhere.
          """))
    }
    return lines
  }

  private var time: HTML {
    Facts.list([
      say(
        """
        Days, hours and the period are cut by the clock of <strong>\(provenance.zoneName)</strong>, \
        from the zone data of release \(provenance.zoneDataVersion). SHA-256 of the zone’s file: \
        <span class="hash">\(provenance.zoneFileSHA256)</span>.
        """),
      say(
        """
        The period runs from <code>\(statement.window.start.text)</code> to \
        <code>\(statement.window.end.text)</code>, the end not included.
        """),
      say(
        """
        An interval, hour or day holds its first instant and not its end. A day on which the clocks \
        change is as long as the clock says; a repeated hour stands twice.
        """),
    ])
  }

  private var counting: HTML {
    let thresholds = statement.contract.thresholds
    let unrecorded = Counter.columns.filter { !statement.sheet.recorded.contains($0) }
    let missing: HTML =
      unrecorded.isEmpty
      ? say("The source records every counter.")
      : say(
        """
        The source does not record: \
        \(Sentences.list(unrecorded.map { "<code>\($0.column)</code>" })). Their cells are empty, not \
        zero.
        """)
    return Facts.list(
      [
        say(
          """
          An event counts in the interval in which it ends: an offer when the contact arrives, an \
          answer or an abandon when the wait ends, handling when it ends. So in one interval offered \
          need not equal answered and abandoned together.
          """),
        say(
          """
          “In time” is a wait of at most \(DateWords.length(milliseconds: thresholds.answeredWithin)), \
          that length included. A short abandon is a contact that gave up within \
          \(DateWords.length(milliseconds: thresholds.shortAbandon)).
          """),
        say("A contact that enters two queues counts in each; sums over queues are queue entries."),
        say(
          "An interval that was fetched and holds no event counts as zero; one that was not is missing."
        ),
        missing,
      ] + AgentTable.method(statement))
  }

  private var formulas: HTML {
    let formulas = statement.formulas
    var terms: [(HTML, HTML)] = [
      (say("Service level"), "\(sayFormula(formulas.serviceLevel.formula.words))"),
      (say("Abandon rate"), "\(sayFormula(formulas.abandonRate.words))"),
      (Tables.handleTitle(formulas), "\(sayFormula(formulas.handleTime.words))"),
      (say("Speed of answer"), "\(sayFormula(Metric.averageSpeedOfAnswer.words))"),
    ]
    for assessment in statement.assessments {
      let measure = assessment.measure
      let bound =
        measure.isShare
        ? Shown.percent(bound: measure.target.bound) : Shown.duration(bound: measure.target.bound)
      let clause = measure.clause.isEmpty ? "" : sayPlain(" (clause \(measure.clause))")
      terms.append(
        (
          "\(measure.title)\(clause)",
          "\(MeasureWords.said(measure)), \(sayWord(measure.target.comparison.rawValue)) \(bound)"
        ))
    }
    let items = terms.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" as HTML }.joined(separator: "\n")
    return say(
      """
      <p>Every ratio is formed once, from sums: hours, days, queues and the period add up their \
      parts first. Ratios are never averaged.</p>
      <dl class="terms">\(items)</dl>
      """)
  }

  private var completeness: HTML {
    let words = FindingWords(zone: context.zone)
    let total = context.total
    let items: [HTML] =
      [
        say(
          "\(total.received.data()) of \(total.expected.data()) intervals were received, each counted once for every queue."
        ),
        say(
          """
          A measure gets a verdict when at least \
          \(Shown.percent(decimal: statement.contract.minimumCoveragePercent)) of the open intervals were \
          received. Figures are final \(statement.contract.finalAfterDays) days after the period ends.
          """),
      ] + records + statement.findings.map(words.html)
    return Facts.list(items)
  }

  private var records: [HTML] {
    statement.records.map { [RecordWords(check: $0, zone: context.zone).summary] } ?? []
  }

  private var rounding: HTML {
    say(
      """
      <p>A printed number is rounded once, from its exact value, half up. It gets more decimals when \
      fewer would contradict the verdict: 79.96% is not shown as 80.0% beside “missed”. Verdicts and \
      credits use the exact values. Money is rounded half up to the smallest unit of \
      \(statement.contract.currency.code). The files hold shares with six decimals, times with \
      three, and the counts that both come from.</p>
      """)
  }

  private var check: HTML {
    say(
      """
      <p>In the folder of this period run <code>sha256sum -c manifest-sha256.txt</code>: every file \
      must be “OK”. <code>VERIFY.txt</code> there says how to check the signature over that list.</p>
      <p>Each number on a page carries its exact value and the name of its file, row and column in \
      the page’s source (<code>data-key</code>, <code>data-value</code>). The files are described on \
      the <a href="data.html">data page</a>. The contract that was applied has the SHA-256 \
      <span class="hash">\(provenance.contractSHA256)</span>.</p>
      """)
  }
}
