import Figures

/// Dates along the ground of a chart: the first day and each Monday, or the months of a long one.
struct DayAxis {
  let dates: [LocalDate]

  func draw(_ plot: Plot, on canvas: inout Canvas) {
    guard dates.count <= 100 else { return months(plot, on: &canvas) }
    let firstMonday = dates.firstIndex { $0.weekday == .monday }
    for (index, date) in dates.enumerated() {
      let isShort = dates.count <= (plot.isNarrow ? 4 : 10)
      let isFirst = index == 0 && (firstMonday.map { $0 > 3 || $0 == 0 } ?? true)
      let isLong = dates.count > 40 && (index - (firstMonday ?? 0)) % 14 != 0
      guard isShort || isFirst || (date.weekday == .monday && !isLong) else { continue }
      mark(index, DateWords.dayAndMonthShort(date), plot, on: &canvas)
      if !plot.isNarrow {
        let x = plot.middle(index, of: dates.count)
        canvas.label(
          "t3", x, plot.bottom + 340, DateWords.short(date.weekday), .middle)
      }
    }
  }

  private func months(_ plot: Plot, on canvas: inout Canvas) {
    let firsts = dates.indices.filter { dates[$0].isFirstOfMonth }
    let every = max(1, (firsts.count + (plot.isNarrow ? 3 : 11)) / (plot.isNarrow ? 4 : 12))
    for (turn, index) in firsts.enumerated() where turn % every == 0 {
      mark(index, DateWords.dayAndMonthShort(dates[index]), plot, on: &canvas)
    }
  }

  private func mark(_ index: Int, _ name: String, _ plot: Plot, on canvas: inout Canvas) {
    let x = plot.middle(index, of: dates.count)
    canvas.line("tick", x, plot.bottom, x, plot.bottom + 50)
    canvas.label("t", x, plot.bottom + 190, name, .middle)
  }
}
