import Figures
import GRDB
import GRDBSQLite

/// The counters as columns of the table `tally`.
///
/// A month of a large partner has a million rows, so they go through SQLite's own functions.
enum TallyColumns {
  static let names = Counter.allCases.map(\.column)

  private static let insert = """
    INSERT INTO tally (series, start_s, \(names.joined(separator: ", ")))
    VALUES (\(Array(repeating: "?", count: names.count + 2).joined(separator: ", ")))
    """

  private static let select = """
    SELECT start_s, \(names.joined(separator: ", ")) FROM tally WHERE series = ? ORDER BY start_s
    """

  /// The values of a tally in the order of the columns; `nil` where not recorded.
  static func values(_ tally: Tally) -> [Int?] { Counter.allCases.map { tally[$0] } }

  /// Inserts rows whose values are NULL where not recorded.
  struct Inserter {
    private let statement: GRDB.Statement
    private let answer: String

    init(_ database: Database, answer: String) throws {
      self.answer = answer
      statement = try database.cachedStatement(sql: TallyColumns.insert)
    }

    func insert(series: Int64, start: Int, values: [Int?]) throws {
      let handle = statement.sqliteStatement
      defer { sqlite3_reset(handle) }
      sqlite3_bind_int64(handle, 1, series)
      sqlite3_bind_int64(handle, 2, Int64(start))
      for (index, value) in values.enumerated() {
        let column = Int32(index + 3)
        if let value {
          sqlite3_bind_int64(handle, column, Int64(value))
        } else {
          sqlite3_bind_null(handle, column)
        }
      }
      let code = ResultCode(rawValue: sqlite3_step(handle))
      if code == .SQLITE_CONSTRAINT_PRIMARYKEY { throw ArchiveError.repeated(answer: answer) }
      guard code == .SQLITE_DONE else { throw DatabaseError(resultCode: code) }
    }
  }

  /// The rows of a series in the order of their starts.
  struct Cursor {
    private let statement: GRDB.Statement

    init(series: Int64, in database: Database) throws {
      statement = try database.cachedStatement(sql: TallyColumns.select)
      sqlite3_reset(statement.sqliteStatement)
      sqlite3_bind_int64(statement.sqliteStatement, 1, series)
    }

    /// The next start with its values; `nil` after the last.
    func next() throws -> (start: Int, values: [Int?])? {
      let handle = statement.sqliteStatement
      let code = ResultCode(rawValue: sqlite3_step(handle))
      guard code == .SQLITE_ROW else {
        sqlite3_reset(handle)
        if code == .SQLITE_DONE { return nil }
        throw DatabaseError(resultCode: code)
      }
      var values = [Int?](repeating: nil, count: Counter.allCases.count)
      for index in values.indices {
        let column = Int32(index + 1)
        if sqlite3_column_type(handle, column) != SQLITE_NULL {
          values[index] = Int(sqlite3_column_int64(handle, column))
        }
      }
      return (Int(sqlite3_column_int64(handle, 0)), values)
    }
  }

  static func row(
    _ start: Int, _ values: [Int?], series: Series, recorded: CounterSet
  ) -> TallyRow {
    var tally = Tally(recorded: recorded)
    // A fresh tally holds zeros already.
    for (counter, value) in zip(Counter.allCases, values) where value != nil && value != 0 {
      tally[counter] = value
    }
    return TallyRow(series: series, start: Instant(seconds: start), tally: tally)
  }
}
