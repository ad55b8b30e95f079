import Figures

/// One small panel for each queue, all on one scale.
struct SmallMultiples {
  struct Panel {
    let name: String
    /// The period's value in words: `75.2%`.
    let value: String
    let isBelow: Bool
    /// One place for each day.
    let outcomes: [Outcome]
  }

  let panels: [Panel]
  let dates: [LocalDate]
  let basis: LevelBasis

  func canvas(isNarrow: Bool) -> Canvas {
    let across = isNarrow ? 2 : max(2, min(4, panels.count))
    let width = isNarrow ? 3600 : 8600
    let gap = isNarrow ? 160 : 220
    let panelWidth = (width - gap * (across - 1)) / across
    let rows = (panels.count + across - 1) / across
    var canvas = Canvas(width: width, height: rows * 1620 - 60)
    let all = panels.flatMap { $0.outcomes.compactMap(\.quotient) }
    let (lower, upper) = LevelChart.bounds(all, bound: basis.boundMillionths)
    for (index, panel) in panels.enumerated() {
      let left = index % across * (panelWidth + gap)
      draw(
        panel, left: left, top: index / across * 1620, width: panelWidth,
        bounds: (lower, upper), on: &canvas)
    }
    return canvas
  }

  private func draw(
    _ panel: Panel, left: Int, top: Int, width: Int, bounds: (Int, Int), on canvas: inout Canvas
  ) {
    canvas.label("tb", left, top + 130, Self.shortened(panel.name, room: width / 72))
    let value =
      basis.target == nil
      ? panel.value
      : panel.isBelow ? sayPlain("\(panel.value)  below") : sayPlain("\(panel.value)  reached")
    canvas.label(panel.isBelow ? "tm" : "ts", left, top + 290, value)
    let plotLeft = left + 330
    let right = left + width
    let scale = Scale(bounds.0, bounds.1, from: top + 1330, to: top + 420)
    let ticks = Ticks.values(bounds.0, bounds.1, most: 4)
    for tick in ticks {
      canvas.line("grid", plotLeft, scale(tick), right, scale(tick))
      let unit = tick == ticks.last ? Shown.percentSign : ""
      canvas.label("t3", plotLeft - 60, scale(tick) + 40, "\(tick / 10_000)\(unit)", .end)
    }
    if let bound = basis.boundMillionths {
      canvas.line("target", plotLeft, scale(bound), right, scale(bound))
    }
    func x(_ index: Int) -> Int {
      plotLeft + (2 * index + 1) * (right - plotLeft) / (2 * dates.count)
    }
    let points = panel.outcomes.enumerated().map { index, outcome in
      // Whole units are finer than a panel shows, and weigh a third less.
      outcome.quotient.map {
        Line.Point((x(index) + 5) / 10 * 10, (scale(LevelChart.millionths($0)) + 5) / 10 * 10)
      }
    }
    canvas.path("ln thin", Line.commands(points))
    // A thin line's dot is too small to see where a day stands alone between two gaps.
    for (index, point) in points.enumerated() {
      let neighbours = [index - 1, index + 1].filter(points.indices.contains)
      guard let point, neighbours.allSatisfy({ points[$0] == nil }) else { continue }
      Dots.reached(point, on: &canvas, radius: 16)
    }
    if let place = Takeaway.uniqueMinimum(panel.outcomes), let point = points[place],
      let quotient = panel.outcomes[place].quotient
    {
      Dots.below(point, on: &canvas, size: 36)
      let isRight = point.x > right - 500
      canvas.label(
        "tm halo", point.x + (isRight ? -70 : 70), min(point.y + 50, top + 1330),
        Shown.percent(quotient), isRight ? .end : .start)
    }
    if let first = dates.first, let last = dates.last, first != last {
      canvas.label("t3", plotLeft, top + 1480, DateWords.dayAndMonthShort(first))
      canvas.label("t3", right, top + 1480, "\(last.day)", .end)
    }
  }

  /// A name that fits its panel.
  private static func shortened(_ name: String, room: Int) -> String {
    name.count <= room ? name : name.prefix(max(1, room - 1)) + "…"
  }
}
