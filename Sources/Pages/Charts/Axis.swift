import Figures

/// What the values along an axis count, and so where its ticks fall and how they are written.
///
/// Values are whole: millionths of a share, milliseconds, or contacts.
package enum AxisUnit: Sendable, Hashable {
  case share, time, count

  /// `80`, `3:20`, `1,500`; the topmost tick of a share has its sign.
  package func label(_ value: Int, isLast: Bool = false) -> String {
    switch self {
    case .share:
      Shown.plain(
        Precision.text(Quotient(value, 1_000_000), factor: 100, places: value % 10_000 == 0 ? 0 : 1)
      ) + (isLast ? Shown.percentSign : "")
    case .time: Shown.duration(Quotient(value, 1))
    case .count: Shown.count(value)
    }
  }

  /// The steps in which a reader counts: 1, 2 or 5, and for times also halves and quarters of an
  /// hour or minute.
  func step(atLeast least: Int) -> Int {
    if self == .time, least <= 3_600_000 {
      let seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600]
      return (seconds.first { $0 * 1000 >= least } ?? 3600) * 1000
    }
    var power = self == .time ? 3_600_000 : 1
    while true {
      for factor in [1, 2, 5] where factor * power >= least { return factor * power }
      power *= 10
    }
  }
}

/// The ends and ticks of an axis, found from what has to be seen on it.
package struct Axis: Sendable, Hashable {
  package let unit: AxisUnit
  package let lower: Int
  package let upper: Int
  package let ticks: [Int]

  package var startsAtZero: Bool { lower == 0 }

  /// An axis that holds all values: from zero, unless they lie so close together and so far from it
  /// that nothing could be told apart.
  ///
  /// Columns and bars take `fromZero`; the axis of a share never passes 100 % without need.
  package init(_ unit: AxisUnit, holding values: [Int], fromZero: Bool = false, most: Int = 4) {
    self.unit = unit
    let least = values.min() ?? 0
    let most = max(most, 2)
    let greatest = max(values.max() ?? 0, least)
    let spread = max(greatest - least, greatest / 20, 1)
    let isFar = !fromZero && (least - spread / 2) * 3 > greatest
    let start = isFar ? max(0, least - spread / 4) : min(0, least)
    let step = unit.step(atLeast: max(1, (greatest - start + most - 1) / most))
    lower = start.dividedDown(by: step) * step
    let top = -(-greatest).dividedDown(by: step) * step
    upper = max(lower + step, unit == .share && greatest <= 1_000_000 ? min(top, 1_000_000) : top)
    ticks = Array(stride(from: lower, through: upper, by: step))
  }
}
