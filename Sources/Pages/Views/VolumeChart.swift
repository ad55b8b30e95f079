import Figures

/// Contacts answered and abandoned by day, stacked, as one drawing.
struct VolumeChart {
  let dates: [LocalDate]
  /// Answered and abandoned; `nil` when nothing was recorded.
  let parts: [[Int]?]

  init(dates: [LocalDate], summaries: [Summary]) {
    self.dates = dates
    parts = summaries.map { summary in
      guard let answered = summary[.answered] else { return nil }
      return [answered, summary[.abandoned] ?? 0]
    }
  }

  func canvas(isNarrow: Bool) -> Canvas {
    let plot = Plot(isNarrow: isNarrow, left: 460, top: 180, bottom: isNarrow ? 1600 : 2060)
    var canvas = Canvas(width: plot.width, height: plot.bottom + (isNarrow ? 340 : 440))
    let largest = parts.compactMap { $0?.reduce(0, +) }.max() ?? 0
    let top = Ticks.top(largest)
    let scale = Scale(0, top, from: plot.bottom, to: plot.top)
    plot.grid(
      Ticks.values(0, top), scale: scale, on: &canvas, label: Shown.count, unit: "")
    let spans = Gaps.runs(parts.map { $0 == nil }).map {
      (plot.edge($0.lowerBound, of: dates.count), plot.edge($0.upperBound, of: dates.count))
    }
    Gaps.draw(spans, top: plot.top, bottom: plot.bottom, on: &canvas)
    let width = (plot.right - plot.left) * 72 / (dates.count * 100)
    Columns.draw(
      parts, styles: ["colb", "cola"],
      places: dates.indices.map { plot.middle($0, of: dates.count) }, width: min(width, 600),
      scale: scale, on: &canvas)
    LevelChart.dayAxis(dates, plot, on: &canvas)
    if let place = Takeaway.uniqueMaximum(parts.map { $0?.reduce(0, +) }),
      let total = parts[place]?.reduce(0, +)
    {
      canvas.label(
        "tb halo", plot.middle(place, of: dates.count), scale(total) - 60, Shown.count(total),
        .middle)
    }
    if !isNarrow, let last = parts.last ?? nil {
      let answered = scale(last[0] / 2)
      let abandoned = scale(last[0] + last[1] / 2)
      canvas.label("ts", plot.right + 90, max(answered, abandoned + 150) + 40, "Answered")
      canvas.label("tm", plot.right + 90, abandoned + 40, "Abandoned")
    }
    return canvas
  }
}
