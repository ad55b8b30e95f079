import Figures

/// A figure day by day against its target: a line with its band, and a mark for each day.
struct DailyChart {
  struct Day {
    enum Mark { case reached, below, provisional, excluded }

    let value: Int
    let mark: Mark
    /// The value in words, for the days that are named.
    let label: String
  }

  struct Bound {
    let value: Int
    let wantsHigh: Bool
    let label: String
  }

  let dates: [LocalDate]
  /// One place for each date; `nil` has no value.
  let days: [Day?]
  /// Whether nothing was recorded; such days are shaded and named.
  let isMissing: [Bool]
  let bound: Bound?
  let axis: Axis

  /// How many of the days farthest on the wrong side are named.
  private static let named = 3

  /// The days farthest on the wrong side of the target, or the single lowest without one.
  var worst: [Int] {
    let wantsHigh = bound?.wantsHigh ?? true
    func value(_ place: Int) -> Int { days[place]?.value ?? 0 }
    let candidates = days.indices.filter { place in
      days[place].map { bound == nil || $0.mark == .below } ?? false
    }.sorted {
      value($0) == value($1) ? $0 < $1 : wantsHigh ? value($0) < value($1) : value($0) > value($1)
    }
    // Of days that share a value none is farther than the other.
    let count = bound == nil ? 1 : Self.named
    guard candidates.count > count else { return candidates }
    return candidates.prefix(count).filter { value($0) != value(candidates[count]) }
  }

  func canvas(isNarrow: Bool, table: String? = nil) -> Canvas {
    let labels = axis.ticks.map { axis.unit.label($0, isLast: $0 == axis.ticks.last) }
    let left = max(420, (labels.map(\.count).max() ?? 2) * 70 + 110)
    let plot = Plot(isNarrow: isNarrow, left: left, top: 160, bottom: isNarrow ? 2000 : 2680)
    var canvas = Canvas(width: plot.width, height: plot.bottom + (isNarrow ? 340 : 440))
    let scale = Scale(axis.lower, axis.upper, from: plot.bottom, to: plot.top)
    weekends(plot, on: &canvas)
    if let bound {
      let (from, to) =
        bound.wantsHigh ? (plot.top, scale(bound.value)) : (scale(bound.value), plot.bottom)
      canvas.box("zone", x: plot.left, y: from, width: plot.right - plot.left, height: to - from)
    }
    for (tick, label) in zip(axis.ticks, labels) {
      let y = scale(tick)
      canvas.line(tick == axis.lower ? "axis" : "grid", plot.left, y, plot.right, y)
      canvas.label("t", plot.left - 70, y + 40, label, .end)
    }
    let spans = Gaps.runs(isMissing).map {
      (plot.edge($0.lowerBound, of: dates.count), plot.edge($0.upperBound, of: dates.count))
    }
    Gaps.draw(spans, top: plot.top, bottom: plot.bottom, on: &canvas)
    if let bound {
      canvas.line("target", plot.left, scale(bound.value), plot.right, scale(bound.value))
    }
    DayAxis(dates: dates).draw(plot, on: &canvas)
    let kept = Thinning.places(days.map { $0?.value })
    let points = kept.map { place in
      days[place].map { Line.Point(plot.middle(place, of: dates.count), scale($0.value)) }
    }
    let marks = kept.map { days[$0]?.mark }
    canvas.path("ln", Line.commands(points.indices.map { isFirm(marks, $0) ? points[$0] : nil }))
    canvas.path(
      "ln dashed", Line.commands(points.indices.map { isSoft(marks, $0) ? points[$0] : nil }))
    for (point, mark) in zip(points, marks) {
      guard let point, let mark else { continue }
      switch mark {
      case .reached: Dots.reached(point, on: &canvas)
      case .below: Dots.below(point, on: &canvas)
      case .provisional: Dots.open(point, on: &canvas)
      case .excluded: Dots.excluded(point, on: &canvas)
      }
    }
    name(plot, scale, points, on: &canvas)
    if let table {
      canvas.read(table, from: plot.left, to: plot.right, first: 0, count: dates.count)
    }
    return canvas
  }

  /// A provisional day hangs on a dashed line, which begins at the day before it.
  private func isSoft(_ marks: [Day.Mark?], _ place: Int) -> Bool {
    marks[place] == .provisional || (place + 1 < marks.count && marks[place + 1] == .provisional)
  }

  private func isFirm(_ marks: [Day.Mark?], _ place: Int) -> Bool { marks[place] != .provisional }

  private func weekends(_ plot: Plot, on canvas: inout Canvas) {
    guard dates.count > 3, dates.count <= 100 else { return }
    let isWeekend = dates.map { [.saturday, .sunday].contains($0.weekday) }
    for run in Gaps.runs(isWeekend) {
      let left = plot.edge(run.lowerBound, of: dates.count)
      canvas.box(
        "wk", x: left, y: plot.top, width: plot.edge(run.upperBound, of: dates.count) - left,
        height: plot.bottom - plot.top)
    }
  }

  /// Names the worst days, and at the right of the wide drawing the target and the last value.
  private func name(
    _ plot: Plot, _ scale: Scale, _ points: [Line.Point?], on canvas: inout Canvas
  ) {
    var labels = Labels(
      left: plot.left - 40, top: plot.top - 100, right: plot.right + 60, bottom: plot.bottom - 20)
    for (index, point) in points.enumerated() {
      guard let point else { continue }
      labels.avoid(point, to: index + 1 < points.count ? points[index + 1] : nil)
    }
    let wantsHigh = bound?.wantsHigh ?? true
    for place in worst.prefix(plot.isNarrow ? 1 : Self.named) {
      guard let day = days[place] else { continue }
      let point = Line.Point(plot.middle(place, of: dates.count), scale(day.value))
      let text = sayPlain("\(day.label) on \(DateWords.dayAndMonthShort(dates[place]))")
      // The worst day is named in any case; the others only where nothing is lost behind them.
      let hiding = place == worst.first ? Int.max : 1
      guard let spot = labels.place(text, at: point, isLow: wantsHigh, hiding: hiding) else {
        continue
      }
      // A label that found no place beside its point is tied to it.
      let isBelow = spot.y > point.y
      if abs(spot.y - point.y) > 200 {
        canvas.line(
          "tick", point.x, point.y + (isBelow ? 60 : -60), point.x, spot.y + (isBelow ? -100 : 30))
      }
      canvas.label("tb halo", spot.x, spot.y, text, spot.anchor)
    }
    guard !plot.isNarrow else { return }
    let x = plot.right + 90
    let target = bound.map { scale($0.value) }
    if let bound, let target { canvas.label("tb", x, target + 40, bound.label) }
    // A day that is named above needs no second name.
    guard let last = days.indices.last, !worst.contains(last), let day = days[last] else { return }
    var y = scale(day.value)
    if let target, abs(y - target) < 150 { y = y <= target ? target - 150 : target + 150 }
    canvas.label("ts", x, y + 40, day.label)
  }
}
