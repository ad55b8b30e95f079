import Figures
import Foundation

/// Thirteen months of each measure against its target, as one figure.
struct MonthTrend {
  /// Oldest first; the last one is what the page is about.
  let results: [PeriodResult]
  let contract: Contract
  let number: Int
  /// The files that hold the months and their measures, with links.
  let source: HTML
  /// The newest result of a measure, with its place in a file.
  let newest: (Assessment) -> Figure

  /// As many months as a year and the same month of the year before.
  private static let most = 13

  /// The newest month, and up to twelve before it; those before the first result are left out.
  private var months: [LocalDate] {
    guard let last = results.last?.period.firstDay, let first = results.first?.period.firstDay
    else { return [] }
    return Self.months(from: first, to: last, most: Self.most)
  }

  /// The first days of consecutive months, those without a result among them, at most so many.
  static func months(from first: LocalDate, to last: LocalDate, most: Int) -> [LocalDate] {
    var months = [last]
    while months.count < most, let month = months.first, month > first {
      // A contract's month may begin on another day than the first.
      let (year, number) = month.month == 1 ? (month.year - 1, 12) : (month.year, month.month - 1)
      guard let before = LocalDate(year: year, month: number, day: month.day) else { break }
      months.insert(before, at: 0)
    }
    return months
  }

  private var latest: PeriodResult? { results.last }

  /// Nothing where no measure was judged or there is only one month.
  var html: HTML? {
    guard results.count > 1, let latest, !latest.assessments.isEmpty else { return nil }
    let panels = MonthPanels(panels: latest.assessments.map(panel), months: months)
    return ChartFigure(
      number: number, name: "trend", headline: headline,
      subtitle: say(
        """
        Results by month; the line across is the target, the shaded side meets it.\(axisNote(panels))
        """),
      key: key, wide: panels.canvas(isNarrow: false), narrow: panels.canvas(isNarrow: true),
      sentence: sentence,
      source: say("\(source), columns value, target and verdict.")
    ).html
  }

  private var key: [ChartFigure.KeyItem] {
    let verdicts = Set(results.flatMap(\.assessments).map(\.verdict))
    var key: [ChartFigure.KeyItem] = []
    if verdicts.contains(.met) { key.append(.disc("ok", radius: 32, say("Met"))) }
    if verdicts.contains(.missed) { key.append(.missed(say("Missed"))) }
    if verdicts.contains(where: { !$0.isFinal }) {
      key.append(.disc("open", radius: 32, say("Provisional, excused or not assessed")))
    }
    return key + [.target(say("Target"))]
  }

  // MARK: - Panels

  private func assessment(_ id: String, in month: LocalDate) -> Assessment? {
    results.first { $0.period.firstDay == month }?.assessments.first { $0.measure.id == id }
  }

  private func panel(_ newest: Assessment) -> MonthPanels.Panel {
    let isShare = newest.measure.metric.isShare
    // No verdict is a noun, so the rule of titles in sentences does not hold.
    let word = Chip.word(newest.verdict)
    let words = "\(shown(newest)) \(word.prefix(1).lowercased())\(word.dropFirst())"
    return MonthPanels.Panel(
      name: newest.measure.title, unit: isShare ? .share : .time, value: words,
      isMissed: newest.verdict == .missed,
      points: months.map { month in
        assessment(newest.measure.id, in: month).flatMap { assessment in
          assessment.outcome.quotient.map {
            MonthPanels.Point(
              value: Self.whole($0, isShare: isShare),
              mark: assessment.verdict == .missed
                ? .missed : assessment.verdict == .met ? .met : .open,
              label: shown(assessment))
          }
        }
      },
      targets: months.map { month in
        let agreed = contract.terms(on: month)?.measures.first { $0.id == newest.measure.id }
        return agreed.flatMap { Self.whole($0.target.bound, isShare: isShare) }
      }, wantsHigh: newest.measure.target.comparison.wantsHigh)
  }

  private func shown(_ assessment: Assessment) -> String {
    AssessmentFigures(assessment, currency: contract.currency).result.shown
  }

  /// Millionths of a share, or milliseconds.
  static func whole(_ quotient: Quotient, isShare: Bool) -> Int {
    isShare
      ? LevelChart.millionths(quotient)
      : (quotient.numerator + quotient.denominator / 2) / quotient.denominator
  }

  static func whole(_ bound: Decimal, isShare: Bool) -> Int? {
    Int((bound.rounded(isShare ? 4 : 3) * (isShare ? 10_000 : 1000)).description)
  }

  private func axisNote(_ panels: MonthPanels) -> HTML {
    let cut = panels.panels.filter { !$0.axis.startsAtZero }.map { say("“\($0.name)”") }
    guard !cut.isEmpty else { return say(" All axes start at zero.") }
    return say(
      """
       The \(cut.count, "axis", "axes") of \(Sentences.list(cut)) \
      \(cut.count, "does", "do") not start at zero.
      """)
  }

  // MARK: - Words

  /// How many months of a measure were judged, and how many of them missed.
  private func counts(_ id: String) -> (judged: Int, missed: Int) {
    let verdicts = months.compactMap { assessment(id, in: $0)?.verdict }
    return (verdicts.count { $0.isFinal }, verdicts.count { $0 == .missed })
  }

  private var headline: HTML {
    let measures = (latest?.assessments ?? []).map(\.measure)
    let all = measures.map { counts($0.id) }
    guard all.contains(where: { $0.judged > 0 }) else { return say("Results by month") }
    let most = all.map(\.missed).max() ?? 0
    guard most > 0 else { return say("No measure missed its target in these months") }
    let leading = measures.indices.filter { all[$0].missed == most }
    guard leading.count == 1, let first = leading.first else {
      let count = Sentences.capitalized(Sentences.number(leading.count))
      return say(
        """
        \(count) measures missed their targets in \(Sentences.number(most)) \
        \(most, "month", "months") each
        """)
    }
    let judged = all[first].judged
    let of = say(
      "\(Sentences.number(most)) of \(Sentences.number(judged)) \(judged, "month", "months")")
    return measures.count == 1
      ? say("\(measures[first].title) missed its target in \(of)")
      : say("\(measures[first].title) missed its target most often, in \(of)")
  }

  private var sentence: HTML {
    guard let latest else { return "" }
    let parts = latest.assessments.map { assessment -> HTML in
      let (judged, missed) = counts(assessment.measure.id)
      let went: HTML =
        switch (judged, missed) {
        case (0, _): say("was judged in no month")
        case (1, 0): say("met its target in the one judged month")
        case (2, 0): say("met its target in both judged months")
        case (_, 0): say("met its target in all \(Sentences.number(judged)) judged months")
        default:
          say(
            """
            missed its target in \(Sentences.number(missed)) of \(Sentences.number(judged)) \
            \(judged, "judged month", "judged months")
            """)
        }
      return say(
        "\(assessment.measure.title) \(went); the newest result is \(newest(assessment).data()).")
    }
    let empty = months.count { month in !results.contains { $0.period.firstDay == month } }
    let gaps: HTML =
      empty == 0
      ? ""
      : say(
        """
         \(Sentences.capitalized(Sentences.number(empty))) \(empty, "month", "months") between them \
        \(empty, "has no result and is a gap", "have no result and are gaps").
        """)
    return parts.joined(separator: " ") + gaps
  }
}
