import ArgumentParser
import Figures
import Logging
import Workspace

/// `live`: the queues of this moment, every minute.
struct Live: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    abstract: "Keep each partner's live.html current from the real-time endpoint.",
    discussion: """
      Writes into the public folder and, where a site stands, to the partner's target. When the \
      service does not answer, the page says since when. Ctrl-C stops it, and the last page says so.

      Example: tallysheet live --every 60
      """)

  @Option(help: "Seconds between two pages; 10 to 3600.")
  var every = 60

  @Option(help: ArgumentHelp("A partner's id; all partners when left out.", valueName: "id"))
  var partner: [String] = []

  @Option(help: ArgumentHelp("Stop after so many pages.", valueName: "count"))
  var rounds: Int?

  @Flag(help: "Write into the public folder only.")
  var local = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (10...3600).contains(every) else {
      throw ValidationError("--every is \(every), not a number of seconds from 10 to 3600")
    }
    guard rounds ?? 1 >= 1 else { throw ValidationError("--rounds must be at least 1") }
  }

  func run() async throws {
    let stage = LiveStage(
      workspace: try WorkspaceFolder(at: common.workspace), now: { Instant.now },
      logger: common.logger, every: every, rounds: rounds, publishes: !local)
    let partners = partner
    let quiet = common.quiet
    do {
      try await Failure.naming("live") {
        try await Interrupt.stoppable {
          try await stage.run(partners: partners) { stale in
            guard !quiet else { return }
            Terminal.message(
              stale == 0
                ? "wrote the pages of \(Instant.now.text)"
                : stale == 1 ? "one page is stale" : "\(stale) pages are stale")
          }
        }
      }
    } catch let failure as Failure where failure.isStop {
      if !quiet { Terminal.message("stopped; the last pages say so") }
    }
  }
}
