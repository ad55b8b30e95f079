/// Bars to the left and right of a line named "Target": how far each result lies from it.
package struct DifferenceBars {
  package struct Row {
    let name: String
    /// In whole steps of the axis; below zero is on the wrong side of a target that wants much.
    let value: Int
    let label: String
    let isMissed: Bool

    package init(name: String, value: Int, label: String, isMissed: Bool) {
      self.name = name
      self.value = value
      self.label = label
      self.isMissed = isMissed
    }
  }

  /// In the order in which they are read.
  let rows: [Row]

  package init(rows: [Row]) { self.rows = rows }

  private static let letter = 70

  package func canvas(isNarrow: Bool) -> Canvas {
    let rowHeight = isNarrow ? 460 : 320
    let top = 260
    let bottom = top + rows.count * rowHeight
    var canvas = Canvas(width: isNarrow ? 3600 : 8600, height: bottom + 40)
    let room = (rows.map(\.label.count).max() ?? 0) * Self.letter + 100
    let left = isNarrow ? 20 : 2600
    let axis = Axis(
      .share, holding: rows.map(\.value) + [0], fromZero: true, most: isNarrow ? 3 : 5)
    // Each side needs room for the words at the ends of its bars.
    let scale = Scale(
      axis.lower, axis.upper, from: left + (axis.lower < 0 ? room : 0), to: canvas.width - room)
    for tick in axis.ticks where tick != 0 {
      canvas.line("grid", scale(tick), 200, scale(tick), bottom)
      let label = Shown.signed(isNegative: tick < 0, axis.unit.label(abs(tick)))
      canvas.label("t", scale(tick), 130, label, .middle)
    }
    canvas.label("tb", scale(0), 130, sayPlain("Target"), .middle)
    canvas.line("target", scale(0), 180, scale(0), bottom)
    for (index, row) in rows.enumerated() {
      let y = top + index * rowHeight + (isNarrow ? 190 : 50)
      let nameRoom = (isNarrow ? 3560 : left - 100) / 67
      let name =
        row.name.count <= nameRoom ? row.name : row.name.prefix(max(1, nameRoom - 1)) + "…"
      canvas.label(isNarrow ? "t halo" : "t", isNarrow ? 20 : 0, isNarrow ? y - 60 : y + 140, name)
      let (from, to) = (min(scale(0), scale(row.value)), max(scale(0), scale(row.value)))
      canvas.box(row.isMissed ? "cola" : "colb", x: from, y: y, width: to - from, height: 200)
      if row.value < 0 {
        canvas.label("tb halo", from - 60, y + 140, row.label, .end)
      } else {
        canvas.label("tb halo", to + 60, y + 140, row.label)
      }
    }
    return canvas
  }
}
