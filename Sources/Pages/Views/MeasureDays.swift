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
        \(contacts). A day beside the target of the month is an observation, not a verdict\
        \(isShare ? "" : say(". Averages in minutes and seconds, numerators in milliseconds"))
        """),
      columns: [
        .plain(say("Day")), .figure(say("Actual"), "value", isShare ? .percent : .seconds),
        .plain(say("Against \(measure.levelTarget.comparison.sign)\u{a0}\(bound)")),
        .figure(say("Numerator"), "numerator", .count),
        .figure(say("Denominator"), "denominator", .count),
      ])
    let days = context.statement.days(of: assessment)
    for day in days {
      let row = "measure=\(measure.id),date=\(day.date.text)"
      let outcome = day.outcome
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
        link + StateWords.mark(day.state), selector: row,
        cells: [
          figure(
            quotient.map(shown), measure.dayCell(of: quotient), isShare ? .percent : .seconds,
            "value"),
          .html(Chip.level(outcome, measure.levelTarget, factor: isShare ? 100 : nil)),
          figure(
            quotient.map { Shown.count($0.numerator) }, quotient.map { String($0.numerator) } ?? "",
            .count, "numerator"),
          figure(
            quotient.map { Shown.count($0.denominator) },
            quotient.map { String($0.denominator) } ?? "", .count, "denominator"),
        ])
    }
    // Days that reach a target are a share of days, not of what stands above.
    if measure.conditions.stretches == nil {
      table.sum(
        "\(context.head)",
        cells: [
          .figure(own.result), .html(Chip.verdict(assessment.verdict)), .figure(own.numerator),
          .figure(own.denominator),
        ])
    }
    let legend = StateWords.legend(days)
    return table.html
      + Facts.note(
        say("\(legend) Source: <a href=\"../data/measure-days.csv\">measure-days.csv</a>."))
  }

  private var contacts: HTML {
    context.statement.countsAll(assessment)
      ? say("All queues") : say("The contacts that it counts")
  }

  private var bound: String {
    let bound = measure.levelTarget.bound
    return isShare ? Shown.percent(bound: bound) : Shown.duration(bound: bound)
  }

  private func shown(_ quotient: Quotient) -> String {
    isShare
      ? Shown.percent(quotient, target: measure.levelTarget)
      : Shown.duration(quotient, target: measure.levelTarget)
  }
}
