import Figures
import Foundation
import GRDB
import Testing
import Workspace

/// Captures that name nobody: by stand-ins, under one key or another, or not at all.
@Suite struct MaskedCaptureTests {
  private let example: ArchiveExample

  init() throws { example = try ArchiveExample() }

  private func naming(_ agents: Naming?, _ conversations: Naming?, _ key: String?) -> CapturedNaming
  { CapturedNaming(agents: agents, conversations: conversations, keyID: key) }

  /// A complete capture with one agent's half hour and one conversation's event.
  private func fetch(
    _ archive: Archive, _ naming: CapturedNaming, agent: String?, conversation: String,
    idle: Int = 7, wait: Int = 61_500, at now: Instant
  ) throws -> Completion {
    let records = AskedRecords(route: .pages, queries: 1)
    let open = try archive.beginOrResume(
      example.header(records: records, naming: naming), zone: example.zone, now: now)
    try open.store(
      [example.answer("1"), example.answer("2")],
      covering: Coverage(
        window: example.window, series: [ArchiveExample.inbound, ArchiveExample.outbound]),
      rows: [example.row(3)])
    try open.store(
      [
        RecordEvent(
          conversation: conversation, series: ArchiveExample.inbound, metric: .tWait,
          emittedAt: example.start + 900, value: wait)
      ], answering: "q", receipts: [])
    try open.begin(
      CapturedAgents(
        scope: AgentScope(basis: .queues, agents: 1, shared: 0, takenAt: example.now),
        window: example.window,
        members: agent.map {
          [QueueMember(queue: ArchiveExample.queue, agent: AgentID($0))]
        } ?? []))
    try open.store(
      example.answer("a"), covering: AgentCoverage(window: example.window, places: 0..<1),
      rows: [AgentRow(start: example.start, time: AgentTally([.idle: idle]), agents: 1)])
    try open.store([MaskingSwitch(name: "piiMaskingEnabled", isOn: true)])
    return try open.complete(now: now + 60)
  }

  @Test func `a capture tells what it keeps of ids, under which key, and the switches of then`()
    throws
  {
    let archive = try example.open()
    let made = naming(.pseudonym, .pseudonym, "k_one")
    let capture = try fetch(archive, made, agent: "p_a", conversation: "p_c", at: example.now)
      .capture
    try archive.close()
    let reopened = try example.open()
    let found = try #require(try reopened.latestComplete(period: "1999-10"))
    #expect(found.header.naming == made)
    #expect(found.maskingSwitches == [MaskingSwitch(name: "piiMaskingEnabled", isOn: true)])
    #expect(found == capture)
    #expect(try reopened.agentRows(of: found).map(\.agents) == [1])
    for column in ["agent_naming", "naming_key", "masking_switches"] {
      #expect(throws: ArchiveError.self, "\(column)") {
        try reopened.run("UPDATE capture SET \(column) = NULL")
      }
    }
    #expect(try ArchiveCheck(reopened).run().findings == [])
  }

  /// Each row: what the second fetch keeps, and whether its figures are the first one's.
  @Test(
    arguments: [
      ("another key", "k_two", Naming.pseudonym, "p_b", "p_d", 7, 61_500, true),
      ("no names", "k_two", .drop, nil, "p_d", 7, 61_500, true),
      ("ids", nil, .id, "a1", "c1", 7, 61_500, true),
      ("another key and time", "k_two", .pseudonym, "p_b", "p_d", 8, 61_500, false),
      ("another key and event", "k_two", .pseudonym, "p_b", "p_d", 7, 61_501, false),
      ("one key, another agent", "k_one", .pseudonym, "p_b", "p_c", 7, 61_500, false),
      ("one key, another conversation", "k_one", .pseudonym, "p_a", "p_d", 7, 61_500, false),
    ] as [(String, String?, Naming, String?, String, Int, Int, Bool)])
  func `under another key the figures alone decide whether anything changed`(
    name: String, key: String?, agents: Naming, agent: String?, conversation: String, idle: Int,
    wait: Int, isSame: Bool
  ) throws {
    let archive = try example.open()
    let first = try fetch(
      archive, naming(.pseudonym, .pseudonym, "k_one"), agent: "p_a", conversation: "p_c",
      at: example.now
    ).capture
    let second = try fetch(
      archive, naming(agents, agents == .id ? .id : .pseudonym, key), agent: agent,
      conversation: conversation, idle: idle, wait: wait, at: example.now + 3600)
    guard isSame else {
      #expect(second.capture.id != first.id, "\(name)")
      #expect(second.capture.header.naming.keyID == key)
      return
    }
    guard case .confirmed(let confirmed) = second else {
      Issue.record("\(name): a new capture")
      return
    }
    // It keeps the names that it has, and their key.
    #expect(confirmed.id == first.id)
    #expect(confirmed.header.naming.keyID == "k_one")
    #expect(try archive.agents(of: confirmed)?.members.map(\.agent.text) == ["p_a"])
  }

  @Test func `a fetch under another key does not go on with an interrupted one`() throws {
    let archive = try example.open()
    let first = try archive.beginOrResume(
      example.header(naming: naming(.pseudonym, nil, "k_one")), zone: example.zone,
      now: example.now)
    try first.store(example.answer("1"), covering: example.hour(0), rows: [])
    func resumed(_ key: String) throws -> Bool {
      try archive.beginOrResume(
        example.header(naming: naming(.pseudonym, nil, key)), zone: example.zone,
        now: example.now + 60
      ).isResumed
    }
    #expect(try resumed("k_one"))
    #expect(try !resumed("k_two"))
  }

  // MARK: - Answers

  @Test func `the digest is of what came, and what is kept has one of its own`() throws {
    let archive = try example.open()
    let open = try archive.beginOrResume(example.header(), zone: example.zone, now: example.now)
    let whole = Array(#"{"results":[],"who":"Ada"}"#.utf8)
    let kept = Array(#"{"results":[]}"#.utf8)
    try open.store(
      [
        Answer(
          key: "1", method: "POST", path: "/api", body: "who is Ada", status: 200,
          correlationID: "c", receivedAt: example.now, response: whole, keptBody: "who is p_a",
          keptResponse: kept), example.answer("2"),
      ],
      covering: Coverage(
        window: example.window, series: [ArchiveExample.inbound, ArchiveExample.outbound]),
      rows: [])
    let capture = try open.complete(now: example.now + 60).capture
    let answers = try archive.answers(of: capture)
    #expect(answers[0].body == "who is p_a")
    #expect(answers[0].bodySHA256 == SHA256.hex(of: Array("who is Ada".utf8)))
    #expect(answers[0].sha256 == SHA256.hex(of: whole))
    #expect(answers[0].size == whole.count)
    #expect(answers[0].keptSHA256 == SHA256.hex(of: kept))
    #expect(answers[0].keptSize == kept.count)
    #expect(answers[1].keptSHA256 == nil && answers[1].keptSize == nil)
    #expect(answers[1].bodySHA256 == SHA256.hex(of: Array(answers[1].body.utf8)))
    #expect(try archive.rawAnswer(of: capture, key: "1") == kept)
    #expect(try ArchiveCheck(archive).run().findings == [])

    let folder = example.folder.file("export")
    _ = try ArchiveExport(archive, as: .jsonl).write(to: folder)
    let text = try String(contentsOfFile: folder + "/answer.jsonl", encoding: .utf8)
    #expect(text.contains(#""response":"{\"results\":[]}""#))
    #expect(!text.contains("Ada"))
  }

  @Test func `an answer that was changed where it is kept is found`() throws {
    let archive = try example.open()
    let open = try archive.beginOrResume(example.header(), zone: example.zone, now: example.now)
    try open.store(
      [example.answer("1")],
      covering: Coverage(
        window: example.window, series: [ArchiveExample.inbound, ArchiveExample.outbound]),
      rows: [])
    let capture = try open.complete(now: example.now + 60).capture
    try archive.close()
    let database = try DatabaseQueue(path: example.path)
    try database.write { database in
      try database.execute(sql: "DROP TRIGGER answer_update")
      try database.execute(
        sql: "UPDATE answer SET kept_sha256 = ?", arguments: [SHA256.hex(of: [1, 2, 3])])
    }
    try database.close()
    let reopened = try example.open()
    #expect(throws: ArchiveError.self) { try reopened.rawAnswer(of: capture, key: "1") }
    #expect(try ArchiveCheck(reopened).run().findings.map(\.place) == ["answer 1"])
  }

  // MARK: - Earlier versions

  @Test func `a capture of an earlier version says that it keeps ids as they are`() throws {
    let archive = try example.open()
    let capture = try fetch(
      archive, naming(.id, .id, nil), agent: "a1", conversation: "c1", at: example.now
    ).capture
    try archive.close()
    let database = try DatabaseQueue(path: example.path)
    try database.writeWithoutTransaction { database in
      let triggers = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
      for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger)") }
      for (table, column) in [
        ("capture", "agent_naming"), ("capture", "conversation_naming"),
        ("capture", "naming_key"), ("capture", "masking_switches"), ("answer", "body_sha256"),
        ("answer", "kept_sha256"), ("answer", "kept_size"), ("agent_time", "agents"),
      ] { try database.execute(sql: "ALTER TABLE \(table) DROP COLUMN \(column)") }
      try database.execute(
        sql: """
          CREATE TABLE rows AS SELECT * FROM tally; DROP VIEW tally; DROP TABLE tally_part;
          ALTER TABLE rows RENAME TO tally
          """)
      try database.execute(sql: "PRAGMA user_version = 4")
    }
    try database.close()
    let reopened = try example.open()
    let found = try #require(try reopened.latestComplete(period: "1999-10"))
    #expect(found.id == capture.id)
    #expect(found.header.naming == naming(.id, .id, nil))
    #expect(found.maskingSwitches == nil)
    #expect(try reopened.agentRows(of: found).map(\.agents) == [nil])
    #expect(throws: ArchiveError.self) { try reopened.run("DELETE FROM member") }
  }
}
