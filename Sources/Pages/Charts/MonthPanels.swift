import Figures

/// One small panel for each measure, month by month, each on its own scale.
struct MonthPanels {
  /// A month's result as a place on the panel.
  struct Point {
    enum Mark { case met, missed, open }

    let value: Int
    let mark: Mark
    /// The value in words, for the one that is named.
    let label: String
  }

  struct Panel {
    let name: String
    let unit: AxisUnit
    /// The newest result and its verdict in words.
    let value: String
    let isMissed: Bool
    /// One place for each month.
    let points: [Point?]
    /// What each month was held against; `nil` when nothing was agreed.
    let targets: [Int?]
    let wantsHigh: Bool

    var axis: Axis {
      Axis(unit, holding: points.compactMap { $0?.value } + targets.compactMap { $0 })
    }

    /// The one point farthest on the wrong side, if a single one is.
    var worst: Int? {
      let missed = points.indices.filter { points[$0]?.mark == .missed }
      let values = missed.compactMap { points[$0]?.value }
      guard let worst = wantsHigh ? values.min() : values.max() else { return nil }
      let places = missed.filter { points[$0]?.value == worst }
      return places.count == 1 ? places.first : nil
    }
  }

  let panels: [Panel]
  /// The first day of each month.
  let months: [LocalDate]

  private static let height = 1900

  func canvas(isNarrow: Bool) -> Canvas {
    let across = isNarrow ? 1 : max(2, min(3, panels.count))
    let width = isNarrow ? 3600 : 8600
    let gap = isNarrow ? 0 : 300
    let panelWidth = (width - gap * (across - 1)) / across
    let rows = (panels.count + across - 1) / across
    var canvas = Canvas(width: width, height: rows * Self.height - 60)
    for (index, panel) in panels.enumerated() {
      draw(
        panel, left: index % across * (panelWidth + gap), top: index / across * Self.height,
        width: panelWidth, on: &canvas)
    }
    return canvas
  }

  private func draw(
    _ panel: Panel, left: Int, top: Int, width: Int, on canvas: inout Canvas
  ) {
    canvas.label("tb", left, top + 130, Self.shortened(panel.name, room: width / 72))
    canvas.label(panel.isMissed ? "tm" : "ts", left, top + 290, panel.value)
    let axis = panel.axis
    let labels = axis.ticks.map { axis.unit.label($0, isLast: $0 == axis.ticks.last) }
    let plotLeft = left + (labels.map(\.count).max() ?? 2) * 68 + 90
    let right = left + width - 40
    let scale = Scale(axis.lower, axis.upper, from: top + 1480, to: top + 450)
    func edge(_ index: Int) -> Int { plotLeft + index * (right - plotLeft) / months.count }
    func middle(_ index: Int) -> Int { (edge(index) + edge(index + 1)) / 2 }

    for (index, target) in panel.targets.enumerated() {
      guard let target else { continue }
      let (from, to) =
        panel.wantsHigh ? (scale(axis.upper), scale(target)) : (scale(target), scale(axis.lower))
      canvas.box(
        "zone", x: edge(index), y: from, width: edge(index + 1) - edge(index), height: to - from)
    }
    for (tick, label) in zip(axis.ticks, labels) {
      canvas.line(tick == axis.lower ? "axis" : "grid", plotLeft, scale(tick), right, scale(tick))
      canvas.label("t3", plotLeft - 60, scale(tick) + 40, label, .end)
    }
    canvas.path("target", steps(panel.targets, scale, edge))
    let points = panel.points.enumerated().map { index, point in
      point.map { Line.Point(middle(index), scale($0.value)) }
    }
    canvas.path("ln thin", Line.commands(points))
    for (point, place) in zip(panel.points, points) {
      guard let point, let place else { continue }
      switch point.mark {
      case .met: Dots.reached(place, on: &canvas)
      case .missed: Dots.below(place, on: &canvas)
      case .open: Dots.open(place, on: &canvas)
      }
    }
    if let worst = panel.worst, let place = points[worst], let point = panel.points[worst] {
      var labels = Labels(
        left: plotLeft - 40, top: top + 330, right: right + 40, bottom: top + 1460)
      for (index, point) in points.enumerated() {
        guard let point else { continue }
        labels.avoid(point, to: index + 1 < points.count ? points[index + 1] : nil)
      }
      if let spot = labels.place(point.label, at: place, isLow: panel.wantsHigh) {
        canvas.label("tm halo", spot.x, spot.y, point.label, spot.anchor)
      }
    }
    monthAxis(top: top + 1480, edge: edge, on: &canvas)
  }

  /// The agreed bound, a step up or down where it was changed.
  private func steps(_ targets: [Int?], _ scale: Scale, _ edge: (Int) -> Int) -> String {
    var commands = ""
    for (index, target) in targets.enumerated() {
      guard let target else { continue }
      let before = index > 0 ? targets[index - 1] : nil
      let y = Tenths.text(scale(target))
      if before == nil { commands += "M\(Tenths.text(edge(index))) \(y)" }
      if let before, before != target { commands += "V\(y)" }
      commands += "H\(Tenths.text(edge(index + 1)))"
    }
    return commands
  }

  /// Names the newest month and those before it, of many every third, and the year where it begins.
  private func monthAxis(top: Int, edge: (Int) -> Int, on canvas: inout Canvas) {
    var year: Int?
    let every = months.count > 5 ? 3 : 1
    for (index, month) in months.enumerated() where (months.count - 1 - index) % every == 0 {
      let x = (edge(index) + edge(index + 1)) / 2
      canvas.line("tick", x, top, x, top + 50)
      let name = DateWords.shortMonth(month)
      canvas.label("t3", x, top + 180, name, .middle)
      if month.year != year { canvas.label("t3", x, top + 310, "\(month.year)", .middle) }
      year = month.year
    }
  }

  /// A name that fits its panel.
  private static func shortened(_ name: String, room: Int) -> String {
    name.count <= room ? name : name.prefix(max(1, room - 1)) + "…"
  }
}
