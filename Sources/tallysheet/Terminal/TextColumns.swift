/// Tables for a terminal.
enum TextColumns {
  /// Columns under each other, two spaces apart; those in `right` end at the same place.
  static func aligned(_ rows: [[String]], right: Set<Int>) -> [String] {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      var line = row.enumerated().map { column, cell in
        let blank = String(repeating: " ", count: widths[column] - cell.count)
        return right.contains(column) ? blank + cell : cell + blank
      }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// A number with its sign; zero has none.
  static func signed(_ text: String) -> String {
    let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
    return text.hasPrefix("-") || isZero ? text : "+" + text
  }
}
