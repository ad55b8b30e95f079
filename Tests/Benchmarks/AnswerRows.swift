import Foundation
import GRDB
import SavedWorkload

/// From answers to sums, and what the archive takes.
extension Table {
  private static let (polars, duck) = ("orjson and polars", "DuckDB")

  func answerRows() throws {
    let sums = bench.folder.appending(path: "sums").path
    let others =
      [
        (
          "a plain Swift scanner to hourly and daily sums",
          [Bench.own.path, "tally", bench.work.answers.path, sums]
        )
      ] + peer(Self.polars, "tallies_polars.py", bench.work.answers.path, sums)
      + peer(Self.duck, "tallies_duckdb.py", bench.work.answers.path, sums)
    let alone = Command(arguments: [Bench.own.path, "ingest", bench.work.answers.path, sums])
    let wanted = [Self.polars: "0.20", Self.duck: "0.35"]
    try row(
      "1, 2", "answers to hourly and daily sums, processor s", wanted: wanted, against: others
    ) { try alone.run().processor }
    try row("1, 2", "answers to archived tallies, processor s", wanted: wanted, against: others) {
      try bench.fetch().processor
    }
  }

  /// What the archives of the last fetch hold, byte by byte.
  func archiveRows() throws {
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
    line(
      "", "stored answers, MB", Double(packed) / 1e6, "as they came", Double(plain) / 1e6,
      wanted: "0.12")
    line(
      "", "stored tallies, bytes an interval (40)", Double(tallies) / Double(intervals),
      "all of the archive but its answers", Double(whole - packed) / Double(intervals))
  }

  /// What each further byte of answers costs, counted and not timed.
  func instructionRows() throws {
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
    line(
      "13", "fetch, instructions a byte of answers (45)", ours, "the plain Swift scanner", plain)
  }
}
