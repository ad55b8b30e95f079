import ArgumentParser
import Figures
import Workspace

/// `build`: from the archive to sealed sites.
struct Build: AsyncParsableCommand {
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

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let periods = try period.map { text throws(PeriodError) in try Period(text) }
    let workspace = try WorkspaceFolder(at: common.workspace)
    let stage = try await BuildStage(workspace: workspace, output: output, quiet: common.quiet)
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
