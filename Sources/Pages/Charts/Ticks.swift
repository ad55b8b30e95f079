/// The values at which an axis has a line: steps of 1, 2 or 5 times a power of ten.
package enum Ticks {
  /// At most `most` values from `lower` to `upper`, as close together as that allows.
  package static func values(_ lower: Int, _ upper: Int, most: Int = 6) -> [Int] {
    var power = 1
    while true {
      for factor in [1, 2, 5] {
        let step = factor * power
        let first = (lower + step - 1) / step * step
        if upper < first { continue }
        if (upper - first) / step + 1 <= max(most, 2) {
          return Array(stride(from: first, through: upper, by: step))
        }
      }
      power *= 10
    }
  }

  /// The smallest round number that is not below `value`: the top of an axis from zero.
  package static func top(_ value: Int) -> Int {
    var power = 1
    while true {
      for factor in [1, 2, 5] where factor * power * 5 >= value {
        let step = factor * power
        return max(step, (value + step - 1) / step * step)
      }
      power *= 10
    }
  }
}
