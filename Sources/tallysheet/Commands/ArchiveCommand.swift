import ArgumentParser
import Figures
import Workspace

/// `archive`: what the archives hold, checked or as files.
struct ArchiveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "Check the archives, or export them as CSV or JSON lines.",
    discussion: "Example: tallysheet archive verify",
    subcommands: [ArchiveVerify.self, ArchiveExportCommand.self])
}

/// `archive verify`: every stored answer against its digest.
struct ArchiveVerify: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every stored answer, row and capture against its digest.",
    discussion: """
      Unpacks each answer and compares its SHA-256 and size, forms the digest of each capture's \
      figures again, and looks for captures that were taken out. Exits with 1 when anything is \
      wrong.

      Example: tallysheet archive verify --partner northline
      """)

  @Option(help: ArgumentHelp("A partner's id; all partners when left out.", valueName: "id"))
  var partner: [String] = []

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let stage = ArchiveStage(workspace: try WorkspaceFolder(at: common.workspace))
    let partners = partner
    let quiet = common.quiet
    let checked = try await Failure.naming("archive verify") {
      try await Interrupt.stoppable { try stage.verify(partners, quiet: quiet) }
    }
    let reports = checked.reports
    if json {
      try JSONReport.print(reports)
    } else {
      for report in reports {
        for finding in report.findings { Terminal.result("\(report.partner): \(finding.text)") }
        Terminal.result(ArchiveStage.summary(report))
      }
    }
    for failure in checked.failures.dropLast() { failure.print() }
    if let last = checked.failures.last { throw last }
    if reports.contains(where: { !$0.findings.isEmpty }) {
      throw ExitCode(ExitStatus.finding.rawValue)
    }
  }
}

/// `archive export`: a file for each table.
struct ArchiveExportCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the tables of an archive as CSV or JSON lines, a file for each.",
    discussion: """
      The columns are those of docs/archive.md; answers leave unpacked, as the text that came.

      Example: tallysheet archive export --partner northline --period 2026-10 --output rows
      """)

  @Option(help: ArgumentHelp("The partner's id.", valueName: "id"))
  var partner: String

  @Option(
    help: ArgumentHelp(
      "A period whose captures are wanted; all when left out.", valueName: "period"))
  var period: String?

  @Option(help: "csv, or jsonl for a JSON object on each line.")
  var format = ArchiveExport.Format.csv

  @Option(help: ArgumentHelp("The folder to write to; it is made.", valueName: "dir"))
  var output: String

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let period = try period.map { text throws(PeriodError) in try Period(text) }
    let stage = ArchiveStage(workspace: try WorkspaceFolder(at: common.workspace))
    let files = try await Failure.naming("archive export \(partner)") {
      try stage.export(partner, period: period, as: format, to: output)
    }
    if json { return try JSONReport.print(files) }
    for file in files { Terminal.result("\(file.file): \(file.rows) rows") }
  }
}

extension ArchiveExport.Format: ExpressibleByArgument {}
