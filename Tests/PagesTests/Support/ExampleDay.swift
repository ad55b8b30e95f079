import Figures
import Foundation
import Pages
import Testing

/// The day on which New York's clocks went back in 2026: 25 hours, two queues, a gap and few calls.
struct ExampleDay {
  static let zoneName = "America/New_York"

  var locale = "en-GB"
  var label = "Cards"
  var commentary: String?
  var period = "2026-11-01"
  /// Where the figures end while the day is under way.
  var until: String?
  var observations: [QueueNow] = []
  var records: RecordCheck?
  var agents: AgentScope?
  /// By the half hour's start.
  var agentRows: [String: AgentTally] = [:]
  var gap: (String, String)? = ("2026-11-01T09:00:00Z", "2026-11-01T11:00:00Z")

  func statement() throws -> Statement {
    let bytes = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(Self.zoneName)"))
    let zone = try Zone(name: Self.zoneName, bytes: Array(bytes))
    let period = try Period(period)
    let window = zone.window(of: period)
    let queues = ["b2", "a1"].map { id in
      Queue(
        id: QueueID(id), label: id == "a1" ? label : "Loans", media: ["voice"],
        directions: ["inbound"])
    }
    let recorded = CounterSet(Counter.columns.filter { ![.transferred, .hold].contains($0) })
    func row(_ queue: String, _ start: String, _ values: [Counter: Int]) throws -> TallyRow {
      var tally = Tally(recorded: recorded)
      for (counter, value) in values { tally[counter] = value }
      let series = Series(queue: QueueID(queue), media: "voice", direction: "inbound")
      return TallyRow(series: series, start: try Instant(start), tally: tally)
    }
    let rows = try [
      // Both stand at 01:30 on the clock, one hour apart.
      row("a1", "2026-11-01T05:30:00Z", [.offered: 3, .answered: 2, .answeredInThreshold: 1]),
      row("a1", "2026-11-01T06:30:00Z", [.offered: 1, .abandoned: 1, .shortAbandoned: 1]),
      row("b2", "2026-11-01T06:30:00Z", [.offered: 7, .answered: 7, .answeredInThreshold: 6]),
      // Inside the gap: counted by nobody.
      row("a1", "2026-11-01T10:00:00Z", [.offered: 9]),
    ]
    let gaps = try gap.map {
      [Gap(window: Window(try Instant($0.0), try Instant($0.1)), reason: "outage", evidence: nil)]
    }
    let until = try until.map { try Instant($0) }
    let fetched = Window(window.start, until ?? window.end)
    let sheet = try Sheet(
      window: window, step: 300, queues: queues, recorded: recorded, rows: rows,
      fetched: Dictionary(uniqueKeysWithValues: queues.map { ($0.id, [fetched]) }), gaps: gaps ?? []
    )
    let contract = Contract(
      title: "Services", zone: zone, currency: try #require(Currency(code: "USD")), hours: .always,
      thresholds: Thresholds(answeredWithin: 20_000, shortAbandon: 5000),
      minimumCoveragePercent: 90, finalAfterDays: 4,
      terms: [
        Terms(
          from: try #require(LocalDate("2026-01-01")), until: nil, reference: nil, measures: [],
          fees: [])
      ])
    let taken = try Instant("2026-12-24T06:00:00Z")
    let sources = StatementSources(
      organization: "Example Bank", notice: "Invented.",
      partner: Partner(id: "northline", name: "Northline <Contact>", locale: locale),
      contract: contract, gaps: gaps ?? [], confirmedSilences: [], until: until,
      agents: try agents.map { scope in
        try AgentSheet(
          scope: scope, asked: fetched,
          rows: try agentRows.map {
            AgentRow(start: try Instant($0), time: $1, agents: scope.agents)
          }, gaps: gaps ?? [])
      })
    return try sources.statement(
      for: period, sheet: sheet,
      provenance: Provenance(
        captureIDs: ["c1"], capturedFrom: taken, capturedTo: taken, dialect: "published",
        apiHost: "https://api.example.org", organizationID: "o1", requests: 1,
        granularity: "PT5M", zoneName: Self.zoneName, zoneDataVersion: "2026f",
        zoneFileSHA256: String(repeating: "ab", count: 32),
        contractSHA256: String(repeating: "cd", count: 32), programVersion: "1.0.0",
        refusedGranularities: until == nil ? [] : ["PT1M"],
        overGrants: until == nil ? [] : ["routing:queue:edit"], observations: observations),
      history: [],
      commentary: commentary.map { Commentary(markdown: $0, file: "commentary/northline/day.md") },
      records: records, asOf: taken)
  }

  func files() throws -> [String: String] {
    let renderer = try SiteRenderer(sha256: Self.digest)
    let files = try renderer.periodFiles(statement())
    return Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  /// Stands for a digest where its value does not matter.
  static let digest: @Sendable ([UInt8]) -> [UInt8] = { _ in [UInt8](repeating: 7, count: 32) }
}
