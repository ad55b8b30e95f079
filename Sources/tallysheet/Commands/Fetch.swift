import ArgumentParser
import Figures
import Foundation
import Workspace

/// `fetch`: from the API into the archive.
struct Fetch: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fetch a period's metrics into the archive, resuming where an earlier run stopped.",
    discussion: "Example: tallysheet fetch --period 2026-10 --partner northline")

  @Option(
    help: ArgumentHelp(
      "A month (2026-10), day, week (2026-W42) or range, in the contract's zone; repeat for more.",
      valueName: "period"))
  var period: [String]

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
    let periods = try period.map { text throws(PeriodError) in try Period(text) }
    let stage = FetchStage(
      workspace: try WorkspaceFolder(at: common.workspace), now: { Instant.now },
      logger: common.logger, quiet: common.quiet, allowsOverPrivileged: allowOverPrivileged)
    let jobs = try stage.jobs(periods: periods, partners: partner)
    let costs = try stage.costs(of: jobs)
    if dryRun {
      try FetchReport.print(costs, stage, json: json)
      return
    }
    if !common.quiet { for line in try FetchReport.lines(costs, stage) { Terminal.message(line) } }
    let report = try await Interrupt.stoppable { try await stage.run(jobs) }
    try FetchReport.print(report, json: json)
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
