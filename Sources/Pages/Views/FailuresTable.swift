import Figures

/// What was missed, whether it repeats, and what six months of it cost.
struct FailuresTable {
  let context: PeriodContext
  let hasCommentary: Bool

  private var statement: Statement { context.statement }
  private var code: String { statement.contract.currency.code }

  func html(number: Int) -> HTML? {
    let rows = FailuresFile(statement: statement).rows
    let missed = statement.assessments.filter { $0.verdict == .missed }
    guard let total = rows.last else { return nil }
    var table = Table(
      "table\(number)", style: "fit", resource: FailuresFile.name,
      title: say("Table \(number): Measures missed, and how often"),
      subtitle: say(
        """
        This month and up to five months of results before it. Credits in \(code), before a cap
        """),
      columns: [
        .plain(say("Measure")), .plain(say("Result")), .plain(say("Difference"), style: "n hide-s"),
        .figure(say("In a row"), "in_a_row", .count), .figure(say("Misses"), "missed", .count),
        .figure(say("Judged"), "judged", .count, style: "n hide-s"),
        .figure(say("Credits"), "credits", .money(code)),
      ])
    for row in rows.dropLast() where row.missed > 0 {
      guard let assessment = statement.assessments.first(where: { $0.measure.id == row.measure })
      else { continue }
      let figures = AssessmentFigures(assessment, currency: statement.contract.currency)
      let link: HTML = """
        <a href="\(url: PeriodContext.path(of: assessment.measure))">\(assessment.measure.title)</a>
        """
      table.row(
        link, selector: "measure=\(row.measure)",
        cells: [
          .html(Chip.verdict(assessment.verdict)), .figure(figures.difference),
        ] + cells(row))
    }
    table.sum(
      say("All measures"), selector: "measure=*", cells: [.html(""), .html("")] + cells(total))
    let sentence = self.sentence(missed)
    guard total.missed > 0 else { return "<p>\(sentence)</p>" }
    return "<p>\(sentence)</p>" + table.html
      + Facts.note(say("Source: <a href=\"data/failures.csv\">failures.csv</a>."))
  }

  private func sentence(_ missed: [Assessment]) -> HTML {
    guard !missed.isEmpty else { return say("No measure missed its target in \(context.name).") }
    let names = missed.map { say("“\($0.measure.title)”") }
    let cause: HTML =
      hasCommentary
      ? say(
        "What was said about cause and remedy stands in the <a href=\"#commentary\">commentary</a>."
      )
      : say("No text on cause and remedy was given for this period.")
    return say(
      """
      \(Sentences.list(names)) missed \(missed.count, "its target", "their targets") in \
      \(context.name). \(cause)
      """)
  }

  private func cells(_ row: FailuresFile.Row) -> [Table.Cell] {
    row.figures.map { .figure($0.figure) }
  }
}

extension FailuresFile.Row {
  /// In the order of the table's columns.
  var figures: [(name: String, figure: Figure)] {
    func place(_ column: String) -> Figure.Place {
      Figure.Place(FailuresFile.name, "measure=\(measure)", column)
    }
    func count(_ value: Int, _ column: String) -> Figure {
      Figure(Shown.count(value), exact: String(value), unit: .count, place: place(column))
    }
    return [
      (sayPlain("In a row"), count(inARow, "in_a_row")),
      (sayPlain("Misses"), count(missed, "missed")),
      (sayPlain("Judged"), count(judged, "judged")),
      (
        sayPlain("Credits"),
        Figure(
          Shown.money(credits), exact: credits.text, unit: .money(credits.currency.code),
          place: place("credits"))
      ),
    ]
  }

  /// The same for a table of other figures: `Failures: misses`.
  var namedFigures: [(name: String, figure: Figure)] {
    figures.map {
      ("\(sayPlain("Failures")): \(Sentences.lowercased($0.name))", $0.figure)
    }
  }
}
