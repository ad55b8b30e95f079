/// Spans without a record: shaded, and named where there is room for the name.
package enum Gaps {
  /// What a character takes, in tenths.
  private static let letter = 65

  /// Shades the spans between pairs of places.
  package static func draw(
    _ spans: [(from: Int, to: Int)], top: Int, bottom: Int, on canvas: inout Canvas
  ) {
    for span in spans {
      canvas.box("gap", x: span.from, y: top, width: span.to - span.from, height: bottom - top)
      let middle = (span.from + span.to) / 2
      let height = top + (bottom - top) * 6 / 10
      let text = sayPlain("no data")
      let words = text.split(separator: " ").map(String.init)
      let longest = words.map(\.count).max() ?? 0
      let room = span.to - span.from
      if room >= text.count * Self.letter {
        canvas.label("t", middle, height, text, .middle)
      } else if room >= longest * (Self.letter - 10) {
        for (line, word) in words.enumerated() {
          canvas.label("t3", middle, height + line * 130, word, .middle)
        }
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
