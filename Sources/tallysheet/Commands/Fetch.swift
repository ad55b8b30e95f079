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

  @Option(
    help: ArgumentHelp(
      "Read answers that were saved in this folder, and ask nothing of the service.",
      valueName: "folder"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "With --from, how many partners to read at a time; as many as there are processors when left "
        + "out.", valueName: "number"))
  var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Go on with a client that may do more than read.")
  var allowOverPrivileged = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs must be 1 or more.") }
    guard from == nil || !(dryRun || allowOverPrivileged) else {
      throw ValidationError(
        "--from asks nothing: --dry-run and --allow-over-privileged are for the rest.")
    }
  }

  func run() async throws {
    let periods = try period.map { text throws(PeriodError) in try Period(text) }
    let stage = FetchStage(
      workspace: try WorkspaceFolder(at: common.workspace), now: { Instant.now },
      logger: common.logger, quiet: common.quiet, allowsOverPrivileged: allowOverPrivileged)
    let jobs = try stage.jobs(periods: periods, partners: partner)
    if let from { return try await read(jobs, from, stage) }
    let costs = try stage.costs(of: jobs)
    if dryRun {
      try FetchReport.print(costs, stage, json: json)
      return
    }
    if !common.quiet { for line in try FetchReport.lines(costs, stage) { Terminal.message(line) } }
    let report = try await Interrupt.stoppable { try await stage.run(jobs) }
    try FetchReport.print(report, json: json)
  }

  private func read(
    _ jobs: [FetchStage.Job], _ folder: String, _ fetch: FetchStage
  ) async throws {
    let stage = ImportStage(
      fetch: fetch, saved: try SavedAnswers(in: folder), jobs: self.jobs)
    let report = try await Interrupt.stoppable { try await stage.run(jobs) }
    try FetchReport.print(report, json: json, isImport: true)
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
