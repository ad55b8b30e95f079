import Figures
import Foundation
import Testing
import Workspace

/// Two hours of three agents beside the tallies of one queue.
@Suite struct AgentCaptureTests {
  private let example: ArchiveExample

  init() throws { example = try ArchiveExample() }

  private func agents(_ count: Int = 3, shared: Int = 0) -> CapturedAgents {
    CapturedAgents(
      scope: AgentScope(basis: .queues, agents: count, shared: shared, takenAt: example.now),
      window: example.window,
      members: ["c3", "a1", "b2"].map {
        QueueMember(queue: ArchiveExample.queue, agent: AgentID($0))
      })
  }

  private func row(_ half: Int, _ time: AgentTally) -> AgentRow {
    AgentRow(start: example.start + half * 1800, time: time)
  }

  /// Half hours of agents, by their numbers and places.
  private func part(_ halves: Range<Int>, _ places: Range<Int>) -> AgentCoverage {
    AgentCoverage(
      window: Window(
        example.start + halves.lowerBound * 1800, example.start + halves.upperBound * 1800),
      places: places)
  }

  private func begin(
    _ archive: Archive, _ agents: CapturedAgents?, at now: Instant? = nil, offered: Int = 4
  ) throws -> OpenCapture {
    let open = try archive.beginOrResume(
      example.header(), zone: example.zone, now: now ?? example.now)
    if !open.isResumed {
      try open.store(example.answer("1"), covering: example.hour(0), rows: [])
      try open.store(
        example.answer("2"), covering: example.hour(1), rows: [example.row(20, offered: offered)])
    }
    if let agents { try open.begin(agents) }
    return open
  }

  @Test func `time is kept in parts and comes back as the sum of all agents`() throws {
    let archive = try example.open()
    let open = try begin(archive, agents(shared: 1))
    try open.store(
      example.answer("a"), covering: part(0..<4, 0..<2),
      rows: [
        row(0, AgentTally([.interacting: 900_000, .idle: 5])), row(3, AgentTally([.idle: 7])),
      ])
    try open.store(
      example.answer("b"), covering: part(0..<1, 2..<3),
      rows: [row(0, AgentTally([.interacting: 1, .offQueue: 2]))])
    try open.store(example.answer("c"), covering: part(1..<4, 2..<3), rows: [])
    let capture = try open.complete(now: example.now + 60).capture
    try archive.close()

    let reopened = try example.open()
    #expect(try reopened.agents(of: capture) == agents(shared: 1))
    #expect(
      try reopened.agents(of: capture)?.members.map(\.agent)
        == ["a1", "b2", "c3"].map(AgentID.init))
    #expect(
      try reopened.agentRows(of: capture) == [
        row(0, AgentTally([.interacting: 900_001, .idle: 5, .offQueue: 2])),
        row(3, AgentTally([.idle: 7])),
      ])
    #expect(try reopened.answers(of: capture).map(\.key) == ["1", "2", "a", "b", "c"])
    for table in ["agent_scope", "member", "agent_part", "agent_time"] {
      for attack in ["DELETE FROM \(table)", "INSERT INTO \(table) SELECT * FROM \(table)"] {
        #expect(throws: ArchiveError.self, "\(attack)") { try reopened.run(attack) }
      }
    }
    #expect(throws: ArchiveError.self) { try reopened.run("UPDATE agent_time SET idle_ms = 0") }
    #expect(throws: ArchiveError.self) { try reopened.run("UPDATE agent_scope SET shared = 0") }
  }

  @Test func `the digest is fixed for good, and without agents the one it always was`() throws {
    // Made by hand as the digest of ``CaptureTests``; after the rows of both series follow:
    // agents queues 3 0⏎1999-10-31T08:00:00Z⏎1999-10-31T10:00:00Z⏎
    // (the queue)⇥a1⏎ and so on for b2 and c3, then 941356800 60000 0 0 0 1740000⏎
    let archive = try example.open()
    let open = try begin(archive, agents())
    try open.store(
      example.answer("a"), covering: part(0..<4, 0..<3),
      rows: [row(0, AgentTally([.interacting: 60_000, .offQueue: 1_740_000]))])
    #expect(
      try open.complete(now: example.now + 60).capture.digest
        == "d1dcdfca392b381dac0298b2ceaf24f9b83819819c49e32c015eaade3a2190c8")
    let plain = try begin(archive, nil, at: example.now + 120).complete(now: example.now + 180)
    #expect(
      plain.capture.digest == "16a841cfdd237b90772aef89426ba55fc84345187b32f9cd2c1f7f1ea9dd2b9b")
  }

  @Test func `the same time, asked in other parts, confirms the capture`() throws {
    let archive = try example.open()
    let time = AgentTally([.interacting: 600_000])
    let first = try begin(archive, agents())
    try first.store(
      example.answer("a"), covering: part(0..<4, 0..<3),
      rows: [row(0, AgentTally([.interacting: 1_200_000]))])
    _ = try first.complete(now: example.now + 60)
    let later = example.now + 345_600
    let second = try begin(archive, agents(), at: later)
    try second.store(example.answer("b"), covering: part(0..<4, 0..<1), rows: [row(0, time)])
    try second.store(example.answer("c"), covering: part(0..<4, 1..<3), rows: [row(0, time)])
    guard case .confirmed = try second.complete(now: later + 60) else {
      Issue.record("equal figures make no new capture")
      return
    }
    let third = try begin(archive, agents(shared: 1), at: later + 120)
    try third.store(
      example.answer("a"), covering: part(0..<4, 0..<3),
      rows: [row(0, AgentTally([.interacting: 1_200_000]))])
    guard case .completed = try third.complete(now: later + 180) else {
      Issue.record("agents whom others share make another capture")
      return
    }
  }

  @Test func `a capture is complete only when every agent was answered for`() throws {
    do {
      let archive = try example.open()
      let open = try begin(archive, agents())
      try open.store(example.answer("a"), covering: part(0..<4, 0..<2), rows: [])
      #expect(throws: ArchiveError.agentsUncovered(example.start)) {
        try open.complete(now: example.now)
      }
      try archive.close()
    }
    let archive = try example.open()
    // A run that goes on keeps what the first one said about whose time it is.
    let open = try begin(archive, agents(2), at: example.now + 60)
    #expect(open.isResumed)
    #expect(open.finished.contains("a"))
    #expect(try archive.agents(of: open.capture)?.scope.agents == 3)
    try open.store(example.answer("b"), covering: part(0..<4, 2..<3), rows: [])
    #expect(try open.complete(now: example.now).capture.state == .complete)
  }

  @Test func `what was not asked for is refused with its whole answer`() throws {
    let archive = try example.open()
    let open = try begin(archive, agents())
    try open.store(example.answer("a"), covering: part(0..<2, 0..<2), rows: [])
    let full = AgentTally([.idle: 1_800_000])
    var more = full
    more[.offQueue] = 1
    let attempts: [(AgentCoverage, [AgentRow])] = [
      // Twice, outside the window, strange agents, nobody, off the grid.
      (part(1..<3, 1..<3), []), (part(3..<5, 0..<1), []), (part(2..<4, 2..<4), []),
      (part(2..<4, 1..<1), []),
      (
        AgentCoverage(window: Window(example.start + 3660, example.start + 5460), places: 0..<1), []
      ),
      // Rows outside, off the grid, longer than the interval, negative.
      (part(2..<4, 0..<1), [row(0, full)]),
      (part(2..<4, 0..<1), [AgentRow(start: example.start + 3660, time: full)]),
      (part(2..<4, 0..<1), [row(2, more)]), (part(2..<4, 0..<1), [row(2, AgentTally([.idle: -1]))]),
    ]
    for (coverage, rows) in attempts {
      #expect(throws: ArchiveError.strangeAgents(answer: "b"), "\(coverage)") {
        try open.store(example.answer("b"), covering: coverage, rows: rows)
      }
    }
    #expect(throws: ArchiveError.repeated(answer: "b")) {
      try open.store(
        example.answer("b"), covering: part(2..<4, 0..<1), rows: [row(2, full), row(2, full)])
    }
    #expect(try archive.answers(of: open.capture).map(\.key) == ["1", "2", "a"])
    #expect(try archive.agentRows(of: open.capture) == [])
    // Two agents may fill an interval twice.
    try open.store(
      example.answer("b"), covering: part(2..<4, 0..<2),
      rows: [row(2, AgentTally([.idle: 3_600_000]))]
    )
  }

  @Test func `time of nobody's is refused`() throws {
    let archive = try example.open()
    let open = try begin(archive, nil)
    #expect(throws: ArchiveError.strangeAgents(answer: "a")) {
      try open.store(example.answer("a"), covering: part(0..<1, 0..<1), rows: [])
    }
  }
}
