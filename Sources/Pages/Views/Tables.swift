import Figures

/// The tables of days, queues, hours and intervals: one shape, four grains.
struct Tables {
  let context: PeriodContext
  /// `../` on pages one level down.
  let up: String

  private var statement: Statement { context.statement }
  private var basis: LevelBasis { context.basis }

  /// `Handle time` or `Talk time`, as the contract counts it.
  static func handleTitle(_ formulas: Formulas) -> HTML {
    formulas.handleTime == .averageTalkTime ? say("Talk time") : say("Handle time")
  }

  private func columns(_ first: HTML) -> [Table.Column] {
    let reached: [Table.Column] =
      basis.target == nil ? [] : [.plain(say("Against \(basis.bound)"))]
    return [.plain(first), .figure(say("Offered"), "offered", .count)]
      + [
        .figure(say("Service level"), "service_level", .percent)
      ] + reached
      + [
        .figure(say("Answered"), "answered", .count),
        .figure(say("Abandoned"), "abandoned", .count),
        .figure(say("Abandon rate"), "abandon_rate", .percent, style: "n hide-s"),
        .figure(Self.handleTitle(statement.formulas), "handle_time", .seconds, style: "n hide-s"),
      ]
  }

  private func cells(_ figures: SummaryFigures) -> [Table.Cell] {
    let level: [Table.Cell] =
      basis.target == nil ? [] : [.html(Chip.level(figures.summary.serviceLevel, basis.target))]
    return [.figure(figures.count(.offered)), .figure(figures.serviceLevel)] + level
      + [
        .figure(figures.count(.answered)), .figure(figures.count(.abandoned)),
        .figure(figures.abandonRate), .figure(figures.handleTime),
      ]
  }

  private var basisNote: HTML {
    say(
      """
      Service level: \(sayFormula(basis.formula)), in time is \(basis.threshold). Abandon rate: \
      \(sayFormula(statement.formulas.abandonRate.words)). Times in minutes and seconds.
      """)
  }

  /// By day, of all queues or one, with the period's sum.
  func days(number: Int, queue: QueueSummary?) -> HTML {
    let scope: HTML = queue.map { .outside($0.queue.label) } ?? say("All queues")
    var table = Table(
      "days-table", style: "dense fit nw", resource: "ratios-day",
      title: say("Table \(number): Results by day"),
      subtitle: say("\(scope), all hours. \(basisNote)"), columns: columns(say("Day")))
    table.restated = context.restated
    let figures = PeriodFigures(context: context, queue: queue?.queue, up: up)
    for day in statement.days {
      let summary = figures.summary(of: day)
      let row = context.figures(
        summary, on: day.date, scope: queue?.queue.id.text ?? "*")
      let link: HTML =
        "<a href=\"\(url: up)days/\(url: day.date.text).html\">\(DateWords.short(day.date))</a>"
      table.row(link + StateWords.mark(summary.state), selector: row.row, cells: cells(row))
    }
    let total = queue.map(context.figures(queue:)) ?? context.total
    table.sum("\(context.head)", cells: cells(total))
    let legend = StateWords.legend(statement.days.map(figures.summary))
    return table.html
      + Facts.note(
        say(
          "\(legend)\(EditionWords.legend(statement, up: up)) Download: \(figures.source("ratios-day", say("\(statement.days.count) days")))"
        )
      )
  }

  /// By queue, over the period or a day.
  func queues(number: Int, total: SummaryFigures, rows: [(Queue, SummaryFigures)], subtitle: HTML)
    -> HTML
  {
    var table = Table(
      "table\(number)", style: "fit", resource: total.resource,
      title: say("Table \(number): Results by queue"), subtitle: "\(subtitle) \(basisNote)",
      columns: columns(say("Queue")))
    table.restated = context.restated
    for (queue, figures) in rows {
      let name: HTML = """
        <a href="\(url: up)queues/\(url: context.slugs[queue.id]).html">\(.outside(queue.label))</a>
        """
      table.row(
        name + StateWords.mark(figures.summary.state), selector: figures.row, cells: cells(figures))
    }
    if rows.count > 1 { table.sum(say("All queues"), selector: total.row, cells: cells(total)) }
    return table.html + Facts.note(StateWords.legend(rows.map(\.1.summary)))
  }

  /// By local hour; the two hours of a repeated one are told apart by their offset.
  func hours(_ day: DaySummary, number: Int) -> HTML {
    var table = Table(
      "table\(number)", style: "dense fit nw", resource: "ratios-hour",
      title: say("Table \(number): Results by hour"),
      subtitle: say("\(DateWords.long(day.date)), all queues. \(basisNote)"),
      columns: columns(say("Hour")))
    let shown = day.hours.filter {
      $0.isOpen || $0.total.tally != Tally(recorded: $0.total.tally.recorded)
        || $0.total.state == .missing
    }
    for hour in shown {
      let figures = context.figures(hour: hour.total)
      let place = Self.place(of: hour.total.window.start, in: day)
      table.row(
        "<a href=\"#\(place)\">\(Self.name(hour, in: day))</a>" + StateWords.mark(hour.total.state),
        selector: figures.row,
        cells: cells(figures))
    }
    let total = context.figures(day: day)
    table.sum(say("The day"), selector: total.row, cells: cells(total))
    let left = day.hours.count - shown.count
    let rest: HTML =
      left == 0
      ? ""
      : say(
        """
         \(Sentences.capitalized(Sentences.number(left))) \(left, "hour", "hours") outside opening \
        hours without a contact \(left, "is", "are") left out.
        """)
    let source = PeriodFigures(context: context, queue: nil, up: up).source(
      "ratios-hour", say("\(day.hours.count) hours of this day"))
    return table.html
      + Facts.note(say("\(StateWords.legend(shown.map(\.total)))\(rest) Download: \(source)"))
  }

  /// `01:00 to 02:00`, and when the clock shows an hour twice, `01:00 to 02:00 IDT (UTC+03:00)`.
  static func name(_ hour: HourSummary, in day: DaySummary) -> String {
    let offset = hour.localTime.offset
    let window = hour.total.window
    let start = DateWords.clock(window.start, offset: offset)
    let end = DateWords.clock(window.end, offset: offset)
    let name = sayPlain("\(start) to \(end == "00:00" ? "24:00" : end)")
    guard day.hours.count(where: { $0.hour == hour.hour }) > 1 else { return name }
    return "\(name) \(hour.localTime.abbreviation) (UTC\(Instant.offsetText(offset)))"
  }

  /// The address of an interval on its day's page: `t0705`, and for the second pass of a repeated
  /// hour `t0105b`.
  private static func place(of start: Instant, in day: DaySummary) -> String {
    let hour = day.hours.last { $0.total.window.start <= start }
    let clock = DateWords.clock(start, offset: hour?.localTime.offset ?? 0)
    let isSecond = day.hours.first { $0.hour == hour?.hour } != hour
    return "t\(clock.replacing(":", with: ""))\(isSecond ? "b" : "")"
  }

  /// Every interval of a day, in a box that can be closed.
  func intervals(_ day: DaySummary, number: Int) -> HTML {
    // Hundreds of rows: the table's style aligns the cells, which so need none of their own.
    let columns: [Table.Column] = [
      .plain(say("Start")), .figure(say("Offered"), "offered", .count, style: ""),
      .figure(say("Service level"), "service_level", .percent, style: ""),
      .figure(say("Answered"), "answered", .count, style: ""),
      .figure(say("In time"), "answered_in_threshold", .count, style: ""),
      .figure(say("Abandoned"), "abandoned", .count, style: ""),
    ]
    var table = Table(
      "intervals-table", style: "dense fit nw nums", resource: "ratios-interval",
      title: say("Table \(number): Intervals"),
      subtitle: say("Start time, \(statement.provenance.zoneName). All queues"), columns: columns)
    let offsets = Set(day.hours.map(\.localTime.offset))
    let hours = Set(day.hours.map(\.total.window.start))
    for summary in day.intervals {
      let figures = context.figures(interval: summary)
      let offset = context.zone.offset(at: summary.window.start)
      let start = DateWords.clock(summary.window.start, offset: offset)
      let name = offsets.count > 1 ? "\(start) UTC\(Instant.offsetText(offset))" : start
      table.row(
        "\(name)" + StateWords.mark(summary.state), selector: figures.row,
        id: hours.contains(summary.window.start)
          ? Self.place(of: summary.window.start, in: day) : nil,
        cells: [
          .figure(figures.count(.offered)), .figure(figures.serviceLevel),
          .figure(figures.count(.answered)), .figure(figures.count(.answeredInThreshold)),
          .figure(figures.count(.abandoned)),
        ])
    }
    let source = PeriodFigures(context: context, queue: nil, up: up).source(
      "ratios-interval", say("\(day.intervals.count) intervals of this day"))
    return say(
      """
      <details open><summary>All \(day.intervals.count) intervals</summary>\(table.html)\
      \(Facts.note(StateWords.legend(day.intervals)))</details>
      <p class="note">Download: \(source) Each queue: \
      <a href="\(url: up)data/intervals.csv">intervals.csv</a>.</p>
      """)
  }
}
