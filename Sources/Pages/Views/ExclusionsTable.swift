import Figures

/// What the parties agreed to leave out, why, and each figure before and after.
struct ExclusionsTable {
  let context: PeriodContext

  private var statement: Statement { context.statement }

  /// The exclusions of a measure, as its working lists them.
  private static func exclusions(_ assessment: Assessment) -> [Exclusion] {
    for case .exclusions(let exclusions, _, _) in assessment.working?.steps ?? [] {
      return exclusions.list
    }
    return []
  }

  /// The days of which a measure leaves a part out.
  static func days(_ assessment: Assessment, of statement: Statement) -> Set<LocalDate> {
    guard assessment.hasExclusions else { return [] }
    let windows = exclusions(assessment).map(\.window)
    return Set(
      statement.days.filter { day in windows.contains { $0.overlaps(day.total.window) } }
        .map(\.date))
  }

  /// The list, then the effect; `nil` where nothing was left out.
  func html(number: Int) -> HTML? {
    let concerned = statement.assessments.filter(\.hasExclusions)
    guard !concerned.isEmpty else { return nil }
    var table = Table(
      "table\(number)", style: "fit",
      title: say("Table \(number): With and without what was excluded"),
      subtitle: say(
        "\(context.head). The verdict is that of the figure without the excluded intervals"),
      columns: [
        .plain(say("Measure")), .plain(say("As measured"), style: "n"),
        .plain(say("Without them"), style: "n"),
        .plain(say("Intervals"), style: "n"), .plain(say("Result")),
      ])
    for assessment in concerned {
      let figures = AssessmentFigures(assessment, currency: statement.contract.currency)
      table.row(
        "\(assessment.measure.title)",
        cells: [
          .figure(figures.asMeasured), .figure(figures.result),
          .figure(figures.excludedIntervals), .html(Chip.verdict(assessment.verdict)),
        ])
    }
    return Facts.list(list(concerned)) + table.html
      + Facts.note(
        say(
          """
          Source: <a href="data/margins.csv">margins.csv</a>, <a href="data/sla.csv">sla.csv</a>.
          """))
  }

  /// One line for each stretch, with the measures that it concerns.
  private func list(_ concerned: [Assessment]) -> [HTML] {
    var seen: [Exclusion] = []
    for exclusion in concerned.flatMap(Self.exclusions) where !seen.contains(exclusion) {
      seen.append(exclusion)
    }
    return seen.map { exclusion in
      let measures = concerned.filter { Self.exclusions($0).contains(exclusion) }
        .map { say("“\($0.measure.title)”") }
      let approver: HTML = exclusion.approver.map { say(", agreed by \(.outside($0))") } ?? ""
      let evidence: HTML = exclusion.evidence.map { " (\(.outside($0)))" } ?? ""
      return say(
        """
        \(DateWords.moment(exclusion.window.start, in: context.zone)) to \
        \(DateWords.moment(exclusion.window.end, in: context.zone)): \(.outside(exclusion.reason))\
        \(approver)\(evidence). It concerns \(Sentences.list(measures)).
        """)
    }
  }

  /// Measures that were excused or relieved, each with its reason.
  var relief: HTML {
    let excused = statement.assessments.filter { $0.verdict == .excused }
    guard !excused.isEmpty else { return "" }
    return Facts.list(
      excused.map {
        say("\($0.measure.title): \(ReasonWords.said($0) ?? say("excused by the contract")).")
      })
  }
}
