import Figures

/// The report's figures for one queue.
struct QueuePage {
  let context: PeriodContext
  let queue: QueueSummary

  func page() -> Page {
    let figures = PeriodFigures(context: context, queue: queue.queue, up: "../")
    let own = context.figures(queue: queue)
    var count = Numbering()
    let daily = count.figure { figures.daily(number: $0, table: "days-table") }
    let hourly = count.figure(figures.hourly)
    let volumes = count.figure { figures.volumes(number: $0, table: "days-table") }
    let path = "queues/\(context.slugs[queue.queue.id]).html"
    return context.page(
      .queue, path: path, title: "\(queue.queue.label), \(context.name)",
      here: .outside(queue.queue.label),
      values: [
        "heading": .html("\(.outside(queue.queue.label)), \(context.name)"),
        "deck": .html(deck(own)), "facts": .html(facts(own)),
        "headline": .html(Facts.headline(headline(own))), "dailyFigure": .html(daily),
        "hourlyFigure": .html(hourly), "volumeFigure": .html(volumes),
        "days": .html(Tables(context: context, up: "../").days(number: 1, queue: queue)),
        "pager": .html(pager),
      ])
  }

  private func deck(_ own: SummaryFigures) -> HTML {
    guard own.summary.state != .missing else { return say("Nothing was recorded for this queue.") }
    return say(
      """
      \(own.count(.offered).data()) contacts were offered, \(own.count(.answered).data()) answered \
      and \(own.count(.abandoned).data()) abandoned.
      """)
  }

  private func facts(_ own: SummaryFigures) -> HTML {
    Facts.strip([
      (say("Status"), Chip.state(own.summary.state)),
      (
        say("Period"),
        "\(DateWords.span(context.statement.period)), \(context.statement.provenance.zoneName)"
      ),
      (say("Intervals received"), say("\(own.received.data()) of \(own.expected.data())")),
      (say("Medium"), "\(context.statement.media)"),
      (say("Source id"), "<span class=\"hash\">\(queue.queue.id.text)</span>"),
    ])
  }

  private func headline(_ own: SummaryFigures) -> [Facts.Headline] {
    let level: HTML =
      context.basis.target == nil
      ? ""
      : "\(Chip.level(own.summary.serviceLevel, context.basis.target)) \(context.basis.bound)"
    return [
      Facts.Headline(
        name: say("Contacts offered"), figure: own.count(.offered),
        remark: say("\(own.count(.answered).data()) answered")),
      Facts.Headline(name: say("Service level"), figure: own.serviceLevel, remark: level),
      Facts.Headline(
        name: say("Abandon rate"), figure: own.abandonRate,
        remark: say("\(own.count(.abandoned).data()) abandoned")),
      Facts.Headline(
        name: Tables.handleTitle(context.statement.formulas), figure: own.handleTime,
        remark: say("average, minutes and seconds")),
    ]
  }

  private var pager: HTML {
    let queues = context.statement.queues
    let place = queues.firstIndex { $0.queue.id == queue.queue.id } ?? 0
    func link(_ place: Int) -> Page.Link? {
      guard queues.indices.contains(place) else { return nil }
      let queue = queues[place].queue
      return Page.Link(.outside(queue.label), "\(context.slugs[queue.id]).html")
    }
    return Facts.pager(
      sayPlain("Queues"),
      [link(place - 1), Page.Link(say("\(context.name) report"), "../index.html"), link(place + 1)]
        .compactMap { $0 }) + context.ways(.queue(queue.queue), up: "../")
  }
}
