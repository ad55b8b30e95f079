/// What a recipe gives for one figure of theirs: a fraction in steps of their last printed place.
struct PredictedFigure: Sendable, Hashable {
  let numerator: Int128
  let denominator: Int128
  /// How far the numerator may be off, because a mean of many ratios is kept to a billionth.
  var slack: Int128 = 0

  init(_ numerator: Int128, over denominator: Int128, slack: Int128 = 0) {
    self.numerator = numerator
    self.denominator = denominator
    self.slack = slack
  }

  /// A value of ours in steps of a column.
  init(_ value: Int, over count: Int = 1, in column: TheirReport.Column) {
    numerator = Int128(value) * Int128(column.scale.numerator)
    denominator = Int128(count) * Int128(column.scale.denominator)
  }

  /// The whole number of steps.
  func rounded(_ mode: Rounding) -> Int {
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    guard rest != 0 else { return Int(quotient) }
    let away: Int128 = numerator < 0 ? -1 : 1
    let twice = rest.magnitude * 2
    let half = denominator.magnitude
    let isAway: Bool =
      switch mode {
      case .down: false
      case .up: true
      case .floor: numerator < 0
      case .ceiling: numerator > 0
      case .halfUp: twice >= half
      case .halfDown: twice > half
      case .halfEven: twice > half || (twice == half && quotient % 2 != 0)
      }
    return Int(isAway ? quotient + away : quotient)
  }

  /// Their figure minus this one, in whole steps; zero when theirs is this one rounded either way.
  func residual(_ theirs: Int, _ mode: Rounding = .halfUp) -> Int {
    if denominator == 1 { return theirs - Int(numerator) }
    let difference = theirs - rounded(mode)
    guard difference != 0 else { return 0 }
    let distance = 2 * (numerator - Int128(theirs) * denominator)
    if mode == .halfUp, distance.magnitude <= (denominator + 2 * slack).magnitude { return 0 }
    return difference
  }
}
