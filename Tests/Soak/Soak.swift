import DemoTenant
import Foundation
import Glibc
import SyntheticSite

/// Long tries of the built program that no test has time for.
///
///     Soak faults [RUNS] [SEED]   all faults at once, drawn anew in each run
///     Soak rate                   20 partners of 10 queues against what the rate alone dictates
///     Soak months [MONTHS] [SEED] months of `run` on a clock of its own, with faults and kills
@main struct Soak {
  static func main() {
    do { try run(CommandLine.arguments.dropFirst()) } catch {
      print("\(error)")
      exit(1)
    }
  }

  private static func run(_ words: ArraySlice<String>) throws {
    switch words.first {
    case "faults":
      let numbers = words.dropFirst().compactMap { Int($0) }
      try FaultSoak(runs: numbers.first ?? 200, seed: numbers.dropFirst().first ?? 1).run()
    case "rate": try RateTry().run()
    case "months":
      let numbers = words.dropFirst().compactMap { Int($0) }
      try RunSoak(months: numbers.first ?? 24, seed: numbers.dropFirst().first ?? 1).run()
    default:
      print(
        "usage: Soak faults [RUNS] [SEED] | Soak rate | Soak months [MONTHS] [SEED]")
      exit(64)
    }
  }
}

/// One run of the program, to its end.
struct Run {
  let status: Int32
  let output: String
  let errors: String
  let seconds: Double
  /// The largest resident set, in MiB.
  let memory: Double

  /// The program that was built beside this one.
  static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "tallysheet").path

  /// Runs our program, or another one in `PATH`.
  init(_ arguments: [String], in folder: URL, program: String = Run.program) throws {
    let files = ["output", "errors"].map { folder.appending(path: $0).path }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, file) in zip([Int32(1), 2], files) {
      posix_spawn_file_actions_addopen(
        &actions, descriptor, file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let here = FileManager.default.currentDirectoryPath
    _ = FileManager.default.changeCurrentDirectoryPath(folder.path)
    defer { _ = FileManager.default.changeCurrentDirectoryPath(here) }
    var child = pid_t()
    let began = ContinuousClock.now
    guard posix_spawnp(&child, program, &actions, nil, &words, environ) == 0 else {
      throw CannotStart(program: program)
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
    let time = (ContinuousClock.now - began).components
    seconds = Double(time.seconds) + Double(time.attoseconds) / 1e18
    self.status = status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
    memory = Double(usage.ru_maxrss) / 1024
    output = try String(contentsOfFile: files[0], encoding: .utf8)
    errors = try String(contentsOfFile: files[1], encoding: .utf8)
  }

  struct CannotStart: Error { let program: String }
}

/// A folder of its own, removed when the value goes away.
final class Scratch {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "tallysheet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}

/// What must not happen.
struct Broken: Error, CustomStringConvertible {
  let description: String
}
