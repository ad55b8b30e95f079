import Figures
import Foundation

/// A figure of each day, ready to be drawn: values, marks and words.
struct DailySeries {
  let dates: [LocalDate]
  let outcomes: [Outcome]
  let states: [State]
  /// Shares are held against percent, times against seconds.
  let isShare: Bool
  let target: Target?
  /// Days of which a part was left out of the measure.
  var excluded: Set<LocalDate> = []

  private func reaches(_ quotient: Quotient) -> Bool {
    guard let target else { return true }
    return isShare
      ? Precision.reaches(target, quotient, factor: 100)
      : Precision.reaches(target, quotient.inSeconds, factor: 1)
  }

  private func shown(_ quotient: Quotient) -> String {
    isShare ? Shown.percent(quotient, target: target) : Shown.duration(quotient, target: target)
  }

  /// `80%`, `6:30`.
  static func words(_ target: Target, isShare: Bool) -> String {
    isShare
      ? Shown.percent(Precision.text(target.bound, places: 0)) : Shown.duration(bound: target.bound)
  }

  private var bound: DailyChart.Bound? {
    target.flatMap { target in
      MonthTrend.whole(target.bound, isShare: isShare).map {
        DailyChart.Bound(
          value: $0, wantsHigh: target.comparison.wantsHigh,
          label: sayPlain("Target \(Self.words(target, isShare: isShare))"))
      }
    }
  }

  var chart: DailyChart {
    let days = zip(dates, zip(outcomes, states)).map { date, day -> DailyChart.Day? in
      day.0.quotient.map { quotient in
        let mark: DailyChart.Day.Mark =
          excluded.contains(date)
          ? .excluded
          : day.1 == .provisional ? .provisional : reaches(quotient) ? .reached : .below
        return DailyChart.Day(
          value: MonthTrend.whole(quotient, isShare: isShare), mark: mark, label: shown(quotient))
      }
    }
    let values = days.compactMap { $0?.value } + [bound?.value].compactMap { $0 }
    return DailyChart(
      dates: dates, days: days, isMissing: states.map { $0 == .missing }, bound: bound,
      axis: Axis(isShare ? .share : .time, holding: values, most: 5))
  }

  /// The meaning of each mark that the chart uses.
  func key(reached: HTML, below: HTML) -> [ChartFigure.KeyItem] {
    let marks = Set(chart.days.compactMap { $0?.mark })
    var key: [ChartFigure.KeyItem] = []
    if target != nil, !marks.isEmpty {
      key = [.disc("ok", radius: 32, reached), .missed(below)]
    }
    if marks.contains(.provisional) { key.append(.disc("open", radius: 32, say("Provisional"))) }
    if marks.contains(.excluded) {
      key.append(.path("open", "M8 1.4l4.6 4.6-4.6 4.6-4.6-4.6z", say("A part was left out")))
    }
    if let bound { key.append(.target("\(bound.label)")) }
    if states.contains(.missing) { key.append(.noData) }
    return key
  }

  /// What the axis does not show.
  var axisNote: String {
    let axis = chart.axis
    return axis.startsAtZero
      ? "" : sayPlain(" The axis starts at \(axis.unit.label(axis.lower, isLast: true)).")
  }
}
