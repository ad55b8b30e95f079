import Figures

/// The cells of the small tables by the ids of their figures, read from the files themselves.
///
/// What a page puts into a formula is thereby what a reader finds in the file.
struct CellIndex {
  private var cells: [String: String] = [:]

  /// Reads the tables that formulas refer to by id.
  init(_ files: [DataFile]) {
    let wanted: Set = [
      "sla", "margins", "working", "whatif", "measure-days", "invoice", "settlement", "fees",
      "agents", "history", "history-measures", "failures", "handle-time", "forecast",
    ]
    for file in files where wanted.contains(file.name) {
      for row in Self.rows(file.bytes).dropFirst() {
        let byName = Dictionary(
          zip(file.fields.map(\.name), row), uniquingKeysWith: { first, _ in first })
        let selector = file.key.map { "\($0)=\(byName[$0] ?? "")" }.joined(separator: ",")
        for (name, value) in byName {
          cells[Figure.Place(file.name, selector, name).key] = value
        }
      }
    }
  }

  /// The cell by its figure's id, or `nil` when it is empty or not there.
  subscript(key: String) -> String? { cells[key].flatMap { $0.isEmpty ? nil : $0 } }

  /// The cell, or `nil` when it is empty or not there.
  subscript(place: Figure.Place) -> String? {
    cells[place.key].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Takes apart what ``CSVBuffer`` wrote.
  private static func rows(_ bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    func text(_ cell: [UInt8]) -> String { String(decoding: cell, as: UTF8.self) }
    for byte in bytes {
      switch byte {
      // A doubled quote closes and opens again; no cell that is a number or a name has one.
      case 0x22: isQuoted.toggle()
      case 0x2c where !isQuoted:
        row.append(text(cell))
        cell = []
      case 0x0d where !isQuoted: break
      case 0x0a where !isQuoted:
        row.append(text(cell))
        rows.append(row)
        (row, cell) = ([], [])
      default: cell.append(byte)
      }
    }
    return rows
  }
}
