import DemoTenant
import Foundation
import SyntheticSite
import Testing

/// `run` on a clock of its own: the organization's and the machine's stand where the test says.
@Suite struct RunTests {
  private let folder: TemporaryFolder
  private var workspace: URL { folder.url.appending(path: "acme") }
  private var file: URL { workspace.appending(path: "tallysheet.yml") }

  /// Free a moment ago: the configuration stays as it is while organizations come and go.
  private let port: UInt16

  init() throws {
    folder = try TemporaryFolder()
    let other = try DemoTenant.start(TenantOptions())
    port = other.port
    other.stop()
  }

  private func prepare() async throws {
    let made = try await Program.run(["init", "acme", "--quiet"], in: folder.url)
    try #require(made.status == 0, "\(made.errors)")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing(":8085", with: ":\(port)")
      .write(to: file, atomically: true, encoding: .utf8)
  }

  /// Starts the organization at a moment and runs against it.
  private func run(
    at now: String, faults: String? = nil, _ more: String...
  ) async throws -> Program.Run {
    let tenant = try DemoTenant.start(
      TenantOptions(
        port: port, recording: "synthetic:calls=20,from=2026-08-01,to=2027-02-01,now=\(now)",
        faults: faults, tellsOwnTime: true))
    defer { tenant.stop() }
    return try await Program.run(["run", "--now", now] + more, in: workspace)
  }

  private var periods: [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: workspace.appending(path: "published/northline").path)
    return (names ?? []).filter { $0.hasPrefix("202") }.sorted()
  }

  private func report() throws -> [String: Any] {
    let data = try Data(contentsOf: workspace.appending(path: "runs/latest.json"))
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  @Test func `months come to stand at the target by themselves`() async throws {
    try await prepare()
    let plan = try await run(at: "2026-11-01T00:30:00Z", "--dry-run")
    #expect(plan.output.contains("northline 2026-10 is due: the month is over"), "\(plan.output)")
    #expect(periods == [])

    let first = try await run(at: "2026-11-01T00:30:00Z")
    #expect(first.status == 0, "\(first.errors)")
    #expect(periods == ["2026-10"])
    let page = workspace.appending(path: "published/northline/2026-10/index.html")
    #expect(try String(contentsOf: page, encoding: .utf8).lowercased().contains("provisional"))

    // An hour later nothing is due, and nothing is asked, built or written but the metrics.
    let idle = try await run(at: "2026-11-01T01:30:00Z")
    #expect(idle.status == 0)
    #expect(idle.output.contains("nothing was due"), "\(idle.output)")
    #expect(try report()["requests"] as? Int == 0)

    // Final after four whole days.
    let final = try await run(at: "2026-11-05T00:30:00Z")
    #expect(final.status == 0, "\(final.errors)")
    #expect(final.output.contains("it turns final"), "\(final.output)")
    #expect(!(try String(contentsOf: page, encoding: .utf8)).lowercased().contains("provisional"))
    let metrics = try String(
      contentsOf: workspace.appending(path: "runs/metrics.prom"), encoding: .utf8)
    #expect(metrics.contains("tallysheet_run_exit_code 0\n"))
    #expect(metrics.contains("tallysheet_partner_due_periods{partner=\"northline\"} 0\n"))
    // 2026-11-05T00:30:00Z
    #expect(
      metrics.contains("{partner=\"northline\",period=\"2026-10\"} 1793838600\n"), "\(metrics)")

    // 35 days after its end October is asked for again and confirmed: nothing is made of that, and the
    // hours after it have nothing to tell.
    #expect(try await run(at: "2026-12-05T00:30:00Z").status == 0)
    let confirmed = try await run(at: "2026-12-06T00:30:00Z")
    #expect(confirmed.status == 0, "\(confirmed.errors)")
    #expect(confirmed.output.contains("2026-10: unchanged"), "\(confirmed.output)")
    #expect(!confirmed.output.contains("built"), "\(confirmed.output)")
    #expect(periods == ["2026-10", "2026-11"])
    let later = try await run(at: "2026-12-06T01:30:00Z")
    #expect(later.output.contains("nothing was due"), "\(later.output)")

    let html = try String(
      contentsOf: workspace.appending(path: "runs/latest.html"), encoding: .utf8)
    #expect(html.contains("<h1>Everything is in order</h1>"))
  }

  @Test func `what was missed is made up, and a correction of the past is found`() async throws {
    try await prepare()
    #expect(try await run(at: "2026-10-01T00:30:00Z").status == 0)
    #expect(periods == ["2026-09"])
    // Nobody ran it for two months; meanwhile the past was corrected.
    let late = try await run(at: "2026-12-02T00:30:00Z", faults: "restated@1")
    #expect(late.status == 0, "\(late.errors)")
    #expect(periods == ["2026-09", "2026-10", "2026-11"])
    let text = late.output
    #expect(text.contains("2026-09: captured, because"), "\(text)")
    #expect(text.contains("2026-10: captured, because the month is over"), "\(text)")
  }

  @Test func `a failure leaves the old site, says so and tells the operator`() async throws {
    try await prepare()
    #expect(try await run(at: "2026-10-01T00:30:00Z").status == 0)
    let old = try DemoWorkspace.files(in: workspace.appending(path: "published"))
    let told = workspace.appending(path: "told.json").path
    var text = try String(contentsOf: file, encoding: .utf8)
    text += "runs: {notify: [tee, \(told)], metrics: \(workspace.path)/node.prom}\n"
    try text.write(to: file, atomically: true, encoding: .utf8)

    let failed = try await run(at: "2026-11-01T00:30:00Z", faults: "garbage@1+1")
    #expect(failed.status == 65, "\(failed.errors)")
    #expect(failed.errors.contains("run: fetch northline"), "\(failed.errors)")
    #expect(try DemoWorkspace.files(in: workspace.appending(path: "published")) == old)
    #expect(try String(contentsOfFile: told, encoding: .utf8).contains("\"status\" : 65"))
    let metrics = try String(contentsOfFile: workspace.path + "/node.prom", encoding: .utf8)
    #expect(metrics.contains("tallysheet_run_exit_code 65\n"), "\(metrics)")
    #expect(metrics.contains("tallysheet_partner_due_periods{partner=\"northline\"} 2\n"))

    let better = try await run(at: "2026-11-01T01:30:00Z")
    #expect(better.status == 0, "\(better.errors)")
    #expect(periods == ["2026-09", "2026-10"])
  }

  @Test func `a hand on the remarks is enough for a new site`() async throws {
    try await prepare()
    #expect(try await run(at: "2026-11-05T00:30:00Z").status == 0)
    try "Words of today.".write(
      to: workspace.appending(path: "commentary/northline/2026-10.md"), atomically: true,
      encoding: .utf8)
    let again = try await run(at: "2026-11-05T02:30:00Z")
    #expect(again.status == 0, "\(again.errors)")
    let page = workspace.appending(path: "published/northline/2026-10/index.html")
    #expect(try String(contentsOf: page, encoding: .utf8).contains("Words of today."))
  }

  @Test func `two runs at once are one`() async throws {
    try await prepare()
    let lock = workspace.appending(path: ".tallysheet-run.lock").path
    let holder = Process()
    holder.executableURL = URL(filePath: "/usr/bin/flock")
    let held = workspace.appending(path: "held").path
    holder.arguments = ["-F", lock, "sh", "-c", "touch \"$0\"; exec sleep infinity", held]
    try holder.run()
    defer { holder.terminate() }
    while !FileManager.default.fileExists(atPath: held), holder.isRunning {
      try await Task.sleep(for: .milliseconds(20))
    }
    let run = try await Program.run(["run"], in: workspace)
    #expect(run.status == 75)
    #expect(run.errors.contains("another tallysheet is at work"), "\(run.errors)")
  }
}
