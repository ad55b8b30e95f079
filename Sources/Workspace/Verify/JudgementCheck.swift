import Figures
import Foundation

/// `sla.csv` and the tables beside it: parts from the sums, margins from the parts, verdicts from the
/// margins, and the steps of the working.
struct JudgementCheck {
  let data: String
  let label: String
  /// The sums of the period; `nil` where no table gives them.
  let scopes: ScopeSums?
  let formulas: [String: ColumnFormula]
  /// How amounts are rounded.
  let rounding: Rounding

  /// Checks the tables, and says how many figures they have.
  func run(_ findings: inout SiteFindings) throws -> Int {
    guard let sla = try SmallTable("sla", data: data, label: label) else { return 0 }
    let margins = try SmallTable("margins", data: data, label: label)
    let working = try SmallTable("working", data: data, label: label)
    var figures = 0
    for row in sla.rows.indices {
      let measure = sla.text(row, "measure") ?? ""
      figures += parts(sla, row, of: scopes?.total("*")?[0], measure, &findings)
      figures += margin(sla, row, "verdict", &findings)
      let counts = formulas["sla/" + measure]?.isRecomputable == true
      if counts, let margins, let place = margins.row(where: "measure", is: measure),
        margins.integer(place, "excluded_intervals") == 0,
        margins.text(place, "as_measured") != sla.text(row, "value")
      {
        findings.add(
          margins.finding(
            place, "as_measured", "nothing was excluded, so it is the judged value",
            expected: sla.text(row, "value")))
      }
      if let working {
        figures += WorkingCheck(working: working, sla: sla, rounding: rounding).run(
          row, counts ? scopes?.total("*")?[0] : nil, &findings)
      }
    }
    figures += try days(&findings)
    figures += try alternatives(sla, &findings)
    return figures
  }

  /// Numerator and denominator, where the measure counts what the sums count.
  private func parts(
    _ table: SmallTable, _ row: Int, of view: CounterSums.View?, _ measure: String,
    _ findings: inout SiteFindings
  ) -> Int {
    guard let formula = formulas["sla/" + measure], formula.isRecomputable, let view else {
      return 0
    }
    let quotient = formula.quotient(view)
    for (column, part) in [
      ("numerator", quotient?.numerator), ("denominator", quotient?.denominator),
    ] {
      let expected = part.map(String.init) ?? ""
      guard table.text(row, column) != expected else { continue }
      findings.add(
        table.finding(row, column, "the intervals give another figure", expected: expected))
    }
    return 2
  }

  /// The margin, and the verdict that it allows.
  private func margin(
    _ table: SmallTable, _ row: Int, _ verdict: String, _ findings: inout SiteFindings
  ) -> Int {
    guard let above = table.integer(row, "numerator"),
      let below = table.integer(row, "denominator"),
      below > 0, let target = table.number(row, "target"), let value = table.text(row, "value")
    else { return 0 }
    let isTime = value.split(separator: ".").last?.utf8.count == 3
    let scale = isTime ? Fraction(1) / 1000 : Fraction(100)
    let exact = Fraction(Quotient(above, below)) * scale - Fraction(target)
    let margin = isTime ? exact.rounded(3).text(3) : (exact / 100).rounded(6).text(6)
    if table.text(row, "margin") != margin {
      findings.add(
        table.finding(row, "margin", "value less target is another figure", expected: margin))
    }
    guard let word = table.text(row, verdict), word == "met" || word == "missed" else { return 1 }
    let isMet: Bool
    switch table.text(row, "op") {
    case "ge": isMet = exact >= .zero
    case "gt": isMet = exact > .zero
    case "le": isMet = exact <= .zero
    case "lt": isMet = exact < .zero
    default:
      findings.add(table.finding(row, "op", "the comparison is unknown", expected: nil))
      return 2
    }
    // A contract may round the figure before it compares, to whole points or seconds at most.
    let isClose = exact.magnitude <= Fraction(Decimal(sign: .plus, exponent: -1, significand: 5))
    if isMet != (word == "met"), !isClose {
      findings.add(
        table.finding(
          row, verdict, "the margin says otherwise", expected: isMet ? "met" : "missed"))
    }
    return 2
  }

  /// The same measures day by day.
  private func days(_ findings: inout SiteFindings) throws -> Int {
    guard let scopes, let days = try SmallTable("measure-days", data: data, label: label) else {
      return 0
    }
    var figures = 0
    for row in days.rows.indices {
      guard let measure = days.text(row, "measure"), let date = days.text(row, "date"),
        let hours = scopes.hours(on: date)
      else { continue }
      figures += parts(days, row, of: scopes.sum("*", hours: hours)?[0], measure, &findings)
    }
    return figures
  }

  /// The names that formulas in words give to counters.
  private static let words = [
    ("answered in time", "answered_in_threshold"), ("short abandons", "short_abandoned"),
    ("flow-outs", "flow_out"), ("−", "-"),
  ]

  /// What other definitions would give: their parts and margins, and which verdicts they turn.
  private func alternatives(_ sla: SmallTable, _ findings: inout SiteFindings) throws -> Int {
    guard let table = try SmallTable("whatif", data: data, label: label) else { return 0 }
    var figures = 0
    for row in table.rows.indices {
      figures += margin(table, row, "result", &findings)
      figures += parts(table, inWords: row, &findings)
      guard let measure = table.text(row, "measure"), let result = table.text(row, "result"),
        let own = sla.row(where: "measure", is: measure), let verdict = sla.text(own, "verdict")
      else { continue }
      // Where nothing is final, nothing can turn.
      let words = ["met", "missed"]
      let flips =
        words.contains(result) && words.contains(verdict) && result != verdict ? "yes" : "no"
      figures += 1
      guard table.text(row, "flips") != flips else { continue }
      findings.add(
        table.finding(row, "flips", "the measure's verdict says otherwise", expected: flips))
    }
    return figures
  }

  /// The parts of a definition on the sums, where the measure counts them by the common threshold.
  private func parts(
    _ table: SmallTable, inWords row: Int, _ findings: inout SiteFindings
  ) -> Int {
    guard let measure = table.text(row, "measure"), let words = table.text(row, "words"),
      formulas["sla/" + measure]?.isRecomputable == true, let view = scopes?.total("*")?[0]
    else { return 0 }
    let columns = Self.words.reduce(words) { $0.replacing($1.0, with: $1.1) }
    guard let formula = ColumnFormula(columns), formula.isRecomputable else { return 0 }
    let quotient = formula.quotient(view)
    for (column, part) in [
      ("numerator", quotient?.numerator), ("denominator", quotient?.denominator),
    ] where table.text(row, column) != (part.map(String.init) ?? "") {
      findings.add(
        table.finding(
          row, column, "the intervals give another figure (\(words))",
          expected: part.map(String.init) ?? ""))
    }
    return 2
  }
}
