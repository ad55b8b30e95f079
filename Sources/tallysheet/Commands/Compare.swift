import ArgumentParser
import Figures
import Workspace

/// `compare`: the other side's figures against ours.
struct Compare: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain the gap between a partner's own figures and ours.",
    discussion: """
      Reads the partner's CSV file, prints each figure of both sides, tests the usual causes of a \
      difference in their order, and says what they explain, what remains and which amount is \
      undisputed. Exits with 1 when something differs beyond tolerance.

      Example: tallysheet compare --partner northline --period 2026-10 theirs.csv
      """)

  @Option(help: ArgumentHelp("The partner's id.", valueName: "id"))
  var partner: String

  @Option(
    help: ArgumentHelp(
      "A month, day, week or range that was fetched.", valueName: "period"))
  var period: String

  @Option(
    help: ArgumentHelp(
      "A YAML file that names their columns, clock and units; they are guessed without it.",
      valueName: "file"))
  var mapping: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp("The partner's file, comma-, semicolon- or tab-separated.", valueName: "csv")
  )
  var theirs: String

  func run() async throws {
    let period = try Period(period)
    let workspace = try WorkspaceFolder(at: common.workspace)
    let result = try await Failure.naming("compare \(partner) \(period.id)") {
      let stage = try CompareStage(workspace: workspace, partner: partner, period: period)
      return try stage.run(theirs, mapping: mapping)
    }
    if json {
      try JSONReport.print(ComparisonJSON(result))
    } else {
      for line in ComparisonText(result, isQuiet: common.quiet).lines { Terminal.result(line) }
    }
    if result.comparison.hasFinding { throw ExitCode(ExitStatus.finding.rawValue) }
  }
}
