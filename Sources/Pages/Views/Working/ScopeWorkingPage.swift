import Figures

/// The passports of the period's sums and ratios and of its days, of all queues or one.
struct ScopeWorkingPage {
  let context: PeriodContext
  let queue: QueueSummary?

  private var statement: Statement { context.statement }
  private var scope: String { queue?.queue.id.text ?? "*" }
  private var summary: Summary { queue?.summary ?? statement.total }
  private var figures: SummaryFigures { queue.map(context.figures(queue:)) ?? context.total }

  func page() -> Page {
    WorkingGroup(
      context: context, path: context.addresses.page(scope: scope), name: name,
      deck: say(
        """
        The counts and ratios of \(context.name), and the ratios of each day, with the values put \
        in.
        """),
      facts: [
        (say("State"), Chip.state(summary.state)),
        (
          say("Rows"),
          say(
            """
            \(Shown.count(summary.received)) of \(Shown.count(summary.expected)) intervals in \
            <a href="../data/intervals.csv">intervals.csv</a>\(filter)
            """)
        ),
        (
          say("Captured"),
          "\(DateWords.span(statement.provenance.capturedFrom, statement.provenance.capturedTo))"
        ), (say("Definitions"), say("<a href=\"../method.html\">Method</a>")),
      ],
      sections: [
        .init("period", say("The period"), period),
        .init("sums", say("How counts are added up"), sums),
      ]
        + PassportAddress.ratios.enumerated().map { index, ratio in
          .init(
            "days-\(ratio.column)", say("\(sayWord(ratio.title)) by day"),
            days(ratio, number: index + 2))
        }
        + (queue == nil ? [.init("other", say("Other figures"), others)] : [])
        + (queue == nil && statement.agents != nil ? [.init("agents", say("Agents"), agents)] : [])
        + [
          .init(
            "sources", say("Requests"),
            SourceList(context: context, queue: queue?.queue.id, up: "").html(
              table: "sources-table", number: queue == nil ? 7 : 6))
        ]
    ).page()
  }

  private var name: HTML { queue.map { .outside($0.queue.label) } ?? say("All queues") }

  private var filter: HTML {
    let media: HTML = say(" of medium “\(statement.media)”")
    guard let queue else { return media }
    return say("\(media), queue <span class=\"hash\">\(queue.queue.id.text)</span>")
  }

  private var period: HTML {
    var table = PassportTable(
      "period-table", title: say("Table 1: \(context.name)"),
      subtitle: say("Sums over the rows, then ratios of sums. Ratios are never averaged"),
      context: context)
    let counts = RatioFiles.counters.map {
      (Sentences.capitalized(sayWord(Field.counter($0).title)), figures.count($0))
    }
    let ratios = PassportAddress.ratios.compactMap { ratio in
      figures.ratio(ratio.column).map { (sayWord(ratio.title), $0) }
    }
    let coverage = [
      (sayPlain("Intervals expected"), figures.expected),
      (sayPlain("Intervals received"), figures.received),
    ]
    for (name, figure) in coverage + counts + ratios {
      table.add(name, figure, counter: summary.value)
    }
    return table.html + Facts.note(MeasureWorkingPage.rounding)
  }

  /// One passport for all counts of days, hours and intervals.
  private var sums: HTML {
    say(
      """
      <p>A count of a day, an hour or an interval is the sum of its column over the rows of \
      <a href="../data/intervals.csv">intervals.csv</a> whose <code>interval_start</code> is not \
      before the start and before the end of that stretch\(filter). A longest wait is the largest of \
      them. Nothing is rounded. The start and the length of each stretch stand in its own row: \
      <code>interval_start</code> and <code>seconds</code>, for a day those of \
      <a href="../data/days.csv">days.csv</a>. A stretch without any row that was received has no \
      count: its cell is empty, not zero.</p>
      """)
  }

  private func days(_ ratio: (column: String, title: String), number: Int) -> HTML {
    var table = PassportTable(
      "table-\(ratio.column)", title: say("Table \(number): \(sayWord(ratio.title)) by day"),
      subtitle: name,
      context: context)
    for day in statement.days {
      let summary =
        queue.flatMap { queue in day.queues.first { $0.queue.id == queue.queue.id }?.summary }
        ?? day.total
      guard let figure = context.figures(summary, on: day.date, scope: scope).ratio(ratio.column)
      else { continue }
      table.add(DateWords.short(day.date), figure, counter: summary.value)
    }
    return table.html
  }

  /// Handle time by its parts, the forecast, and the misses of all measures.
  private var others: HTML {
    var table = PassportTable(
      "other-table", title: say("Table 6: Other figures"), subtitle: name, context: context)
    for part in StaffingFigures.parts {
      guard let figure = StaffingFigures.time(part.counter, statement.total) else { continue }
      table.add(part.name, figure, counter: summary.value)
    }
    if let last = StaffingFiles.forecasts(statement).last, last.month == statement.period,
      let offered = last.offered
    {
      for (name, count, column) in [
        (sayPlain("Offered"), offered, "offered"),
        (sayPlain("Forecast"), last.forecast.contacts, "forecast"),
      ] {
        table.add(
          name, StaffingFigures.figure(count, column, of: last.month), counter: summary.value)
      }
    }
    for (name, figure) in FailuresFile(statement: statement).rows.last?.namedFigures ?? [] {
      table.add(name, figure, counter: summary.value)
    }
    return table.html
  }

  private var agents: HTML {
    say(
      """
      <p>Seconds of each status are the source’s own, added up over agents and half hours. Occupancy \
      of a day or of the period is <code>occupancy_numerator / occupancy_denominator</code> of its \
      row in <a href="../data/agents.csv">agents.csv</a>, rounded half up to six decimals: \
      \(sayFormula(TimeShare.genesys.words)).</p>
      """)
  }
}

extension SummaryFigures {
  /// A ratio by the name of its column.
  func ratio(_ column: String) -> Figure? {
    switch column {
    case "service_level": serviceLevel
    case "abandon_rate": abandonRate
    case "speed_of_answer": speedOfAnswer
    case "handle_time": handleTime
    default: nil
    }
  }
}
