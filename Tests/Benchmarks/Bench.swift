import Foundation
import SavedWorkload

/// A workload in a folder of its own, and our program on it.
final class Bench {
  let work: SavedWorkload
  let folder: URL
  private let program: String

  init(partners: Int, queues: Int, days: Int) throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "tallysheet-bench-\(getpid())-\(partners)-\(queues)-\(days)")
    program = Self.own.deletingLastPathComponent().appending(path: "tallysheet").path
    work = try SavedWorkload(in: folder, partners: partners, queues: queues, days: days)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private var discarded = 0

  /// Puts something out of the way: a file system takes longer for new files while it remembers others
  /// that were removed a moment ago.
  func discard(_ item: URL) {
    discarded += 1
    try? FileManager.default.moveItem(
      at: item, to: folder.appending(path: "discarded-\(discarded)"))
  }

  /// Removes what was discarded, and waits until the file system has forgotten it.
  func settle() {
    guard discarded > 0 else { return }
    for number in 1...discarded {
      try? FileManager.default.removeItem(at: folder.appending(path: "discarded-\(number)"))
    }
    discarded = 0
    sleep(6)
  }

  /// This program's file.
  static var own: URL { URL(filePath: "/proc/self/exe").resolvingSymlinksInPath() }

  var archive: URL { work.workspace.appending(path: "archive") }
  var site: URL { work.workspace.appending(path: "public") }

  /// Reads all answers into archives that do not exist yet.
  func fetch(jobs: Int = 1) throws -> Command.Cost {
    discard(archive)
    return try fetchAgain(jobs: jobs)
  }

  func fetchAgain(jobs: Int = 1) throws -> Command.Cost { try fetchCommand(jobs: jobs).run() }

  /// Reads the answers of one partner.
  func fetchAgain(_ partner: String) throws -> Command.Cost {
    let fetch = fetchCommand(jobs: 1)
    return try Command(arguments: fetch.arguments + ["--partner", partner]).run()
  }

  func fetchCommand(jobs: Int) -> Command {
    command(
      "fetch", "--period", work.period, "--from", work.answers.path, "--jobs", "\(jobs)", "--quiet")
  }

  /// Builds all sites, by default where there are none.
  func build(jobs: Int = 1, afresh: Bool = true) throws -> Command.Cost {
    if afresh { discard(site) }
    return try command("build", "--jobs", "\(jobs)", "--quiet").run()
  }

  /// From answers to sealed sites.
  func wholeWay(jobs: Int) throws -> Command.Cost { try fetch(jobs: jobs) + build(jobs: jobs) }

  func command(_ arguments: String...) -> Command {
    Command(
      arguments: [program, arguments[0], "--workspace", work.workspace.path]
        + arguments.dropFirst())
  }

  func verify(_ folder: String) -> Command {
    Command(arguments: [program, "verify", "--quiet", folder])
  }

  var version: Command { Command(arguments: [program, "--version"]) }
}

extension [Double] {
  var median: Double { sorted()[count / 2] }
}

extension Double {
  /// With three decimals.
  var text: String {
    let thousandths = Int((self * 1000).rounded())
    return "\(thousandths / 1000)." + String(String(1000 + thousandths % 1000).dropFirst())
  }
}
