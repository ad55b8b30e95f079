import Figures
import Foundation

/// The service level of each half hour of each weekday against its target, as one drawing.
///
/// Wide, a row is a weekday; narrow, a column is one.
struct WeekMap {
  let pattern: WeekPattern
  private let classes: HeatMap.Classes

  init(pattern: WeekPattern, target: Target) {
    self.pattern = pattern
    classes = HeatMap.Classes(target)
  }

  func cell(_ place: WeekPattern.Place) -> HeatMap.Cell {
    classes.cell(
      place.summary.serviceLevel, isMissing: place.summary.state == .missing,
      isOpen: place.isOpen)
  }

  var counts: [HeatMap.Cell: Int] {
    pattern.places.reduce(into: [:]) { $0[cell($1), default: 0] += 1 }
  }

  private var halfHours: ClosedRange<Int> {
    let shown = pattern.places.filter { cell($0) != .closed }.map(\.halfHour)
    guard let first = shown.min(), let last = shown.max() else { return 0...47 }
    return (first / 2 * 2)...(last / 2 * 2 + 1)
  }

  func canvas(isNarrow: Bool) -> Canvas {
    let shown = halfHours
    let rowHeight = isNarrow ? 90 : 240
    let top = isNarrow ? 240 : 240
    let rows = isNarrow ? shown.count : 7
    let columns = isNarrow ? 7 : shown.count
    let plot = Plot(
      isNarrow: isNarrow, left: isNarrow ? 480 : 520, rightMargin: 40, top: top,
      bottom: top + rows * rowHeight)
    var canvas = Canvas(width: plot.width, height: plot.bottom + 60)
    for (index, weekday) in Weekday.allCases.enumerated() {
      let name = DateWords.short(weekday)
      if isNarrow {
        canvas.label("t", plot.middle(index, of: 7), 180, name, .middle)
      } else {
        canvas.label(
          "t", plot.left - 80, top + index * rowHeight + rowHeight / 2 + 40, name, .end)
      }
    }
    for halfHour in shown where halfHour % (isNarrow ? 2 : 4) == 0 {
      let hour = "\((halfHour / 2).digits(2)):00"
      let index = halfHour - shown.lowerBound
      if isNarrow {
        canvas.label("t3", plot.left - 70, top + index * rowHeight + 110, hour, .end)
      } else {
        canvas.label("t3", plot.edge(index, of: columns), 180, hour)
      }
    }
    let places = pattern.places.compactMap { place -> HeatMap.Place? in
      guard shown.contains(place.halfHour),
        let day = Weekday.allCases.firstIndex(of: place.weekday)
      else { return nil }
      let turn = place.halfHour - shown.lowerBound
      let (row, column) = isNarrow ? (turn, day) : (day, turn)
      let left = plot.edge(column, of: columns)
      return HeatMap.Place(
        cell(place), x: left, y: top + row * rowHeight,
        width: plot.edge(column + 1, of: columns) - left - 10, height: rowHeight - 10)
    }
    HeatMap.draw(places, on: &canvas)
    return canvas
  }
}
