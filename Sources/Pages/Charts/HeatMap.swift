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

  /// Draws each class as one path.
  package static func draw(_ places: [Place], on canvas: inout Canvas) {
    let places = places.map(snapped)
    let boxes: [(Cell, String)] = [
      (.farBelow, "h1b"), (.below, "h2b"), (.above, "h3a"), (.farAbove, "h4a"), (.missing, "hx"),
    ]
    for (cell, style) in boxes {
      canvas.path(style, places.filter { $0.cell == cell }.map(box).joined())
    }
    canvas.path("hxl", places.filter { $0.cell == .missing }.map(slash).joined())
    canvas.path("hxl", places.filter { $0.cell == .quiet }.map(dash).joined())
    canvas.path("hd", places.filter { $0.cell == .farBelow }.map(dot).joined())
  }

  /// The place on whole units: hundreds of cells weigh less, and their edges are sharp.
  private static func snapped(_ place: Place) -> Place {
    func snap(_ value: Int) -> Int { (value + 5).dividedDown(by: 10) * 10 }
    let (x, y) = (snap(place.x), snap(place.y))
    return Place(
      place.cell, x: x, y: y, width: snap(place.x + place.width) - x,
      height: snap(place.y + place.height) - y)
  }

  private static func box(_ place: Place) -> String {
    let width = Tenths.text(place.width)
    return "M\(Tenths.text(place.x)) \(Tenths.text(place.y))h\(width)v\(Tenths.text(place.height))"
      + "h-\(width)z"
  }

  private static func slash(_ place: Place) -> String {
    let inset = 20
    return "M\(Tenths.text(place.x + inset)) \(Tenths.text(place.y + place.height - inset))"
      + "L\(Tenths.text(place.x + place.width - inset)) \(Tenths.text(place.y + inset))"
  }

  private static func dash(_ place: Place) -> String {
    let x = place.x + place.width / 2 - 15
    return "M\(Tenths.text(x)) \(Tenths.text(place.y + place.height / 2))h3"
  }

  private static func dot(_ place: Place) -> String {
    "M\(Tenths.text(place.x + place.width / 2)) \(Tenths.text(place.y + place.height / 2))h0"
  }
}
