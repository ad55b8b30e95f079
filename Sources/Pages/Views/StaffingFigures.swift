import Figures

/// Volume beside its forecast, and the handle time by its parts.
struct StaffingFigures {
  let context: PeriodContext

  private var statement: Statement { context.statement }

  /// Contacts of each month that was forecast; nothing without a forecast.
  func forecast(number: Int) -> HTML? {
    let rows = StaffingFiles.forecasts(statement)
    guard let last = rows.last, last.month == statement.period, let offered = last.offered else {
      return nil
    }
    // A month without a forecast keeps its place.
    let months = MonthTrend.months(
      from: rows[0].month.firstDay, to: last.month.firstDay, most: rows.count + 12)
    let chart = ForecastColumns(
      months: months.map { month in
        let row = rows.first { $0.month.firstDay == month }
        return ForecastColumns.Month(
          name: DateWords.shortMonth(month), year: "\(month.year)", offered: row?.offered,
          forecast: row?.forecast.contacts)
      })
    func figure(_ shown: Int, _ column: String) -> Figure {
      Self.figure(shown, column, of: last.month)
    }
    return ChartFigure(
      number: number, name: "forecast", headline: headline(offered, last.forecast.contacts),
      subtitle:
        say("Contacts offered by month; the line across each column is what was forecast in time"),
      key: [.box("colb", say("Offered")), .target(say("Forecast"))],
      wide: chart.canvas(isNarrow: false), narrow: chart.canvas(isNarrow: true),
      sentence: say(
        """
        \(figure(offered, "offered").data()) contacts were offered in \(context.name); \
        \(figure(last.forecast.contacts, "forecast").data()) had been forecast on \
        \(DateWords.long(last.forecast.given)).
        """),
      source: say(
        """
        <a href="data/forecast.csv">forecast.csv</a>, \(Sentences.number(rows.count)) \(rows.count, "month", "months").
        """)
    ).html
  }

  private func headline(_ offered: Int, _ forecast: Int) -> HTML {
    let difference = abs(offered - forecast)
    if difference == 0 { return say("As many contacts came as were forecast") }
    guard forecast > 0 else { return say("Contacts came that were not forecast") }
    let share = Shown.percent(Quotient(difference, forecast))
    return offered > forecast
      ? say("\(share) more contacts came than were forecast")
      : say("\(share) fewer contacts came than were forecast")
  }

  // MARK: - Handle time

  static var parts: [(counter: Counter, name: String, style: String, label: String)] {
    [
      (.talk, sayPlain("Talk"), "colb", "ts"), (.hold, sayPlain("Hold"), "tot", "tb"),
      (.acw, sayPlain("After-contact work"), "colw", "t"),
    ]
  }

  /// The parts of the handle time for each handled contact; nothing when none was recorded.
  func handle(number: Int) -> HTML? {
    let recorded = Self.parts.filter { statement.sheet.recorded.contains($0.counter) }
    let summaries = statement.days.map(\.total)
    guard !recorded.isEmpty, statement.total.perHandled(recorded[0].counter) != nil else {
      return nil
    }
    let values = summaries.map { summary -> [Int]? in
      let parts = recorded.map { part in
        summary.perHandled(part.counter).map { MonthTrend.whole($0, isShare: false) }
      }
      return parts.contains(nil) ? nil : parts.compactMap { $0 }
    }
    let chart = StackedColumns(
      dates: statement.days.map(\.date), values: values,
      parts: recorded.map {
        StackedColumns.Part(
          name: $0.counter == .acw ? sayPlain("After work") : $0.name, style: $0.style,
          label: $0.label)
      }, unit: .time)
    let sums = values.map { $0?.reduce(0, +) }
    let words: HTML = recorded.count == 1 ? say("\(recorded[0].name) time") : say("Handle time")
    let headline: HTML =
      Takeaway.uniqueMaximum(sums).map {
        say("\(words) was longest on \(DateWords.dayAndMonth(statement.days[$0].date))")
      } ?? say("\(words) by day, \(context.name)")
    let missing = Self.parts.filter { !statement.sheet.recorded.contains($0.counter) }
    let note: HTML =
      missing.isEmpty
      ? ""
      : say(
        " Not recorded: \(Sentences.list(missing.map { "\(Sentences.lowercased($0.name))" as HTML }))."
      )
    var key: [ChartFigure.KeyItem] = recorded.map { .box($0.style, "\($0.name)") }
    if values.contains(where: { $0 == nil }) { key.append(.box("gap", say("No data"))) }
    return ChartFigure(
      number: number, name: "handle-time", headline: headline,
      subtitle: say(
        """
        Time for each handled contact by day, all queues, minutes and seconds\
        \(recorded.count == 1 ? "" : say("; parts one upon another")).\(note)
        """), key: key,
      wide: chart.canvas(isNarrow: false), narrow: chart.canvas(isNarrow: true),
      sentence: sentence(recorded.map { ($0.counter, $0.name) }),
      source: say(
        """
        <a href="data/handle-time.csv">handle-time.csv</a>, \
        \(Sentences.number(statement.days.count)) \(statement.days.count, "day", "days").
        """)
    ).html
  }

  /// A count of `forecast.csv`.
  static func figure(_ count: Int, _ column: String, of month: Period) -> Figure {
    Figure(
      Shown.count(count), exact: String(count), unit: .count,
      place: Figure.Place("forecast", "period=\(month.id)", column))
  }

  /// What a part of the handle time took for each handled contact; `nil` where none was handled, or
  /// the part is not recorded.
  static func time(_ counter: Counter, _ total: Summary) -> Figure? {
    total.perHandled(counter).map { time in
      Figure(
        Shown.duration(time), exact: Digits.text(time.inSeconds, places: 3), unit: .seconds,
        place: Figure.Place("handle-time", "date=*", String(counter.column.dropLast("_ms".count))))
    }
  }

  private func sentence(_ parts: [(counter: Counter, name: String)]) -> HTML {
    let words = parts.compactMap { part -> HTML? in
      Self.time(part.counter, statement.total).map {
        "\(Sentences.lowercased(part.name)) \($0.data())"
      }
    }
    return say("In \(context.name) a handled contact took on average: \(Sentences.list(words)).")
  }
}
