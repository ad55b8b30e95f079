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
  /// For each date its hours in order, with their classes; a repeated hour stands twice.
  private let hours: [[(hour: Int, cell: HeatMap.Cell)]]

  /// Takes for each date its hours in order.
  init(dates: [LocalDate], hours: [[Hour]], target: Target) {
    self.dates = dates
    let classes = HeatMap.Classes(target)
    self.hours = hours.map { hours in
      hours.map {
        ($0.hour, classes.cell($0.outcome, isMissing: $0.isMissing, isOpen: $0.isOpen))
      }
    }
  }

  /// How many hours fall into each class.
  var counts: [HeatMap.Cell: Int] {
    hours.joined().reduce(into: [:]) { $0[$1.cell, default: 0] += 1 }
  }

  private var rows: ClosedRange<Int>? {
    let shown = hours.joined().filter { $0.cell != .closed }.map(\.hour)
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
            hour.cell, x: left + share * min(turn, twins.count - 1), y: rowTop(hour.hour),
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

extension HeatMap {
  /// The classes of shares around a target.
  struct Classes {
    private let target: Target
    // The bound may be strict, the classes ten points away from it are not.
    private let above: Target
    private let below: Target

    init(_ target: Target) {
      self.target = target
      above = Target(.moreThan, target.bound + 10)
      below = Target(.atLeast, target.bound - 10)
    }

    /// The class of a share: on which side of its target it lies, and whether by more than ten points.
    func cell(_ outcome: Outcome, isMissing: Bool, isOpen: Bool) -> Cell {
      if isMissing { return isOpen ? .missing : .closed }
      guard let quotient = outcome.quotient else { return isOpen ? .quiet : .closed }
      func reaches(_ target: Target) -> Bool {
        Precision.reaches(target, quotient, factor: 100)
      }
      return reaches(target)
        ? reaches(above) ? .farAbove : .above : reaches(below) ? .below : .farBelow
    }
  }
}
