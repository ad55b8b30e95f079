import ArgumentParser
import Figures
import Workspace

/// `verify`: whether a published site is what was sealed, and its figures what its rows give.
struct Verify: AsyncParsableCommand, Messaging {
  static let configuration = CommandConfiguration(
    abstract: "Check a published site: seal, tables, and every figure from its rows, offline.",
    discussion: """
      Takes a period's folder, or the folder with all periods of a partner. Checks the digest of \
      each file, missing and extra ones, the signatures, the chain of periods, the tables against \
      their description, every sum, quotient and amount formed again from the rows, and every \
      printed figure against its cell. Exits with 1 when anything is wrong, and says what it \
      should be.

      Example: tallysheet verify public/northline --fingerprint SHA256:47DEQpj8HBSa+/TImW+5JC
      """)

  @Option(
    help: ArgumentHelp(
      "The signing key's fingerprint, as it was received by another road.", valueName: "sha256"))
  var fingerprint: String?

  @Option(
    help: ArgumentHelp(
      "A list of signers that was received by another road, instead of the folder's own.",
      valueName: "file"))
  var allowedSigners: String?

  @Option(
    help: ArgumentHelp(
      "A workspace with the archive: its periods are built again and the bytes compared.",
      valueName: "dir"))
  var rebuild: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var messages: MessageOptions

  @Argument(help: ArgumentHelp("The folder to check.", valueName: "dir"))
  var folder: String

  func run() async throws {
    let stage = try VerifyStage(
      folder: folder, fingerprint: fingerprint, allowedSigners: allowedSigners, rebuild: rebuild,
      quiet: messages.quiet)
    let report = try await Failure.naming("verify") {
      try await Interrupt.stoppable { try await stage.run() }
    }
    if json {
      try JSONReport.print(VerificationJSON(report))
    } else {
      for finding in report.findings.kept { Terminal.result(finding.text) }
      Terminal.result(VerificationJSON(report).summary)
    }
    if !report.findings.isEmpty { throw ExitCode(ExitStatus.finding.rawValue) }
  }
}
