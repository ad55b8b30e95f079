import Figures

/// One day: its chart by interval, its hours, its queues, and every interval.
struct DayPage {
  let context: PeriodContext
  let place: Int

  private var statement: Statement { context.statement }
  private var day: DaySummary { statement.days[place] }
  private var hasRecord: Bool { day.total.state != .missing }
  private var figures: SummaryFigures { context.figures(day: day) }

  func page() -> Page {
    let title = DateWords.full(day.date)
    let tables = Tables(context: context, up: "../")
    return context.page(
      .day, path: "days/\(day.date.text).html", title: title,
      here: "\(DateWords.dayAndMonth(day.date))",
      values: [
        "heading": .text(title), "deck": .html(deck), "facts": .html(facts),
        "hasRecord": .flag(hasRecord), "dayFigure": .html(hasRecord ? figure : ""),
        "hours": .html(hasRecord ? tables.hours(day, number: 1) : ""),
        "queues": .html(hasRecord ? queues(tables) : ""),
        "intervalHeading": .text(intervalHeading),
        "intervals": .html(hasRecord ? tables.intervals(day, number: 3) : ""),
        "missing": .html(hasRecord ? "" : missing), "pager": .html(pager),
      ])
  }

  private var step: Int { day.intervals.first?.window.seconds ?? 300 }

  private var intervalHeading: String {
    step % 60 == 0
      ? sayPlain("By \(Sentences.number(step / 60)) minutes") : sayPlain("By interval")
  }

  private var deck: HTML {
    guard hasRecord else { return say("Nothing was recorded on \(DateWords.full(day.date)).") }
    let clock: HTML =
      day.total.window.seconds == 86_400
      ? ""
      : say(
        " The clocks changed: this day has \(DateWords.length(seconds: day.total.window.seconds)).")
    let part: HTML = day.total.state == .partial ? say(" A part of the day has no data.") : ""
    return say(
      """
      Service level was \(figures.serviceLevel.data()). \(figures.count(.offered).data()) contacts \
      were offered, \(figures.count(.answered).data()) answered and \
      \(figures.count(.abandoned).data()) abandoned.\(part)\(clock)
      """)
  }

  private var facts: HTML {
    var offsets: [String] = []
    for hour in day.hours {
      let name = "UTC\(Instant.offsetText(hour.localTime.offset))"
      if offsets.last != name { offsets.append(name) }
    }
    return Facts.strip([
      (say("Data state"), Chip.state(day.total.state)),
      (say("Intervals received"), say("\(figures.received.data()) of \(figures.expected.data())")),
      (say("Length"), "\(DateWords.length(seconds: day.total.window.seconds))"),
      (
        say("Clock"),
        "\(statement.provenance.zoneName), \(offsets.joined(separator: sayPlain(" then ")))"
      ),
    ]) + (hasRecord ? remarks.map(Facts.note).joined() : "")
  }

  /// What a reader must know about this day's data before taking a zero for a quiet hour.
  private var remarks: [HTML] {
    let words = FindingWords(zone: context.zone)
    return statement.findings.compactMap { finding in
      switch finding {
      case .gap(let gap) where gap.window.overlaps(day.total.window): words.html(finding)
      case .silence(let window) where window.overlaps(day.total.window): words.html(finding)
      case .confirmedSilence(let window, _) where window.overlaps(day.total.window):
        words.html(finding)
      case .outlier(_, _, let date) where date == day.date: words.html(finding)
      default: nil
      }
    }
  }

  private var figure: HTML {
    let basis = context.basis
    let chart = DayChart(
      day: day, basis: basis, level: statement.formulas.serviceLevel, zone: context.zone)
    let headline = Takeaway.level(
      rankedHours.map(\.total.serviceLevel), basis.takeaway, unit: "hour",
      qualifier: sayPlain(" with \(Self.least) or more contacts"),
      lowest: { sayPlain("from \(Tables.name(rankedHours[$0], in: day))") },
      otherwise: sayPlain("Service level and contacts, \(DateWords.long(day.date))"))
    var key: [ChartFigure.KeyItem] = [
      .path("ln", "M0 6h16", say("Last 30 minutes")),
      .path("pts", "M8 6h0", intervalValue),
      .box("colb", say("Contacts offered")),
    ]
    if basis.target != nil { key.append(.target(say("Target \(basis.bound)"))) }
    if day.intervals.contains(where: { $0.state == .missing }) {
      key.append(.box("gap", say("No data")))
    }
    return ChartFigure(
      number: 1, name: "day", headline: "\(headline)",
      subtitle: subtitle,
      key: key, wide: chart.canvas(isNarrow: false), narrow: chart.canvas(isNarrow: true),
      sentence: sentence,
      source: PeriodFigures(context: context, queue: nil, up: "../").source(
        "ratios-interval", say("\(day.intervals.count) rows of this day"))
    ).html
  }

  private var subtitle: HTML {
    step % 60 == 0
      ? say(
        """
        Service level, \(Sentences.number(step / 60))-minute values (dots) and last 30 minutes (line); \
        contacts offered (columns); all queues. In time is \(context.basis.threshold).
        """)
      : say(
        """
        Service level, interval values (dots) and last 30 minutes (line); contacts offered (columns); \
        all queues. In time is \(context.basis.threshold).
        """)
  }

  private var intervalValue: HTML {
    step % 60 == 0
      ? say("\(Sentences.capitalized(Sentences.number(step / 60)))-minute value")
      : say("Interval value")
  }

  /// An hour with fewer contacts says little; headlines leave it out and say so.
  private static let least = 10

  private var rankedHours: [HourSummary] {
    day.hours.filter { ($0.total.serviceLevel.quotient?.denominator ?? 0) >= Self.least }
  }

  private var sentence: HTML {
    let missing = day.intervals.count { $0.state == .missing }
    var sentence: HTML = say(
      "The line adds up the parts of the last 30 minutes and breaks at gaps.")
    if let lowest = Takeaway.uniqueMinimum(rankedHours.map(\.total.serviceLevel)) {
      let hour = rankedHours[lowest]
      let figures = context.figures(hour: hour.total)
      sentence += say(
        """
         Of the hours with \(Self.least) or more contacts the lowest was \
        \(Tables.name(hour, in: day)), at \(figures.serviceLevel.data()) and \
        \(figures.count(.offered).data()) contacts offered.
        """)
    }
    if missing > 0 {
      sentence += say(" \(missing) \(missing, "interval has", "intervals have") no data.")
    }
    return sentence
  }

  private func queues(_ tables: Tables) -> HTML {
    let shown = day.queues.lowest(Self.mostQueues)
    let rest: HTML =
      shown.count == day.queues.count
      ? ""
      : Facts.note(
        say(
          """
          The \(shown.count) queues with the lowest service level of this day. Each of the \
          \(day.queues.count) has its days on its own page: \
          <a href="../\(url: QueuesPage.path)">Queues of \(context.name)</a>.
          """))
    return tables.queues(
      number: 2, total: figures,
      rows: shown.map {
        ($0.queue, context.figures($0.summary, on: day.date, scope: $0.queue.id.text))
      }, subtitle: "\(DateWords.long(day.date)).") + rest
  }

  /// So many a page can hold beside every interval.
  private static let mostQueues = 24

  /// The declared reason, or that none was declared.
  private var missing: HTML {
    let words = FindingWords(zone: context.zone)
    let reasons = statement.findings.compactMap { finding -> HTML? in
      guard case .gap(let gap) = finding, gap.window.overlaps(day.total.window) else { return nil }
      return "<p>\(words.gap(gap))</p>"
    }
    let text: HTML =
      reasons.isEmpty ? say("<p>These intervals were not received.</p>") : reasons.joined()
    return text
      + say(
        """
        <p>No figure of this day enters a total. Whether enough was received for a verdict is \
        <a href="../method.html#completeness">a rule of the contract</a>.</p>
        """)
  }

  private var pager: HTML {
    func link(_ days: Int, _ arrow: (before: HTML, after: HTML), _ relation: HTML) -> HTML {
      let date = day.date.adding(days: days)
      guard let path = PeriodWays.dayPage(date, in: statement) else { return "" }
      return """
        <a\(relation) href="\(url: path)">\(arrow.before)\(DateWords.full(date))\(arrow.after)</a>
        """
    }
    return say(
      """
      <nav class="pager" aria-label="Days">\(link(-1, ("← ", ""), " rel=\"prev\""))\
      <a href="../index.html#by-day">All days of \(context.name)</a>\
      \(link(1, ("", " →"), " rel=\"next\""))</nav>
      """) + context.ways(.report, up: "../")
  }
}
