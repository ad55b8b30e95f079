import Figures

/// Contacts by month as columns from zero, each with the line that was forecast.
struct ForecastColumns {
  struct Month {
    let name: String
    let year: String
    let offered: Int?
    let forecast: Int?
  }

  let months: [Month]

  func canvas(isNarrow: Bool) -> Canvas {
    let values = months.flatMap { [$0.offered, $0.forecast] }.compactMap { $0 }
    let axis = Axis(.count, holding: values, fromZero: true, most: 5)
    let labels = axis.ticks.map { axis.unit.label($0) }
    let left = (labels.map(\.count).max() ?? 2) * 70 + 130
    let plot = Plot(isNarrow: isNarrow, left: left, top: 180, bottom: isNarrow ? 1500 : 1800)
    var canvas = Canvas(width: plot.width, height: plot.bottom + 380)
    let scale = Scale(axis.lower, axis.upper, from: plot.bottom, to: plot.top)
    for (tick, label) in zip(axis.ticks, labels) {
      let y = scale(tick)
      canvas.line(tick == 0 ? "axis" : "grid", plot.left, y, plot.right, y)
      canvas.label("t", plot.left - 70, y + 40, label, .end)
    }
    let width = min((plot.right - plot.left) * 60 / (months.count * 100), 600)
    Columns.draw(
      months.map { month in month.offered.map { [$0] } }, styles: ["colb"],
      places: months.indices.map { plot.middle($0, of: months.count) }, width: width,
      scale: scale, on: &canvas)
    let every = isNarrow && months.count > 7 ? 2 : 1
    var year = ""
    for (index, month) in months.enumerated() {
      let x = plot.middle(index, of: months.count)
      if let forecast = month.forecast {
        let reach = width * 7 / 10
        canvas.line("target thick", x - reach, scale(forecast), x + reach, scale(forecast))
      }
      guard (months.count - 1 - index) % every == 0 else { continue }
      canvas.label("t", x, plot.bottom + 180, month.name, .middle)
      if month.year != year { canvas.label("t3", x, plot.bottom + 320, month.year, .middle) }
      year = month.year
    }
    if !isNarrow, let last = months.last {
      let x = plot.right + 90
      let offered = last.offered.map { scale($0) }
      var forecast = last.forecast.map { scale($0) }
      if let top = offered, let line = forecast, abs(top - line) < 160 {
        forecast = line < top ? top - 160 : top + 160
      }
      if let offered { canvas.label("ts", x, offered + 40, sayPlain("Offered")) }
      if let forecast { canvas.label("tb", x, forecast + 40, sayPlain("Forecast")) }
    }
    return canvas
  }
}
