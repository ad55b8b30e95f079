import Figures
import Foundation

/// The table of verdicts: each measure with its result, target, difference, trend and credit.
struct MeasuresTable {
  let statement: Statement

  /// Fewer earlier months make no trend.
  private static let least = 2

  private var hasTrend: Bool { statement.history.count >= Self.least }

  var html: HTML {
    guard !statement.assessments.isEmpty else { return "" }
    var columns: [Table.Column] = [
      .plain(say("Measure")), .plain(say("Result")), .figure(say("Actual"), "value", .count),
      .figure(say("Target"), "target", .count), .figure(say("Difference"), "margin", .count),
      .figure(say("In contacts"), "margin_count", .count),
      .plain(say("Against target"), style: "viz"),
    ]
    if hasTrend {
      columns.append(.plain(say("\(statement.history.count + 1) months"), style: "viz hide-s"))
    }
    columns.append(.figure(say("Credit"), "credit", .money(statement.contract.currency.code)))
    var table = Table(
      "table1", style: "score", title: say("Table 1: Measures against contract targets"),
      subtitle: say(
        """
        \(DateWords.head(statement.period)), all queues. Against target: the tick is the target, \
        the shaded side meets it
        """), columns: columns)
    table.restated = statement.editions.restated
    for assessment in statement.assessments {
      table.row(name(assessment), cells: cells(assessment))
    }
    if let invoice = statement.invoice {
      let empty = Array(repeating: Table.Cell.html(""), count: columns.count - 2)
      table.sum(say("Credits"), cells: empty + [.figure(MoneyFigures(invoice: invoice).credits)])
    }
    return table.html + reasons
  }

  private func name(_ assessment: Assessment) -> HTML {
    let measure = assessment.measure
    let clause: HTML = measure.clause.isEmpty ? "" : say("Clause \(measure.clause): ")
    return """
      <a href="\(url: PeriodContext.path(of: measure))">\(measure.title)</a>\
      <small>\(clause)\(MeasureWords.said(measure))</small>
      """
  }

  private func cells(_ assessment: Assessment) -> [Table.Cell] {
    let figures = AssessmentFigures(assessment, currency: statement.contract.currency)
    let measure = assessment.measure
    let strip = assessment.outcome.quotient.flatMap { quotient in
      TargetStrip.html(
        measure.isShare ? quotient : quotient.inSeconds,
        factor: measure.isShare ? 100 : 1, target: measure.target,
        isShare: measure.isShare)
    }
    return [
      .html(Chip.verdict(assessment.verdict)), .figure(figures.result), .figure(figures.target),
      .figure(figures.difference), .figure(figures.countMargin), .html(strip ?? ""),
    ] + (hasTrend ? [.html(trend(assessment))] : []) + [.figure(figures.credit)]
  }

  /// The same measure in the months before, found by its name.
  private func trend(_ assessment: Assessment) -> HTML {
    let history = statement.history.suffix(11)
    let last = statement.period.firstDay
    // A month without a result is a gap in the line.
    let months = MonthTrend.months(
      from: history.first?.period.firstDay ?? last, to: last, most: 12)
    let before = months.dropLast().map { month in
      history.first { $0.period.firstDay == month }?.assessments
        .first { $0.measure.id == assessment.measure.id }
    }
    let all = before + [assessment]
    let places = assessment.measure.isShare ? 4 : 0
    let values = all.map { $0?.outcome.quotient.map { Self.whole($0, places: places) } }
    let bound = Int(
      (assessment.measure.target.bound.rounded(1) * (places == 4 ? 10_000 : 1000))
        .rounded(0).description)
    return Sparkline.html(
      values, isMissed: all.map { $0?.verdict == .missed }, target: bound ?? 0)
  }

  /// Millionths of a share, or milliseconds.
  private static func whole(_ quotient: Quotient, places: Int) -> Int {
    places == 4
      ? LevelChart.millionths(quotient)
      : (quotient.numerator + quotient.denominator / 2) / quotient.denominator
  }

  /// Both figures, where the parties agreed to leave something out.
  private func exclusions(_ assessment: Assessment) -> HTML? {
    guard assessment.hasExclusions else { return nil }
    let figures = AssessmentFigures(assessment, currency: statement.contract.currency)
    var list: HTML = ""
    for case .exclusions(let exclusions, _, _) in assessment.working?.steps ?? [] {
      list = exclusions.list.map { exclusion in
        let evidence = [exclusion.approver.map { sayPlain("agreed by \($0)") }, exclusion.evidence]
          .compactMap { $0 }.joined(separator: ", ")
        return "\(exclusion.reason) (\(evidence))" as HTML
      }.joined(separator: "; ")
    }
    return say(
      """
      \(figures.asMeasured.data()) as measured, \(figures.result.data()) without the \
      \(figures.excludedIntervals.data()) intervals that were excluded: \(list).
      """)
  }

  /// Why a measure has no verdict, and what "in time" means.
  private var reasons: HTML {
    let sentences = statement.assessments.flatMap { assessment -> [HTML] in
      let title: HTML = "\(assessment.measure.title): "
      let reason = ReasonWords.said(assessment).map { "\(title)\($0)." as HTML }
      return [reason, exclusions(assessment).map { title + $0 }].compactMap { $0 }
    }
    let thresholds = statement.contract.thresholds
    let own = statement.assessments.compactMap { assessment -> HTML? in
      guard case .serviceLevel(let level) = assessment.measure.metric, let within = level.within
      else { return nil }
      let length = DateWords.length(milliseconds: within)
      return say("; in “\(assessment.measure.title)”, within \(length)")
    }
    let words: HTML = say(
      """
      In time: answered within \
      \(DateWords.length(milliseconds: thresholds.answeredWithin))\(own.joined()). \
      Short abandon: within \(DateWords.length(milliseconds: thresholds.shortAbandon)). Averages \
      in minutes and seconds. Source: <a href="data/sla.csv">sla.csv</a>.\(EditionWords.legend(statement))
      """)
    return Facts.note((sentences + [words]).joined(separator: " "))
  }
}
