import Figures
import Foundation

/// `working.csv`: each step of a measure from the sums, the judged parts and the step before.
struct WorkingCheck {
  let working: SmallTable
  let sla: SmallTable
  let rounding: Rounding
  let passports: PassportFormula?

  /// Checks the steps of one measure, which stands in a row of `sla.csv`.
  ///
  /// `sums` are those that the measure counts; `nil` where it counts others.
  func run(_ row: Int, _ sums: CounterSums.View?, _ findings: inout SiteFindings) -> Int {
    let measure = sla.text(row, "measure") ?? ""
    let steps = working.rows.indices.filter { working.text($0, "measure") == measure }
    var values: [String: Decimal] = [:]
    for step in steps {
      if let name = working.text(step, "step"), let value = working.number(step, "value") {
        values[name] = value
      }
    }
    var figures = 0
    for step in steps {
      guard let name = working.text(step, "step"), let found = values[name],
        let expected = expected(name, row, sums)
      else { continue }
      figures += 1
      // A contract may round the figure before it compares: to whole points or seconds at most.
      let tolerance = name == "shortfall" ? Decimal(sign: .plus, exponent: -3, significand: 5) : 0
      guard (Fraction(found) - expected).magnitude > Fraction(tolerance) * Fraction(scale(row))
      else { continue }
      findings.add(
        SiteFinding(
          .figure, working.file, at: "measure=\(measure),step=\(name)",
          "sums, parts and target give another figure", found: found.description,
          expected: expected.rounded(6).description))
    }
    return figures + credit(row, measure, values, &findings)
  }

  private func isTime(_ row: Int) -> Bool {
    sla.text(row, "value")?.split(separator: ".").last?.utf8.count == 3
  }

  /// A half point is 0.005 of a share, a half second 0.5.
  private func scale(_ row: Int) -> Int { isTime(row) ? 100 : 1 }

  private func expected(_ step: String, _ row: Int, _ sums: CounterSums.View?) -> Fraction? {
    let isTime = isTime(row)
    switch step {
    case "left_side":
      return sla.number(row, "numerator").map { Fraction($0) * Fraction(isTime ? 1 : 100) }
    case "right_side":
      guard let target = sla.number(row, "target"), let below = sla.number(row, "denominator")
      else { return nil }
      return Fraction(target) * Fraction(below) * Fraction(isTime ? 1000 : 1)
    case "shortfall":
      return sla.number(row, "margin").map { Fraction($0).magnitude }
    default:
      let measure = sla.text(row, "measure") ?? ""
      guard let sums,
        let place = passports?.counter("working", "measure=\(measure),step=\(step)", "value")
      else { return nil }
      return sums[place].map { Fraction($0) }
    }
  }

  /// A credit by one step of a table is the step's percent of the fees, times what the measure
  /// weighs and how often a miss counts; it is zero where only a higher one counts.
  private func credit(
    _ row: Int, _ measure: String, _ values: [String: Decimal], _ findings: inout SiteFindings
  ) -> Int {
    guard values["shortfall"] != nil, let percent = values["step_percent"],
      let base = values["base"], let text = sla.text(row, "credit"), !text.isEmpty
    else { return 0 }
    let places = text.split(separator: ".").dropFirst().first?.utf8.count ?? 0
    let weight = Fraction(values["weight"] ?? 100) / 100 * Fraction(values["multiplier"] ?? 1)
    let expected = (Fraction(percent) * Fraction(base) / 100 * weight).rounded(places, rounding)
    if sla.number(row, "credit") != 0, text != expected.text(places) {
      findings.add(
        sla.finding(
          row, "credit", "the step of the working gives another amount",
          expected: expected.text(places)))
    }
    return 1
  }
}
