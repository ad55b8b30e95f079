import Figures
import Foundation
import GRDB
import Testing
import Workspace

/// The table `tally_part` and the view that shows it row by row.
@Suite struct TallyPartTests {
  private let example: ArchiveExample

  init() throws { example = try ArchiveExample() }

  /// Numbers that need from no byte to five, with one counter that is always zero.
  private func rows() -> [TallyRow] {
    [(0, 1), (1, 255), (2, 256), (7, 70_000), (23, 1_000_000_000_000)].map { index, number in
      var tally = Tally(recorded: ArchiveExample.recorded)
      tally[.offered] = number
      tally[.answered] = number / 2
      tally[.wait] = 0
      tally[.waitMax] = index
      return TallyRow(
        series: ArchiveExample.inbound, start: example.start + index * 300, tally: tally)
    }
  }

  private func fetch(_ rows: [TallyRow]) throws -> (Archive, Capture) {
    let archive = try example.open()
    let open = try archive.beginOrResume(example.header(), zone: example.zone, now: example.now)
    try open.store(
      example.answer("1"),
      covering: Coverage(
        window: example.window, series: [ArchiveExample.inbound, ArchiveExample.outbound]),
      rows: rows)
    return (archive, try open.complete(now: example.now).capture)
  }

  @Test func `any client of SQLite reads the rows as numbers`() throws {
    let (archive, _) = try fetch(rows())
    try archive.close()
    let found = try DatabaseQueue(path: example.path).read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT start_s - \(example.start.seconds), offered, answered, wait_ms, wait_max_ms, hold_ms
          FROM tally ORDER BY start_s
          """
      ).map { row in (0..<6).map { row[$0] as Int? } }
    }
    #expect(
      found == [
        [0, 1, 0, 0, 0, nil], [300, 255, 127, 0, 1, nil], [600, 256, 128, 0, 2, nil],
        [2100, 70_000, 35_000, 0, 7, nil],
        [6900, 1_000_000_000_000, 500_000_000_000, 0, 23, nil],
      ])
  }

  @Test func `rows come back as they went in, in whatever order`() throws {
    let (archive, capture) = try fetch(rows().reversed())
    #expect(try archive.rows(of: capture) == rows())
  }

  @Test func `an interval that another answer brought is refused`() throws {
    let archive = try example.open()
    let open = try archive.beginOrResume(example.header(), zone: example.zone, now: example.now)
    try open.store(example.answer("1"), covering: nil, rows: [example.row(1), example.row(2)])
    #expect(throws: ArchiveError.repeated(answer: "2")) {
      try open.store(example.answer("2"), covering: nil, rows: [example.row(2), example.row(3)])
    }
    try open.store(example.answer("2"), covering: nil, rows: [example.row(3)])
    #expect(try archive.rows(of: open.capture) == [1, 2, 3].map { example.row($0) })
  }

  @Test func `an interval takes less than forty bytes`() throws {
    // A busy queue: counts below 256, sums below 16,777,216 ms.
    let counters: [(Counter, Int)] = [
      (.offered, 24), (.answered, 22), (.answeredInThreshold, 20), (.abandoned, 2),
      (.shortAbandoned, 1), (.flowOut, 1), (.transferred, 3), (.wait, 900_000),
      (.waitAnswered, 800_000), (.waitAbandoned, 100_000), (.waitMax, 200_000), (.handled, 22),
      (.handle, 8_000_000), (.talk, 6_000_000), (.hold, 100_000), (.acw, 900_000),
      (.handleMax, 900_000),
    ]
    let rows = (0..<24).map { index in
      var tally = Tally(recorded: .all)
      for (counter, number) in counters { tally[counter] = number + index }
      return TallyRow(
        series: ArchiveExample.inbound, start: example.start + index * 300, tally: tally)
    }
    let archive = try example.open()
    let open = try archive.beginOrResume(
      example.header(recorded: .all), zone: example.zone, now: example.now)
    try open.store(example.answer("1"), covering: example.hour(0), rows: rows)
    try archive.close()
    let blobs = ["places"] + Counter.allCases.map(\.column)
    let size = try DatabaseQueue(path: example.path).read { database in
      try Int.fetchOne(
        database,
        sql: "SELECT " + blobs.map { "coalesce(length(\($0)), 0)" }.joined(separator: " + ")
          + " FROM tally_part")
    }
    // One byte for the place, one for each of eight counts, three for each of nine times.
    #expect(size == 24 * (1 + 8 + 27))
  }
}
