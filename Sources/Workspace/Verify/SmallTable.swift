import Figures
import Foundation

/// A short table in memory, for checks that look across its rows.
struct SmallTable {
  let file: String
  let head: [String]
  let rows: [[String]]

  /// Reads a table; `nil` when there is none.
  init?(_ name: String, data: String, label: String) throws {
    let path = "\(data)/\(name).csv"
    guard DiskFile(path).exists else { return nil }
    file = label + "data/\(name).csv"
    var reader = try CSVReader(path)
    head = reader.head
    var rows: [[String]] = []
    while try reader.next() {
      let row = reader.row
      rows.append((0..<row.count).map { row.text($0) })
    }
    self.rows = rows
  }

  /// A cell by its column; `nil` where the table has no such column.
  func text(_ row: Int, _ column: String) -> String? {
    head.firstIndex(of: column).map { rows[row][$0] }
  }

  /// An exact number; `nil` where there is none.
  func number(_ row: Int, _ column: String) -> Decimal? {
    text(row, column).flatMap { Decimal(exactly: $0) }
  }

  func integer(_ row: Int, _ column: String) -> Int? { text(row, column).flatMap { Int($0) } }

  /// The row whose column has a value.
  func row(where column: String, is value: String) -> Int? {
    rows.indices.first { text($0, column) == value }
  }

  /// A finding at a cell that should hold something else.
  func finding(_ row: Int, _ column: String, _ what: String, expected: String?) -> SiteFinding {
    let key = head.first.flatMap { name in text(row, name).map { "\(name)=\($0)" } } ?? ""
    return SiteFinding(
      .figure, file, at: "\(key), \(column)", what, found: text(row, column), expected: expected)
  }
}
