/// Columns that stand on zero, one part upon another.
///
/// A place without a record stays empty: it is a gap with a name, not a column without height.
package enum Columns {
  /// The parts of one column from the ground up; `nil` is no record.
  package static func draw(
    _ columns: [[Int]?], styles: [String], places: [Int], width: Int, scale: Scale,
    on canvas: inout Canvas
  ) {
    for (part, style) in styles.enumerated() {
      var commands = ""
      for (column, x) in zip(columns, places) {
        guard let column, column[part] > 0 else { continue }
        let base = scale(column[..<part].reduce(0, +))
        let top = scale(column[...part].reduce(0, +))
        let left = Tenths.text(x - width / 2)
        commands += "M\(left) \(Tenths.text(base))V\(Tenths.text(top))"
        commands += "h\(Tenths.text(width))V\(Tenths.text(base))z"
      }
      canvas.path(style, commands)
    }
  }

  /// Thin columns as strokes of one path, for hundreds of them.
  package static func thin(
    _ values: [Int?], places: [Int], width: Int, scale: Scale, on canvas: inout Canvas
  ) {
    var commands = ""
    for (value, x) in zip(values, places) {
      guard let value, value > 0 else { continue }
      commands += "M\(Tenths.text(x)) \(Tenths.text(scale(0)))V\(Tenths.text(scale(value)))"
    }
    canvas.path("bars", commands, strokeWidth: width)
  }
}
