package import Figures
import GRDB

extension Archive {
  /// Whose time a capture holds; `nil` where nobody asked.
  package func agents(of capture: Capture) throws -> CapturedAgents? {
    try read { try Self.agents(of: capture, in: $0) }
  }

  /// The time of all its agents together, by half hour.
  package func agentRows(of capture: Capture) throws -> [AgentRow] {
    try read { try Self.agentRows(of: capture, in: $0) }
  }

  static func agents(of capture: Capture, in database: Database) throws -> CapturedAgents? {
    let found = try Row.fetchOne(
      database,
      sql: """
        SELECT basis, agents, shared, start_s, end_s, taken_ms FROM agent_scope WHERE capture = ?
        """, arguments: [capture.number])
    guard let found else { return nil }
    guard let basis = AgentScope.Basis(rawValue: found[0]) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    let members = try Row.fetchAll(
      database, sql: "SELECT queue, agent FROM member WHERE capture = ?",
      arguments: [capture.number])
    return CapturedAgents(
      scope: AgentScope(
        basis: basis, agents: found[1], shared: found[2],
        takenAt: Instant(milliseconds: found[5])),
      window: Window(Instant(seconds: found[3]), Instant(seconds: found[4])),
      members: members.map { QueueMember(queue: QueueID($0[0]), agent: AgentID($0[1])) })
  }

  static func agentRows(of capture: Capture, in database: Database) throws -> [AgentRow] {
    let sums = AgentStatus.allCases.map { "sum(\($0.column)_ms)" }.joined(separator: ", ")
    return try Row.fetchAll(
      database,
      sql: """
        SELECT agent_time.start_s, \(sums),
          CASE WHEN count(agent_time.agents) = count(*) THEN sum(agent_time.agents) END
        FROM agent_time JOIN agent_part ON number = part
        WHERE capture = ? GROUP BY agent_time.start_s ORDER BY agent_time.start_s
        """, arguments: [capture.number]
    ).map { row in
      var time = AgentTally()
      for (place, status) in AgentStatus.allCases.enumerated() { time[status] = row[place + 1] }
      return AgentRow(
        start: Instant(seconds: row[0]), time: time, agents: row[AgentStatus.allCases.count + 1])
    }
  }

  static func agentCoverage(of capture: Capture, in database: Database) throws -> [AgentCoverage] {
    try Row.fetchAll(
      database, sql: "SELECT start_s, end_s, first, agents FROM agent_part WHERE capture = ?",
      arguments: [capture.number]
    ).map { row in
      let first: Int = row[2]
      let agents: Int = row[3]
      return AgentCoverage(
        window: Window(Instant(seconds: row[0]), Instant(seconds: row[1])),
        places: first..<first + agents)
    }
  }

  /// Every half hour of every agent was answered.
  ///
  /// Parts never overlap, so those that are as large as the whole cover it.
  static func checkAgents(of capture: Capture, in database: Database) throws {
    guard let agents = try agents(of: capture, in: database) else { return }
    let whole = AgentCoverage(window: agents.window, places: 0..<agents.scope.agents)
    let cells = try agentCoverage(of: capture, in: database).reduce(0) { $0 + $1.cells }
    guard cells == whole.cells else { throw ArchiveError.agentsUncovered(agents.window.start) }
  }
}
