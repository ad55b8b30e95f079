import ArgumentParser
import Figures
import Logging
import Workspace

/// `init`: a workspace to begin with.
struct Init: AsyncParsableCommand, Messaging {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented starter workspace with a signing key of its own.",
    discussion: """
      It runs at once against 'tallysheet demo-tenant --recording synthetic', and its files say what \
      to change for your own organization. No file is overwritten.

      Example: tallysheet init acme
      """)

  @Argument(help: ArgumentHelp("The folder; made when it is missing.", valueName: "dir"))
  var folder = "."

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var messages: MessageOptions

  func run() async throws {
    let folder = folder
    let written = try await Failure.naming("init") { try StarterSite.write(to: folder) }
    messages.logger.debug("wrote \(written.files.joined(separator: ", "))")
    if json { return try JSONReport.print(written) }
    Terminal.result("Wrote \(written.files.count) files to \(folder)")
    Terminal.result("The key that seals its sites is \(written.keyFingerprint)")
    guard !messages.quiet else { return }
    Terminal.result(
      """

      Try it on the demo organization:
        cd \(folder)
        tallysheet demo-tenant --recording synthetic --port 8085 &
        tallysheet doctor
        tallysheet fetch --period 2026-10
        tallysheet build
        tallysheet publish

      Then make it yours: tallysheet.yml says what to change, from (1) to (5).
      """)
  }
}
