import Figures

/// A field of cells in four classes around a target, with a look of their own for cells without a
/// record and for hours in which nothing happened.
package enum HeatMap {
  package enum Cell: Sendable, Hashable {
    /// More than ten points below; the others follow in order.
    case farBelow, below, above, farAbove
    /// Open, and no contact came.
    case quiet
    case missing
    /// Not open: nothing is drawn.
    case closed
  }

  package struct Place: Sendable, Hashable {
    package let cell: Cell
    package let x: Int
    package let y: Int
    package let width: Int
    package let height: Int

    package init(_ cell: Cell, x: Int, y: Int, width: Int, height: Int) {
      self.cell = cell
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }
  }

  /// Draws each class as one path: a cell is a stretch of a line as thick as the cell is high, which
  /// weighs less than a box.
  package static func draw(_ places: [Place], on canvas: inout Canvas) {
    let places = places.map(snapped).sorted { ($0.y, $0.x) < ($1.y, $1.x) }
    let boxes: [(Cell, String)] = [
      (.farBelow, "h1b"), (.below, "h2b"), (.above, "h3a"), (.farAbove, "h4a"), (.missing, "hx"),
    ]
    for (cell, style) in boxes {
      let cells = places.filter { $0.cell == cell }
      for height in Set(cells.map(\.height)).sorted() {
        canvas.path(
          style, line(cells.filter { $0.height == height }), strokeWidth: height)
      }
    }
    canvas.path("hxl", places.filter { $0.cell == .missing }.map(slash).joined())
    canvas.path("hxl", line(places.filter { $0.cell == .quiet }, reach: 15))
    // Without colour the two classes on the wrong side are told by their dots.
    canvas.path("hd", line(places.filter { $0.cell == .farBelow }, reach: 0))
    canvas.path("hb", line(places.filter { $0.cell == .below }, reach: 0))
  }

  /// The place on whole units: hundreds of cells weigh less, and their edges are sharp.
  private static func snapped(_ place: Place) -> Place {
    func snap(_ value: Int) -> Int { (value + 5).dividedDown(by: 10) * 10 }
    let (x, y) = (snap(place.x), snap(place.y))
    return Place(
      place.cell, x: x, y: y, width: snap(place.x + place.width) - x,
      height: snap(place.y + place.height) - y)
  }

  /// Through the middle of cells in order of their rows, over their width or so far to both sides of
  /// the middle; in the same row only the gap is named.
  private static func line(_ places: [Place], reach: Int? = nil) -> String {
    var commands = ""
    var last: (row: Int, end: Int)?
    for place in places {
      let row = place.y + place.height / 2
      let start = reach.map { place.x + place.width / 2 - $0 } ?? place.x
      let length = reach.map { $0 * 2 } ?? place.width
      if let last, last.row == row {
        commands += "m\(Tenths.text(start - last.end)) 0"
      } else {
        commands += "M\(Tenths.text(start)) \(Tenths.text(row))"
      }
      commands += "h\(Tenths.text(length))"
      last = (row, start + length)
    }
    return commands
  }

  private static func slash(_ place: Place) -> String {
    let inset = 20
    return "M\(Tenths.text(place.x + inset)) \(Tenths.text(place.y + place.height - inset))"
      + "L\(Tenths.text(place.x + place.width - inset)) \(Tenths.text(place.y + inset))"
  }
}
