import DemoTenant
import Foundation
import SyntheticSite
import Testing

/// `run` goes from partner to partner: each is built while the next is fetched, and none waits for the
/// failure of another.
@Suite struct RunOrderTests {
  private static let now = "2026-11-05T00:30:00Z"
  private static let recording =
    "synthetic:partners=5,queues=1,agents=2,calls=20,media=voice,from=2026-09-25,to=2026-11-05,now=\(now)"
  private static let run = ["run", "--json", "--now", now]

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func start(faults: String? = nil, latency: Duration = .zero) throws -> DemoTenant {
    let tenant = try DemoTenant.start(
      TenantOptions(
        recording: Self.recording, faults: faults, latency: latency, tellsOwnTime: true))
    _ = try SyntheticSite(in: folder.url, recording: Self.recording, servedAt: tenant.baseURL)
    return tenant
  }

  private func isBuilt(_ partner: Int) -> Bool {
    FileManager.default.fileExists(
      atPath: folder.url.appending(path: "public/partner-\(partner)/2026-10/index.html").path)
  }

  private struct Report: Decodable {
    struct Partner: Decodable {
      let built: [String]
      let isPutOff: Bool
      let failures: [Failure]
    }
    struct Failure: Decodable {
      let stage: String
      let status: Int
    }
    let requests: Int
    let partners: [Partner]
  }

  private static func report(_ run: Program.Run) throws -> Report {
    try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
  }

  @Test func `one token serves all, and the first site stands before the last answer has come`()
    async throws
  {
    // Near the end the service is down for 21 s: on any machine the first site has its time.
    let tenant = try start(faults: "503@13,503@14,503@15")
    defer { tenant.stop() }
    let process = try Program.start(Self.run, in: folder.url)
    while !isBuilt(1), process.process.isRunning {
      try await Task.sleep(for: .milliseconds(5))
    }
    let asked = tenant.log.count
    let run = await process.wait()
    #expect(run.status == 0, "\(run.errors)")
    #expect((1...5).allSatisfy(isBuilt))
    #expect(asked < tenant.log.count)
    #expect(tenant.log.count { $0.path.hasSuffix("/oauth/token") } == 1)
    let report = try Self.report(run)
    #expect(report.requests == tenant.log.count)
    #expect(report.partners.map(\.built) == Array(repeating: ["2026-10"], count: 5))
  }

  @Test func `what is the same for all is asked once, however many are fetched together`()
    async throws
  {
    // Answers that come late keep several partners under way at once.
    let tenant = try start(latency: .milliseconds(300))
    defer { tenant.stop() }
    let run = try await Program.run(["fetch", "--period", "2026-10", "--quiet"], in: folder.url)
    try #require(run.status == 0, "\(run.errors)")
    let asked = Dictionary(grouping: tenant.log, by: { "\($0.method) \($0.path)" })
    let repeated = asked.filter {
      !$0.key.hasPrefix("POST /api/v2/analytics") && $0.value.count > 1
    }
    #expect(repeated.isEmpty, "\(repeated.mapValues(\.count))")
  }

  @Test func `a partner that cannot be fetched leaves the others alone`() async throws {
    let tenant = try start()
    defer { tenant.stop() }
    let file = folder.url.appending(path: "tallysheet.yml")
    var parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "- {id: ")
    try #require(parts.count == 6)
    parts[2] = "00000000-0000-4000-8000-00000000beef" + parts[2].dropFirst(36)
    try parts.joined(separator: "- {id: ").write(to: file, atomically: true, encoding: .utf8)
    let run = try await Program.run(Self.run, in: folder.url)
    #expect(run.status == 77, "\(run.errors)")
    #expect((1...5).filter(isBuilt) == [1, 3, 4, 5])
    let failures = try Self.report(run).partners.map { $0.failures.map(\.stage) }
    #expect(failures == [[], ["fetch"], [], [], []])
  }

  @Test func `what the service has no room for is put off, and what came is built`() async throws {
    let calm = try start()
    let whole = try await Program.run(Self.run, in: folder.url)
    calm.stop()
    try #require(whole.status == 0, "\(whole.errors)")
    let requests = calm.log.count { $0.path.hasPrefix("/api/") }
    for name in ["archive", "public", "runs"] {
      try FileManager.default.removeItem(at: folder.url.appending(path: name))
    }

    let tenant = try start(faults: "429-day@\(requests * 2 / 3)")
    defer { tenant.stop() }
    let run = try await Program.run(Self.run, in: folder.url)
    #expect(run.status == 75, "\(run.errors)")
    let partners = try Self.report(run).partners
    let failed = try #require(partners.firstIndex { !$0.failures.isEmpty })
    #expect(failed > 0 && failed < 4)
    #expect(partners[failed].failures.map(\.status) == [75])
    #expect(partners.indices.allSatisfy { partners[$0].isPutOff == ($0 > failed) })
    #expect((1...5).filter(isBuilt) == Array(1...failed))
    let asked = tenant.log.count
    // The next run goes on with those that are left.
    let next = try await Program.run(Self.run, in: folder.url)
    #expect(next.status == 0, "\(next.errors)")
    #expect((1...5).allSatisfy(isBuilt))
    #expect(tenant.log.count - asked < requests)
  }
}
