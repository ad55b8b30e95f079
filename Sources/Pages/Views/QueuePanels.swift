import Figures

/// The small panel for each queue, and the headline over them.
struct QueuePanels {
  let context: PeriodContext

  /// More than this many queues make the drawing unreadable; the rest is in the table.
  private static let most = 12
  /// How many are drawn where there are more.
  private static let few = 1

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
    let target: HTML = basis.target == nil ? "" : " Black line: \(basis.bound)."
    let part: HTML =
      shown.count < statement.queues.count
      ? " The \(shown.count) queues with the lowest values; all are in the table." : ""
    return ChartFigure(
      number: number, name: "level-by-queue", headline: headline,
      subtitle: "Service level by day for each queue.\(target) Triangle: lowest day.\(part)",
      key: [], wide: chart.canvas(isNarrow: false), narrow: chart.canvas(isNarrow: true),
      sentence: sentence,
      source: "<a href=\"data/ratios-day.csv\">ratios-day.csv</a>, rows of each queue."
    ).html
  }

  private var shownQueues: [QueueSummary] {
    guard statement.queues.count > Self.most else { return statement.queues }
    let ranked = statement.queues.enumerated().sorted { left, right in
      let one = left.element.summary.serviceLevel.quotient
      let other = right.element.summary.serviceLevel.quotient
      guard let one, let other else { return one != nil }
      if Takeaway.isLess(one, other) { return true }
      return Takeaway.isLess(other, one) ? false : left.offset < right.offset
    }
    let kept = Set(ranked.prefix(Self.few).map(\.offset))
    return statement.queues.enumerated().filter { kept.contains($0.offset) }.map(\.element)
  }

  private var headline: HTML {
    let basis = context.basis
    let outcomes = statement.queues.map(\.summary.serviceLevel)
    let known = outcomes.count { $0.quotient != nil }
    let lowest: HTML? = Takeaway.uniqueMinimum(outcomes).map {
      .outside(statement.queues[$0].queue.label)
    }
    guard basis.target != nil, known == outcomes.count else {
      return lowest.map { "\($0) had the lowest service level" } ?? "Service level by queue"
    }
    let below = outcomes.count(where: basis.isBelow)
    if below == 0 {
      return basis.target?.comparison == .moreThan
        ? "\(Sentences.all(known, "queue")) were above \(basis.bound)"
        : "\(Sentences.all(known, "queue")) reached \(basis.bound)"
    }
    let all = below == known
    let subject =
      all
      ? "\(Sentences.all(known, "queue")) were"
      : Sentences.capitalized(Sentences.number(below)) + " of \(Sentences.number(known)) queues "
        + (below == 1 ? "was" : "were")
    let end: HTML = lowest.map { below == 1 ? ": \($0)" : ", \($0) lowest" } ?? ""
    return "\(subject) \(basis.belowWords)\(end)"
  }

  private var sentence: HTML {
    let values = statement.queues.map { queue -> HTML in
      "\(.outside(queue.queue.label)) \(context.figures(queue: queue).serviceLevel.data())"
    }
    return "Over the period: \(Sentences.list(Array(values.prefix(Self.most))))."
  }
}
