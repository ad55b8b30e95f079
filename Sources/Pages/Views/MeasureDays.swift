import Figures

/// A measure day by day: observations beside the target, each with a link to its day.
struct MeasureDays {
  let context: PeriodContext
  let assessment: Assessment

  private var measure: Measure { assessment.measure }
  private var isShare: Bool { measure.metric.isShare }

  /// A service level has the comparison of formulas before this table.
  private var number: Int { context.statement.comparison(of: assessment) == nil ? 2 : 3 }

  var html: HTML {
    let own = AssessmentFigures(assessment, currency: context.statement.contract.currency)
    var table = Table(
      "table\(number)", style: "dense fit nw", resource: "measure-days",
      title: say("Table \(number): By day"),
      subtitle: say(
        """
        All queues. A day beside the target of the month is an observation, not a verdict\
        \(isShare ? "" : say(". Averages in minutes and seconds, numerators in milliseconds"))
        """),
      columns: [
        .plain(say("Day")), .figure(say("Actual"), "value", isShare ? .percent : .seconds),
        .plain(say("Against \(measure.target.comparison.sign)\u{a0}\(bound)")),
        .figure(say("Numerator"), "numerator", .count),
        .figure(say("Denominator"), "denominator", .count),
      ])
    for day in context.statement.days {
      let row = "measure=\(measure.id),date=\(day.date.text)"
      let outcome = day.outcome(of: measure)
      func figure(_ shown: String?, _ exact: String, _ unit: Figure.Unit, _ column: String)
        -> Table.Cell
      {
        .figure(
          Figure(
            shown ?? StateWords.short(outcome), exact: exact, unit: unit,
            place: Figure.Place("measure-days", row, column)))
      }
      let quotient = outcome.quotient
      let link: HTML =
        "<a href=\"../days/\(url: day.date.text).html\">\(DateWords.short(day.date))</a>"
      table.row(
        link + StateWords.mark(day.total.state), selector: row,
        cells: [
          figure(
            quotient.map(shown), measure.cell(of: quotient), isShare ? .percent : .seconds, "value"),
          .html(Chip.level(outcome, measure.target, factor: isShare ? 100 : nil)),
          figure(
            quotient.map { Shown.count($0.numerator) }, quotient.map { String($0.numerator) } ?? "",
            .count, "numerator"),
          figure(
            quotient.map { Shown.count($0.denominator) },
            quotient.map { String($0.denominator) } ?? "", .count, "denominator"),
        ])
    }
    table.sum(
      "\(context.name)",
      cells: [
        .figure(own.result), .html(Chip.verdict(assessment.verdict)), .figure(own.numerator),
        .figure(own.denominator),
      ])
    let legend = StateWords.legend(context.statement.days.map(\.total))
    return table.html
      + Facts.note(
        say("\(legend) Source: <a href=\"../data/measure-days.csv\">measure-days.csv</a>."))
  }

  private var bound: String {
    let bound = measure.target.bound
    return isShare ? Shown.percent(bound: bound) : Shown.duration(bound: bound)
  }

  private func shown(_ quotient: Quotient) -> String {
    isShare
      ? Shown.percent(quotient, target: measure.target)
      : Shown.duration(quotient, target: measure.target)
  }
}
