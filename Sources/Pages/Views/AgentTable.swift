import Figures

/// The agents' time in each status by day, and their occupancy.
struct AgentTable {
  private let statement: Statement
  private let agents: AgentFigures

  /// The statuses that occupancy is made of; the file has the others too.
  private static var shown: [(status: AgentStatus, title: HTML)] {
    [
      (.interacting, say("Interacting")), (.communicating, say("Communicating")),
      (.idle, say("Idle")),
    ]
  }

  /// `nil` when nobody asked.
  init?(_ statement: Statement) {
    guard let agents = statement.agents else { return nil }
    self.statement = statement
    self.agents = agents
  }

  var html: HTML {
    var table = Table(
      "agents-table", style: "dense fit nw", resource: "agents",
      title: say("Occupancy by routing status and agent time, by day"),
      subtitle: say("Occupancy: \(sayFormula(TimeShare.genesys.words))."),
      columns: [
        .plain(say("Day")), .figure(say("Occupancy (routing status)"), "occupancy", .percent),
      ]
        + Self.shown.map { .figure($1, $0.column, .seconds) })
    for day in agents.days {
      let row = "date=\(day.date.text)"
      table.row(
        "\(DateWords.short(day.date))" + StateWords.mark(day.summary.state), selector: row,
        cells: cells(day.summary, row))
    }
    table.sum(
      "\(DateWords.head(statement.period))" + StateWords.mark(agents.total.state),
      selector: "date=*", cells: cells(agents.total, "date=*"))
    return lead + table.html + Facts.note(legend)
  }

  private var lead: HTML {
    say(
      "<p>Occupancy by routing status was \(occupancy(agents.total, "date=*").data()): \(Self.whose(agents.scope))</p>"
    )
  }

  /// Whose time it is, in a sentence.
  static func whose(_ scope: AgentScope) -> HTML {
    let isOne = scope.agents == 1
    let who: HTML
    switch (scope.basis, isOne) {
    case (.queues, true): who = say("1 agent, the only member of the partner’s queues")
    case (.queues, false):
      who = say("\(Shown.count(scope.agents)) agents, all members of the partner’s queues")
    case (.named, true): who = say("1 agent, named for this partner")
    case (.named, false): who = say("\(Shown.count(scope.agents)) agents, named for this partner")
    }
    let some: HTML =
      isOne
      ? say("who also serves") : say("\(Shown.count(scope.shared)) of whom also serve")
    let shared: HTML =
      scope.shared == 0
      ? isOne
        ? say("who serves no queue of another") : say("none of whom serves a queue of another")
      : say(
        "\(some) queues that are not the partner’s: time there is part of it, which was accepted")
    return say("the time of \(who), \(shared).")
  }

  private func cells(_ summary: AgentSummary, _ row: String) -> [Table.Cell] {
    [.figure(occupancy(summary, row))]
      + Self.shown.map { .figure(time(summary, $0.status, row)) }
  }

  private func occupancy(_ summary: AgentSummary, _ row: String) -> Figure {
    let share = summary.occupancy.quotient
    return Figure(
      share.map { Shown.percent($0) } ?? hidden(summary) ?? StateWords.short(summary.occupancy),
      exact: share.map { Digits.text($0, places: 6) } ?? "", unit: .percent,
      place: Figure.Place("agents", row, "occupancy"))
  }

  private func time(_ summary: AgentSummary, _ status: AgentStatus, _ row: String) -> Figure {
    let time = summary[status]
    return Figure(
      time.map { Shown.hours(milliseconds: $0) } ?? hidden(summary) ?? sayPlain("no data"),
      exact: time.map { Digits.text(Quotient($0, 1000), places: 3) } ?? "", unit: .seconds,
      place: Figure.Place("agents", row, status.column))
  }

  private func hidden(_ summary: AgentSummary) -> String? {
    summary.state == .masked ? sayPlain("hidden") : nil
  }

  private var legend: HTML {
    let summaries = agents.days.map(\.summary) + [agents.total]
    let states = Set(summaries.map(\.state))
    var sentences: [HTML] = [
      say(
        """
        An agent has one status at a time, whichever queue the contact came from, so this time cannot \
        be split by queue.
        """)
    ]
    if states.contains(.provisional) {
      sentences.append(say("p: provisional, late data may arrive."))
    }
    if states.contains(.partial) {
      sentences.append(say("*: partial, a part was not received and is not counted."))
    }
    if states.contains(.missing) {
      sentences.append(say("“no data”: nothing was recorded; not zero."))
    }
    if states.contains(.masked) {
      sentences.append(
        say(
          """
          “hidden”: fewer than \(statement.disclosure.smallestGroup) agents were on the queue at any \
          one time, or the day is left out so that such a day cannot be worked out.
          """))
    }
    if summaries.contains(where: { $0.occupancy == .empty }) {
      sentences.append(say("–: nobody was on the queue, so there is no share."))
    }
    if agents.hasUncutDays {
      sentences.append(
        say("Agent time comes by half hours; a day that begins within one cannot be cut from it."))
    }
    sentences.append(say("Source: <a href=\"data/agents.csv\">agents.csv</a>."))
    return sentences.joined(separator: " ")
  }
}
