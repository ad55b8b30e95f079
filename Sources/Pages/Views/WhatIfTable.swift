import Figures

/// The same calls by every published formula, and whether the verdict hangs on the choice.
struct WhatIfTable {
  let comparison: DefinitionComparison

  private var measure: Measure { comparison.assessment.measure }

  var html: HTML {
    var table = Table(
      "table2", style: "fit named", resource: "whatif",
      title: "Table 2: The same calls by other formulas",
      subtitle: "Each held against the target of this measure. “In time” has one meaning in all",
      columns: [
        .plain("Formula"), .figure("Result", "value", .percent), .plain("Against target"),
        .plain("Verdict"), .figure("Difference", "margin", .points),
        .figure("Numerator", "numerator", .count), .figure("Denominator", "denominator", .count),
      ])
    for row in comparison.rows {
      let selector = "measure=\(measure.id),formula=\(row.formula.code)"
      func figure(_ shown: String?, _ exact: String, _ unit: Figure.Unit, _ column: String)
        -> Table.Cell
      {
        .figure(
          Figure(
            shown ?? StateWords.short(row.outcome), exact: exact, unit: unit,
            place: Figure.Place("whatif", selector, column)))
      }
      let quotient = row.outcome.quotient
      table.row(
        "\(row.formula.words)<small>\(row.formula.publishers)</small>", selector: selector,
        cells: [
          figure(
            quotient.map { Shown.percent($0, target: measure.target) },
            measure.cell(of: quotient), .percent, "value"),
          .html(Chip.level(row.outcome, measure.target, isReached: row.isMet)), .html(verdict(row)),
          figure(
            row.difference.map(Shown.points) ?? "–", row.difference?.shareCell ?? "", .points,
            "margin"),
          figure(
            quotient.map { Shown.count($0.numerator) } ?? "–",
            quotient.map { String($0.numerator) } ?? "",
            .count, "numerator"),
          figure(
            quotient.map { Shown.count($0.denominator) } ?? "–",
            quotient.map { String($0.denominator) } ?? "", .count, "denominator"),
        ])
    }
    return "<p>\(sentence)</p>\n" + table.html + legend
  }

  private func verdict(_ row: DefinitionComparison.Row) -> HTML {
    if row.isContract { return "<strong>The contract’s formula</strong>" }
    if row.isMet == nil { return "–" }
    guard comparison.assessment.verdict.isFinal else { return "–" }
    return row.flips
      ? "<strong>Flips to \(row.isMet == true ? "met" : "missed")</strong>" : "The same"
  }

  private var sentence: HTML {
    let verdict = comparison.assessment.verdict
    guard verdict.isFinal else { return "There is no final verdict yet that could change." }
    let others = comparison.rows.filter { !$0.isContract && $0.isMet != nil }
    let flips = comparison.flipping.count
    let other = verdict == .met ? "missed" : "met"
    guard flips > 0 else {
      return """
        By each of the \(Sentences.number(others.count)) other formulas that could be formed the \
        measure would be \(verdict.rawValue) as well: the verdict does not hang on the definition.
        """
    }
    return """
      By \(Sentences.number(flips)) of the \(Sentences.number(others.count)) other formulas that \
      could be formed the measure would be \(other): there the verdict hangs on the definition, and \
      the contract’s decides.
      """
  }

  private var legend: HTML {
    let isMissing = comparison.rows.contains { $0.outcome == .missing }
    let missing: HTML =
      isMissing
      ? "“no data”: the formula needs a count that was not recorded or not asked for; nothing was estimated. "
      : ""
    return Facts.note("\(missing)Source: <a href=\"../data/whatif.csv\">whatif.csv</a>.")
  }
}
