import Figures

/// The same calls by every published formula, and whether the verdict hangs on the choice.
struct WhatIfTable {
  let comparison: DefinitionComparison

  private var measure: Measure { comparison.assessment.measure }

  var html: HTML {
    var table = Table(
      "table2", style: "fit named", resource: "whatif",
      title: say("Table 2: The same calls by other formulas"),
      subtitle: say(
        "Each held against the target of this measure. “In time” has one meaning in all"),
      columns: [
        .plain(say("Formula")), .figure(say("Result"), "value", .percent),
        .plain(say("Against target")),
        .plain(say("Verdict")), .figure(say("Difference"), "margin", .points),
        .figure(say("Numerator"), "numerator", .count),
        .figure(say("Denominator"), "denominator", .count),
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
        "\(sayFormula(row.formula.words))<small>\(sayKnown(row.formula.publishers))</small>",
        selector: selector,
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
    if row.isContract { return say("<strong>The contract’s formula</strong>") }
    if row.isMet == nil { return "–" }
    guard comparison.assessment.verdict.isFinal else { return "–" }
    guard row.flips else { return say("The same") }
    return row.isMet == true
      ? say("<strong>Flips to met</strong>") : say("<strong>Flips to missed</strong>")
  }

  private var sentence: HTML {
    let verdict = comparison.assessment.verdict
    guard verdict.isFinal else { return say("There is no final verdict yet that could change.") }
    let others = comparison.rows.filter { !$0.isContract && $0.isMet != nil }
    let flips = comparison.flipping.count
    let isMet = verdict == .met
    let count = Sentences.number(others.count)
    guard flips > 0 else {
      return isMet
        ? say(
          """
          By each of the \(count) other formulas that could be formed the measure would be met as \
          well: the verdict does not hang on the definition.
          """)
        : say(
          """
          By each of the \(count) other formulas that could be formed the measure would be missed as \
          well: the verdict does not hang on the definition.
          """)
    }
    return isMet
      ? say(
        """
        By \(Sentences.number(flips)) of the \(count) other formulas that could be formed the \
        measure would be missed: there the verdict hangs on the definition, and the contract’s decides.
        """)
      : say(
        """
        By \(Sentences.number(flips)) of the \(count) other formulas that could be formed the \
        measure would be met: there the verdict hangs on the definition, and the contract’s decides.
        """)
  }

  private var legend: HTML {
    let isMissing = comparison.rows.contains { $0.outcome == .missing }
    let missing: HTML =
      isMissing
      ? say(
        "“no data”: the formula needs a count that was not recorded or not asked for; nothing was estimated. "
      )
      : ""
    return Facts.note(say("\(missing)Source: <a href=\"../data/whatif.csv\">whatif.csv</a>."))
  }
}
