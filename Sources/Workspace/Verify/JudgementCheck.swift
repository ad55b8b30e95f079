import Figures
import Foundation

/// `sla.csv` and the tables beside it: parts from the sums, margins from the parts, verdicts from the
/// margins, and the steps of the working.
struct JudgementCheck {
  let data: String
  let label: String
  /// The sums that each measure counts; `nil` where no table gives them.
  let measures: MeasureSums?
  let formulas: [String: ColumnFormula]
  /// The columns of `ranges.csv`.
  let ranges: [String]
  /// How amounts are rounded.
  let rounding: Rounding

  /// Checks the tables, and says how many figures they have.
  func run(_ findings: inout SiteFindings) throws -> Int {
    guard let sla = try SmallTable("sla", data: data, label: label) else { return 0 }
    let margins = try SmallTable("margins", data: data, label: label)
    let working = try SmallTable("working", data: data, label: label)
    let passports = try passports()
    var figures = 0
    for row in sla.rows.indices {
      let measure = sla.text(row, "measure") ?? ""
      figures += parts(sla, row, of: measures?.total(measure), measure, &findings)
      figures += margin(sla, row, "verdict", &findings)
      if let margins, let place = margins.row(where: "measure", is: measure) {
        figures += asMeasured(margins, place, measure, sla.text(row, "value"), &findings)
      }
      if let working {
        figures += WorkingCheck(
          working: working, sla: sla, rounding: rounding, passports: passports, measures: measures
        ).run(row, &findings)
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
    parts(table, row, of: view, formulas["sla/" + measure], &findings)
  }

  private func parts(
    _ table: SmallTable, _ row: Int, of view: CounterSums.View?, _ formula: ColumnFormula?,
    _ findings: inout SiteFindings
  ) -> Int {
    guard let formula, formula.isRecomputable, let view else { return 0 }
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

  /// The figure with what the parties left out, and how many intervals that were.
  private func asMeasured(
    _ margins: SmallTable, _ row: Int, _ measure: String, _ value: String?,
    _ findings: inout SiteFindings
  ) -> Int {
    guard let formula = formulas["sla/" + measure], let measures,
      let sums = measures.measured(measure), let value, !value.isEmpty
    else { return 0 }
    let isTime = value.split(separator: ".").last?.utf8.count == 3
    let quotient = formula.quotient(sums, adding: measures.earlierParts(measure))
    let expected = quotient?.cell(isTime ? 3 : 6, per: isTime ? 1000 : 1) ?? ""
    if margins.text(row, "as_measured") != expected {
      findings.add(
        margins.finding(
          row, "as_measured", "the intervals, those left out included, give another figure",
          expected: expected))
    }
    let leftOut = measures.leftOut(measure).map(String.init)
    // A month under way has no working, and so no count.
    if let leftOut, let found = margins.text(row, "excluded_intervals"), !found.isEmpty,
      found != leftOut
    {
      findings.add(
        margins.finding(
          row, "excluded_intervals", "the windows of the measure leave out another number",
          expected: leftOut))
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
    guard let measures, let days = try SmallTable("measure-days", data: data, label: label),
      let passports = try passports()
    else { return 0 }
    var figures = 0
    var formulas: [String: ColumnFormula] = [:]
    for row in days.rows.indices {
      guard let measure = days.text(row, "measure"), let date = days.text(row, "date")
      else { continue }
      let formula =
        formulas[measure] ?? passports["measure-days", "measure=\(measure)"]
      formulas[measure] = formula
      figures += parts(days, row, of: measures.day(measure, date), formula, &findings)
    }
    return figures
  }

  private func passports() throws -> PassportFormula? {
    try SmallTable("passports", data: data, label: label).map { PassportFormula($0, ranges) }
  }

  /// What other definitions would give: their parts and margins, and which verdicts they turn.
  private func alternatives(_ sla: SmallTable, _ findings: inout SiteFindings) throws -> Int {
    guard let table = try SmallTable("whatif", data: data, label: label) else { return 0 }
    let passports = try passports()
    var figures = 0
    for row in table.rows.indices {
      figures += margin(table, row, "result", &findings)
      guard let measure = table.text(row, "measure"), let code = table.text(row, "formula")
      else { continue }
      let formula = passports?["whatif", "measure=\(measure),formula=\(code)"]
      figures += parts(table, row, of: measures?.total(measure), formula, &findings)
      guard let result = table.text(row, "result"),
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
}
