import Foundation
import SavedWorkload

/// Runs our program and plain ways to the same work in turn, and prints medians and their ratios.
///
/// The rows are numbered as the work is; `wanted` is the ratio that we want to reach at most, on a large
/// client where it says nothing else.
struct Table {
  let bench: Bench
  let runs: Int
  private let size: String
  private let peers = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Peers")

  init(partners: Int, queues: Int, days: Int, runs: Int) throws {
    self.runs = runs
    bench = try Bench(partners: partners, queues: queues, days: days)
    size =
      "\(partners) partners, \(queues) queues, \(days) days, \(bench.work.intervals) intervals, "
      + "\(bench.work.bytes / 1_000_000) MB of answers"
  }

  /// Prints all rows, or those of one number.
  func print(only number: String? = nil) throws {
    Swift.print("\n\(size); \(Self.machine); medians of \(runs), run in turn\n")
    Swift.print("| # | work | ours | against | ratio | wanted |\n|---|---|---|---|---|---|")
    let all: [(numbers: [String], rows: () throws -> Void)] = [
      (["1", "2"], answerRows), ([""], archiveRows), (["3"], siteRows), (["4", "5"], wholeRows),
      (["6", "8"], jobRows), (["5", "7"], lateRows), (["9"], paceRows), (["10"], runRows),
      (["11", "12"], verifyRows), (["13"], instructionRows),
    ]
    for (numbers, rows) in all where number.map(numbers.contains) ?? true {
      try rows()
      bench.settle()
    }
  }

  // MARK: Pairs

  /// The others that are installed: by `make bench`, or by whoever owns the machine.
  func peer(_ name: String, _ script: String, _ arguments: String...) -> [(String, [String])] {
    guard let python = python(for: script) else { return [] }
    return [(name, [python, peers.appending(path: script).path] + arguments)]
  }

  /// The interpreter that has what a script needs; `nil` where none has.
  func python(for script: String) -> String? {
    let file = peers.appending(path: script).path
    return [installed("python3"), "python3"].first { Command.exists($0, file, "--probe") }
  }

  func script(_ name: String) -> String { peers.appending(path: name).path }

  /// A program that `make bench` has installed.
  func installed(_ program: String) -> String {
    Bench.own.deletingLastPathComponent().appending(path: "../../peers/bin/\(program)")
      .standardized.path
  }

  /// Runs ours and each of the others in turn, once for nothing and then so many times.
  func row(
    _ number: String, _ title: String, wanted: [String: String] = [:],
    cost: (Command.Cost) -> Double = \.processor, against others: [(String, [String])],
    ours: () throws -> Double
  ) throws {
    for (name, command) in others {
      let pairs = try (0...runs).map { _ in
        (try ours(), cost(try Command(arguments: command).run()))
      }.dropFirst()
      line(
        number, title, pairs.map(\.0).median, name, pairs.map(\.1).median,
        ratio: pairs.map { $0 / $1 }.median, wanted: wanted[name] ?? "")
    }
  }

  func line(
    _ number: String, _ title: String, _ ours: Double, _ name: String, _ theirs: Double,
    ratio: Double? = nil, wanted: String = ""
  ) {
    Swift.print(
      "| \(number) | \(title) | \(ours.text) | \(name): \(theirs.text) "
        + "| \((ratio ?? ours / theirs).text) | \(wanted) |")
    // Each row as soon as it is there, in a file, too.
    fflush(nil)
  }

  /// The processor's name and how many there are.
  static var machine: String {
    let info = (try? String(contentsOf: URL(filePath: "/proc/cpuinfo"), encoding: .utf8)) ?? ""
    let name = info.split(separator: "\n").first { $0.hasPrefix("model name") }?
      .split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
    return "\(ProcessInfo.processInfo.activeProcessorCount) × \(name ?? "unknown processor")"
  }
}
