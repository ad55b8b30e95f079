import Figures

/// The passports of one day: the ratios of its hours, and the service level of its intervals.
struct DayWorkingPage {
  let context: PeriodContext
  let place: Int

  private var statement: Statement { context.statement }
  private var day: DaySummary { statement.days[place] }

  func page() -> Page {
    WorkingGroup(
      context: context, path: PassportAddress.page(of: day.date),
      name: "\(DateWords.full(day.date))",
      deck: say("The hours and intervals of the day, all queues, and how they are made."),
      facts: [
        (say("State"), Chip.state(day.total.state)),
        (
          say("Rows"),
          say(
            """
            \(Shown.count(day.total.received)) of \(Shown.count(day.total.expected)) intervals of \
            medium “\(statement.media)” in <a href="../data/intervals.csv">intervals.csv</a>
            """)
        ),
        (say("From"), "<code>\(day.total.window.start.text)</code>"),
        (say("To"), say("<code>\(day.total.window.end.text)</code>, not included")),
      ],
      sections: [
        .init("sums", say("Counts"), sums), .init("hours", say("Ratios by hour"), hours),
        .init("intervals", say("Service level by interval"), intervals),
      ],
      pager: [Page.Link("\(DateWords.full(day.date))", "../days/\(day.date.text).html")]
    ).page()
  }

  private var sums: HTML {
    say(
      """
      <p>Each count of an hour or interval is the sum of its column over the rows of \
      <a href="../data/intervals.csv">intervals.csv</a> that begin in it, all queues; a longest wait \
      is the largest. The totals of the day and the requests behind them: \
      <a href="period.html">all queues</a>.</p>
      """)
  }

  private var formulas: HTML {
    let rule = context.book[Figure.Place("ratios-hour", "scope=*", "service_level")]
    return
      say(
        "Service level: <code>\(rule?.formula?.text ?? "")</code>, rounded half up to six decimals")
  }

  private var hours: HTML {
    var table = Table(
      "hours-table", style: "dense fit nw", resource: "ratios-hour",
      title: say("Table 1: Ratios by hour"),
      subtitle: say("Times are milliseconds over contacts, in seconds with three decimals"),
      columns: [
        .plain(say("Hour and ratio")), .plain(say("Values put in"), style: "n"),
        .plain(say("In the file"), style: "n"), .plain(say("Printed"), style: "n"),
      ])
    for hour in day.hours where hour.total.tally != Tally(recorded: hour.total.tally.recorded) {
      let figures = context.figures(hour: hour.total)
      for ratio in PassportAddress.ratios {
        guard let figure = figures.ratio(ratio.column) else { continue }
        table.row(
          """
          <span id="\(attribute: PassportAddress.anchor(figure.place, at: hour.total.window.start))">\
          \(Tables.name(hour, in: day)), \(Sentences.lowercased(sayWord(ratio.title)))</span>
          """, selector: figures.row,
          cells: [
            .html(values(figure, hour.total)),
            .html("\(figure.exact.isEmpty ? "–" : figure.exact)"),
            .figure(figure),
          ])
      }
    }
    return table.html + Facts.note(ids("ratios-hour"))
  }

  /// One passport for all intervals, with the busiest as the example: their values stand in one row.
  private var intervals: HTML {
    let known = day.intervals.filter { $0.serviceLevel.quotient != nil }
    let most = known.map { $0[.offered] ?? 0 }.max()
    let busiest = known.first { ($0[.offered] ?? 0) == most }
    var example: HTML = ""
    if let summary = busiest {
      let figure = context.figures(interval: summary).serviceLevel
      example = say(
        """
         The busiest, at \(clock(summary.window.start)): \(values(figure, summary)) = \(figure.exact), \
        printed as \(figure.data()).
        """)
    }
    return say(
      """
      <p>\(formulas). The values that are put in stand in the row of the interval itself, in \
      <a href="../data/ratios-interval.csv">ratios-interval.csv</a>, together with numerator and \
      denominator.\(example) An interval without a contact has no share.</p>
      """) + Facts.note(ids("ratios-interval"))
  }

  /// The time of day, with its offset where the day has two.
  private func clock(_ start: Instant) -> String {
    let offset = context.zone.offset(at: start)
    let clock = DateWords.clock(start, offset: offset)
    return Set(day.hours.map(\.localTime.offset)).count > 1
      ? "\(clock) UTC\(Instant.offsetText(offset))" : clock
  }

  /// How the id of a figure in a table of many rows is made.
  private func ids(_ resource: String) -> HTML {
    say(
      """
      The id of a figure: <code>\(context.statement.period.id)/\(resource)/scope=*,interval_start=</code>, \
      the start in UTC, a slash and the name of the column.
      """)
  }

  private func values(_ figure: Figure, _ summary: Summary) -> HTML {
    let values = FormulaValues(context: context, place: figure.place, counter: summary.value)
    return context.book[figure.place]?.formula?.html(values.html) ?? "–"
  }
}
