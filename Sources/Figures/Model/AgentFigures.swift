/// Whose time it is.
package struct AgentScope: Sendable, Hashable {
  package enum Basis: String, Sendable, Hashable, CaseIterable {
    /// All members of the partner's queues, as they were when the period was fetched.
    case queues
    /// Those whom the configuration names.
    case named
  }

  package let basis: Basis
  package let agents: Int
  /// How many of them are members of a queue that is not the partner's; accepted, if there are any.
  package let shared: Int
  /// When the members of the queues were read.
  package let takenAt: Instant

  package init(basis: Basis, agents: Int, shared: Int, takenAt: Instant) {
    self.basis = basis
    self.agents = agents
    self.shared = shared
    self.takenAt = takenAt
  }
}

/// What the agents did in one stretch of time, and how much of it was received.
package struct AgentSummary: Sendable, Hashable {
  package let window: Window
  /// Half hours that should have come; none where the stretch is no whole number of them.
  package let expected: Int
  package let received: Int
  package private(set) var state: State
  private var time: AgentTally
  /// At least so many agents were on the queue at one time or another; 0 where nobody was, `nil`
  /// where nobody counted.
  let persons: Int?

  init(
    window: Window, expected: Int, received: Int, isFinal: Bool, time: AgentTally, persons: Int?
  ) {
    self.window = window
    self.expected = expected
    self.received = received
    self.time = time
    self.persons = persons
    state =
      received == 0
      ? .missing : received < expected ? .partial : isFinal ? .final : .provisional
  }

  /// Milliseconds in a status; `nil` when nothing was received, or nothing may be shown.
  package subscript(status: AgentStatus) -> Int? { hasTime ? time[status] : nil }

  package var occupancy: Outcome { hasTime ? time.occupancy : .missing }

  private var hasTime: Bool { state != .missing && state != .masked }

  /// The same stretch without its time, or as it is when there was none.
  var masked: AgentSummary {
    guard state != .missing else { return self }
    var copy = self
    copy.state = .masked
    copy.time = AgentTally()
    return copy
  }
}

/// A local day of the agents.
package struct AgentDay: Sendable, Hashable {
  package let date: LocalDate
  package let summary: AgentSummary

  package init(date: LocalDate, summary: AgentSummary) {
    self.date = date
    self.summary = summary
  }
}

/// The time of a partner's agents in a period, for all its queues together.
///
/// An agent in five queues has one status at a time, so there is no time by queue.
package struct AgentFigures: Sendable, Hashable {
  package let scope: AgentScope
  package let total: AgentSummary
  package let days: [AgentDay]

  package init(scope: AgentScope, total: AgentSummary, days: [AgentDay]) {
    self.scope = scope
    self.total = total
    self.days = days
  }

  /// Whether a day begins or ends within a half hour, so that it cannot be cut from half hours.
  package var hasUncutDays: Bool { days.contains { $0.summary.expected == 0 } }
}
