import Figures

/// The service level day by day against its target, as one drawing.
struct LevelChart {
  let dates: [LocalDate]
  let outcomes: [Outcome]
  let states: [State]
  let basis: LevelBasis

  /// A share in millionths, for the axis; the label beside it comes from the exact parts.
  static func millionths(_ quotient: Quotient) -> Int {
    let (steps, isTooLarge) = quotient.numerator.multipliedReportingOverflow(by: 1_000_000)
    return isTooLarge ? 0 : (steps + quotient.denominator / 2) / quotient.denominator
  }

  /// The bounds of an axis that holds all values and the target: from zero, unless all are high.
  static func bounds(_ quotients: [Quotient], bound: Int?) -> (lower: Int, upper: Int) {
    var values = quotients.map(millionths)
    if let bound { values.append(bound) }
    let least = values.min() ?? 0
    let most = values.max() ?? 1_000_000
    let lower = least >= 500_000 ? min(least / 100_000, 9) * 100_000 : 0
    return (lower, max(1_000_000, (most + 99_999) / 100_000 * 100_000))
  }

  var axisNote: String {
    let lower = Self.bounds(outcomes.compactMap(\.quotient), bound: basis.boundMillionths).lower
    return lower == 0 ? "" : " The axis starts at \(lower / 10_000)%."
  }

  func canvas(isNarrow: Bool) -> Canvas {
    let plot = Plot(isNarrow: isNarrow, top: 160, bottom: isNarrow ? 2000 : 2680)
    var canvas = Canvas(width: plot.width, height: plot.bottom + (isNarrow ? 340 : 440))
    let (lower, upper) = Self.bounds(outcomes.compactMap(\.quotient), bound: basis.boundMillionths)
    let scale = Scale(lower, upper, from: plot.bottom, to: plot.top)
    let target = basis.boundMillionths
    if let target, let comparison = basis.target?.comparison {
      let (from, to) =
        comparison.wantsHigh ? (plot.top, scale(target)) : (scale(target), plot.bottom)
      canvas.box("zone", x: plot.left, y: from, width: plot.right - plot.left, height: to - from)
    }
    plot.grid(
      Ticks.values(lower, upper), scale: scale, on: &canvas, label: { "\($0 / 10_000)" },
      unit: "%")
    let spans = Gaps.runs(states.map { $0 == .missing }).map {
      (plot.edge($0.lowerBound, of: dates.count), plot.edge($0.upperBound, of: dates.count))
    }
    Gaps.draw(spans, top: plot.top, bottom: plot.bottom, on: &canvas)
    if let target {
      canvas.line("target", plot.left, scale(target), plot.right, scale(target))
    }
    dayAxis(plot, on: &canvas)

    let points = outcomes.enumerated().map { index, outcome in
      outcome.quotient.map {
        Line.Point(plot.middle(index, of: dates.count), scale(Self.millionths($0)))
      }
    }
    canvas.path("ln", Line.commands(points))
    for (point, outcome) in zip(points, outcomes) {
      guard let point else { continue }
      if basis.isBelow(outcome) {
        Dots.below(point, on: &canvas)
      } else {
        Dots.reached(point, on: &canvas)
      }
    }
    lowestLabel(plot, points, on: &canvas)
    if !isNarrow { endLabels(plot, points, target: target.map { scale($0) }, on: &canvas) }
    return canvas
  }

  /// Names the first day and each Monday; every day of a short period.
  func dayAxis(_ plot: Plot, on canvas: inout Canvas) {
    Self.dayAxis(dates, plot, on: &canvas)
  }

  static func dayAxis(_ dates: [LocalDate], _ plot: Plot, on canvas: inout Canvas) {
    let firstMonday = dates.firstIndex { $0.weekday == .monday }
    for (index, date) in dates.enumerated() {
      let isShort = dates.count <= (plot.isNarrow ? 4 : 10)
      let isFirst = index == 0 && (firstMonday.map { $0 > 3 || $0 == 0 } ?? true)
      guard isShort || isFirst || date.weekday == .monday else { continue }
      let x = plot.middle(index, of: dates.count)
      canvas.line("tick", x, plot.bottom, x, plot.bottom + 50)
      canvas.label("t", x, plot.bottom + 190, DateWords.dayAndMonthShort(date), .middle)
      if !plot.isNarrow {
        canvas.label(
          "t3", x, plot.bottom + 340, String(DateWords.weekday(date).prefix(3)), .middle)
      }
    }
  }

  private func lowestLabel(_ plot: Plot, _ points: [Line.Point?], on canvas: inout Canvas) {
    guard let place = Takeaway.uniqueMinimum(outcomes), let point = points[place],
      let quotient = outcomes[place].quotient
    else { return }
    let value = Shown.percent(quotient, target: basis.target)
    let text = "\(value) on \(DateWords.dayAndMonthShort(dates[place]))"
    let isLeft = point.x < plot.left + 600
    let isRight = point.x > plot.right - 600
    let y = min(point.y + 220, plot.bottom - 40)
    let anchor: Canvas.Anchor = isLeft ? .start : isRight ? .end : .middle
    canvas.label("tb halo", point.x + (isLeft ? -40 : isRight ? 40 : 0), y, text, anchor)
  }

  /// The last day's value and the target, at the right of the wide drawing.
  private func endLabels(
    _ plot: Plot, _ points: [Line.Point?], target: Int?, on canvas: inout Canvas
  ) {
    let x = plot.right + 90
    if let target { canvas.label("tb", x, target + 40, "Target \(basis.bound)") }
    // The lowest day has its own label.
    guard let place = outcomes.indices.last, place != Takeaway.uniqueMinimum(outcomes),
      let point = points[place], let quotient = outcomes[place].quotient
    else { return }
    var y = point.y
    if let target, abs(y - target) < 150 { y = y <= target ? target - 150 : target + 150 }
    canvas.label("ts", x, y + 40, Shown.percent(quotient, target: basis.target))
  }
}
