import Figures
import Foundation
import Testing

/// Three intervals of one queue and day, counted once by the source and once by us.
@Suite struct RecordSheetTests {
  private static let series = Series(queue: QueueID("q"), media: "voice", direction: "inbound")
  private static let thresholds = Thresholds(
    answeredWithin: 20_000, shortAbandon: 5_000,
    ranges: [WaitRange(.answered, within: 45_000), WaitRange(.abandoned, within: 7_000)])
  private static let recorded = CounterSet.all.union(thresholds.rangeCounters)

  private let start: Instant
  private let zone: Zone
  private let date: LocalDate

  init() throws {
    start = try Instant("2026-03-02T08:00:00Z")
    let bytes = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Berlin"))
    zone = try Zone(name: "Europe/Berlin", bytes: Array(bytes))
    date = try #require(LocalDate("2026-03-02"))
  }

  private func event(
    _ metric: RecordMetric, _ value: Int = 1, at milliseconds: Int, _ conversation: Int = 1
  ) -> RecordEvent {
    RecordEvent(
      conversation: "c\(conversation)", series: Self.series, metric: metric,
      emittedAt: Instant(milliseconds: start.milliseconds + milliseconds), value: value)
  }

  /// One answered, one abandoned and one that flowed out; the handling ends an interval later.
  private var events: [RecordEvent] {
    [
      event(.nOffered, at: 0, 1), event(.tWait, 20_000, at: 20_000, 1),
      event(.tAnswered, 20_000, at: 20_000, 1),
      event(.nOffered, at: 30_000, 2), event(.tWait, 5_001, at: 35_001, 2),
      event(.tAbandon, 5_001, at: 35_001, 2),
      event(.nOffered, at: 299_999, 3),
      event(.tWait, 1_000, at: 300_999, 3), event(.tFlowOut, 1_000, at: 300_999, 3),
      event(.tTalkComplete, 400_000, at: 420_000, 1), event(.tHeldComplete, 3_000, at: 423_000, 1),
      event(.nTransferred, at: 423_000, 1), event(.tAcw, 7_000, at: 430_000, 1),
      event(.tHandle, 410_000, at: 430_000, 1),
    ]
  }

  private func tally(_ values: [Counter: Int]) -> Tally {
    var tally = Tally(recorded: Self.recorded)
    for (counter, value) in values { tally[counter] = value }
    return tally
  }

  /// What these events are in the two intervals, worked out by hand.
  private var first: Tally {
    tally([
      .offered: 3, .answered: 1, .answeredInThreshold: 1, .abandoned: 1, .shortAbandoned: 0,
      .wait: 25_001, .waitAnswered: 20_000, .waitAbandoned: 5_001, .waitMax: 20_000,
      .range1: 1, .range2: 1,
    ])
  }

  private var second: Tally {
    tally([
      .flowOut: 1, .wait: 1_000, .waitMax: 1_000, .talk: 400_000, .hold: 3_000,
      .transferred: 1, .acw: 7_000, .handled: 1, .handle: 410_000, .handleMax: 410_000,
    ])
  }

  private func sheet(_ tallies: [Tally], received: Int = 3) throws -> Sheet {
    let window = Window(start, start + 900)
    return try Sheet(
      window: window, step: 300,
      queues: [
        Queue(id: QueueID("q"), label: "Cards", media: ["voice"], directions: ["inbound"])
      ], recorded: Self.recorded,
      rows: tallies.enumerated().map {
        TallyRow(series: Self.series, start: start + $0 * 300, tally: $1)
      }, fetched: [QueueID("q"): [Window(start, start + received * 300)]], gaps: [])
  }

  private func check(_ sheet: Sheet, _ events: [RecordEvent]) throws -> RecordCheck {
    var records = RecordSheet(of: sheet, thresholds: Self.thresholds)
    for event in events { try records.add(event) }
    return records.check(route: .job, requests: 5, days: [date], zone: zone)
  }

  @Test func `events add up to the counts, counter by counter`() throws {
    let check = try check(try sheet([first, second]), events)
    #expect(check.differences == [])
    #expect(check.conversations == 3)
    #expect(check.events == 14)
    #expect(check.intervals == 3)
    #expect(check.requests == 5)
    #expect(check.route == .job)
    let day = try #require(check.days.first)
    #expect(check.days.count == 1)
    #expect(day.queue == "Cards" && day.date == date && day.series == Self.series)
    #expect(day.recorded == day.counted)
    #expect(day.recorded?[.wait] == 26_001)
    #expect(day.recorded?[.waitMax] == 20_000)
  }

  @Test(arguments: Counter.allCases)
  func `a difference in any counter is found`(counter: Counter) throws {
    guard counter != .range3, counter != .range4 else { return }
    var changed = second
    changed[counter] = (second[counter] ?? 0) + 1
    let check = try check(try sheet([first, changed]), events)
    #expect(
      check.differences == [
        RecordDifference(
          series: Self.series, queue: "Cards", start: start + 300, counter: counter,
          counted: (second[counter] ?? 0) + 1, recorded: second[counter] ?? 0)
      ])
    #expect(check.differingIntervals == 1)
  }

  @Test func `a threshold includes its own length and a stamp belongs to what follows it`() throws {
    let late = [
      event(.tAnswered, 20_001, at: 300_000), event(.tAnswered, 45_001, at: 599_999),
      event(.tAbandon, 5_000, at: 600_000), event(.tAbandon, 7_001, at: 899_999),
    ]
    let expected = [
      tally([:]), tally([.answered: 2, .waitAnswered: 65_002, .range1: 1]),
      tally([
        .abandoned: 2, .waitAbandoned: 12_001, .shortAbandoned: 1, .range2: 1,
      ]),
    ]
    #expect(try check(try sheet(expected), late).differences == [])
  }

  @Test func `events that are missing and events too many are both differences`() throws {
    let none = try check(try sheet([first, second]), [])
    #expect(none.differingIntervals == 2)
    #expect(none.conversations == 0)
    let counter = try #require(none.differences.first)
    #expect(counter.counter == .offered && counter.counted == 3 && counter.recorded == 0)
    let extra = try check(try sheet([first, second]), events + [event(.nOffered, at: 700_000, 4)])
    #expect(extra.differences.map(\.recorded) == [1])
    #expect(extra.differences.map(\.start) == [start + 600])
  }

  @Test func `only what was received is compared`() throws {
    let half = try check(try sheet([first, second], received: 1), events)
    #expect(half.intervals == 1)
    #expect(half.differences == [])
    #expect(half.days.first?.counted?[.offered] == 3)
    #expect(half.days.first?.recorded?[.handled] == 0)
    let none = try check(try sheet([first, second], received: 0), events)
    #expect(none.intervals == 0)
    #expect(none.days.first?.counted == nil && none.days.first?.recorded == nil)
  }

  @Test func `an event of another time or series is refused`() throws {
    let sheet = try sheet([])
    for time in [-1, 900_000] {
      #expect(throws: SheetError.self) { try check(sheet, [event(.nOffered, at: time)]) }
    }
    let stranger = RecordEvent(
      conversation: "c", series: Series(queue: QueueID("q"), media: "chat", direction: "inbound"),
      metric: .nOffered, emittedAt: start, value: 1)
    #expect(throws: SheetError.self) { try check(sheet, [stranger]) }
  }
}
