import Figures

/// The formulas that `passports.csv` gives for the parts of figures.
struct PassportFormula {
  private let passports: SmallTable
  /// The columns of `ranges.csv`.
  private let ranges: [String]

  init(_ passports: SmallTable, _ ranges: [String]) {
    self.passports = passports
    self.ranges = ranges
  }

  /// Numerator over denominator of a row; `nil` where one of both is given.
  subscript(resource: String, row: String) -> ColumnFormula? {
    guard let above = side(resource, row, "numerator"),
      let below = side(resource, row, "denominator")
    else { return nil }
    return ColumnFormula("\(above) / \(below)", ranges: ranges)
  }

  /// The place of the one counter that a figure is the sum of.
  func counter(_ resource: String, _ row: String, _ column: String) -> Int? {
    side(resource, row, column).flatMap { CounterSums.place(of: $0, ranges) }
  }

  private func side(_ resource: String, _ row: String, _ column: String) -> String? {
    passports.rows.indices.first {
      passports.text($0, "resource") == resource && passports.text($0, "row") == row
        && passports.text($0, "column") == column
    }.flatMap { passports.text($0, "formula") }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
