import Figures
import GRDB
import GRDBSQLite

/// The table `tally_part`: what is written into it and read from it goes through SQLite's own
/// functions, because bytes are bound without a copy there.
enum TallyColumns {
  static let names = Counter.allCases.map(\.column)

  private static let insert = """
    INSERT INTO tally_part (series, start_s, end_s, intervals, places, \(names.joined(separator: ", ")))
    VALUES (\(Array(repeating: "?", count: names.count + 5).joined(separator: ", ")))
    """

  private static let overlap = """
    SELECT 1 FROM tally_part WHERE series = ? AND start_s < ? AND end_s > ?
    """

  private static let select = """
    SELECT start_s, intervals, places, \(names.joined(separator: ", "))
    FROM tally_part WHERE series = ? ORDER BY start_s
    """

  /// Gathers intervals of one series after the other, in order, and writes them as parts.
  struct Writer {
    private let database: Database
    private let statement: GRDB.Statement
    private let answer: String
    private let step: Int
    private let recorded: CounterSet
    private let counters: [Counter]
    private var series: Int64 = 0
    private var starts: [Int] = []
    /// Room for the numbers of each counter, one counter after the other.
    private var numbers: [Int]

    /// `step` is how many seconds an interval has.
    init(_ database: Database, step: Int, recorded: CounterSet, answer: String) throws {
      self.database = database
      self.answer = answer
      self.step = step
      self.recorded = recorded
      counters = Counter.allCases.filter(recorded.contains)
      numbers = [Int](repeating: 0, count: counters.count * TallyPart.mostIntervals)
      statement = try database.cachedStatement(sql: TallyColumns.insert)
    }

    /// Adds the next interval; false, and nothing, when its counts are out of range.
    mutating func add(series: Int64, start: Int, _ tally: Tally) throws -> Bool {
      if series != self.series || starts.count == TallyPart.mostIntervals {
        try finish()
        self.series = series
      }
      if let last = starts.last, start <= last { throw ArchiveError.repeated(answer: answer) }
      for (place, counter) in counters.enumerated() {
        guard let number = tally[counter], (0...Tally.limit).contains(number) else { return false }
        numbers[place * TallyPart.mostIntervals + starts.count] = number
      }
      starts.append(start)
      return true
    }

    /// Writes what was gathered.
    mutating func finish() throws {
      guard let first = starts.first, let last = starts.last else { return }
      let end = last + step
      let isTaken = try Int.fetchOne(
        database.cachedStatement(sql: TallyColumns.overlap), arguments: [series, end, first])
      guard isTaken == nil else { throw ArchiveError.repeated(answer: answer) }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(starts.count * 40)
      TallyPart.pack(starts.map { ($0 - first) / step }[...], into: &bytes)
      var ends = [bytes.count]
      for place in counters.indices {
        let from = place * TallyPart.mostIntervals
        TallyPart.pack(numbers[from..<from + starts.count], into: &bytes)
        ends.append(bytes.count)
      }
      try write(first: first, end: end, bytes, ends)
      starts.removeAll(keepingCapacity: true)
    }

    private func write(first: Int, end: Int, _ bytes: [UInt8], _ ends: [Int]) throws {
      let handle = statement.sqliteStatement
      let code = bytes.withUnsafeBytes { bytes in
        defer {
          sqlite3_reset(handle)
          sqlite3_clear_bindings(handle)
        }
        sqlite3_bind_int64(handle, 1, series)
        sqlite3_bind_int64(handle, 2, Int64(first))
        sqlite3_bind_int64(handle, 3, Int64(end))
        sqlite3_bind_int64(handle, 4, Int64(starts.count))
        func bind(_ column: Int, _ range: Range<Int>) {
          if range.isEmpty {
            sqlite3_bind_zeroblob(handle, Int32(column), 0)
          } else {
            // The bytes outlive the step, so that SQLite need not copy them.
            sqlite3_bind_blob(
              handle, Int32(column), bytes.baseAddress?.advanced(by: range.lowerBound),
              Int32(range.count), nil)
          }
        }
        bind(5, 0..<ends[0])
        for (place, counter) in counters.enumerated() {
          bind(6 + counter.rawValue, ends[place]..<ends[place + 1])
        }
        return ResultCode(rawValue: sqlite3_step(handle))
      }
      guard code == .SQLITE_DONE else { throw DatabaseError(resultCode: code) }
    }
  }

  /// The parts of a series in the order of their starts.
  struct Cursor {
    private let statement: GRDB.Statement
    private let step: Int

    init(series: Int64, step: Int, in database: Database) throws {
      self.step = step
      statement = try database.cachedStatement(sql: TallyColumns.select)
      sqlite3_reset(statement.sqliteStatement)
      sqlite3_bind_int64(statement.sqliteStatement, 1, series)
    }

    /// The next part; `nil` after the last.
    func next() throws -> TallyPart? {
      let handle = statement.sqliteStatement
      let code = ResultCode(rawValue: sqlite3_step(handle))
      guard code == .SQLITE_ROW else {
        sqlite3_reset(handle)
        if code == .SQLITE_DONE { return nil }
        throw DatabaseError(resultCode: code)
      }
      let start = Int(sqlite3_column_int64(handle, 0))
      let count = Int(sqlite3_column_int64(handle, 1))
      guard (1...TallyPart.mostIntervals).contains(count) else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT)
      }
      // The places come first, and after them the counters.
      let columns = Counter.allCases.count + 1
      var isRecorded = [Bool](repeating: false, count: columns)
      var isWhole = true
      let numbers = [Int](unsafeUninitializedCapacity: columns * count) { buffer, filled in
        buffer.initialize(repeating: 0)
        filled = columns * count
        for column in 0..<columns {
          let place = Int32(column + 2)
          guard sqlite3_column_type(handle, place) != SQLITE_NULL else { continue }
          isRecorded[column] = true
          let bytes = UnsafeRawBufferPointer(
            start: sqlite3_column_blob(handle, place),
            count: Int(sqlite3_column_bytes(handle, place)))
          isWhole =
            TallyPart.unpack(bytes, into: buffer[column * count..<(column + 1) * count]) && isWhole
        }
      }
      guard isWhole else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      return TallyPart(
        starts: numbers[..<count].map { start + $0 * step },
        isRecorded: Array(isRecorded.dropFirst()), numbers: Array(numbers[count...]))
    }
  }
}
