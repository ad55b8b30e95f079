/// The months before and this one, as wide as a word.
package enum Sparkline {
  /// A line through values, oldest first, in any whole unit.
  ///
  /// A missing value breaks the line. Missed months are marked; `target` is in the unit of the values.
  package static func html(_ values: [Int?], isMissed: [Bool], target: Int) -> HTML {
    var canvas = Canvas(width: 1040, height: 240)
    let known = values.compactMap { $0 } + [target]
    let scale = Scale(known.min() ?? 0, known.max() ?? 1, from: 195, to: 45)
    let across = Scale(0, max(values.count - 1, 1), from: 30, to: 990)
    let points = values.enumerated().map { index, value in
      value.map { Line.Point(across(index), scale($0)) }
    }
    canvas.line("base", 0, scale(target), 1040, scale(target))
    canvas.path("through", Line.commands(points))
    for (index, point) in points.enumerated() {
      guard let point else { continue }
      let isLast = index == points.count - 1
      if isMissed[index] {
        canvas.disc("miss", point.x, point.y, radius: isLast ? 29 : 16)
      } else if isLast {
        canvas.disc("ok", point.x, point.y, radius: 29)
      }
    }
    return canvas.ornament("spark")
  }
}
