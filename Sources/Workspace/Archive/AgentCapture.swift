package import Figures
import GRDB

/// Whose time a capture holds, and who served its queues when it was taken.
package struct CapturedAgents: Sendable, Hashable {
  package let scope: AgentScope
  /// The half hours that are asked for.
  package let window: Window
  /// By queue and agent; of the partner's own queues only.
  package let members: [QueueMember]

  package init(scope: AgentScope, window: Window, members: [QueueMember]) {
    self.scope = scope
    self.window = window
    self.members = members.sorted { ($0.queue, $0.agent) < ($1.queue, $1.agent) }
  }
}

/// An agent who may serve a queue.
///
/// Of a person's record nothing but the id is kept.
package struct QueueMember: Sendable, Hashable {
  package let queue: QueueID
  package let agent: AgentID

  package init(queue: QueueID, agent: AgentID) {
    self.queue = queue
    self.agent = agent
  }
}

/// What an answer about agents covers: a window of some of the agents, by their places.
package struct AgentCoverage: Sendable, Hashable {
  package let window: Window
  package let places: Range<Int>

  package init(window: Window, places: Range<Int>) {
    self.window = window
    self.places = places
  }

  private var halfHours: Int { window.seconds / AgentSheet.step }
  var cells: Int { halfHours * places.count }

  func overlaps(_ other: AgentCoverage) -> Bool {
    window.overlaps(other.window) && places.overlaps(other.places)
  }

  /// The row's times, unless it lies outside, off the grid, or holds more than so many agents can.
  func checked(_ row: AgentRow) -> AgentTally? {
    guard window.contains(row.start), AgentSheet.isOnGrid(row.start),
      AgentStatus.allCases.allSatisfy({ row.time[$0] >= 0 }),
      row.time.total <= places.count * AgentSheet.step * 1000,
      (0...places.count).contains(row.agents ?? 0)
    else { return nil }
    return row.time
  }
}

extension OpenCapture {
  /// Says whose time the capture will hold; what an interrupted run said stays.
  package func begin(_ agents: CapturedAgents) throws {
    try archive.write { database in
      guard try Archive.agents(of: capture, in: database) == nil else { return }
      let scope = agents.scope
      try database.execute(
        sql: "INSERT INTO agent_scope VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          capture.number, scope.basis.rawValue, scope.agents, scope.shared,
          agents.window.start.seconds, agents.window.end.seconds, scope.takenAt.milliseconds,
        ])
      for member in agents.members {
        try database.execute(
          sql: "INSERT INTO member VALUES (?, ?, ?)",
          arguments: [capture.number, member.queue.text, member.agent.text])
      }
    }
  }

  /// Stores an answer about agents with what was read from it, at once or not at all.
  package func store(_ answer: Answer, covering coverage: AgentCoverage, rows: [AgentRow]) throws {
    try archive.write { database in
      try insert(answer, in: database)
      guard let agents = try Archive.agents(of: capture, in: database),
        coverage.window.clamped(to: agents.window) == coverage.window, coverage.cells > 0,
        coverage.places.clamped(to: 0..<agents.scope.agents) == coverage.places,
        AgentSheet.isOnGrid(coverage.window.start), AgentSheet.isOnGrid(coverage.window.end),
        try !Archive.agentCoverage(of: capture, in: database).contains(where: coverage.overlaps)
      else { throw ArchiveError.strangeAgents(answer: answer.key) }
      try database.execute(
        sql: """
          INSERT INTO agent_part (capture, answer, start_s, end_s, first, agents)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          capture.number, answer.key, coverage.window.start.seconds, coverage.window.end.seconds,
          coverage.places.lowerBound, coverage.places.count,
        ])
      let part = database.lastInsertedRowID
      for row in rows {
        guard let time = coverage.checked(row) else {
          throw ArchiveError.strangeAgents(answer: answer.key)
        }
        var values: [(any DatabaseValueConvertible)?] = [part, row.start.seconds]
        values += AgentStatus.allCases.map { time[$0] }
        values.append(row.agents)
        do {
          try database.execute(
            sql: "INSERT INTO agent_time VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: StatementArguments(values))
        } catch let error as DatabaseError
          where error.extendedResultCode == .SQLITE_CONSTRAINT_PRIMARYKEY
        {
          throw ArchiveError.repeated(answer: answer.key)
        }
      }
    }
  }
}
