extension AgentFigures {
  /// The same figures without the time of few agents.
  ///
  /// A day on which never so many were on the queue together as `smallest` is masked; nobody knows
  /// better how many there were. Where the period's time is shown, a larger day goes with the small
  /// ones, so that no subtraction finds them. Whole statuses and shares go together. What other
  /// sealed periods hide of the same days stays hidden, and what they show protects nothing.
  func masked(
    below smallest: Int, beside others: PublishedAgentTime = PublishedAgentTime()
  ) -> AgentFigures {
    guard smallest > 1 else { return self }
    let counted = days.filter { $0.summary.state != .missing }
    let cells = SmallCells(
      counted.map { SmallCells.Cell(name: $0.date.text, count: $0.summary.small) }, of: .persons,
      minimum: smallest, shown: Set(others.shown.map(\.text)),
      hidden: Set(others.hidden.map(\.text)))
    let hidesTotal =
      cells.total == nil || (1..<smallest).contains(total.small)
      || others.hasTotal && !cells.hidden.isEmpty
    return AgentFigures(
      scope: scope, total: hidesTotal ? total.masked : total,
      days: days.map { day in
        cells.hidden.contains(day.date.text)
          ? AgentDay(date: day.date, summary: day.summary.masked) : day
      })
  }
}

extension AgentSummary {
  /// How many agents it is known to be of; what nobody counted may be of one.
  fileprivate var small: Int { persons ?? 1 }
}
