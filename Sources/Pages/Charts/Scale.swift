import Figures

/// Places whole numbers on a drawing, in tenths of a unit, without a fraction in between.
package struct Scale: Sendable {
  package let lower: Int
  package let upper: Int
  package let from: Int
  package let to: Int

  /// Maps `lower...upper` to `from...to`, which may run backwards, as heights do.
  package init(_ lower: Int, _ upper: Int, from: Int, to: Int) {
    self.lower = lower
    self.upper = max(upper, lower + 1)
    self.from = from
    self.to = to
  }

  /// The place of a value, rounded half up to a tenth; what lies beyond the ends stays beyond.
  package func callAsFunction(_ value: Int) -> Int {
    let span = upper - lower
    return from + ((value - lower) * (to - from) * 2 + span).dividedDown(by: 2 * span)
  }
}

/// A drawing's length in tenths, as text: `57.5`, `58`.
package enum Tenths {
  package static func text(_ value: Int) -> String {
    let size = value.magnitude
    let text = size % 10 == 0 ? "\(size / 10)" : "\(size / 10).\(size % 10)"
    return value < 0 ? "-" + text : text
  }
}
