/// Bars side by side that build up a sum from zero, each where the one before ended, and the sum.
package struct BuildUp {
  package struct Step {
    let name: String
    /// In whole steps of the scale.
    let value: Int
    /// The value in words, at the end of the bar.
    let label: String

    package init(name: String, value: Int, label: String) {
      self.name = name
      self.value = value
      self.label = label
    }
  }

  /// A step below zero goes back; the way to the sum itself never passes zero.
  let steps: [Step]
  let total: Step
  /// A tick's value in words; the topmost has its unit.
  let tick: (_ value: Int, _ isLast: Bool) -> String

  package init(
    steps: [Step], total: Step, tick: @escaping (_ value: Int, _ isLast: Bool) -> String
  ) {
    self.steps = steps
    self.total = total
    self.tick = tick
  }

  /// What a character takes, in tenths, at the size of labels.
  private static let letter = 67
  private static let boldLetter = 88

  package func canvas(isNarrow: Bool) -> Canvas {
    let rowHeight = isNarrow ? 480 : 360
    let top = 260
    let height = top + (steps.count + 1) * rowHeight
    var canvas = Canvas(width: isNarrow ? 3600 : 8600, height: height + 40)
    let longest = (steps + [total]).map(\.label.count).max() ?? 0
    let left = isNarrow ? 20 : 2600
    let right = canvas.width - longest * Self.boldLetter - 100
    let ends = steps.indices.map { steps[...$0].reduce(0) { $0 + $1.value } }
    let scale = Scale(0, max(total.value, ends.max() ?? 0), from: left, to: max(right, left + 600))
    drawTicks(scale, bottom: height, isNarrow: isNarrow, on: &canvas)
    canvas.line("target", left, top - 60, left, height)

    for (index, step) in steps.enumerated() {
      let bar = top + index * rowHeight + (isNarrow ? 200 : 60)
      let start = scale(ends[index] - step.value)
      let end = scale(ends[index])
      draw(
        step, style: "colb", name: "t", from: min(start, end), to: max(start, end), bar: bar,
        isNarrow: isNarrow, on: &canvas)
      canvas.line("axis", end, bar + 200, end, bar + rowHeight)
    }
    draw(
      total, style: "tot", name: "tb", from: left, to: scale(total.value),
      bar: top + steps.count * rowHeight + (isNarrow ? 200 : 60), isNarrow: isNarrow, on: &canvas)
    return canvas
  }

  private func drawTicks(_ scale: Scale, bottom: Int, isNarrow: Bool, on canvas: inout Canvas) {
    let values = ticks(scale, most: isNarrow ? 4 : 5)
    for value in values {
      let x = scale(value)
      if value > 0 { canvas.line("grid", x, 200, x, bottom) }
      let isFirst = value == 0
      canvas.label(
        "t", x, 130, tick(value, value == values.last), isFirst && isNarrow ? .start : .middle)
    }
  }

  /// As many ticks as have room for their labels beside each other.
  private func ticks(_ scale: Scale, most: Int) -> [Int] {
    let values = Ticks.values(0, scale.upper, most: most)
    let longest = values.map { tick($0, $0 == values.last).count }.max() ?? 0
    guard values.count > 1, most > 2 else { return values }
    let spacing = scale(values[1]) - scale(values[0])
    return longest * Self.letter + 100 < spacing ? values : ticks(scale, most: most - 1)
  }

  /// A bar with its name at the left, or above it where there is no room, and its value at its end.
  private func draw(
    _ step: Step, style: String, name: String, from: Int, to: Int, bar: Int, isNarrow: Bool,
    on canvas: inout Canvas
  ) {
    let room = (isNarrow ? canvas.width - 40 : 2500) / Self.letter
    let text = step.name.count <= room ? step.name : step.name.prefix(max(1, room - 1)) + "…"
    canvas.label(name + " halo", isNarrow ? 40 : 0, isNarrow ? bar - 60 : bar + 140, text)
    // A sum too small for the scale still has a bar.
    canvas.box(style, x: from, y: bar, width: max(to - from, 10), height: 200)
    canvas.label("tb halo", max(to, from + 10) + 70, bar + 145, step.label)
  }
}
