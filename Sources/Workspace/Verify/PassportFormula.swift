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

  /// A figure that is a counter, or counters added to and taken off each other; `nil` for any other.
  func sum(
    _ resource: String, _ row: String, _ column: String, _ sums: CounterSums.View
  ) -> Int? {
    side(resource, row, column).flatMap { ColumnFormula("\($0) / 1", ranges: ranges)?.above(sums) }
  }

  private func side(_ resource: String, _ row: String, _ column: String) -> String? {
    passports.rows.indices.first {
      passports.text($0, "resource") == resource && passports.text($0, "row") == row
        && passports.text($0, "column") == column
    }.flatMap { passports.text($0, "formula") }.flatMap { $0.isEmpty ? nil : ownPart(of: $0) }
  }

  /// A formula without what earlier months add to its counters: ``MeasureSums`` has added it.
  private func ownPart(of formula: String) -> String {
    guard formula.contains(Self.earlier) else { return formula }
    var text = ""
    var rest = formula[...]
    while let start = rest.firstRange(of: Self.earlier),
      let end = rest[start.upperBound...].firstIndex(of: "]")
    {
      text += rest[..<start.lowerBound]
      rest = rest[rest.index(after: end)...]
    }
    return String((text + rest).filter { $0 != "(" && $0 != ")" })
  }

  private static let earlier = " + [earlier-months/"
}
