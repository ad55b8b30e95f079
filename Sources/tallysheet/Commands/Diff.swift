import ArgumentParser
import Figures
import Workspace

/// `diff`: what changed between two captures.
struct Diff: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what changed between two captures of a period, figure by figure.",
    discussion: """
      Computes every published figure from both captures, each by the contract by which it was \
      published or else by today's, and prints each that differs: its first value, its new one, why, and what that does to verdicts and money. Exits \
      with 1 when something differs.

      Example: tallysheet diff --partner northline --period 2026-10
      """)

  @Option(help: ArgumentHelp("The partner's id.", valueName: "id"))
  var partner: String

  @Option(
    help: ArgumentHelp(
      "A month, day, week or range that was fetched.", valueName: "period"))
  var period: String

  @Option(
    help: ArgumentHelp(
      "The capture to begin with; the one before the other when left out.", valueName: "capture"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "The capture to end with; the newest when left out.", valueName: "capture"))
  var to: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let period = try Period(period)
    let workspace = try WorkspaceFolder(at: common.workspace)
    let result = try await Failure.naming("diff \(partner) \(period.id)") {
      try DiffStage(workspace: workspace, partner: partner, period: period).run(from: from, to: to)
    }
    guard let result else {
      return json
        ? try JSONReport.print(DifferenceJSON(partner: partner, period: period.id))
        : Terminal.result(
          "\(partner) \(period.id) has one capture: there is nothing to compare it with.")
    }
    if json {
      try JSONReport.print(DifferenceJSON(result))
    } else {
      for line in DifferenceText(result, isQuiet: common.quiet).lines { Terminal.result(line) }
    }
    if !result.changes.isEmpty { throw ExitCode(ExitStatus.finding.rawValue) }
  }
}
