import Foundation
import SavedWorkload
import Workspace

/// The speed of the whole way, as ratios against plain ways to the same: `make bench`.
///
/// Without a word more, the table for 2 partners with 5 queues each over a month; `--partners 20
/// --queues 10` is a large client. `growth FILE` draws what 1 to 1,000 partners cost, `workload
/// FOLDER` writes the work alone, `ingest ANSWERS FOLDER` is our way from answers to sums without
/// an archive, `tally ANSWERS FOLDER` the plain one, `site ANSWERS FOLDER` plain pages, and `seal FOLDER`
/// checks the seals of a partner's site and no figures.
@main enum Benchmarks {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    func number(_ name: String, _ standard: Int) -> Int {
      guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count,
        let number = Int(arguments[place + 1])
      else { return standard }
      arguments.removeSubrange(place...place + 1)
      return number
    }
    let (partners, queues) = (number("--partners", 2), number("--queues", 5))
    let (days, runs) = (number("--days", 31), max(1, number("--runs", 5)))
    let last = number("--most", 1000)
    switch (arguments.first, arguments.count) {
    case ("tally", 3):
      try PlainTally(answers: arguments[1]).write(to: arguments[2])
    case ("ingest", 3):
      try Ingest(answers: arguments[1]).write(to: arguments[2])
    case ("site", 3):
      try PlainSite.write(arguments[1], to: arguments[2])
    case ("workload", 2):
      let work = try SavedWorkload(
        in: URL(filePath: arguments[1]), partners: partners, queues: queues, days: days)
      print("\(work.intervals) intervals, \(work.bytes) bytes of answers")
    case ("seal", 2):
      let report = try SiteVerifier(checksFigures: false).verify(arguments[1])
      guard report.findings.isEmpty else { exit(1) }
    case ("growth", 2):
      try Growth(upTo: last).draw(to: arguments[1])
    case ("row", 2):
      try Table(partners: partners, queues: queues, days: days, runs: runs)
        .print(only: arguments[1])
    case (nil, _):
      try inProcess()
      try Table(partners: partners, queues: queues, days: days, runs: runs).print()
    default:
      print(
        "usage: Benchmarks [row NUMBER] [--partners N] [--queues N] [--days N] [--runs N]\n"
          + "       Benchmarks growth FILE [--most N] | workload FOLDER"
          + " | ingest ANSWERS FOLDER | tally ANSWERS FOLDER | site ANSWERS FOLDER | seal FOLDER")
      exit(64)
    }
  }

  private static func inProcess() throws {
    let month = try Month()
    try Pair(
      title: "decode an answer of \(month.rows.count) intervals", ours: month.decode,
      baseline: ("Foundation's JSONDecoder", month.decodeWithFoundation)
    ).run()
    try Pair(
      title: "add a month up to intervals, hours, days and queues", ours: month.addUp,
      baseline: ("one pass over the rows, days only", month.addDays)
    ).run()
  }
}
