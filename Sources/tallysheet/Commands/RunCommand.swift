import ArgumentParser
import Figures
import Foundation
import Logging
import Workspace

/// `run`: whatever is due; for cron.
struct RunCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Fetch, build and publish what is due; safe to start every hour.",
    discussion: """
      Due is a month that is over, one that turns final, and each month 1, 4 and 35 days after its \
      end, to find late data. The folder 'runs' gets a report as a page and as JSON, and metrics for \
      Prometheus; 'runs: {notify: [PROGRAM]}' starts a program that gets the report.

      Example: tallysheet run --dry-run
      """)

  @Flag(help: "Print what is due and why, and do nothing.")
  var dryRun = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  /// Tests let months pass.
  @Option(help: .hidden)
  var now: String?

  func run() async throws {
    let workspace = try WorkspaceFolder(at: common.workspace)
    let stage = RunStage(
      workspace: workspace, now: try clock(), logger: common.logger, quiet: common.quiet)
    if dryRun { return try print(try await stage.plan()) }
    let report = try await Failure.naming("run") {
      try await Interrupt.stoppable { try await stage.run() }
    }
    try await Failure.naming("run") { try await keep(report, workspace) }
    try print(report)
    if report.status != 0 { throw ExitCode(report.status) }
  }

  /// The machine's clock, or one that began at the given moment.
  private func clock() throws -> @Sendable () -> Instant {
    guard let now else { return { Instant.now } }
    guard let start = try? Instant(now) else {
      throw ValidationError("'\(now)' is no moment such as 2026-11-01T00:30:00Z")
    }
    return { start }
  }

  /// Writes the report's files and tells whom it concerns; a run without news only the metrics.
  private func keep(_ report: RunReport, _ workspace: WorkspaceFolder) async throws {
    let files = RunReportFiles(report: report)
    let settings = workspace.configuration.runs
    let json = try files.json
    for (name, text) in [
      ("latest.json", json), ("latest.html", files.page), ("metrics.prom", files.metrics),
    ] {
      try SiteWriter.replace(OutputFile(path: name, text: text), in: settings.folder)
    }
    if let path = settings.metrics { try SiteWriter.replace(files.metrics, at: path) }
    guard report.didSomething else { return }
    let stamp = report.began.lowercased().filter { $0 != ":" }
    for (name, text) in [("\(stamp).json", json), ("\(stamp).html", files.page)] {
      try SiteWriter.replace(OutputFile(path: name, text: text), in: settings.folder)
    }
    if let command = settings.notify { try await Notification(command: command).send(json) }
  }

  private func print(_ partners: [RunReport.Partner]) throws {
    if json { return try JSONReport.print(partners) }
    for partner in partners {
      for due in partner.due {
        Terminal.result("\(partner.id) \(due.period) is due: \(due.reason)")
      }
      for failure in partner.failures {
        Terminal.failure(
          failure.what, stage: partner.id, place: nil, remedy: nil, status: failure.status)
      }
      if partner.due.isEmpty, partner.failures.isEmpty {
        Terminal.result("\(partner.id): nothing is due before \(partner.next ?? "")")
      }
    }
  }

  private func print(_ report: RunReport) throws {
    if json { return try JSONReport.print(report) }
    for partner in report.partners {
      for failure in partner.failures {
        Terminal.failure(
          failure.what, stage: "run: \(failure.stage) \(partner.id)", place: failure.place,
          remedy: failure.remedy, status: failure.status)
      }
      for line in RunReportText.lines(partner)
      where !line.isFailure && (partner.didSomething || !common.quiet) {
        Terminal.result("\(partner.id): \(line.text)")
      }
    }
  }
}
