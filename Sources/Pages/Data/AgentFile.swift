import Figures

/// The agents' time in each status, by local day and for the period.
struct AgentFile {
  let statement: Statement

  var files: [DataFile] {
    guard let agents = statement.agents else { return [] }
    let rows = [("*", agents.total)] + agents.days.map { ($0.date.text, $0.summary) }
    return [
      DataFile(
        "agents", title: "One row is a local day of the partner's agents, or the whole period",
        key: ["date"],
        fields: [
          Field("date", "string", "Local date, or * for the period"), .start, .seconds,
          Field("agents", "integer", "Agents whose time was asked for"),
          Field("expected", "integer", "Half hours that should have come; 0 where none fits"),
          Field("received", "integer", "Half hours that came"),
        ]
          + AgentStatus.allCases.map {
            Field($0.column, "number", "Time in the status \($0.rawValue), seconds")
          } + [
            Field("occupancy_numerator", "integer", "Upper part of the occupancy, milliseconds"),
            Field("occupancy_denominator", "integer", "Lower part of the occupancy, milliseconds"),
            Field("occupancy", "number", "\(TimeShare.genesys.words), as a share of 1"),
            .state,
          ]
      ) { buffer in
        for (date, summary) in rows {
          buffer.plain(date)
          buffer.plain(summary.window.start.text)
          buffer.integer(summary.window.seconds)
          buffer.integer(agents.scope.agents)
          buffer.integer(summary.expected)
          buffer.integer(summary.received)
          for status in AgentStatus.allCases {
            buffer.quotient(summary[status].map { Quotient($0, 1000) }, places: 3)
          }
          let share = summary.occupancy.quotient
          buffer.integer(share?.numerator)
          buffer.integer(share?.denominator)
          buffer.quotient(share, places: 6)
          buffer.plain(summary.state.rawValue)
          buffer.endRow()
        }
        return rows.count
      }
    ]
  }
}
