import Foundation
import GRDB
import SavedWorkload

/// Runs our program and plain ways to the same work in turn, and prints medians and their ratios.
struct Table {
  private let bench: Bench
  private let runs: Int
  private let size: String
  private let peers = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Peers")

  init(partners: Int, queues: Int, days: Int, runs: Int) throws {
    self.runs = runs
    bench = try Bench(partners: partners, queues: queues, days: days)
    size =
      "\(partners) partners, \(queues) queues, \(days) days, \(bench.work.intervals) intervals, "
      + "\(bench.work.bytes / 1_000_000) MB of answers"
  }

  func print() throws {
    Swift.print("\n\(size); \(Self.machine); medians of \(runs) pairs run in turn\n")
    Swift.print("| work | ours | against | ratio |\n|---|---|---|---|")
    try fetchRows()
    try archiveRows()
    try buildRows()
    try otherRows()
    try instructionRows()
  }

  // MARK: - Rows

  private func fetchRows() throws {
    let sums = bench.folder.appending(path: "sums").path
    let others =
      [
        (
          "a plain Swift scanner to hourly and daily sums",
          [Bench.own.path, "tally", bench.work.answers.path, sums]
        )
      ] + peer("orjson and polars", "tallies_polars.py", sums)
      + peer("DuckDB", "tallies_duckdb.py", sums)
    let alone = Command(arguments: [Bench.own.path, "ingest", bench.work.answers.path, sums])
    try row("answers to hourly and daily sums, processor s", against: others) {
      try alone.run().processor
    }
    try row("answers to archived tallies, processor s", against: others) {
      try bench.fetch().processor
    }
  }

  /// What the archives of the last fetch hold, byte by byte.
  private func archiveRows() throws {
    var (packed, plain, tallies, intervals, whole) = (0, 0, 0, 0, 0)
    for name in try FileManager.default.contentsOfDirectory(atPath: bench.archive.path)
    where name.hasSuffix(".sqlite") {
      let path = bench.archive.appending(path: name).path
      whole += (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
      try DatabaseQueue(path: path).read { database in
        let answers = try Row.fetchOne(
          database, sql: "SELECT sum(length(response_zstd)), sum(size) FROM answer")
        packed += answers?[0] ?? 0
        plain += answers?[1] ?? 0
        let parts = try Row.fetchAll(database, sql: "SELECT * FROM tally_part")
        for part in parts {
          intervals += part["intervals"] as Int? ?? 0
          for (_, value) in part {
            if case .blob(let bytes) = value.storage { tallies += bytes.count }
          }
        }
      }
    }
    line("stored answers, MB", Double(packed) / 1e6, "as they came", Double(plain) / 1e6)
    line(
      "stored tallies, bytes an interval", Double(tallies) / Double(intervals),
      "all of the archive but its answers", Double(whole - packed) / Double(intervals))
  }

  private func buildRows() throws {
    _ = try bench.fetch()
    _ = try bench.build()
    let copy = bench.folder.appending(path: "copy").path
    try row(
      "pages from the archive, processor s",
      against: [("cp -r of the finished sites", ["cp", "-rT", bench.site.path, copy])]
    ) { try bench.build().processor }
    let jobs = try (0..<runs).map { _ in
      (try bench.wholeWay(jobs: 2), try bench.wholeWay(jobs: 1))
    }
    let one = jobs.map(\.1.wall).median
    line("the whole way with two jobs, wall s", jobs.map(\.0.wall).median, "one job", one)
    line(
      "the whole way, peak MiB with two jobs", jobs.map(\.0.peak).median, "one job",
      jobs.map(\.1.peak).median)
    let whole = jobs.map(\.1.processor).median
    line(
      "the whole way, processor s", whole, "its fetch alone",
      try (0..<runs).map { _ in try bench.fetch().processor }.median)
    _ = try bench.build()
    let full = try bench.build()
    let unchanged = try (0..<runs).map { _ in try bench.build(afresh: false).wall }
    line("build when nothing changed, wall s", unchanged.median, "a full build", full.wall)
    if let late = bench.work.lastAnswer, try SavedWorkload.addLateContact(to: late) {
      _ = try bench.fetchAgain()
      line(
        "build after one late contact, processor s", try bench.build(afresh: false).processor,
        "a full build", full.processor)
    }
  }

  private func otherRows() throws {
    let partner = bench.site.appending(path: bench.work.firstPartner).path
    let check =
      "for m in $(find \(partner) -name manifest-sha256.txt); do "
      + "(cd $(dirname $m) && sha256sum --quiet -c manifest-sha256.txt) || exit 1; done"
    let sums = [("sha256sum -c of it", ["bash", "-c", check])]
    let seal = Command(arguments: [Bench.own.path, "seal", partner])
    try row("the seal of a partner's site, processor s", against: sums) {
      try seal.run().processor
    }
    try row(
      "verify of all figures of a partner, processor s",
      against: sums
    ) { try bench.verify(partner).run().processor }
    try row(
      "--version, wall s", cost: \.wall,
      against: [("python3 -c pass", ["/usr/bin/python3", "-c", "pass"])]
    ) { try bench.version.run().wall }
  }

  /// What each further byte of answers costs, counted and not timed.
  private func instructionRows() throws {
    guard Command.exists("valgrind", "--version") else { return }
    let few = try Bench(partners: 1, queues: 3, days: 1)
    let many = try Bench(partners: 1, queues: 3, days: 4)
    func count(_ command: (Bench) -> Command) throws -> Double {
      let more = try command(many).instructions() - command(few).instructions()
      return Double(more) / Double(many.work.bytes - few.work.bytes)
    }
    let ours = try count { $0.fetchCommand(jobs: 1) }
    let plain = try count { bench in
      Command(
        arguments: [
          Bench.own.path, "tally", bench.work.answers.path,
          bench.folder.appending(path: "sums").path,
        ])
    }
    line("fetch, instructions a byte of answers", ours, "the plain Swift scanner", plain)
  }

  // MARK: - Pairs

  /// The others that are installed: by `make bench`, or by whoever owns the machine.
  private func peer(_ name: String, _ script: String, _ sums: String) -> [(String, [String])] {
    let file = peers.appending(path: script).path
    let own = Bench.own.deletingLastPathComponent()
      .appending(path: "../../peers/bin/python3").standardized.path
    for python in [own, "python3"] where Command.exists(python, file, "--probe") {
      return [(name, [python, file, bench.work.answers.path, sums])]
    }
    return []
  }

  /// Runs ours and each of the others in turn, once for nothing and then so many times.
  private func row(
    _ title: String, cost: (Command.Cost) -> Double = \.processor,
    against others: [(String, [String])], ours: () throws -> Double
  ) throws {
    for (name, command) in others {
      let pairs = try (0...runs).map { _ in
        (try ours(), cost(try Command(arguments: command).run()))
      }.dropFirst()
      line(
        title, pairs.map(\.0).median, name, pairs.map(\.1).median,
        ratio: pairs.map { $0 / $1 }.median)
    }
  }

  private func line(
    _ title: String, _ ours: Double, _ name: String, _ theirs: Double, ratio: Double? = nil
  ) {
    Swift.print(
      "| \(title) | \(ours.text) | \(name): \(theirs.text) | \((ratio ?? ours / theirs).text) |")
  }

  /// The processor's name and how many there are.
  static var machine: String {
    let info = (try? String(contentsOf: URL(filePath: "/proc/cpuinfo"), encoding: .utf8)) ?? ""
    let name = info.split(separator: "\n").first { $0.hasPrefix("model name") }?
      .split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
    return "\(ProcessInfo.processInfo.activeProcessorCount) × \(name ?? "unknown processor")"
  }
}
