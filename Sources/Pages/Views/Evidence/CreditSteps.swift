import Figures

/// Each missed measure from its counts to its credit, the days that were behind, and where its rows
/// stand.
struct CreditSteps {
  let context: PeriodContext
  let rows: EvidenceRows
  let firstTable: Int

  private var statement: Statement { context.statement }

  var html: HTML {
    guard !rows.measures.isEmpty else {
      return say("<p>No measure was missed, so there is nothing to work out.</p>")
    }
    var number = firstTable
    return rows.measures.map { assessment -> HTML in
      let measure = assessment.measure
      let clause: HTML = measure.clause.isEmpty ? "" : say(", clause \(measure.clause)")
      let steps = self.steps(assessment, number)
      number += 1
      let days: HTML = statement.hasDays(assessment) ? self.days(assessment, number) : ""
      if !days.isEmpty { number += 1 }
      return """
        <h3 id="step-\(attribute: measure.id)">\(measure.title)\(clause)</h3>
        \(lead(assessment))
        \(steps)
        \(days)
        """
    }.joined(separator: "\n")
  }

  /// The number of the last table; a measure without days has one table, any other two.
  var lastTable: Int {
    firstTable - 1
      + rows.measures.reduce(0) { count, measure in
        count + (statement.hasDays(measure) && !behind(measure).isEmpty ? 2 : 1)
      }
  }

  // MARK: - Steps

  private func working(_ assessment: Assessment) -> WorkingTable {
    WorkingTable(
      working: Working(assessment, of: statement, up: ""),
      figures: AssessmentFigures(assessment, currency: statement.contract.currency))
  }

  private func lead(_ assessment: Assessment) -> HTML {
    "<p>\(working(assessment).sentence(context.name))</p>"
  }

  private func steps(_ assessment: Assessment, _ number: Int) -> HTML {
    working(assessment).table(
      "steps-\(assessment.measure.id)", style: "fit named",
      title: say("Table \(number): \(assessment.measure.title), step by step"),
      subtitle: say("Each value stands in a file as it is"))
      + Facts.note(
        say(
          """
          \(working(assessment).comparison) Source: \
          <a href="data/working.csv">working.csv</a>, <a href="data/sla.csv">sla.csv</a>. Passports: \
          <a href="\(url: PassportAddress.page(of: assessment.measure.id))">working of \
          \(assessment.measure.title)</a>.
          """))
  }

  // MARK: - Days

  /// The days that by themselves do not reach the target.
  private func behind(_ assessment: Assessment) -> [MeasureDay] {
    let measure = assessment.measure
    return statement.days(of: assessment).filter { day in
      guard let quotient = day.outcome.quotient else { return false }
      return measure.metric.isShare
        ? !Precision.reaches(measure.levelTarget, quotient, factor: 100)
        : !Precision.reaches(measure.levelTarget, quotient.inSeconds, factor: 1)
    }
  }

  private func days(_ assessment: Assessment, _ number: Int) -> HTML {
    let measure = assessment.measure
    let isShare = measure.metric.isShare
    let target = measure.levelTarget
    let behind = self.behind(assessment)
    guard !behind.isEmpty else { return "" }
    let bound = isShare ? Shown.percent(bound: target.bound) : Shown.duration(bound: target.bound)
    var table = Table(
      "behind-\(measure.id)", style: "dense fit nw", resource: "measure-days",
      title: target.comparison.wantsHigh
        ? say("Table \(number): Days below \(bound)") : say("Table \(number): Days above \(bound)"),
      subtitle: say(
        """
        \(Sentences.capitalized(Sentences.number(behind.count))) \(behind.count, "day", "days") of \
        \(statement.days.count): observations beside the target of the month, not verdicts
        """),
      columns: [
        .plain(say("Day")), .figure(say("Actual"), "value", isShare ? .percent : .seconds),
        .figure(say("Numerator"), "numerator", .count),
        .figure(say("Denominator"), "denominator", .count),
        .plain(say("Rows"), style: "nb"),
      ])
    for day in behind {
      let row = "measure=\(measure.id),date=\(day.date.text)"
      guard let quotient = day.outcome.quotient else { continue }
      func figure(_ shown: String, _ exact: String, _ unit: Figure.Unit, _ column: String)
        -> Table.Cell
      {
        .figure(
          Figure(shown, exact: exact, unit: unit, place: Figure.Place("measure-days", row, column)))
      }
      let shown =
        isShare
        ? Shown.percent(quotient, target: target) : Shown.duration(quotient, target: target)
      table.row(
        "\(DateWords.short(day.date))" + StateWords.mark(day.state), selector: row,
        cells: [
          figure(shown, measure.dayCell(of: quotient), isShare ? .percent : .seconds, "value"),
          figure(
            Shown.count(quotient.numerator), String(quotient.numerator), .count, "numerator"),
          figure(
            Shown.count(quotient.denominator), String(quotient.denominator), .count, "denominator"),
          .html(part(of: day.date)),
        ])
    }
    return table.html
      + Facts.note(
        say(
          """
          \(StateWords.legend(behind)) Source: \
          <a href="data/measure-days.csv">measure-days.csv</a>.
          """))
  }

  private func part(of date: LocalDate) -> HTML {
    guard
      let part = rows.parts.firstIndex(where: { sections in
        sections.contains { statement.days[$0.day].date == date }
      })
    else { return "–" }
    return Self.link(part)
  }

  // MARK: - Rows

  /// The list of the pages that hold every row.
  var parts: HTML {
    let sentence: HTML = say(
      """
      <p>\(Shown.count(rows.count)) rows of <a href="data/intervals.csv">intervals.csv</a> have a \
      contact in \(Sentences.list(rows.counters.map { "<code>\($0.column)</code>" })). They stand \
      here in \(Sentences.number(rows.parts.count)) \(rows.parts.count, "part", "parts"), each of which can be printed by \
      itself. \(Shown.count(rows.empty)) other rows are zero in all of these columns, and \
      \(Shown.count(rows.missing)) were not received.</p>
      """)
    return sentence + (rows.parts.count > 2 * statement.days.count ? partsByDay : partsByNumber)
  }

  private static func link(_ part: Int) -> HTML {
    say("<a href=\"\(url: EvidenceRows.path(part))\">part \(part + 1)</a>")
  }

  /// Where a day has several parts.
  private var partsByDay: HTML {
    var table = Table(
      "rows-table", style: "dense fit nw", title: say("Where the rows stand"),
      subtitle: say("Days by the clock of \(statement.provenance.zoneName)"),
      columns: [
        .plain(say("Day")), .plain(say("From"), style: "nb"), .plain(say("To"), style: "nb"),
        .plain(say("Rows"), style: "n"),
      ])
    for (day, summary) in statement.days.enumerated() {
      let places = rows.parts.indices.filter { rows.parts[$0].contains { $0.day == day } }
      guard let first = places.first, let last = places.last else { continue }
      let sections = places.flatMap { rows.parts[$0] }.filter { $0.day == day }
      table.row(
        "\(DateWords.short(summary.date))",
        cells: [
          .html(Self.link(first)), .html(Self.link(last)),
          .html("\(Shown.count(sections.reduce(0) { $0 + $1.rows.count }))"),
        ])
    }
    return table.html
  }

  private var partsByNumber: HTML {
    var table = Table(
      "rows-table", style: "dense fit nw", title: say("Where the rows stand"),
      subtitle: say("Days by the clock of \(statement.provenance.zoneName)"),
      columns: [
        .plain(say("Part")), .plain(say("From"), style: "nb"), .plain(say("To"), style: "nb"),
        .plain(say("Rows"), style: "n"),
      ])
    for (index, sections) in rows.parts.enumerated() {
      let days = sections.map { statement.days[$0.day].date }
      table.row(
        say("<a href=\"\(url: EvidenceRows.path(index))\">Rows, part \(index + 1)</a>"),
        cells: [
          .html(days.first.map { "\(DateWords.short($0))" } ?? ""),
          .html(days.last.map { "\(DateWords.short($0))" } ?? ""),
          .html("\(Shown.count(sections.reduce(0) { $0 + $1.rows.count }))"),
        ])
    }
    return table.html
  }
}
