import ArgumentParser
import Figures
import Workspace

/// `publish`: from the public folder to the partners' hosts.
struct Publish: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    abstract: "Copy each sealed site to its target and verify it there, or leave the old one.",
    discussion: """
      A site that does not verify is not published; the others are. The exit code is that of the \
      first failure.

      Example: tallysheet publish --partner northline --dry-run
      """)

  @Option(help: ArgumentHelp("A partner's id; all partners when left out.", valueName: "id"))
  var partner: [String] = []

  @Flag(help: "List what would change at each target, and write nothing.")
  var dryRun = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let stage = PublishStage(
      workspace: try WorkspaceFolder(at: common.workspace), isDryRun: dryRun)
    let partners = partner
    let outcomes = try await Failure.naming("publish") {
      try await Interrupt.stoppable { try await stage.run(partners: partners) }
    }
    if json { try JSONReport.print(outcomes) } else { PublishReport.print(outcomes) }
    if let failure = outcomes.compactMap(\.failure).first { throw ExitCode(failure.status) }
  }
}

/// What became of each site, for people.
enum PublishReport {
  static func print(_ outcomes: [PublishStage.Outcome]) {
    for outcome in outcomes {
      if let failure = outcome.failure {
        Terminal.failure(
          failure.what, stage: "publish \(outcome.partner)", place: failure.place,
          remedy: failure.remedy, status: failure.status)
      }
      Terminal.result(line(outcome))
      guard outcome.state == .planned else { continue }
      for (mark, paths) in [("+", outcome.added), ("*", outcome.changed), ("-", outcome.stale)] {
        for path in paths { Terminal.result("  \(mark) \(path)") }
      }
    }
  }

  static func line(_ outcome: PublishStage.Outcome) -> String {
    let counts =
      "\(outcome.added.count) new, \(outcome.changed.count) changed, \(outcome.stale.count) stale"
    let target = outcome.target ?? "no target"
    return switch outcome.state {
    case .published:
      "\(outcome.partner): published and verified, \(outcome.files) files (\(counts)), at \(target)"
    case .unchanged: "\(outcome.partner): nothing to do, \(outcome.files) files stand at \(target)"
    case .planned: "\(outcome.partner): \(counts), at \(target)"
    case .refused: "\(outcome.partner): refused, the old site stays at \(target)"
    case .skipped: "\(outcome.partner): no target"
    }
  }
}
