import Figures

/// `ranges.csv`, walked beside `intervals.csv` in the same order: waits up to thresholds that the
/// other table has no columns for.
///
/// It has no row where all of its counts would be zero.
final class RangeRows {
  private let file: String
  private var reader: CSVReader
  private let count: Int
  private var isAtEnd = false

  /// Opens the table.
  init(_ path: String, file: String) throws {
    self.file = file
    reader = try CSVReader(path)
    count = min(reader.head.count - Self.keys, Counter.ranges.count)
    isAtEnd = try !reader.next()
  }

  /// Queue, medium, direction and start.
  private static let keys = 4

  /// The names of its columns of counts.
  static func columns(_ resource: DescribedPackage.Resource) -> [String] {
    Array(resource.schema.fields.map(\.name).dropFirst(keys).prefix(Counter.ranges.count))
  }

  /// Adds its counts to those of an interval.
  func complete(_ counters: inout CounterRow, of row: CSVRow) throws {
    guard counters.state != .missing else { return }
    let first = Counter.columns.count
    guard !isAtEnd, Self.isSame(reader.row, row) else {
      for place in 0..<count { counters.put(0, at: first + place) }
      return
    }
    for place in 0..<count {
      if let value = reader.row.integer(Self.keys + place) {
        counters.put(value, at: first + place)
      }
    }
    isAtEnd = try !reader.next()
  }

  private static func isSame(_ own: CSVRow, _ row: CSVRow) -> Bool {
    own.cell(3).elementsEqual(row.cell(CounterHead.start))
      && own.cell(0).elementsEqual(row.cell(0))
      && own.cell(1).elementsEqual(row.cell(CounterHead.media))
      && own.cell(2).elementsEqual(row.cell(CounterHead.direction))
  }

  /// Every row must have belonged to an interval.
  func finish(_ findings: inout SiteFindings) {
    guard !isAtEnd else { return }
    findings.add(
      SiteFinding(
        .figure, file, at: "line \(reader.row.line)",
        "no row of intervals.csv that was received comes here in the same order"))
  }
}
