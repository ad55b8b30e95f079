import Figures

/// The charts of a period, of all queues together or of one.
struct PeriodFigures {
  let context: PeriodContext
  /// The queue that a page is about; `nil` for all of them.
  let queue: Queue?
  /// `../` on pages one level down.
  let up: String

  private var statement: Statement { context.statement }
  private var basis: LevelBasis { context.basis }
  private var dates: [LocalDate] { statement.days.map(\.date) }
  private var scope: HTML { queue.map { .outside($0.label) } ?? say("all queues") }

  /// A day's summary in the scope of the page.
  func summary(of day: DaySummary) -> Summary {
    guard let queue else { return day.total }
    return day.queues.first { $0.queue.id == queue.id }?.summary ?? day.total
  }

  func daily(number: Int, table: String? = nil) -> HTML {
    let summaries = statement.days.map(summary)
    let series = DailySeries(
      dates: dates, outcomes: summaries.map(\.serviceLevel), states: summaries.map(\.state),
      isShare: true, target: basis.target, excluded: queue == nil ? excluded : [])
    let isStrict = basis.target?.comparison == .moreThan
    let chart = series.chart
    return ChartFigure(
      number: number, name: "level-by-day", headline: "\(headline(series.outcomes))",
      subtitle: say(
        """
        Service level by day, \(scope): \(sayFormula(basis.formula)), in time is \(basis.threshold).\
        \(series.axisNote)
        """),
      key: series.key(
        reached: isStrict ? say("Above \(basis.bound)") : say("At or above \(basis.bound)"),
        below: isStrict ? say("Not above \(basis.bound)") : say("Below \(basis.bound)")),
      wide: chart.canvas(isNarrow: false, table: table),
      narrow: chart.canvas(isNarrow: true, table: table), sentence: sentence(summaries),
      source: source("ratios-day", say("column service_level, \(dates.count) days"))
    ).html
  }

  /// Days of which the measure of service level leaves a part out.
  private var excluded: Set<LocalDate> {
    let measure = statement.assessments.first {
      $0.measure.metric == .serviceLevel(statement.formulas.serviceLevel)
    }
    return measure.map { ExclusionsTable.days($0, of: statement) } ?? []
  }

  private func headline(_ outcomes: [Outcome]) -> String {
    Takeaway.level(
      outcomes, basis.takeaway, unit: "day",
      lowest: { sayPlain("on \(DateWords.dayAndMonth(dates[$0]))") },
      otherwise: sayPlain("Service level by day, \(context.name)"))
  }

  private func sentence(_ summaries: [Summary]) -> HTML {
    let known = summaries.indices.filter { summaries[$0].serviceLevel.quotient != nil }
    guard !known.isEmpty else { return say("No day has a service level.") }
    let missing = summaries.count { $0.state == .missing }
    var sentence: HTML = say("The line shows \(known.count) of \(summaries.count) days.")
    if let lowest = Takeaway.uniqueMinimum(summaries.map(\.serviceLevel)) {
      let figure = figures(lowest, summaries).serviceLevel
      sentence += say(" The lowest is \(figure.data()) on \(DateWords.full(dates[lowest])).")
    }
    if missing > 0 {
      sentence += say(
        """
         \(Sentences.capitalized(Sentences.number(missing))) \(missing, "day", "days") without any \
        record \(missing, "is", "are") a gap, not zero.
        """)
    }
    return sentence
  }

  private func figures(_ day: Int, _ summaries: [Summary]) -> SummaryFigures {
    context.figures(summaries[day], on: dates[day], scope: queue?.id.text ?? "*")
  }

  /// By day and hour; nothing without a target, because its classes lie around it.
  func hourly(number: Int) -> HTML? {
    guard let target = basis.target else { return nil }
    let hours = statement.days.map { day in
      day.hours.map { hour in
        let summary =
          queue.flatMap { queue in hour.queues.first { $0.queue.id == queue.id }?.summary }
          ?? hour.total
        return HourMap.Hour(
          hour: hour.hour, outcome: summary.serviceLevel, isMissing: summary.state == .missing,
          isOpen: hour.isOpen)
      }
    }
    let map = HourMap(dates: dates, hours: hours, target: target)
    let counts = map.counts
    func count(_ cell: HeatMap.Cell) -> Int { counts[cell] ?? 0 }
    let known = [HeatMap.Cell.farBelow, .below, .above, .farAbove].reduce(0) { $0 + count($1) }
    let headline: String =
      known == 0
      ? sayPlain("Service level by day and hour, \(context.name)")
      : count(.farBelow) == 0
        ? sayPlain("No hour was more than 10 points below \(basis.bound)")
        : sayPlain(
          """
          \(Shown.count(count(.farBelow))) of \(Shown.count(known)) hours were more than 10 points \
          below \(basis.bound)
          """)
    return ChartFigure(
      number: number, name: "level-by-hour", headline: "\(headline)",
      subtitle: say(
        """
        Service level by day and hour, \(scope), compared with \(basis.bound). Hours by the \
        clock of \(statement.provenance.zoneName).
        """),
      key: LevelFigures.heatKey,
      wide: map.canvas(isNarrow: false), narrow: map.canvas(isNarrow: true),
      sentence: say(
        """
        Of \(Shown.count(known)) hours with a service level, \(Shown.count(count(.farBelow))) were \
        more than 10 points below, \(Shown.count(count(.below))) up to 10 below, \
        \(Shown.count(count(.above))) at most 10 above and \(Shown.count(count(.farAbove))) more \
        than 10 above. \(Shown.count(count(.missing))) open hours have no data. Each day’s page \
        lists its hours.
        """),
      source: source("ratios-hour", say("column service_level"))
    ).html
  }

  func volumes(number: Int, table: String? = nil) -> HTML {
    let summaries = statement.days.map(summary)
    let chart = StackedColumns(
      dates: dates,
      values: summaries.map { summary in
        summary[.answered].map { [$0, summary[.abandoned] ?? 0] }
      },
      parts: [
        StackedColumns.Part(name: sayPlain("Answered"), style: "colb", label: "ts"),
        StackedColumns.Part(name: sayPlain("Abandoned"), style: "cola", label: "tm"),
      ], unit: .count)
    let busiest = Takeaway.uniqueMaximum(summaries.map { $0[.offered] })
    let headline = busiest.map {
      sayPlain("\(Sentences.capitalized(DateWords.inMonth(dates[$0]))) had the most contacts")
    }
    let total =
      queue.flatMap { queue in statement.queues.first { $0.queue.id == queue.id } }
      .map(context.figures(queue:)) ?? context.total
    var sentence: HTML = say(
      """
      \(total.count(.offered).data()) contacts were offered, \(total.count(.answered).data()) \
      answered and \(total.count(.abandoned).data()) abandoned.
      """)
    let whole =
      queue.flatMap { queue in statement.queues.first { $0.queue.id == queue.id }?.summary }
      ?? statement.total
    if let offered = whole[.offered], let answered = whole[.answered],
      offered != answered + (whole[.abandoned] ?? 0)
    {
      sentence +=
        " "
        + say("The columns hold those two; others flowed out, or ended in another interval.")
    }
    if let busiest {
      let figure = figures(busiest, summaries).count(.offered)
      sentence += say(
        " \(Sentences.capitalized(DateWords.full(dates[busiest]))) had the most, \(figure.data()) offered."
      )
    }
    var key: [ChartFigure.KeyItem] = [
      .box("colb", say("Answered")), .box("cola", say("Abandoned")),
    ]
    if summaries.contains(where: { $0.state == .missing }) {
      key.append(.box("gap", say("No data")))
    }
    return ChartFigure(
      number: number, name: "contacts-by-day",
      headline: "\(headline ?? sayPlain("Contacts by day, \(context.name)"))",
      subtitle: say("Contacts answered and abandoned by day, \(scope)"), key: key,
      wide: chart.canvas(isNarrow: false, table: table),
      narrow: chart.canvas(isNarrow: true, table: table),
      sentence: sentence,
      source: source("ratios-day", say("columns answered and abandoned"))
    ).html
  }

  func source(_ resource: String, _ what: HTML) -> HTML {
    "<a href=\"\(url: up)data/\(url: resource).csv\">\(resource).csv</a>, \(what)."
  }
}
