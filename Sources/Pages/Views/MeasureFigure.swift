import Figures

/// A measure day by day as a chart, beside its table.
struct MeasureFigure {
  let context: PeriodContext
  let assessment: Assessment
  /// The table on the page that holds the same days.
  let table: String

  private var measure: Measure { assessment.measure }
  private var statement: Statement { context.statement }

  func html(number: Int) -> HTML? {
    let days = statement.days(of: assessment)
    let outcomes = days.map(\.outcome)
    guard outcomes.contains(where: { $0.quotient != nil }) else { return nil }
    let isShare = measure.metric.isShare
    let series = DailySeries(
      dates: days.map(\.date), outcomes: outcomes, states: days.map(\.state), isShare: isShare,
      target: measure.levelTarget,
      excluded: Set(days.filter(\.hasExclusions).map(\.date)))
    let chart = series.chart
    let bound = chart.bound == nil ? "" : DailySeries.words(measure.levelTarget, isShare: isShare)
    let wantsHigh = measure.target.comparison.wantsHigh
    return ChartFigure(
      number: number, name: "by-day-chart",
      headline: "\(Takeaway.days(measure, chart, in: context.name))",
      subtitle: say(
        """
        \(measure.title) by day, \(contacts): \(sayFormula(measure.metric.words))\
        \(isShare ? "" : say(", minutes and seconds")).\(series.axisNote)
        """),
      key: series.key(
        reached: wantsHigh ? say("At or above \(bound)") : say("At or below \(bound)"),
        below: wantsHigh ? say("Below \(bound)") : say("Above \(bound)")),
      wide: chart.canvas(isNarrow: false, table: table),
      narrow: chart.canvas(isNarrow: true, table: table),
      sentence: sentence(chart),
      source: say(
        """
        <a href="../data/measure-days.csv">measure-days.csv</a>, \
        \(Sentences.number(days.count)) \(days.count, "day", "days").
        """)
    ).html
  }

  private var contacts: HTML {
    statement.countsAll(assessment) ? say("all queues") : say("the contacts that it counts")
  }

  private func sentence(_ chart: DailyChart) -> HTML {
    let known = chart.days.count { $0 != nil }
    var sentence: HTML = say("The line shows \(known) of \(chart.days.count) days.")
    if chart.worst.count > 1 {
      let words = chart.worst.prefix(3).compactMap { place in
        chart.days[place].map {
          say("\(DateWords.dayAndMonth(chart.dates[place])) with \($0.label)")
        }
      }
      sentence += say(" The farthest from the target are \(Sentences.list(words)).")
    }
    let excluded = chart.days.count { $0?.mark == .excluded }
    if excluded > 0 {
      sentence += say(
        """
         Of \(Sentences.number(excluded)) \(excluded, "day", "days") a part was left out of the month’s result.
        """)
    }
    return sentence
  }
}

extension Takeaway {
  /// `Service level missed its target on 9 of 28 days; the worst was 12 February, 41.2%`.
  static func days(_ measure: Measure, _ chart: DailyChart, in period: String) -> String {
    let known = chart.days.compactMap { $0 }
    let missed = known.count { $0.mark == .below }
    let title = measure.title
    guard missed > 0 else {
      return known.contains { $0.mark == .excluded || $0.mark == .provisional }
        ? sayPlain("\(title) by day, \(period)")
        : known.count == 1
          ? sayPlain("\(title) met its target on the one day")
          : sayPlain("\(title) met its target on all \(known.count) days")
    }
    let start = sayPlain("\(title) missed its target on \(missed) of \(known.count) days")
    guard let worst = chart.worst.first, let day = chart.days[worst],
      !chart.days.enumerated().contains(where: {
        $0.offset != worst && $0.element?.value == day.value
      })
    else { return start }
    return sayPlain(
      "\(start); the worst was \(DateWords.dayAndMonth(chart.dates[worst])), \(day.label)")
  }
}
