import Figures
import GRDB

/// What version 6 made of the table `tally`: parts with the counts of many intervals, and a view
/// that shows them as the rows that the table had.
enum TallyTable {
  /// Moves every row into a part and puts the view in the table's place.
  static func turnIntoParts(_ database: Database) throws {
    try database.execute(sql: parts)
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT series, start_s, step_s, recorded, \(TallyColumns.names.joined(separator: ", "))
        FROM tally JOIN series ON series.number = series JOIN capture ON capture.number = capture
        ORDER BY series, start_s
        """)
    var writer: TallyColumns.Writer?
    var latest: Int64?
    while let row = try rows.next() {
      let series: Int64 = row[0]
      let recorded = CounterSet(rawValue: row[3])
      if series != latest {
        try writer?.finish()
        writer = try TallyColumns.Writer(database, step: row[2], recorded: recorded, answer: "")
        latest = series
      }
      var tally = Tally(recorded: recorded)
      for counter in Counter.allCases { tally[counter] = row[4 + counter.rawValue] }
      guard try writer?.add(series: series, start: row[1], tally) == true else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT)
      }
    }
    try writer?.finish()
    try database.execute(sql: "DROP TABLE tally")
    try database.execute(sql: view)
  }

  private static let parts = """
    CREATE TABLE tally_part (
      number INTEGER PRIMARY KEY,
      series INTEGER NOT NULL REFERENCES series ON DELETE CASCADE, start_s INTEGER NOT NULL,
      end_s INTEGER NOT NULL, intervals INTEGER NOT NULL, places BLOB NOT NULL,
      \(TallyColumns.names.map { "\($0) BLOB" }.joined(separator: ", ")),
      UNIQUE (series, start_s)
    );
    """

  /// Nothing is written through the view.
  static let rules = ["UPDATE", "DELETE", "INSERT"].map {
    """
    CREATE TRIGGER tally_\($0.lowercased()) INSTEAD OF \($0) ON tally
    BEGIN SELECT RAISE(ABORT, 'what was fetched is never changed'); END;

    """
  }.joined()

  /// SQLite has no function that reads a number out of bytes: a byte's value is its place among all
  /// bytes.
  private static var view: String {
    let octets = (0...255).map { [UInt8($0)].hex }.joined()
    return """
      CREATE VIEW tally AS
      WITH RECURSIVE place(n, octets) AS (
        SELECT 0, x'\(octets)' UNION ALL
        SELECT n + 1, octets FROM place WHERE n < \(TallyPart.mostIntervals - 1)
      )
      SELECT tally_part.series AS series, start_s + step_s * (\(number("places"))) AS start_s,
        \(TallyColumns.names.map { "\(number($0)) AS \($0)" }.joined(separator: ",\n  "))
      FROM tally_part JOIN series ON series.number = tally_part.series
        JOIN capture ON capture.number = series.capture CROSS JOIN place ON n < intervals;
      """
  }

  private static func number(_ column: String) -> String {
    let width = "length(\(column)) / intervals"
    let bytes = (0..<TallyPart.widest).map { place in
      "(instr(octets, substr(\(column), (n + 1) * (\(width)) - \(place), \(width) > \(place))) - 1"
        + " << \(8 * place))"
    }
    return "CASE length(\(column)) WHEN 0 THEN 0 ELSE \(bytes.joined(separator: " + ")) END"
  }
}
