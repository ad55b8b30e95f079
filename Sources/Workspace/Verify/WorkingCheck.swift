import Figures
import Foundation

/// `working.csv`: each step of a measure from the sums, the judged parts and the step before.
struct WorkingCheck {
  let working: SmallTable
  let sla: SmallTable
  let rounding: Rounding
  let passports: PassportFormula?
  /// The sums that each measure counts; `nil` where no table gives them.
  let measures: MeasureSums?

  /// Checks the steps of one measure, which stands in a row of `sla.csv`.
  func run(_ row: Int, _ findings: inout SiteFindings) -> Int {
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
        let expected = expected(name, row, values)
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
    return figures + relieved(row, values, &findings) + credit(row, measure, values, &findings)
  }

  private func isTime(_ row: Int) -> Bool {
    sla.text(row, "value")?.split(separator: ".").last?.utf8.count == 3
  }

  /// A half point is 0.005 of a share, a half second 0.5.
  private func scale(_ row: Int) -> Int { isTime(row) ? 100 : 1 }

  private func expected(
    _ step: String, _ row: Int, _ values: [String: Decimal]
  ) -> Fraction? {
    let isTime = isTime(row)
    let measure = sla.text(row, "measure") ?? ""
    switch step {
    case "left_side":
      return sla.number(row, "numerator").map { Fraction($0) * Fraction(isTime ? 1 : 100) }
    case "right_side":
      guard let target = sla.number(row, "target"), let below = sla.number(row, "denominator")
      else { return nil }
      return Fraction(target) * Fraction(below) * Fraction(isTime ? 1000 : 1)
    case "shortfall":
      return sla.number(row, "margin").map { Fraction($0).magnitude }
    case "expected_intervals": return measures?.open(measure).map { Fraction($0.expected) }
    case "received_intervals": return measures?.open(measure).map { Fraction($0.received) }
    case "closed_intervals": return measures?.closed(measure).map { Fraction($0) }
    case "earlier_months": return measures.map { Fraction($0.earlierMonths(measure)) }
    case "excess":
      guard let volume = values["relief_volume"], let line = values["relief_line"],
        let below = values["denominator_before_relief"]
      else { return nil }
      let whole = Fraction(line).rounded(0, .floor)
      return min(Fraction(volume - whole), Fraction(below))
    case "excess_in_numerator":
      guard let excess = values["excess"], let above = values["numerator_before_relief"],
        let below = values["denominator_before_relief"]
      else { return nil }
      let wantsHigh = ["ge", "gt"].contains(sla.text(row, "op"))
      let missed = min(excess, max(wantsHigh ? below - above : above, 0))
      return Fraction(wantsHigh ? excess - missed : missed)
    default:
      guard let sums = measures?.total(measure) else { return nil }
      return passports?.sum("working", "measure=\(measure),step=\(step)", "value", sums).map {
        Fraction($0)
      }
    }
  }

  /// The parts that are judged, after relief took its contacts out.
  private func relieved(
    _ row: Int, _ values: [String: Decimal], _ findings: inout SiteFindings
  ) -> Int {
    var figures = 0
    for (column, taken) in [("numerator", "excess_in_numerator"), ("denominator", "excess")] {
      guard let before = values["\(column)_before_relief"], let taken = values[taken] else {
        continue
      }
      figures += 1
      let expected = before - taken
      guard sla.number(row, column) != expected else { continue }
      findings.add(
        sla.finding(
          row, column, "relief leaves another figure", expected: expected.description))
    }
    return figures
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
