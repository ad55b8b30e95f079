import Figures

/// One day, interval by interval: dots for each, a line for the last 30 minutes, columns below.
struct DayChart {
  let day: DaySummary
  let basis: LevelBasis
  let level: ServiceLevel
  let zone: Zone

  /// The hours drawn: from the first to the last that were open or had a contact or a gap.
  private var shown: Window {
    let busy = day.hours.filter {
      $0.isOpen || ($0.total[.offered] ?? 0) > 0 || $0.total[.answered] ?? 0 > 0
    }
    guard let first = busy.first, let last = busy.last else { return day.total.window }
    return Window(first.total.window.start, last.total.window.end)
  }

  /// The service level of the 30 minutes that end with each interval, from added parts.
  ///
  /// There is none while one of the intervals is missing.
  var lastHalfHours: [Quotient?] {
    guard let step = day.intervals.first?.window.seconds, step > 0 else { return [] }
    let count = max(1, 1800 / step)
    return day.intervals.indices.map { index in
      guard index + 1 >= count else { return nil }
      let window = day.intervals[(index + 1 - count)...index]
      guard !window.contains(where: { $0.state == .missing }), var sum = window.first?.tally
      else { return nil }
      for summary in window.dropFirst() { sum.add(summary.tally) }
      return level.outcome(of: sum).quotient
    }
  }

  func canvas(isNarrow: Bool) -> Canvas {
    let plot = Plot(isNarrow: isNarrow, top: 160, bottom: isNarrow ? 1700 : 2040)
    let barTop = plot.bottom + 170
    let ground = barTop + (isNarrow ? 460 : 550)
    let shown = shown
    let hasTwins = !repeated(in: shown).isEmpty
    var canvas = Canvas(width: plot.width, height: ground + (hasTwins ? 410 : 260))
    let across = Scale(
      shown.start.seconds, shown.end.seconds, from: plot.left, to: plot.right)
    let upper = 1_000_000
    let scale = Scale(0, upper, from: plot.bottom, to: plot.top)
    let bound = basis.boundMillionths
    if let bound {
      canvas.box(
        "zone", x: plot.left, y: plot.top, width: plot.right - plot.left,
        height: scale(bound) - plot.top)
    }
    let visible = day.intervals.indices.filter { shown.contains(day.intervals[$0].window.start) }
    plot.grid(
      Ticks.values(0, upper), scale: scale, on: &canvas, label: { "\($0 / 10_000)" },
      unit: Shown.percentSign)
    let gaps = Gaps.runs(visible.map { day.intervals[$0].state == .missing }).map { run in
      (
        across(day.intervals[visible[run.lowerBound]].window.start.seconds),
        across(day.intervals[visible[run.upperBound - 1]].window.end.seconds)
      )
    }
    Gaps.draw(gaps, top: plot.top, bottom: ground, on: &canvas)
    if let bound {
      canvas.line("target", plot.left, scale(bound), plot.right, scale(bound))
      if !isNarrow {
        canvas.label("tb", plot.right + 90, scale(bound) + 40, sayPlain("Target \(basis.bound)"))
      }
    }

    func middle(_ index: Int) -> Int {
      let window = day.intervals[index].window
      return (across(window.start.seconds) + across(window.end.seconds)) / 2
    }
    func point(_ index: Int, _ quotient: Quotient?) -> Line.Point? {
      guard let quotient else { return nil }
      let value = LevelChart.millionths(quotient)
      return (0...upper).contains(value) ? Line.Point(middle(index), scale(value)) : nil
    }
    let levels = visible.map { day.intervals[$0].serviceLevel.quotient }
    Dots.cloud(
      Thinning.places(levels.map { $0.map(LevelChart.millionths) }).compactMap {
        point(visible[$0], levels[$0])
      }, on: &canvas)
    let halfHours = lastHalfHours
    let kept = Thinning.places(visible.map { halfHours[$0].map(LevelChart.millionths) })
    canvas.path("ln", Line.commands(kept.map { point(visible[$0], halfHours[visible[$0]]) }))

    let offered = visible.map { day.intervals[$0][.offered] }
    let top = Ticks.top(offered.compactMap { $0 }.max() ?? 0)
    let bars = Scale(0, top, from: ground, to: barTop)
    canvas.line("axis", plot.left, ground, plot.right, ground)
    canvas.label("t", plot.left - 70, ground + 40, "0", .end)
    canvas.label("t", plot.left - 70, barTop + 40, Shown.count(top), .end)
    let width = visible.isEmpty ? 10 : (plot.right - plot.left) * 8 / (10 * visible.count)
    let columns = Thinning.places(offered)
    Columns.thin(
      columns.map { offered[$0] }, places: columns.map { middle(visible[$0]) },
      width: max(5, min(width, 120)), scale: bars,
      on: &canvas)
    if !isNarrow {
      canvas.label("ts", plot.right + 90, barTop + 200, sayPlain("Offered"))
      canvas.label("ts", plot.right + 90, barTop + 350, sayPlain("contacts"))
    }
    if let first = visible.first, let last = visible.last {
      let from = across(day.intervals[first].window.start.seconds)
      let to = across(day.intervals[last].window.end.seconds)
      canvas.read("intervals-table", from: from, to: to, first: first, count: visible.count)
    }
    hourAxis(plot, ground: ground, shown: shown, across: across, on: &canvas)
    return canvas
  }

  /// The hours that the clock shows twice.
  private func repeated(in shown: Window) -> Set<Int> {
    let hours = day.hours.filter { shown.contains($0.total.window.start) }.map(\.hour)
    return Set(hours.filter { hour in hours.count { $0 == hour } > 1 })
  }

  private func hourAxis(
    _ plot: Plot, ground: Int, shown: Window, across: Scale, on canvas: inout Canvas
  ) {
    let every = plot.isNarrow ? 4 : 2
    let repeated = repeated(in: shown)
    for hour in day.hours where shown.contains(hour.total.window.start) {
      let isTwin = repeated.contains(hour.hour)
      let isFirst = hour == day.hours.first { $0.hour == hour.hour }
      guard hour.hour % every == 0 || (isTwin && !plot.isNarrow) else { continue }
      let x = across(hour.total.window.start.seconds)
      canvas.line("tick", x, ground, x, ground + 50)
      let name = "\(hour.hour.digits(2)):00"
      // Twins stand too close for two names in the middle: each is named to its own side.
      guard isTwin, !plot.isNarrow else {
        let isHidden =
          isTwin ? !isFirst : !plot.isNarrow && repeated.contains { abs($0 - hour.hour) == 1 }
        if !isHidden { canvas.label("t", x, ground + 190, name, .middle) }
        continue
      }
      let (place, anchor) = isFirst ? (x + 50, Canvas.Anchor.end) : (x - 50, .start)
      canvas.label("t", place, ground + 190, name, anchor)
      canvas.label("t3", place, ground + 340, hour.localTime.abbreviation, anchor)
    }
  }
}
