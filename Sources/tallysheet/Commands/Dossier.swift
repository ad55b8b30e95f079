import ArgumentParser
import Figures
import Workspace

/// `dossier`: a signed bag with all that a dispute about a period needs.
struct Dossier: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    abstract: "Pack a period's evidence into one signed BagIt bag (.tar.gz).",
    discussion: """
      The bag holds the sealed site with its rows and superseded editions, the masked answers behind \
      it, the contract, all captures of the period, the steps of custody and a text for \
      certification. The same archive, site and options give the same bytes. Its VERIFY.txt says how \
      to check it with programs of the system.

      Example: tallysheet dossier --partner northline --period 2026-10 --claim claim.yml
      """)

  @Option(help: ArgumentHelp("The partner's id.", valueName: "id"))
  var partner: String

  @Option(help: ArgumentHelp("A period that was built.", valueName: "period"))
  var period: String

  @Option(
    help: ArgumentHelp(
      "A YAML file that quotes figures by their ids; an unknown id is refused.", valueName: "file"))
  var claim: String?

  @Option(
    help: ArgumentHelp(
      "The other side's CSV file: the comparison is packed with it.", valueName: "csv"))
  var theirs: String?

  @Option(help: ArgumentHelp("How to read their file, as for 'compare'.", valueName: "file"))
  var mapping: String?

  @Flag(
    help:
      "Also print the pages to PDF with Chromium; the bytes then depend on its version and fonts."
  )
  var pdf = false

  @Option(
    help: ArgumentHelp(
      "The file to write; PARTNER-PERIOD-dossier.tar.gz when left out.", valueName: "file"))
  var output: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let period = try Period(period)
    let workspace = try WorkspaceFolder(at: common.workspace)
    let result = try await Failure.naming("dossier \(partner) \(period.id)") {
      let stage = DossierStage(
        workspace: workspace, settings: try workspace.partner(partner), period: period, now: .now)
      return try await stage.run(
        claim: claim, theirs: theirs, mapping: mapping, pdf: pdf, output: output)
    }
    if json { return try JSONReport.print(result) }
    Terminal.result("\(result.file): \(result.files) files, SHA-256 \(result.sha256)")
  }
}
