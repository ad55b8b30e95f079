import Figures
import Foundation
import Testing
import Workspace

/// Events of conversations beside the tallies of a capture.
@Suite struct RecordRowsTests {
  private let example: ArchiveExample

  init() throws { example = try ArchiveExample() }

  private func event(
    _ metric: RecordMetric, _ value: Int, at milliseconds: Int, conversation: Int = 1,
    series: Series = ArchiveExample.inbound
  ) -> RecordEvent {
    RecordEvent(
      conversation: "c0e40000-0000-4000-8000-00000000070\(conversation)", series: series,
      metric: metric, emittedAt: Instant(milliseconds: example.start.milliseconds + milliseconds),
      value: value)
  }

  /// By series and time; two agents may answer at once.
  private var events: [RecordEvent] {
    [
      event(.nOffered, 1, at: 72_000), event(.tAnswered, 12_500, at: 84_500),
      event(.tAnswered, 12_500, at: 84_500), event(.nOffered, 1, at: 3_600_000, conversation: 2),
      event(.tHandle, 316_500, at: 90_000, series: ArchiveExample.outbound),
    ]
  }

  private func receipt(_ size: Int) -> AnswerReceipt {
    AnswerReceipt(
      method: "POST", path: "/api/v2/analytics/conversations/details/query", body: "{}",
      status: 200, correlationID: "c-\(size)", receivedAt: example.now,
      sha256: String(repeating: "ab", count: 32), size: size)
  }

  private func begin(
    _ archive: Archive, plan: String = "plan-1", route: RecordRoute = .pages, queries: Int = 2,
    at now: Instant? = nil
  ) throws -> OpenCapture {
    try archive.beginOrResume(
      example.header(plan: plan, records: AskedRecords(route: route, queries: queries)),
      zone: example.zone, now: now ?? example.now)
  }

  private func storeTallies(_ open: OpenCapture) throws {
    try open.store(example.answer("1"), covering: example.hour(0), rows: [example.row(3)])
    try open.store(
      example.answer("2"), covering: example.hour(1),
      rows: [example.row(20), example.row(12, series: ArchiveExample.outbound)])
  }

  private func complete(_ archive: Archive) throws -> Capture {
    let open = try begin(archive)
    try storeTallies(open)
    try open.store(
      [events[4], events[1], events[0]], answering: "day 1", receipts: [receipt(5), receipt(7)])
    try open.store([events[3], events[2]], answering: "day 2", receipts: [receipt(2)])
    return try open.complete(now: example.now + 60).capture
  }

  private func records(_ archive: Archive, _ capture: Capture) throws -> [RecordEvent] {
    var found: [RecordEvent] = []
    try archive.forEachRecord(of: capture) { found.append($0) }
    return found
  }

  @Test func `what was stored comes back, sorted, with proof of the answers`() throws {
    let capture = try complete(try example.open())
    let archive = try example.open()
    #expect(try records(archive, capture) == events)
    #expect(try archive.receipts(of: capture) == [receipt(5), receipt(7), receipt(2)])
    #expect(capture.header.records == AskedRecords(route: .pages, queries: 2))
    #expect(try archive.capture(capture.id) == capture)
  }

  @Test func `events have a digest of their own, fixed for good, and tallies keep theirs`() throws {
    let archive = try example.open()
    let capture = try complete(archive)
    // The SHA-256 of this text, made by hand: tallysheet-records-1⏎, then each series as
    // queue⇥medium⇥direction⏎ with its events, such as
    // 941356872000 nOffered 1 c0e40000-0000-4000-8000-000000000701⏎
    #expect(
      capture.recordDigest == "25fa91cf9e5307df15c16a30fc284ed72e453e754c2ab2c8cdeddba8ca09ffd6")
    #expect(
      capture.digest == "e41ff030ab305bb2313e30a04780011b379f0e68c60476e3b5c6ba853e40c40e")
  }

  @Test func `a capture is complete only when every query for records was answered`() throws {
    let archive = try example.open()
    let open = try begin(archive)
    try storeTallies(open)
    try open.store([], answering: "day 1", receipts: [receipt(2)])
    #expect(throws: ArchiveError.uncoveredRecords(answered: 1, of: 2)) {
      try open.complete(now: example.now)
    }
    try open.store(events, answering: "day 2", receipts: [])
    #expect(try open.complete(now: example.now).capture.state == .complete)
  }

  @Test func `an interrupted fetch knows which queries were answered`() throws {
    do {
      let archive = try example.open()
      let open = try begin(archive)
      #expect(open.finishedRecords == [])
      try open.store([events[0]], answering: "day 1", receipts: [receipt(5)])
      try archive.close()
    }
    let archive = try example.open()
    let open = try begin(archive, at: example.now + 3600)
    #expect(open.isResumed)
    #expect(open.finishedRecords == ["day 1"])
    #expect(try records(archive, open.capture) == [events[0]])
    #expect(throws: ArchiveError.self) {
      try open.store([events[1]], answering: "day 1", receipts: [])
    }
  }

  @Test func `the same events by another route confirm the capture that is there`() throws {
    let archive = try example.open()
    let first = try complete(archive)
    let later = try begin(
      archive, plan: "plan-2", route: .job, queries: 1, at: example.now + 345_600)
    try storeTallies(later)
    try later.store(events.reversed(), answering: "job 1", receipts: [receipt(9)])
    let completion = try later.complete(now: example.now + 345_660)
    guard case .confirmed(let capture) = completion else {
      Issue.record("equal events make no new capture")
      return
    }
    #expect(capture.id == first.id)
  }

  @Test func `other events of the same tallies are a new capture`() throws {
    let archive = try example.open()
    let first = try complete(archive)
    let later = try begin(archive, plan: "plan-2", queries: 1, at: example.now + 345_600)
    try storeTallies(later)
    try later.store(Array(events.dropLast()), answering: "day 1", receipts: [])
    let second = try later.complete(now: example.now + 345_660)
    #expect(second == .completed(second.capture))
    #expect(second.capture.digest == first.digest)
    #expect(try records(archive, first) == events)
    // And so are tallies without any events.
    let third = try example.fetch(archive, at: example.now + 691_200)
    #expect(third == .completed(third.capture))
  }

  @Test func `an event that was not asked for is refused with all others`() throws {
    let archive = try example.open()
    let open = try begin(archive)
    let stranger = Series(queue: QueueID("other"), media: "voice", direction: "inbound")
    for strange in [
      event(.nOffered, 1, at: -1), event(.nOffered, 1, at: 7_200_000),
      event(.tWait, -1, at: 0), event(.tWait, Tally.limit + 1, at: 0),
      event(.nOffered, 1, at: 0, series: stranger),
    ] {
      #expect(throws: ArchiveError.strangeRecord(query: "day 1")) {
        try open.store([events[0], strange], answering: "day 1", receipts: [receipt(1)])
      }
    }
    #expect(try records(archive, open.capture) == [])
    #expect(try archive.receipts(of: open.capture) == [])
  }

  @Test(arguments: [
    "DELETE FROM record_event", "UPDATE record_event SET value = 0",
    "INSERT INTO record_event SELECT series, 1, metric, 1, 'x', 1, 99 FROM record_event LIMIT 1",
    "DELETE FROM record_answer", "UPDATE record_answer SET size = 0",
    "INSERT INTO record_answer SELECT capture, 'x', '', '', '', 200, '', 0, '', 0 "
      + "FROM record_answer LIMIT 1",
    "DELETE FROM record_query", "UPDATE record_query SET key = 'x'",
    "INSERT INTO record_query (capture, key) SELECT capture, 'x' FROM record_query LIMIT 1",
    "UPDATE capture SET record_digest = NULL", "UPDATE capture SET record_queries = 0",
  ])
  func `a complete capture keeps its events`(attack: String) throws {
    let archive = try example.open()
    let capture = try complete(archive)
    #expect(throws: ArchiveError.self) { try archive.run(attack) }
    #expect(try records(archive, capture) == events)
  }

  @Test func `a changed event is found out`() throws {
    let archive = try example.open()
    let capture = try complete(archive)
    try archive.run("DROP TRIGGER record_event_update")
    try archive.run("UPDATE record_event SET value = 12501 WHERE value = 12500")
    #expect(throws: ArchiveError.corrupt(example.path)) { try records(archive, capture) }
  }

  @Test func `an open capture that is too old goes with its events`() throws {
    let archive = try example.open()
    try begin(archive).store(events, answering: "day 1", receipts: [receipt(1)])
    let next = try begin(archive, at: example.now + 86_400)
    #expect(next.finishedRecords == [])
    #expect(try records(archive, next.capture) == [])
    try archive.run("INSERT INTO meta SELECT 'x' WHERE EXISTS (SELECT 1 FROM record_event)")
    try archive.close()
    _ = try example.open()
  }
}
