import Figures
import Foundation

/// `working.csv`: each step of a measure from the sums, the judged parts and the step before.
struct WorkingCheck {
  let working: SmallTable
  let sla: SmallTable
  let rounding: Rounding

  /// The counters that steps are named after; a threshold of a measure's own has none.
  private static let counters = [
    "offered": "offered", "answered": "answered", "answered_in_time": "answered_in_threshold",
    "abandoned": "abandoned", "short_abandons": "short_abandoned", "flow_outs": "flow_out",
    "handled": "handled", "handle_time": "handle_ms", "talk_time": "talk_ms",
    "waiting_time_of_answered": "wait_answered_ms",
  ]

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
      guard let sums, let column = Self.counters[step],
        let place = CounterSums.columns.firstIndex(where: { $0.column == column })
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
