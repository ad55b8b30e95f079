import DemoTenant
import Foundation
import SyntheticSite

/// From a service that is asked over the network: the pace of a fetch, and what is left to do when the last
/// answer has come.
extension Table {
  /// Fetches from a service that answers late and refuses some requests, against what the rate dictates.
  func paceRows() throws {
    for (latency, faults, wanted) in [
      (300, nil, "1.05"), (800, nil, "1.05"), (300, "429~5", "1.15"), (800, "429~5", "1.15"),
    ] {
      let service = try Service(
        partners: 31, queues: 2, faults: faults, latency: .milliseconds(latency),
        options: ["limits: {perSecond: 10, concurrency: 12}"])
      let fetch = try service.command("fetch", "--period", "2026-10-05", "--quiet").run()
      let requests = service.requests
      let refused = requests.count { $0.status == 429 }
      let late = Double(latency) / 1000
      // The first leaves at once, and every further one takes its tenth of a second.
      func least(_ count: Int) -> Double { Double(count - 1) / 10 + late }
      line(
        "9",
        "fetch of \(requests.count - refused) requests, latency \(latency) ms, \(refused) refused, s",
        fetch.wall, "the rate alone", least(requests.count - refused), wanted: wanted)
      let figures = requests.filter { $0.path.hasSuffix("/query") }
      guard faults == nil, let first = figures.first, let last = figures.last else { continue }
      line(
        "9", "the \(figures.count) pages of figures among them, s",
        (last.time - first.time) / .seconds(1) + late, "the rate alone", least(figures.count),
        wanted: wanted)
    }
  }

  /// What `run` still does when the last answer has come, against a build of the same from the disk.
  func runRows() throws {
    // The organization's clock and ours, so that one month is due whenever this is run.
    let now = "2026-11-05T00:30:00Z"
    let service = try Service(partners: 9, queues: 5, now: now)
    let began = service.clock.now
    _ = try service.command("run", "--now", now, "--quiet").run()
    let ended = service.clock.now - began
    guard let last = service.requests.last(where: { $0.path.hasSuffix("/query") }) else { return }
    // The service's log begins with the service.
    let left = ended - (last.time - (began - service.started))
    try FileManager.default.removeItem(at: service.folder.appending(path: "public"))
    sleep(6)
    let build = try service.command("build", "--quiet").run()
    line(
      "10", "run of 9 partners from its last answer on, wall s", left / .seconds(1),
      "a build of them from the disk", build.wall, wanted: "0.35")
  }
}

/// An organization that is made up, as a service, and a workspace for all of its partners.
private final class Service {
  let folder: URL
  let clock = ContinuousClock()
  let started: ContinuousClock.Instant
  private let tenant: DemoTenant

  init(
    partners: Int, queues: Int, faults: String? = nil, latency: Duration = .zero,
    options: [String] = [], now: String = "2026-12-01T00:00:00Z"
  ) throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "tallysheet-bench-service-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let recording =
      "synthetic:partners=\(partners),queues=\(queues),agents=2,calls=60,media=voice,"
      + "now=\(now)"
    started = clock.now
    tenant = try DemoTenant.start(
      TenantOptions(
        recording: recording, faults: faults, latency: latency, tellsOwnTime: true))
    _ = try SyntheticSite(
      in: folder, recording: recording, servedAt: tenant.baseURL, options: options)
  }

  deinit {
    tenant.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  var requests: [LoggedRequest] { tenant.log.filter { $0.path.hasPrefix("/api/") } }

  func command(_ name: String, _ arguments: String...) -> Command {
    let program = Bench.own.deletingLastPathComponent().appending(path: "tallysheet").path
    return Command(arguments: [program, name, "--workspace", folder.path] + arguments)
  }
}
