import Figures

/// The small panel for each queue, and the headline over them.
struct QueuePanels {
  let context: PeriodContext

  /// More than this many queues make the drawing unreadable; the rest is in the table.
  private static let most = 12
  private var statement: Statement { context.statement }

  func html(number: Int) -> HTML? {
    let basis = context.basis
    let shown = shownQueues
    guard statement.queues.count > 1 else { return nil }
    let panels = shown.map { queue in
      SmallMultiples.Panel(
        name: queue.queue.label,
        value: queue.summary.serviceLevel.quotient.map { Shown.percent($0, target: basis.target) }
          ?? StateWords.short(queue.summary.serviceLevel),
        isBelow: basis.isBelow(queue.summary.serviceLevel),
        outcomes: statement.days.map { day in
          day.queues.first { $0.queue.id == queue.queue.id }?.summary.serviceLevel ?? .missing
        })
    }
    let chart = SmallMultiples(
      panels: panels, dates: statement.days.map(\.date), basis: basis)
    let target: HTML = basis.target == nil ? "" : say(" Black line: \(basis.bound).")
    let hasLowest = panels.contains { Takeaway.uniqueMinimum($0.outcomes) != nil }
    let lowest: HTML = hasLowest ? say(" Triangle: lowest day.") : ""
    let part: HTML =
      shown.count < statement.queues.count
      ? say(" The \(shown.count) queues with the lowest values; all are in the table.") : ""
    return ChartFigure(
      number: number, name: "level-by-queue", headline: headline,
      subtitle: say("Service level by day for each queue.\(target)\(lowest)\(part)"),
      key: [], wide: chart.canvas(isNarrow: false), narrow: chart.canvas(isNarrow: true),
      sentence: sentence,
      source: say("<a href=\"data/ratios-day.csv\">ratios-day.csv</a>, rows of each queue.")
    ).html
  }

  private var shownQueues: [QueueSummary] { statement.queues.lowest(Self.most) }

  private var headline: HTML {
    let basis = context.basis
    let outcomes = statement.queues.map(\.summary.serviceLevel)
    let known = outcomes.count { $0.quotient != nil }
    let lowest: HTML? = Takeaway.uniqueMinimum(outcomes).map {
      .outside(statement.queues[$0].queue.label)
    }
    guard basis.target != nil, known == outcomes.count else {
      return lowest.map { say("\($0) had the lowest service level") }
        ?? say("Service level by queue")
    }
    let below = outcomes.count(where: basis.isBelow)
    let count = Sentences.number(known)
    if below == 0 {
      return switch (known, basis.target?.comparison == .moreThan) {
      case (2, true): say("Both queues were above \(basis.bound)")
      case (_, true): say("All \(count) queues were above \(basis.bound)")
      case (2, false): say("Both queues reached \(basis.bound)")
      case (_, false): say("All \(count) queues reached \(basis.bound)")
      }
    }
    let words: HTML =
      switch (below == known, known) {
      case (true, 2): say("Both queues were \(basis.belowWords)")
      case (true, _): say("All \(count) queues were \(basis.belowWords)")
      case (false, _):
        say(
          """
          \(Sentences.capitalized(Sentences.number(below))) of \(count) queues \
          \(below, "was", "were") \(basis.belowWords)
          """)
      }
    guard let lowest else { return words }
    return below == 1 ? say("\(words): \(lowest)") : words + say(", \(lowest) lowest")
  }

  private var sentence: HTML {
    let values = shownQueues.map { queue -> HTML in
      "\(.outside(queue.queue.label)) \(context.figures(queue: queue).serviceLevel.data())"
    }
    return say("Over the period: \(Sentences.list(values)).")
  }
}
