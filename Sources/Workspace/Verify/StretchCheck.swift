import Figures

/// `measure-stretches.csv`: the parts of each day or interval from its rows, whether it reaches its
/// target, and the month's figure from what each counts for.
struct StretchCheck {
  let data: String
  let label: String
  let measures: MeasureSums
  let passports: PassportFormula

  /// `nil` where no measure is judged by parts of the month.
  init?(data: String, label: String, measures: MeasureSums, ranges: [String]) throws {
    guard let passports = try SmallTable("passports", data: data, label: label) else { return nil }
    self.data = data
    self.label = label
    self.measures = measures
    self.passports = PassportFormula(passports, ranges)
  }

  /// Checks the table, and says how many figures it has.
  func run(_ findings: inout SiteFindings) throws -> Int {
    guard let table = try SmallTable("measure-stretches", data: data, label: label),
      let sla = try SmallTable("sla", data: data, label: label)
    else { return 0 }
    var next: [String: Int] = [:]
    var formulas: [String: ColumnFormula] = [:]
    let margins = try SmallTable("margins", data: data, label: label)
    var sums: [String: (met: Int, weight: Int)] = [:]
    var measured: [String: (met: Int, weight: Int)] = [:]
    for row in table.rows.indices {
      guard let measure = table.text(row, "measure") else { continue }
      let place = next[measure, default: 0]
      next[measure] = place + 1
      let formula = formulas[measure] ?? passports["measure-stretches", "measure=\(measure)"]
      formulas[measure] = formula
      parts(table, row, place, measure, formula, &findings)
      measured[measure, default: (0, 0)].met += table.integer(row, "met_measured") ?? 0
      measured[measure, default: (0, 0)].weight += table.integer(row, "weight_measured") ?? 0
      let met = table.integer(row, "met") ?? 0
      let weight = table.integer(row, "weight") ?? 0
      sums[measure, default: (0, 0)].met += met
      sums[measure, default: (0, 0)].weight += weight
      result(table, row, met, weight, &findings)
    }
    for (measure, sum) in sums {
      guard let row = sla.row(where: "measure", is: measure),
        let numerator = sla.integer(row, "numerator"),
        let denominator = sla.integer(row, "denominator")
      else { continue }
      for (column, found, expected) in [
        ("numerator", numerator, sum.met), ("denominator", denominator, sum.weight),
      ] where found != expected {
        findings.add(
          sla.finding(
            row, column, "the days or intervals that are judged by themselves give another figure",
            expected: String(expected)))
      }
    }
    for (measure, sum) in measured where sum.weight > 0 {
      guard let margins, let row = margins.row(where: "measure", is: measure) else { continue }
      let expected = ExactQuotient(numerator: sum.met, denominator: sum.weight).cell(6)
      guard let found = margins.text(row, "as_measured"), found != expected, !found.isEmpty else {
        continue
      }
      findings.add(
        margins.finding(
          row, "as_measured", "the days or intervals, nothing left out, give another figure",
          expected: expected))
    }
    return table.rows.count * 8
  }

  private func parts(
    _ table: SmallTable, _ row: Int, _ place: Int, _ measure: String, _ formula: ColumnFormula?,
    _ findings: inout SiteFindings
  ) {
    guard let formula else { return }
    let isExcluded = table.text(row, "result") == "excluded"
    for (suffix, view) in [
      ("", isExcluded ? nil : measures.stretch(measure, place)),
      ("_measured", measures.measuredStretch(measure, place)),
    ] {
      guard let view else { continue }
      let quotient = formula.quotient(view)
      for (column, part) in [
        ("numerator", quotient?.numerator), ("denominator", quotient?.denominator),
      ] where table.integer(row, column + suffix) != (part ?? 0) {
        findings.add(
          table.finding(
            row, column + suffix, "the intervals give another figure", expected: String(part ?? 0)))
      }
    }
  }

  /// Its parts against the target of one stretch, and what it then counts for.
  private func result(
    _ table: SmallTable, _ row: Int, _ met: Int, _ weight: Int, _ findings: inout SiteFindings
  ) {
    guard let result = table.text(row, "result") else { return }
    var expected: String?
    if result == "reached" || result == "not_reached" {
      guard let above = table.integer(row, "numerator"),
        let below = table.integer(row, "denominator"), below > 0,
        let target = table.number(row, "target"),
        let comparison = Target.Comparison.allCases.first(where: {
          $0.code == table.text(row, "op")
        })
      else { return }
      // A time is in milliseconds, its target in seconds.
      let value = Fraction(Quotient(above, below))
      let isTime = table.text(row, "unit") == "seconds"
      let figure = isTime ? value / 1000 : value * Fraction(100)
      let isMet = Target(comparison, target).isMet(by: figure)
      expected = isMet ? "reached" : "not_reached"
    }
    if let expected, expected != result {
      findings.add(
        table.finding(row, "result", "parts and target say otherwise", expected: expected))
    }
    let counts = result == "reached" ? weight : result == "small" ? met : 0
    if met != counts || (result == "excluded" && weight != 0) || (met != 0 && met != weight) {
      findings.add(
        table.finding(row, "met", "the result says otherwise", expected: String(counts)))
    }
  }
}
