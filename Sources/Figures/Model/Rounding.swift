package import Foundation

/// How a value between two steps goes to one of them.
package enum Rounding: String, Sendable, Hashable, CaseIterable {
  /// Half away from zero, the default.
  case halfUp = "half_up"
  case halfEven = "half_even"
  case halfDown = "half_down"
  /// Toward zero.
  case down
  /// Away from zero.
  case up
  case floor
  case ceiling
}

extension Decimal {
  /// The value rounded to `places` decimals.
  package func rounded(_ places: Int, _ mode: Rounding = .halfUp) -> Decimal {
    let isNegative = self < 0
    let floor = rounded(places, foundation: .down)
    if floor == self { return self }
    let step = Decimal(sign: .plus, exponent: -places, significand: 1)
    let ceiling = floor + step
    let twice = (self - floor) * 2
    switch mode {
    case .floor: return floor
    case .ceiling: return ceiling
    case .down: return isNegative ? ceiling : floor
    case .up: return isNegative ? floor : ceiling
    case .halfUp where twice == step: return isNegative ? floor : ceiling
    case .halfDown where twice == step: return isNegative ? ceiling : floor
    case .halfEven where twice == step: return rounded(places, foundation: .bankers)
    case .halfUp, .halfDown, .halfEven: return twice < step ? floor : ceiling
    }
  }

  private func rounded(_ places: Int, foundation mode: Decimal.RoundingMode) -> Decimal {
    var source = self
    var result = Decimal()
    NSDecimalRound(&result, &source, places, mode)
    return result
  }

  /// The value with exactly `places` decimals and a point, rounded half up: `-1834.50`.
  ///
  /// Zero has no sign.
  package func text(_ places: Int) -> String {
    let value = rounded(places)
    let size = abs(value)
    var digits = (size * Decimal(sign: .plus, exponent: places, significand: 1)).description
    if places > 0 {
      digits = String(repeating: "0", count: Swift.max(0, places + 1 - digits.count)) + digits
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
    }
    return (value < 0 ? "-" : "") + digits
  }

  /// Reads `-12.5`: digits with at most one point, the whole text; anything else is `nil`.
  ///
  /// Foundation's own reading stops at the first strange character and takes "12abc" for 12.
  package init?(exactly text: String) {
    let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), unsigned.count <= 30,
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let value = Decimal(string: text, locale: nil)
    else { return nil }
    self = value
  }
}

extension Quotient {
  /// The quotient times `factor`, rounded to `places` decimals.
  ///
  /// Whole numbers are divided once; no binary fraction and no intermediate rounding occurs.
  package func rounded(_ places: Int, times factor: Int = 1, _ mode: Rounding = .halfUp) -> Decimal
  {
    var scale = factor
    for _ in 0..<places { scale *= 10 }
    let (high, low) = numerator.multipliedFullWidth(by: scale)
    let isNegative = high < 0
    let magnitude =
      isNegative
      ? (UInt(bitPattern: ~high) &+ (low == 0 ? 1 : 0), ~low &+ 1) : (UInt(bitPattern: high), low)
    let divisor = UInt(bitPattern: denominator)
    precondition(magnitude.0 < divisor, "a printed quotient stays below 2^64 steps")
    let (whole, rest) = divisor.dividingFullWidth(magnitude)
    let isUp: Bool =
      switch mode {
      case .down: false
      case .up: rest > 0
      case .floor: isNegative && rest > 0
      case .ceiling: !isNegative && rest > 0
      case .halfUp: rest >= divisor - rest
      case .halfDown: rest > divisor - rest
      case .halfEven: rest > divisor - rest || (rest == divisor - rest && whole % 2 == 1)
      }
    let size = Decimal(whole) + (isUp ? 1 : 0)
    let steps = size * Decimal(sign: .plus, exponent: -places, significand: 1)
    return isNegative ? -steps : steps
  }

  /// The share itself with `places` decimals, as the CSV files hold it: `0.784392`.
  package func text(_ places: Int, times factor: Int = 1) -> String {
    rounded(places, times: factor).text(places)
  }
}
