import Figures

/// The passports of one measure: result, margins, steps, other formulas, days.
struct MeasureWorkingPage {
  let context: PeriodContext
  let assessment: Assessment

  private var statement: Statement { context.statement }
  private var measure: Measure { assessment.measure }
  private var figures: AssessmentFigures {
    AssessmentFigures(assessment, currency: statement.contract.currency)
  }

  func page() -> Page {
    WorkingGroup(
      context: context, path: PassportAddress.page(of: measure.id), name: "\(measure.title)",
      deck: say(
        """
        \(measure.title) is \(MeasureWords.said(measure)), which is to be \
        \(sayWord(measure.target.comparison.rawValue)) \
        \(figures.bound.data()). It was \(figures.result.data()).
        """),
      facts: [
        (say("Clause"), measure.clause.isEmpty ? "–" : "\(measure.clause)"),
        (say("State"), Chip.verdict(assessment.verdict)),
        (say("Rows"), rows),
        (
          say("Captured"),
          "\(DateWords.span(statement.provenance.capturedFrom, statement.provenance.capturedTo))"
        ),
      ],
      sections: [
        .init("result", say("Result, margins and steps"), result)
      ] + (otherFormulas.map { [.init("formulas", say("Other formulas"), $0)] } ?? [])
        + (statement.hasDays(assessment) ? [.init("days", say("Days"), days)] : [])
        + [
          .init(
            "sources", say("Requests"),
            SourceList(context: context, queue: nil, up: "").html(table: "sources-table", number: 4)
          )
        ],
      pager: [Page.Link("\(measure.title)", "../" + PeriodContext.path(of: measure))]
    ).page()
  }

  private var rows: HTML {
    guard statement.countsAll(assessment) else {
      return say(
        """
        of the queues in <a href="../data/measure-series.csv">measure-series.csv</a> those that begin in \
        the windows of <a href="../data/measure-windows.csv">measure-windows.csv</a>
        """)
    }
    return say(
      """
      all of medium “\(statement.media)” in <a href="../data/intervals.csv">intervals.csv</a>: \
      \(Shown.count(statement.total.received)) intervals
      """)
  }

  private var result: HTML {
    var table = PassportTable(
      "result-table", title: say("Table 1: \(measure.title)"),
      subtitle: say("\(context.head). Every value stands in the file and row that its id names"),
      context: context)
    let own: [(String, Figure)] = [
      (sayPlain("Result"), figures.result), (sayPlain("Numerator"), figures.numerator),
      (sayPlain("Denominator"), figures.denominator), (sayPlain("Target"), figures.target),
      (sayPlain("Difference"), figures.difference), (sayPlain("Verdict"), figures.verdict),
      (sayPlain("Credit"), figures.credit),
      (sayPlain("Margin"), figures.countMargin), (sayPlain("As measured"), figures.asMeasured),
      (sayPlain("Excluded intervals"), figures.excludedIntervals),
    ]
    let steps = Working(assessment, of: statement).filed.map { ($0.name, $0.figure) }
    let failures =
      FailuresFile(statement: statement).rows.first { $0.measure == measure.id }?.namedFigures ?? []
    for (name, figure) in own + steps + failures {
      table.add(name, figure, counter: sums(figure.place))
    }
    return table.html + Facts.note(Self.rounding)
  }

  /// The sums over the rows that the figure's rule names.
  private func sums(_ place: Figure.Place) -> (Formula) -> Int? {
    guard let rows = assessment.rows else { return { _ in nil } }
    let set = context.book[place]?.rows
    let total = set == .measured ? rows.total.map { $0 + rows.leftOut } : rows.total
    return { leaf in
      switch leaf {
      case .intervals(let received):
        assessment.completeness.map { received ? $0.received : $0.expected }
      case .starts:
        set == .closed ? assessment.closedIntervals : assessment.working?.droppedIntervals
      default: Self.sum(leaf, total)
      }
    }
  }

  private static func sum(_ leaf: Formula, _ tally: Tally?) -> Int? {
    switch leaf {
    case .counter(let counter), .range(let counter, _): tally?[counter]
    case .intervals, .starts, .cell, .figure, .total, .rows, .number, .sum, .product, .quotient,
      .call, .verdict:
      nil
    }
  }

  static var rounding: HTML {
    say(
      """
      A sum counts the rows of intervals.csv as they are. “In the file” is rounded as the row says; \
      “printed” is rounded once, half up, from the exact value and not from the file, with as many \
      decimals as keep it from contradicting the verdict.
      """)
  }

  private var otherFormulas: HTML? {
    guard let comparison = statement.comparison(of: assessment) else { return nil }
    var table = PassportTable(
      "formula-table", title: say("Table 2: The same contacts by other formulas"),
      subtitle:
        say(
          "Numerator, denominator and difference of a formula stand in the same row of whatif.csv"),
      context: context)
    for row in comparison.rows {
      let quotient = row.outcome.quotient
      let place = Figure.Place(
        "whatif", "measure=\(measure.id),formula=\(row.formula.code)", "value")
      table.add(
        Sentences.capitalized(sayFormula(row.formula.words)),
        Figure(
          quotient.map { Shown.percent($0, target: measure.target) }
            ?? StateWords.short(row.outcome),
          exact: measure.cell(of: quotient), unit: .percent, place: place),
        anchor: PassportAddress.anchor(rowOf: place), counter: sums(place))
    }
    return table.html
      + Facts.note(say("“no data”: the source does not record a count that the formula needs."))
  }

  private var days: HTML {
    var table = PassportTable(
      "days-table", title: say("Table 3: \(measure.title) by day"),
      subtitle: say("Numerator and denominator of a day stand in the same row of measure-days.csv"),
      context: context)
    let isShare = measure.metric.isShare
    let target = measure.levelTarget
    for day in statement.days(of: assessment) {
      let outcome = day.outcome
      let quotient = outcome.quotient
      let place = Figure.Place(
        "measure-days", "measure=\(measure.id),date=\(day.date.text)", "value")
      let shown = quotient.map {
        isShare ? Shown.percent($0, target: target) : Shown.duration($0, target: target)
      }
      table.add(
        DateWords.short(day.date),
        Figure(
          shown ?? StateWords.short(outcome), exact: measure.dayCell(of: quotient),
          unit: isShare ? .percent : .seconds, place: place),
        anchor: PassportAddress.anchor(rowOf: place)
      ) { Self.sum($0, day.state == .missing ? nil : day.sums.tally) }
    }
    return table.html
  }
}
