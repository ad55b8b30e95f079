import ArgumentParser
import CMalloc
import Figures
import Glibc
import Workspace

/// The command line: each subcommand parses, validates and calls a stage, and computes nothing.
@main struct Tallysheet: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "tallysheet",
    abstract: "Turn a contact centre's counts into sealed sites for its outsourcing partners.",
    discussion: """
      Example: tallysheet demo

      Exit codes: 0 done; 1 a check found something; 64 usage; 65 bad data; 66 input missing; \
      69 service unavailable; 73 output cannot be created; 74 input or output failed; 75 try again \
      later; 77 permission; 78 configuration.
      """,
    version: versionText,
    subcommands: [
      Demo.self, Init.self, Doctor.self, Fetch.self, Build.self, Publish.self, RunCommand.self,
      Live.self, Serve.self, Verify.self, Diff.self, Compare.self, Dossier.self,
      ArchiveCommand.self, DemoTenantCommand.self, SchemaCommand.self, Manual.self,
    ])

  /// What a report of a fault should name.
  private static var versionText: String {
    let zones = (try? ZoneStore.system.version()) ?? "not found"
    return "tallysheet \(version)\nSwift \(_SwiftStdlibVersion.current)\ntime zone data \(zones)"
  }

  static func main() async {
    // Asked by every script that starts, and no business of a parser: a third of the time it took.
    if CommandLine.arguments.dropFirst() == ["--version"] { return print(versionText) }
    cmalloc_share()
    cmalloc_keep(64 << 20)
    let status = await Terminal.$format.withValue(format(in: CommandLine.arguments)) {
      await run()
    }
    if let status { Glibc.exit(status.rawValue) }
  }

  /// The format of messages: what is wrong with the arguments themselves is told in it, too.
  private static func format(in arguments: [String]) -> MessageFormat {
    for (one, next) in zip(arguments, arguments.dropFirst() + [""]) {
      if one == "--log-format" { return MessageFormat(rawValue: next) ?? .text }
      if one.hasPrefix("--log-format=") {
        return MessageFormat(rawValue: String(one.dropFirst(13))) ?? .text
      }
    }
    return .text
  }

  /// Runs the command that was asked for; how to exit when it fails.
  private static func run() async -> ExitStatus? {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return nil
    } catch {
      return report(error)
    }
  }

  /// Prints an error in the one shape that all errors have, and says how to exit.
  private static func report(_ error: any Error) -> ExitStatus {
    guard let failure = Failure(error) else { Self.exit(withError: error) }
    failure.print()
    return failure.status
  }
}
