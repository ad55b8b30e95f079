import Figures

/// Where the columns of `intervals.csv`, `hours.csv`, `days.csv` and `month.csv` lie; all four have
/// the same.
struct CounterHead {
  static let columns =
    ["queue_id", "queue", "media", "direction", "interval_start", "interval_local", "seconds"]
    + Counter.columns.map(\.column) + ["state"]

  static let media = 2
  static let direction = 3
  static let start = 4
  static let local = 5
  static let seconds = 6
  static let counters = 7
  static let state = counters + Counter.columns.count

  /// The first four cells: queue, its name, medium and direction.
  static func series(_ row: CSVRow) -> ArraySlice<UInt8> { row.bytes[..<row.ends[3]] }

  /// When a row begins and how long it is; `nil` where the cells say neither.
  static func span(_ row: CSVRow) -> (start: Int, seconds: Int)? {
    guard let start = Instant(ascii: row.cell(start)), let seconds = row.integer(seconds),
      seconds > 0
    else { return nil }
    return (start.seconds, seconds)
  }

  static func state(_ row: CSVRow) -> State? {
    let cell = row.cell(state)
    return states.first { $0.word.elementsEqual(cell) }?.state
  }

  private static let states = State.allCases.map { (word: Array($0.rawValue.utf8), state: $0) }
}
