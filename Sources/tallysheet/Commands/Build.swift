import ArgumentParser
import Figures
import Foundation
import Workspace

/// `build`: from the archive to sealed sites.
struct Build: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    abstract: "Build and seal the sites of fetched periods, offline.",
    discussion: "Example: tallysheet build --period 2026-10 --partner northline")

  @Option(
    help: ArgumentHelp(
      "A month, day, week or range that was fetched; all of them when left out.",
      valueName: "period"))
  var period: [String] = []

  @Option(help: ArgumentHelp("A partner's id; all partners when left out.", valueName: "id"))
  var partner: [String] = []

  @Option(help: "The folder to write to, instead of the workspace's public folder.")
  var output: String?

  @Option(
    help: ArgumentHelp(
      "How many partners to build at a time; as many as there are processors when left out.",
      valueName: "number"))
  var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs must be 1 or more.") }
  }

  func run() async throws {
    let periods = try period.map { text throws(PeriodError) in try Period(text) }
    let workspace = try WorkspaceFolder(at: common.workspace)
    let stage = try await BuildStage(
      workspace: workspace, output: output, quiet: common.quiet, jobs: jobs)
    let partners = partner
    let results = try await Interrupt.stoppable {
      try await stage.run(periods: periods, partners: partners)
    }
    if json { return try JSONReport.print(results) }
    for result in results {
      Terminal.result(
        "\(result.partner) \(result.period): \(result.files) files in \(result.folder)")
    }
  }
}
