import Figures
import Foundation

/// Where in the week the service level was low, and which queues lie how far from the target.
struct LevelFigures {
  let context: PeriodContext

  private var statement: Statement { context.statement }
  private var basis: LevelBasis { context.basis }

  /// By weekday and half hour; nothing without a target, or where no weekday comes twice.
  func week(number: Int) -> HTML? {
    guard let target = basis.target, statement.days.count > 13 else { return nil }
    let map = WeekMap(pattern: context.week, target: target)
    let counts = map.counts
    func count(_ cell: HeatMap.Cell) -> Int { counts[cell] ?? 0 }
    let known = [HeatMap.Cell.farBelow, .below, .above, .farAbove].reduce(0) { $0 + count($1) }
    guard known > 0 else { return nil }
    let worst = worstWeekday(map)
    let headline: HTML =
      worst.map { say("\($0.name) had the most half hours \(basis.belowWords)") }
      ?? say("Service level by weekday and half hour, \(context.name)")
    return ChartFigure(
      number: number, name: "level-by-week", headline: headline,
      subtitle: say(
        """
        Service level of each half hour of the week, the weeks of \(context.name) added up, all \
        queues, compared with \(basis.bound).
        """), key: Self.heatKey,
      wide: map.canvas(isNarrow: false), narrow: map.canvas(isNarrow: true),
      sentence: say(
        """
        Of \(Shown.count(known)) half hours with a service level, \(Shown.count(count(.farBelow))) \
        were more than 10 points below, \(Shown.count(count(.below))) up to 10 below, \
        \(Shown.count(count(.above))) at most 10 above and \(Shown.count(count(.farAbove))) more \
        than 10 above.\(worst.map { say(" \($0.name) had \($0.count) below.") } ?? "")
        """),
      source: say(
        """
        <a href="data/ratios-week.csv">ratios-week.csv</a>, \
        \(Shown.count(context.week.places.count)) rows.
        """)
    ).html
  }

  static var heatKey: [ChartFigure.KeyItem] {
    [
      .cell("h1b", dot: "hd", say("More than 10 points below")),
      .cell("h2b", dot: "hb", say("Up to 10 below")),
      .path("h3a", "M1 1h14v10h-14z", say("Up to 10 above")),
      .path("h4a", "M1 1h14v10h-14z", say("More than 10 above")), .noData,
      .path("hxl", "M6.5 6h3", say("Open, no contact")),
    ]
  }

  /// The one weekday with the most half hours below the target.
  private func worstWeekday(_ map: WeekMap) -> (name: String, count: Int)? {
    let counts = Weekday.allCases.map { weekday in
      map.pattern.places.count {
        $0.weekday == weekday && [.farBelow, .below].contains(map.cell($0))
      }
    }
    return Takeaway.uniqueMaximum(counts).map {
      (Sentences.capitalized(DateWords.weekday(Weekday.allCases[$0])), counts[$0])
    }
  }

  // MARK: - Queues

  /// More than this many queues make the drawing unreadable; the rest is in the table.
  private static let most = 12

  /// A queue and how far it lies from the target, as a share.
  private struct Gap {
    let queue: QueueSummary
    let difference: Fraction
  }

  /// The lowest first.
  private func gaps(to target: Target) -> [Gap] {
    let bound = Fraction(target.bound) / Fraction(100)
    let gaps = statement.queues.compactMap { queue -> Gap? in
      queue.summary.serviceLevel.quotient.map {
        Gap(queue: queue, difference: Fraction($0) - bound)
      }
    }
    return gaps.sorted { left, right in
      left.difference == right.difference
        ? left.queue.queue.id.text < right.queue.queue.id.text
        : left.difference < right.difference
    }
  }

  private func bar(_ gap: Gap) -> DifferenceBars.Row {
    let points = (gap.difference * Fraction(100)).rounded(12)
    let steps = (gap.difference * Fraction(1_000_000)).rounded(0)
    return DifferenceBars.Row(
      name: gap.queue.queue.label, value: Int(steps.description) ?? 0,
      label: Shown.pointsNumber(points),
      isMissed: basis.isBelow(gap.queue.summary.serviceLevel))
  }

  func difference(number: Int) -> HTML? {
    guard let target = basis.target, statement.queues.count > 1 else { return nil }
    let known = gaps(to: target)
    guard known.count > 1 else { return nil }
    var shown = known
    if known.count > Self.most {
      let farthest = known.sorted { $0.difference.magnitude > $1.difference.magnitude }
      shown = farthest.prefix(Self.most).sorted { $0.difference < $1.difference }
    }
    let chart = DifferenceBars(rows: shown.map(bar))
    let missed = known.count { basis.isBelow($0.queue.summary.serviceLevel) }
    let headline: HTML =
      missed == 0
      ? say("No queue was \(basis.belowWords)")
      : missed == known.count
        ? (missed == 2
          ? say("Both queues were \(basis.belowWords)")
          : say("All \(Sentences.number(missed)) queues were \(basis.belowWords)"))
        : say(
          """
          \(Sentences.capitalized(Sentences.number(missed))) of \(Sentences.number(known.count)) \
          queues \(missed, "was", "were") \(basis.belowWords)
          """)
    func name(_ place: Int) -> HTML {
      let figure = context.figures(queue: known[place].queue).serviceLevel
      return "\(.outside(known[place].queue.queue.label)) \(figure.data())"
    }
    let ends: HTML = say("The lowest was \(name(0)), the highest \(name(known.count - 1)).")
    let part: HTML =
      shown.count < known.count ? say(" The \(shown.count) queues farthest from it.") : ""
    return ChartFigure(
      number: number, name: "difference-by-queue", headline: headline,
      subtitle: say(
        """
        Service level less the target of \(basis.bound), percentage points, \(context.name), the \
        lowest first.\(part)
        """), key: [],
      wide: chart.canvas(isNarrow: false), narrow: chart.canvas(isNarrow: true),
      sentence: ends,
      source: say("<a href=\"data/ratios-month.csv\">ratios-month.csv</a>, column service_level.")
    ).html
  }
}
