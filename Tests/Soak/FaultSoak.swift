import DemoTenant
import Foundation
import SyntheticSite

/// Runs the whole job while the service commits every fault it knows, drawn from a seed.
///
/// A run ends well when its figures are those of a calm service, or when it was refused with an
/// exit code and a message and nothing was published. A refusal is tried again as cron would, on
/// the same workspace, so that what was kept is put to use.
struct FaultSoak {
  let runs: Int
  let seed: Int

  private static let recording =
    "synthetic:partners=1,queues=3,agents=3,calls=40,media=voice,from=2026-10-01,to=2026-11-01,"
    + "now=2026-12-01T00:00:00Z"
  private static let files = ["days.csv", "hours.csv", "month.csv"]
  /// Refusals that a run under faults may end with.
  private static let refusals: [Int32] = [65, 69, 75, 77]

  func run() throws {
    var counts: [String: Int] = [:]
    // History may be corrected in mid-run: then both states of it are right.
    let calm = try ["", "restated@1"].map { faults in try figures(faults) }
    for number in 0..<runs {
      let dialect = number % 2 == 0 ? "published" : "guide"
      let ending = try end(seed + number, dialect: dialect, calm: calm)
      counts["\(dialect): \(ending)", default: 0] += 1
      if (number + 1) % 10 == 0 { print("\(number + 1) of \(runs) runs") }
    }
    for (ending, count) in counts.sorted(by: { $0.key < $1.key }) { print("\(count) \(ending)") }
  }

  /// How often each fault falls, in percent: from seldom to often, by the seed.
  private func faults(_ seed: Int) -> String {
    let percent = [1, 2, 4][seed % 3]
    let kinds = FaultPlan.kinds.map { "\($0)~\(percent)" }
    return (["seed=\(seed)"] + kinds).joined(separator: ",")
  }

  private func figures(_ faults: String) throws -> [Data] {
    let scratch = try Scratch()
    let tenant = try start(faults)
    defer { tenant.stop() }
    let site = try SyntheticSite(
      in: scratch.url, recording: Self.recording, servedAt: tenant.baseURL)
    for command in [["fetch", "--period", "2026-10"], ["build"]] {
      let run = try Run(command + ["--workspace", site.folder.path, "--quiet"], in: scratch.url)
      guard run.status == 0 else { throw Broken(description: run.errors) }
    }
    return try read(site)
  }

  private func start(_ faults: String) throws -> DemoTenant {
    try DemoTenant.start(
      TenantOptions(recording: Self.recording, faults: faults.isEmpty ? nil : faults))
  }

  private func read(_ site: SyntheticSite) throws -> [Data] {
    try Self.files.map {
      try Data(
        contentsOf: site.folder.appending(path: "public/partner-1/2026-10/data/\($0)"))
    }
  }

  private func end(_ seed: Int, dialect: String, calm: [[Data]]) throws -> String {
    let scratch = try Scratch()
    let tenant = try start(faults(seed))
    defer { tenant.stop() }
    let site = try SyntheticSite(
      in: scratch.url, recording: Self.recording, servedAt: tenant.baseURL, dialect: dialect)
    func program(_ command: String...) throws -> Run {
      try Run(command + ["--workspace", site.folder.path, "--quiet"], in: scratch.url)
    }
    func broken(_ what: String, _ run: Run) -> Broken {
      Broken(description: "seed \(seed), \(dialect): \(what), exit \(run.status)\n\(run.errors)")
    }
    for attempt in 1...3 {
      let fetch = try program("fetch", "--period", "2026-10", "--log-level", "trace")
      for canary in DemoTenant.canaries(recording: Self.recording) + [FaultPlan.canary] {
        guard !fetch.errors.contains(canary) else { throw broken("a canary was said", fetch) }
      }
      guard fetch.status == 0 else {
        guard Self.refusals.contains(fetch.status), fetch.errors.contains("tallysheet: ")
        else { throw broken("no clean refusal", fetch) }
        guard try program("build").status == 66 else { throw broken("half a month built", fetch) }
        if attempt == 3 { return "refused with \(fetch.status)" }
        continue
      }
      let build = try program("build")
      guard build.status == 0 else { throw broken("not built", build) }
      let figures = try read(site)
      guard calm.contains(figures) else { throw broken("wrong figures", fetch) }
      return "right at attempt \(attempt)"
    }
    preconditionFailure("the third attempt returns")
  }
}
