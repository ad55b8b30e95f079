/// The field of a chart between its margins, in the wide or the narrow form.
package struct Plot: Sendable {
  package let isNarrow: Bool
  package let left: Int
  package let right: Int
  package let top: Int
  package let bottom: Int

  package init(isNarrow: Bool, left: Int = 420, rightMargin: Int = 1100, top: Int, bottom: Int) {
    self.isNarrow = isNarrow
    self.left = left
    right = isNarrow ? 3560 : 8600 - rightMargin
    self.top = top
    self.bottom = bottom
  }

  package var width: Int { isNarrow ? 3600 : 8600 }

  /// The middle of place `index` of `count` side by side.
  package func middle(_ index: Int, of count: Int) -> Int {
    left + (2 * index + 1) * (right - left) / (2 * count)
  }

  /// The left edge of place `index` of `count`.
  package func edge(_ index: Int, of count: Int) -> Int {
    left + index * (right - left) / count
  }

  /// Lines across with their values at the left; the unit stands at the topmost only.
  package func grid(
    _ ticks: [Int], scale: Scale, on canvas: inout Canvas, label: (Int) -> String, unit: String
  ) {
    for tick in ticks {
      let y = scale(tick)
      canvas.line(tick == scale.lower ? "axis" : "grid", left, y, right, y)
      let text = label(tick) + (tick == ticks.last ? unit : "")
      canvas.label("t", left - 70, y + 40, text, .end)
    }
  }
}
