/// Marks at single values: a disc for reached, a triangle that points down for below.
package enum Dots {
  package static func reached(_ point: Line.Point, on canvas: inout Canvas, radius: Int = 27) {
    canvas.disc("ok", point.x, point.y, radius: radius)
  }

  package static func below(_ point: Line.Point, on canvas: inout Canvas, size: Int = 46) {
    let x = Tenths.text(point.x - size)
    let y = Tenths.text(point.y - size * 7 / 10)
    let half = Tenths.text(size)
    let depth = Tenths.text(size * 18 / 10)
    canvas.path("miss", "M\(x) \(y)h\(Tenths.text(size * 2))l-\(half) \(depth)z")
  }

  /// A ring: a value without a verdict, or one that may still change.
  package static func open(_ point: Line.Point, on canvas: inout Canvas, radius: Int = 27) {
    canvas.disc("open", point.x, point.y, radius: radius)
  }

  /// A hollow diamond: a part of this day was left out.
  package static func excluded(_ point: Line.Point, on canvas: inout Canvas, size: Int = 46) {
    let half = Tenths.text(size)
    canvas.path(
      "open",
      "M\(Tenths.text(point.x)) \(Tenths.text(point.y - size))l\(half) \(half)l-\(half) \(half)"
        + "l-\(half) -\(half)z")
  }

  /// Many small dots as one path, for values that are too many to name.
  package static func cloud(_ points: [Line.Point], on canvas: inout Canvas) {
    canvas.path(
      "pts",
      points.map { "M\(Tenths.text($0.x)) \(Tenths.text($0.y))h0" }.joined())
  }
}
