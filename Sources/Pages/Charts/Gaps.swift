/// Spans without a record: shaded, and named where there is room for the name.
package enum Gaps {
  /// Shades the spans between pairs of places.
  package static func draw(
    _ spans: [(from: Int, to: Int)], top: Int, bottom: Int, on canvas: inout Canvas
  ) {
    for span in spans {
      canvas.box("gap", x: span.from, y: top, width: span.to - span.from, height: bottom - top)
      let middle = (span.from + span.to) / 2
      let height = top + (bottom - top) * 6 / 10
      if span.to - span.from >= 460 {
        canvas.label("t", middle, height, "no data", .middle)
      } else if span.to - span.from >= 220 {
        canvas.label("t3", middle, height, "no", .middle)
        canvas.label("t3", middle, height + 130, "data", .middle)
      }
    }
  }

  /// Joins neighbours: the runs of places where `isMissing` holds.
  package static func runs(_ isMissing: [Bool]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for (index, missing) in isMissing.enumerated() where missing {
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
    return runs
  }
}
