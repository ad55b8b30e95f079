import Figures

/// Columns by day, one part upon another, from zero, with the parts named at the right.
struct StackedColumns {
  struct Part {
    let name: String
    let style: String
    let label: String
  }

  let dates: [LocalDate]
  /// A value for each part from the ground up; `nil` is no record.
  let values: [[Int]?]
  let parts: [Part]
  let unit: AxisUnit

  func canvas(isNarrow: Bool, table: String? = nil) -> Canvas {
    let sums = values.map { $0?.reduce(0, +) }
    let axis = Axis(unit, holding: sums.compactMap { $0 }, fromZero: true, most: 5)
    let labels = axis.ticks.map { unit.label($0, isLast: $0 == axis.ticks.last) }
    let left = (labels.map(\.count).max() ?? 2) * 70 + 130
    let plot = Plot(isNarrow: isNarrow, left: left, top: 180, bottom: isNarrow ? 1600 : 2060)
    var canvas = Canvas(width: plot.width, height: plot.bottom + (isNarrow ? 340 : 440))
    let scale = Scale(axis.lower, axis.upper, from: plot.bottom, to: plot.top)
    for (tick, label) in zip(axis.ticks, labels) {
      let y = scale(tick)
      canvas.line(tick == 0 ? "axis" : "grid", plot.left, y, plot.right, y)
      canvas.label("t", plot.left - 70, y + 40, label, .end)
    }
    let spans = Gaps.runs(values.map { $0 == nil }).map {
      (plot.edge($0.lowerBound, of: dates.count), plot.edge($0.upperBound, of: dates.count))
    }
    Gaps.draw(spans, top: plot.top, bottom: plot.bottom, on: &canvas)
    let width = (plot.right - plot.left) * 72 / (dates.count * 100)
    Columns.draw(
      values, styles: parts.map(\.style),
      places: dates.indices.map { plot.middle($0, of: dates.count) }, width: min(width, 600),
      scale: scale, on: &canvas)
    DayAxis(dates: dates).draw(plot, on: &canvas)
    if let place = Takeaway.uniqueMaximum(sums), let sum = sums[place] {
      canvas.label(
        "tb halo", plot.middle(place, of: dates.count), scale(sum) - 60, unit.label(sum), .middle)
    }
    if !isNarrow { names(plot, scale, on: &canvas) }
    if let table {
      canvas.read(table, from: plot.left, to: plot.right, first: 0, count: dates.count)
    }
    return canvas
  }

  /// The parts' names beside the last column, apart from each other.
  private func names(_ plot: Plot, _ scale: Scale, on canvas: inout Canvas) {
    guard let last = values.last(where: { $0 != nil }) ?? nil else { return }
    var lowest = plot.bottom + 40
    for (index, part) in parts.enumerated() {
      let middle = last[..<index].reduce(0, +) + last[index] / 2
      lowest = min(scale(middle) + 40, lowest - 150)
      if index == 0 { lowest = scale(middle) + 40 }
      canvas.label(part.label, plot.right + 90, lowest, part.name)
    }
  }
}
