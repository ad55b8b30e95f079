import DemoTenant
import Figures
import Foundation
import Testing
import Workspace

/// Records of conversations with personal data wherever it can be, fetched by the built program.
@Suite struct RecordTests {
  /// A Sunday of 25 hours and a Monday, with calls that began on the Saturday before.
  private static let recording =
    "synthetic:partners=1,queues=2,agents=4,calls=25,from=2026-10-24,to=2026-10-27,"
    + "now=2027-02-01T00:00:00Z"
  private static let period = "2026-10-25/2026-10-27"
  private static let folder = "2026-10-25--2026-10-27"

  private func tenant(
    _ recording: String = recording, faults: String? = nil
  ) throws -> DemoTenant {
    try DemoTenant.start(
      TenantOptions(recording: recording, faults: faults, tellsOwnTime: true))
  }

  /// Every byte that a run leaves: its messages, its files, and each stored answer unpacked.
  private func traces(
    _ workspace: RecordWorkspace, _ runs: [Program.Run]
  ) throws -> [String: Data] {
    var traces = try DemoWorkspace.files(in: workspace.folder.url)
    for (index, run) in runs.enumerated() {
      traces["output \(index)"] = Data(run.output.utf8)
      traces["errors \(index)"] = Data(run.errors.utf8)
    }
    let path = workspace.folder.url.appending(path: "archive/north.sqlite").path
    let archive = try Archive.open(at: path, partner: "north")
    let capture = try #require(try archive.latestComplete(period: Self.folder))
    for answer in try archive.answers(of: capture) {
      traces["answer \(answer.key)"] = Data(
        try #require(try archive.rawAnswer(of: capture, key: answer.key)))
    }
    try archive.close()
    return traces
  }

  @Test func `add up to the tallies by either route, and leave nothing personal anywhere`()
    async throws
  {
    let tenant = try tenant()
    defer { tenant.stop() }
    let canaries = DemoTenant.canaries(recording: Self.recording)
    try #require(!canaries.isEmpty)
    var tables: [[[String]]] = []
    for route in ["pages", "job"] {
      let workspace = try RecordWorkspace(
        tenant: tenant, recording: Self.recording, records: route)
      let fetch = try await workspace.run("fetch", "--period", Self.period, "--log-level", "trace")
      #expect(fetch.status == 0, "\(fetch.errors)")
      #expect(fetch.errors.contains("/api/v2/analytics/conversations/details/"))
      let build = try await workspace.run("build", "--log-level", "trace")
      #expect(build.status == 0, "\(build.errors)")

      let table = try workspace.table("records", Self.folder)
      tables.append(table)
      let offered = table.filter { $0[5] == "offered" }.compactMap { Int($0[6]) }.reduce(0, +)
      #expect(offered > 50)
      // Each counter of each day is the same in both files.
      let head = try String(
        contentsOf: workspace.folder.url.appending(
          path: "public/north/\(Self.folder)/data/days.csv"), encoding: .utf8)
      let columns = try #require(head.components(separatedBy: "\r\n").first)
        .components(separatedBy: ",")
      let days = try workspace.table("days", Self.folder)
      for row in table {
        let column = try #require(columns.firstIndex(of: row[5]))
        let day = days.first {
          $0[0] == row[0] && Array($0[2...3]) == Array(row[2...3]) && $0[5].hasPrefix(row[4])
        }
        let counted = try #require(day)[column]
        #expect(row[6] == counted && row[7] == counted && row[8] == "0", "\(row)")
      }
      let method = try String(
        contentsOf: workspace.folder.url.appending(
          path: "public/north/\(Self.folder)/method.html"), encoding: .utf8)
      #expect(method.contains("They add up exactly"))

      let traces = try traces(workspace, [fetch, build])
      #expect(traces.count > 20)
      for (name, bytes) in traces {
        for canary in canaries {
          #expect(bytes.range(of: Data(canary.utf8)) == nil, "\(canary) in \(name)")
        }
      }
      // Ids of conversations stay in the archive.
      let ids = try conversations(workspace)
      #expect(ids.count > 100)
      for (name, bytes) in traces where name.hasPrefix("public/") {
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!ids.contains { text.contains($0) }, "\(name)")
      }
    }
    #expect(tables[0] == tables[1])
  }

  private func conversations(_ workspace: RecordWorkspace) throws -> Set<String> {
    let path = workspace.folder.url.appending(path: "archive/north.sqlite").path
    let archive = try Archive.open(at: path, partner: "north")
    let capture = try #require(try archive.latestComplete(period: Self.folder))
    var ids: Set<String> = []
    try archive.forEachRecord(of: capture) { ids.insert($0.conversation) }
    try archive.close()
    return ids
  }

  @Test func `that a run has fetched are not asked for again by the next`() async throws {
    func fetch(_ faults: String?, runs: [Int32]) async throws -> Int {
      let tenant = try tenant(faults: faults)
      defer { tenant.stop() }
      let workspace = try RecordWorkspace(
        tenant: tenant, recording: Self.recording, records: "pages")
      for status in runs {
        let run = try await workspace.run("fetch", "--period", Self.period)
        #expect(run.status == status, "\(run.errors)")
      }
      return tenant.log.count { $0.path.contains("details") }
    }
    // Six requests come before the first for records; the fourth of those is refused for hours.
    let interrupted = try await fetch("429-day@10", runs: [75, 0])
    #expect(try await fetch(nil, runs: [0]) == interrupted - 1)
  }

  @Test func `come out the same from a service that fails, cuts, repeats and reorders`()
    async throws
  {
    // Records are asked for from the seventh request on, the period itself from the sixteenth.
    let faults = [
      "503@8", "truncated-json@9", "cut@17", "page-repeat@19", "page-reorder@18+2",
      "unknown-member@16+2",
    ]
    var tables: [[[String]]] = []
    for faults in [nil, faults.joined(separator: ",")] {
      let tenant = try tenant(faults: faults)
      defer { tenant.stop() }
      let workspace = try RecordWorkspace(
        tenant: tenant, recording: Self.recording, records: "pages")
      let fetch = try await workspace.run("fetch", "--period", Self.period)
      #expect(fetch.status == 0, "\(fetch.errors)")
      #expect(fetch.output.contains("were repeated") == (faults != nil), "\(fetch.output)")
      let build = try await workspace.run("build")
      #expect(build.status == 0, "\(build.errors)")
      tables.append(try workspace.table("records", Self.folder))
    }
    #expect(tables[0] == tables[1])
    #expect(tables[1].allSatisfy { $0[8] == "0" })
  }

  @Test func `that do not add up are a finding on the pages`() async throws {
    // From its first request on the organization counts one answered call more, at 10:00 of the 15th.
    let recording =
      "synthetic:partners=1,queues=1,agents=4,calls=25,media=voice,from=2026-10-15,to=2026-10-16,"
      + "now=2027-02-01T00:00:00Z"
    let tenant = try tenant(recording, faults: "restated@1")
    defer { tenant.stop() }
    let workspace = try RecordWorkspace(tenant: tenant, recording: recording, records: "pages")
    let fetch = try await workspace.run("fetch", "--period", "2026-10-15")
    #expect(fetch.status == 0, "\(fetch.errors)")
    let build = try await workspace.run("build")
    #expect(build.status == 0, "\(build.errors)")
    let files = try DemoWorkspace.files(in: workspace.folder.url)
    for page in ["index.html", "method.html"] {
      let text = String(
        decoding: files["public/north/2026-10-15/\(page)"] ?? Data(), as: UTF8.self)
      #expect(text.contains("do not add up to the counts in one interval of"), "\(page)")
      #expect(text.contains("15 October 2026, 12:00"), "\(page)")
    }
    let differences = try workspace.table("records", "2026-10-15").filter { $0[8] != "0" }
    let found = Dictionary(uniqueKeysWithValues: differences.map { ($0[5], $0[8]) })
    #expect(found["answered"] == "-1" && found["offered"] == "-1" && found["wait_ms"] == "-10000")
    #expect(found["handle_ms"] == "-60000" && found["abandoned"] == nil)
  }

  @Test func `are not asked for unless the configuration says so`() async throws {
    let tenant = try tenant()
    defer { tenant.stop() }
    let workspace = try RecordWorkspace(tenant: tenant, recording: Self.recording, records: nil)
    let fetch = try await workspace.run("fetch", "--period", Self.period)
    #expect(fetch.status == 0, "\(fetch.errors)")
    #expect(!tenant.log.contains { $0.path.contains("details") })
    let build = try await workspace.run("build")
    #expect(build.status == 0, "\(build.errors)")
    let names = try DemoWorkspace.files(in: workspace.folder.url).keys
    #expect(!names.contains { $0.hasSuffix("records.csv") })
  }

  @Test func `are told in the plan before anything is asked`() async throws {
    let tenant = try tenant()
    defer { tenant.stop() }
    let workspace = try RecordWorkspace(tenant: tenant, recording: Self.recording, records: "job")
    let plan = try await workspace.run("fetch", "--period", Self.period, "--dry-run")
    #expect(plan.status == 0, "\(plan.errors)")
    // The availability, and for each of two days a job, a look at it and its result.
    #expect(plan.output.contains("and 7 requests or more for conversation records"))
    #expect(tenant.log.isEmpty)
  }

  @Test func `need a permission that is named when it is missing`() async throws {
    let workspace = try DemoWorkspace(edits: [
      .init("tallysheet.yml", "    name: Northline Contact", "    name: N\n    records: pages")
    ])
    let run = try await workspace.run(
      "fetch", "--period", "1999-02-01", "--partner", "northline")
    #expect(run.status == 77, "\(run.errors)")
    #expect(run.errors.contains("analytics:conversationDetail:view"), "\(run.errors)")
  }

  @Test func `of a job wait until its data is there, and say until when it is`() async throws {
    let recording =
      "synthetic:partners=1,queues=1,agents=4,calls=5,from=2026-10-26,to=2026-10-28,"
      + "now=2026-10-27T02:00:00Z"
    let tenant = try tenant(recording)
    defer { tenant.stop() }
    let workspace = try RecordWorkspace(tenant: tenant, recording: recording, records: "job")
    let run = try await workspace.run("fetch", "--period", "2026-10-26")
    #expect(run.status == 75, "\(run.errors)")
    #expect(run.errors.contains("2026-10-26T22:00:00Z"), "\(run.errors)")
    #expect(run.errors.contains("2026-10-26T23:00:00Z"), "\(run.errors)")
    #expect(!tenant.log.contains { $0.method == "POST" && $0.path.hasSuffix("/jobs") })
  }
}
