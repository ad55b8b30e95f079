import Figures
import Foundation
import Testing
import Workspace

@Suite struct CaptureTests {
  private let example: ArchiveExample

  init() throws { example = try ArchiveExample() }

  @Test func `what was stored comes back as it was`() throws {
    let archive = try example.open()
    let completion = try example.fetch(archive, at: example.now)
    guard case .completed(let capture) = completion else {
      Issue.record("the first capture of a window is a new one")
      return
    }
    #expect(capture.id == "19991105T063000Z-01")
    #expect(capture.state == .complete)
    #expect(capture.startedAt == example.now)
    #expect(capture.completedAt == example.now + 60)
    #expect(capture.confirmedAt == nil)
    #expect(capture.answers == 2)
    #expect(capture.header == example.header())
    #expect(capture.header.series == [ArchiveExample.inbound, ArchiveExample.outbound])

    try archive.close()
    let reopened = try example.open()
    #expect(try reopened.latestComplete(example.window) == capture)
    #expect(try reopened.latestComplete(period: "1999-10") == capture)
    #expect(try reopened.capture(capture.id) == capture)
    #expect(try reopened.periods() == ["1999-10"])
    #expect(
      try reopened.rows(of: capture) == [
        example.row(3), example.row(20), example.row(12, series: ArchiveExample.outbound),
      ])
    #expect(try reopened.rows(of: capture).first?.tally[.flowOut] == nil)
    #expect(try reopened.zone(of: capture) == example.zone)
    let records = try reopened.answers(of: capture)
    #expect(records.map(\.key) == ["1", "2"])
    #expect(records.map(\.correlationID) == ["c-1", "c-2"])
    // printf '{"results":[]}' | sha256sum
    #expect(
      records.first?.sha256
        == "5021e624e752b001ce3e3846e8f158ed4aeb93a4c9a72fdb35a0c5b14a0eea84")
    #expect(records.first?.size == 14)
    #expect(
      try reopened.rawAnswer(of: capture, key: "2") == Array("{\"results\":[]}".utf8))
    #expect(try reopened.rawAnswer(of: capture, key: "3") == nil)
  }

  @Test func `keeps what further thresholds counted and what was said about the present`() throws {
    let ranges = [WaitRange(.answered, within: 45_000), WaitRange(.abandoned, within: 20_000)]
    let recorded = ArchiveExample.recorded.union([.range1, .range2].set)
    let header = example.header(
      ranges: ranges, recorded: recorded, until: example.start + 3600,
      refusedGranularities: ["PT5M"], overGrants: ["routing:queue:edit", "analytics:x:add"])
    let archive = try example.open()
    let open = try archive.beginOrResume(header, zone: example.zone, now: example.now)
    var tally = Tally(recorded: recorded)
    tally[.answered] = 9
    tally[.range1] = 7
    tally[.range2] = 2
    let row = TallyRow(series: ArchiveExample.inbound, start: example.start, tally: tally)
    try open.store(example.answer("1"), covering: example.hour(0), rows: [row])
    let now = QueueNow(
      queue: ArchiveExample.queue, media: "voice", waiting: 3, interacting: 5,
      longestWaitMilliseconds: nil, agentsOnQueue: 6, agentsIdle: 0, observedAt: example.now)
    try open.store([now])
    let capture = try open.complete(now: example.now + 1).capture
    #expect(capture.header == header)
    #expect(capture.header.asked == Window(example.start, example.start + 3600))
    #expect(capture.header.overGrants == ["analytics:x:add", "routing:queue:edit"])
    #expect(try archive.rows(of: capture) == [row])
    #expect(try archive.observations(of: capture) == [now])
    #expect(throws: ArchiveError.self) { try archive.run("DELETE FROM observation") }
  }

  @Test func `refuses what lies behind the part that was asked for`() throws {
    let header = example.header(until: example.start + 3600)
    let archive = try example.open()
    let open = try archive.beginOrResume(header, zone: example.zone, now: example.now)
    #expect(throws: ArchiveError.self) {
      try open.store(example.answer("2"), covering: example.hour(1), rows: [])
    }
    #expect(throws: ArchiveError.self) {
      try open.store(example.answer("1"), covering: example.hour(0), rows: [example.row(12)])
    }
  }

  @Test func `the digest of a capture is fixed for good`() throws {
    // The SHA-256 of this text, made by hand, a value for each column, '-' where not recorded:
    // tallysheet-capture-1⏎1999-10-31T08:00:00Z⏎1999-10-31T10:00:00Z⏎300⏎81823⏎60000⏎5000⏎org-1⏎
    // (both series, a line each)⏎⏎, then each series with its rows, such as
    // 941357700 4 3 0 0 0 - - 61500 0 0 40000 0 0 0 - - 0⏎
    let capture = try example.fetch(try example.open(), at: example.now).capture
    #expect(
      capture.digest == "e41ff030ab305bb2313e30a04780011b379f0e68c60476e3b5c6ba853e40c40e")
  }

  @Test func `an interrupted capture goes on where it stopped, within a day`() throws {
    do {
      let archive = try example.open()
      let open = try archive.beginOrResume(
        example.header(), zone: example.zone, now: example.now)
      #expect(!open.isResumed)
      try open.store(example.answer("1"), covering: example.hour(0), rows: [example.row(3)])
      try archive.close()
    }
    let archive = try example.open()
    #expect(try archive.latestComplete(example.window) == nil)
    #expect(try archive.latestComplete(period: "1999-10") == nil)
    #expect(try archive.periods() == [])
    #expect(try archive.captures(of: example.window).map(\.state) == [.open])

    let later = example.now + 86_399
    let open = try archive.beginOrResume(example.header(), zone: example.zone, now: later)
    #expect(open.isResumed)
    #expect(open.finished == ["1"])
    try open.store(example.answer("2"), covering: example.hour(1), rows: [example.row(20)])
    let capture = try open.complete(now: later).capture
    #expect(capture.id == "19991105T063000Z-01")
    #expect(try archive.rows(of: capture) == [example.row(3), example.row(20)])
  }

  @Test func `another plan or another day begins anew`() throws {
    let archive = try example.open()
    func begin(_ plan: String, _ now: Instant) throws -> OpenCapture {
      try archive.beginOrResume(example.header(plan: plan), zone: example.zone, now: now)
    }
    let first = try begin("plan-1", example.now)
    #expect(try begin("plan-2", example.now).capture.id == "19991105T063000Z-02")
    #expect(try begin("plan-1", example.now).capture.id == first.capture.id)
    #expect(try archive.captures(of: example.window).count == 2)
    // A day later both are too old to go on, and are removed.
    let next = try begin("plan-1", example.now + 86_400)
    #expect(!next.isResumed)
    #expect(next.capture.id == "19991106T063000Z-01")
    #expect(try archive.captures(of: example.window).map(\.id) == ["19991106T063000Z-01"])
  }

  @Test func `the same figures confirm the capture that is there, and nothing grows`() throws {
    let archive = try example.open()
    let first = try example.fetch(archive, at: example.now).capture
    let later = example.now + 345_600
    let completion = try example.fetch(archive, plan: "plan-2", at: later)
    guard case .confirmed(let capture) = completion else {
      Issue.record("equal figures make no new capture")
      return
    }
    #expect(capture.id == first.id)
    #expect(capture.confirmedAt == later + 60)
    #expect(capture.completedAt == first.completedAt)
    #expect(try archive.captures(of: example.window) == [capture])
  }

  @Test func `other figures are a new capture, and the old one remains`() throws {
    let archive = try example.open()
    let first = try example.fetch(archive, at: example.now).capture
    let second = try example.fetch(archive, offered: 5, at: example.now + 345_600)
    #expect(second == .completed(second.capture))
    #expect(try archive.latestComplete(example.window) == second.capture)
    #expect(try archive.captures(of: example.window) == [first, second.capture])
    #expect(try archive.rows(of: first).first == example.row(3))
    #expect(try archive.rows(of: second.capture).first == example.row(3, offered: 5))

    // A third fetch that finds the first figures again is compared with the last capture.
    let third = try example.fetch(archive, at: example.now + 691_200)
    #expect(third == .completed(third.capture))
    #expect(third.capture.digest == first.digest)
    #expect(try archive.latestComplete(example.window) == third.capture)
  }

  @Test func `a clock that was set back does not make an older capture the latest`() throws {
    let archive = try example.open()
    _ = try example.fetch(archive, at: example.now)
    let second = try example.fetch(archive, offered: 5, at: example.now - 1_000_000).capture
    #expect(try archive.latestComplete(example.window) == second)
  }

  @Test func `a capture is complete only when every stretch was answered`() throws {
    let archive = try example.open()
    let open = try archive.beginOrResume(example.header(), zone: example.zone, now: example.now)
    #expect(throws: ArchiveError.uncovered(ArchiveExample.inbound, from: example.start)) {
      try open.complete(now: example.now)
    }
    let inbound = Coverage(window: example.window, series: [ArchiveExample.inbound])
    try open.store(example.answer("1"), covering: inbound, rows: [])
    // A page that is followed by another one covers nothing yet.
    try open.store(example.answer("2"), covering: nil, rows: [])
    let second = example.hour(1).window
    let outbound = Coverage(window: second, series: [ArchiveExample.outbound])
    try open.store(example.answer("3"), covering: outbound, rows: [])
    #expect(throws: ArchiveError.uncovered(ArchiveExample.outbound, from: example.start)) {
      try open.complete(now: example.now)
    }
    let first = Coverage(window: example.hour(0).window, series: [ArchiveExample.outbound])
    try open.store(example.answer("4"), covering: first, rows: [])
    #expect(try open.complete(now: example.now).capture.state == .complete)
  }

  @Test func `a stretch that was answered already is refused`() throws {
    let archive = try example.open()
    let open = try archive.beginOrResume(example.header(), zone: example.zone, now: example.now)
    try open.store(example.answer("1"), covering: example.hour(0), rows: [])
    let overlap = Coverage(
      window: Window(example.start + 3300, example.start + 3900), series: [ArchiveExample.inbound])
    #expect(
      throws: ArchiveError.coveredTwice(ArchiveExample.inbound, at: example.start + 3300)
    ) { try open.store(example.answer("2"), covering: overlap, rows: []) }
    // Nothing of the refused answer stayed.
    #expect(try archive.answers(of: open.capture).map(\.key) == ["1"])
  }

  @Test func `a row that was not asked for is refused with its whole answer`() throws {
    let archive = try example.open()
    let open = try archive.beginOrResume(example.header(), zone: example.zone, now: example.now)
    var huge = Tally(recorded: ArchiveExample.recorded)
    huge[.offered] = Tally.limit + 1
    var negative = Tally(recorded: ArchiveExample.recorded)
    negative[.offered] = -1
    let strangers = [
      TallyRow(series: ArchiveExample.inbound, start: example.start + 60, tally: huge),
      TallyRow(series: ArchiveExample.inbound, start: example.start + 7200, tally: negative),
      TallyRow(series: ArchiveExample.inbound, start: example.start - 300, tally: negative),
      TallyRow(series: ArchiveExample.inbound, start: example.start, tally: huge),
      TallyRow(series: ArchiveExample.inbound, start: example.start, tally: negative),
      TallyRow(series: ArchiveExample.inbound, start: example.start, tally: Tally(recorded: .all)),
      example.row(
        0, series: Series(queue: QueueID("other"), media: "voice", direction: "inbound")),
    ]
    for stranger in strangers {
      let found = explanation {
        try open.store(
          example.answer("1"), covering: example.hour(0), rows: [example.row(1), stranger])
      }
      #expect(found?.status == .badData)
    }
    #expect(throws: ArchiveError.repeated(answer: "1")) {
      try open.store(
        example.answer("1"), covering: example.hour(0), rows: [example.row(1), example.row(1)])
    }
    #expect(try archive.rows(of: open.capture) == [])
    #expect(try archive.answers(of: open.capture) == [])
  }

  @Test func `the pages of an answer are kept together or not at all`() throws {
    let archive = try example.open()
    let open = try archive.beginOrResume(example.header(), zone: example.zone, now: example.now)
    let pages = ["1 page 0001", "1 page 0002", "1"].map { example.answer($0) }
    let stranger = example.row(
      0, series: Series(queue: QueueID("other"), media: "voice", direction: "inbound"))
    let found = explanation {
      try open.store(pages, covering: example.hour(0), rows: [example.row(1), stranger])
    }
    #expect(found?.status == .badData)
    #expect(try archive.answers(of: open.capture) == [])

    try open.store(pages, covering: example.hour(0), rows: [example.row(1)])
    #expect(
      try archive.answers(of: open.capture).map(\.key) == ["1", "1 page 0001", "1 page 0002"])
    #expect(try archive.rows(of: open.capture) == [example.row(1)])
    try open.store([example.answer("2")], covering: example.hour(1), rows: [])
    #expect(try open.complete(now: example.now).capture.answers == 4)
  }
}

extension [Counter] {
  fileprivate var set: CounterSet { CounterSet(self) }
}
