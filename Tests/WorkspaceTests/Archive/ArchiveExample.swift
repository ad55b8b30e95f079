import Figures
import Foundation
import Testing
import Workspace

/// Two hours of one queue, inbound and outbound, in five-minute intervals.
struct ArchiveExample {
  static let queue = QueueID("90e0e000-0000-4000-8000-000000000101")
  static let inbound = Series(queue: queue, media: "voice", direction: "inbound")
  static let outbound = Series(queue: queue, media: "voice", direction: "outbound")
  static let recorded = CounterSet(
    Counter.columns.filter { ![.flowOut, .transferred, .hold, .acw].contains($0) })

  let folder: TemporaryFolder
  let zone: ZoneSource
  let start: Instant
  let now: Instant

  init() throws {
    folder = try TemporaryFolder()
    zone = try ZoneStore.system.zone(named: "Asia/Jerusalem")
    start = try Instant("1999-10-31T08:00:00Z")
    now = try Instant("1999-11-05T06:30:00.250Z")
  }

  var path: String { folder.file("archive/northline.sqlite") }
  var window: Window { Window(start, start + 7200) }

  func open(_ partner: String = "northline") throws -> Archive {
    try Archive.open(at: path, partner: partner, patience: 0)
  }

  func header(
    plan: String = "plan-1", name: String = "PS", ranges: [WaitRange] = [],
    recorded: CounterSet = recorded, until: Instant? = nil, refusedGranularities: [String] = [],
    overGrants: [String] = [], records: AskedRecords? = nil, naming: CapturedNaming = .nobody
  ) -> CaptureHeader {
    CaptureHeader(
      period: "1999-10", window: window, plan: plan, dialect: "published",
      apiHost: "127.0.0.1:8085", organizationID: "org-1", organizationName: "Bank",
      programVersion: "0.1.0", granularity: "PT5M", step: 300, recorded: recorded,
      thresholds: Thresholds(answeredWithin: 60_000, shortAbandon: 5_000, ranges: ranges),
      zone: zone.stamp, queues: [CapturedQueue(id: Self.queue, name: name)],
      series: [Self.outbound, Self.inbound], until: until,
      refusedGranularities: refusedGranularities, overGrants: overGrants, records: records,
      naming: naming)
  }

  func row(_ index: Int, offered: Int = 4, series: Series = inbound) -> TallyRow {
    var tally = Tally(recorded: Self.recorded)
    tally[.offered] = offered
    tally[.answered] = 3
    tally[.wait] = 61_500
    tally[.waitMax] = 40_000
    return TallyRow(series: series, start: start + index * 300, tally: tally)
  }

  func answer(_ key: String, _ text: String = "{\"results\":[]}") -> Answer {
    Answer(
      key: key, method: "POST", path: "/api/v2/analytics/conversations/aggregates/query",
      body: "{}", status: 200, correlationID: "c-\(key)", receivedAt: now,
      response: Array(text.utf8))
  }

  /// The first or second hour of both series.
  func hour(_ index: Int) -> Coverage {
    Coverage(
      window: Window(start + index * 3600, start + (index + 1) * 3600),
      series: [Self.inbound, Self.outbound])
  }

  /// A complete capture with a row in each hour.
  func fetch(
    _ archive: Archive, plan: String = "plan-1", offered: Int = 4, at now: Instant
  ) throws -> Completion {
    let open = try archive.beginOrResume(header(plan: plan), zone: zone, now: now)
    try open.store(answer("1"), covering: hour(0), rows: [row(3, offered: offered)])
    try open.store(
      answer("2"), covering: hour(1), rows: [row(20), row(12, series: Self.outbound)])
    return try open.complete(now: now + 60)
  }
}
