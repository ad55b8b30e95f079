import Figures
import Foundation

/// The service level of each hour of each day against its target, as one drawing.
struct HourMap {
  /// A day's hours with their outcome, whether anything was recorded, and whether open.
  struct Hour {
    let hour: Int
    let outcome: Outcome
    let isMissing: Bool
    let isOpen: Bool
  }

  let dates: [LocalDate]
  /// For each date its hours in order; a repeated hour stands twice.
  let hours: [[Hour]]
  let target: Target

  func cell(_ hour: Hour) -> HeatMap.Cell {
    HeatMap.Cell(
      hour.outcome, target: target, isMissing: hour.isMissing, isOpen: hour.isOpen)
  }

  /// How many hours fall into each class.
  var counts: [HeatMap.Cell: Int] {
    hours.joined().reduce(into: [:]) { $0[cell($1), default: 0] += 1 }
  }

  private var rows: ClosedRange<Int>? {
    let shown = hours.joined().filter { cell($0) != .closed }.map(\.hour)
    guard let first = shown.min(), let last = shown.max() else { return nil }
    return first...last
  }

  func canvas(isNarrow: Bool) -> Canvas {
    let rows = rows ?? 0...23
    let rowHeight = isNarrow ? 110 : 140
    let top = 340
    let plot = Plot(
      isNarrow: isNarrow, left: isNarrow ? 380 : 460, rightMargin: 40, top: top,
      bottom: top + rows.count * rowHeight)
    var canvas = Canvas(width: plot.width, height: plot.bottom + 60)
    heads(plot, on: &canvas)
    for hour in rows where !isNarrow || (hour - rows.lowerBound) % 2 == 0 {
      let y = top + (hour - rows.lowerBound) * rowHeight + (rowHeight + 80) / 2
      canvas.label("t3", plot.left - 70, y, "\(hour.digits(2)):00", .end)
    }
    var places: [HeatMap.Place] = []
    for (index, hours) in hours.enumerated() {
      let left = plot.edge(index, of: dates.count)
      let width = plot.edge(index + 1, of: dates.count) - left - 10
      for hour in hours where rows.contains(hour.hour) {
        // The clock shows a repeated hour twice: the two halves of its cell.
        let twins = hours.indices.filter { hours[$0].hour == hour.hour }
        let share = width / twins.count
        let turn = places.count { $0.x >= left && $0.y == rowTop(hour.hour) }
        places.append(
          HeatMap.Place(
            cell(hour), x: left + share * min(turn, twins.count - 1), y: rowTop(hour.hour),
            width: share, height: rowHeight - 10))
      }
    }
    func rowTop(_ hour: Int) -> Int { top + (hour - rows.lowerBound) * rowHeight }
    HeatMap.draw(places, on: &canvas)
    return canvas
  }

  private func heads(_ plot: Plot, on canvas: inout Canvas) {
    for (index, date) in dates.enumerated() {
      let isMonday = date.weekday == .monday
      guard !plot.isNarrow || isMonday || dates.count <= 7 else { continue }
      let x = plot.middle(index, of: dates.count) - 5
      let letter = String(DateWords.weekday(date).prefix(1))
      canvas.label("t3", x, 150, letter, .middle)
      canvas.label(isMonday ? "tb" : "t", x, 280, "\(date.day)", .middle)
    }
  }
}

extension HeatMap.Cell {
  /// The class of a share: on which side of its target it lies, and whether by more than ten points.
  init(_ outcome: Outcome, target: Target, isMissing: Bool, isOpen: Bool) {
    if isMissing {
      self = isOpen ? .missing : .closed
      return
    }
    guard let quotient = outcome.quotient else {
      self = isOpen ? .quiet : .closed
      return
    }
    // The bound may be strict, the classes ten points away from it are not.
    func reaches(_ target: Target) -> Bool { Precision.reaches(target, quotient, factor: 100) }
    if reaches(target) {
      self = reaches(Target(.moreThan, target.bound + 10)) ? .farAbove : .above
    } else {
      self = reaches(Target(.atLeast, target.bound - 10)) ? .below : .farBelow
    }
  }
}
