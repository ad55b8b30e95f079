import ArgumentParser
import Figures
import Foundation
import Workspace

/// `fetch`: from the API into the archive.
struct Fetch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fetch a period's metrics into the archive, resuming where an earlier run stopped.",
    discussion: "Example: tallysheet fetch --period 2026-10 --partner northline")

  @Option(
    help: ArgumentHelp(
      "A month (2026-10), day, week (2026-W42) or range, in the contract's zone.",
      valueName: "period"))
  var period: String

  @Option(help: ArgumentHelp("A partner's id; all partners when left out.", valueName: "id"))
  var partner: [String] = []

  @Flag(help: "Print the plan and its cost in requests, and ask nothing.")
  var dryRun = false

  @Flag(help: "Go on with a client that may do more than read.")
  var allowOverPrivileged = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let period = try Period(period)
    let stage = FetchStage(
      workspace: try WorkspaceFolder(at: common.workspace), now: { Instant.now },
      logger: common.logger, quiet: common.quiet, allowsOverPrivileged: allowOverPrivileged)
    let jobs = try stage.jobs(periods: [period], partners: partner)
    let costs = try stage.costs(of: jobs)
    if dryRun {
      try FetchReport.print(costs, json: json)
      return
    }
    if !common.quiet { for line in FetchReport.lines(costs) { Terminal.error(line) } }
    let results = try await Interrupt.stoppable { try await stage.run(jobs) }
    try FetchReport.print(results, json: json)
  }
}

/// What fetching will cost and what became of it, for people or for scripts.
enum FetchReport {
  static func lines(_ costs: [(job: FetchStage.Job, requests: Int)]) -> [String] {
    let total = costs.reduce(0) { $0 + $1.requests }
    return costs.map { cost in
      let window = cost.job.window
      return "plan: \(cost.job.name), \(window.start.text) to \(window.end.text), "
        + requests(cost.requests)
    } + ["plan: \(requests(total)) for metrics, 5 or more to sign in and look up queues"]
  }

  static func print(_ costs: [(job: FetchStage.Job, requests: Int)], json: Bool) throws {
    guard json else {
      for line in lines(costs) { Terminal.result(line) }
      return
    }
    struct Cost: Encodable { let partner, period, start, end: String, requests: Int }
    try JSONReport.print(
      costs.map {
        Cost(
          partner: $0.job.settings.partner.id, period: $0.job.period.id,
          start: $0.job.window.start.text, end: $0.job.window.end.text, requests: $0.requests)
      })
  }

  static func print(_ results: [FetchStage.Result], json: Bool) throws {
    guard !json else { return try JSONReport.print(results) }
    for result in results {
      let ending =
        result.unchanged
        ? "unchanged since capture \(result.capture)" : "captured as \(result.capture)"
      Terminal.result(
        "\(result.partner) \(result.period): \(ending), \(requests(result.requests))")
    }
  }

  private static func requests(_ count: Int) -> String {
    count == 1 ? "1 request" : "\(count) requests"
  }
}

/// Results for scripts.
enum JSONReport {
  static func print(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    Terminal.result(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}

extension Instant {
  /// The system's clock: read in the command alone.
  static var now: Instant {
    Instant(milliseconds: Int((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }
}
