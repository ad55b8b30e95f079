package import Foundation

/// An exact number: two whole numbers that are divided only when it is printed.
///
/// Contracts mix counts with percentages and rates of many places. Sums, products and comparisons
/// of fractions lose nothing, whatever their size, so one rounding at the end is the only one.
package struct Fraction: Sendable, Hashable {
  private let isNegative: Bool
  private let numerator: Natural
  private let denominator: Natural

  /// Reduces, and gives zero no sign, so that equal numbers are equal values.
  private init(isNegative: Bool, _ numerator: Natural, _ denominator: Natural) {
    let divisor = numerator.commonDivisor(with: denominator)
    self.isNegative = isNegative && !numerator.isZero
    self.numerator = numerator.divided(by: divisor).quotient
    self.denominator = denominator.divided(by: divisor).quotient
  }

  package init(_ value: Int) {
    self.init(isNegative: value < 0, Natural(UInt128(value.magnitude)), Natural(1))
  }

  package init(_ value: Decimal) {
    precondition(value.isFinite, "decimals are read from whole texts and never divided by zero")
    let parts = value.description.split(separator: ".")
    let digits = parts.joined().utf8.filter { $0 != 0x2D }
    let places = parts.count > 1 ? parts[1].utf8.count : 0
    self.init(
      isNegative: value < 0, Natural(digits: digits), Natural(powerOfTen: places))
  }

  package init(_ quotient: Quotient) {
    self = Fraction(quotient.numerator) / Fraction(quotient.denominator)
  }

  package static let zero = Fraction(0)

  package static func + (left: Fraction, right: Fraction) -> Fraction {
    let first = left.numerator * right.denominator
    let second = right.numerator * left.denominator
    let denominator = left.denominator * right.denominator
    if left.isNegative == right.isNegative {
      return Fraction(isNegative: left.isNegative, first + second, denominator)
    }
    return first < second
      ? Fraction(isNegative: right.isNegative, second - first, denominator)
      : Fraction(isNegative: left.isNegative, first - second, denominator)
  }

  package static prefix func - (value: Fraction) -> Fraction {
    Fraction(isNegative: !value.isNegative, value.numerator, value.denominator)
  }

  package static func - (left: Fraction, right: Fraction) -> Fraction { left + -right }

  package static func * (left: Fraction, right: Fraction) -> Fraction {
    Fraction(
      isNegative: left.isNegative != right.isNegative, left.numerator * right.numerator,
      left.denominator * right.denominator)
  }

  /// The quotient; the right side must not be zero.
  package static func / (left: Fraction, right: Fraction) -> Fraction {
    Fraction(
      isNegative: left.isNegative != right.isNegative, left.numerator * right.denominator,
      left.denominator * right.numerator)
  }

  package var magnitude: Fraction { isNegative ? -self : self }

  package var isWhole: Bool { denominator == Natural(1) }

  /// The value with exactly `places` decimals and a point, rounded once: `-1834.50`.
  ///
  /// Zero has no sign.
  package func text(_ places: Int, _ mode: Rounding = .halfUp) -> String {
    let steps = steps(places, mode)
    var digits = steps.digits
    if places > 0 {
      digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
    }
    return (isNegative && !steps.isZero ? "-" : "") + digits
  }

  /// The value rounded once to `places` decimals, as a decimal of at most 38 digits.
  package func rounded(_ places: Int, _ mode: Rounding = .halfUp) -> Decimal {
    let text = text(places, mode)
    guard text.utf8.count <= 38, let value = Decimal(string: text, locale: nil) else {
      preconditionFailure("a rounded figure of more than 38 digits")
    }
    return value
  }

  /// How many steps of the last place the rounded size has.
  private func steps(_ places: Int, _ mode: Rounding) -> Natural {
    let scaled = numerator * Natural(powerOfTen: places)
    let (whole, rest) = scaled.divided(by: denominator)
    guard !rest.isZero else { return whole }
    let twice = rest + rest
    let isUp: Bool =
      switch mode {
      case .down: false
      case .up: true
      case .floor: isNegative
      case .ceiling: !isNegative
      case .halfUp: twice >= denominator
      case .halfDown: twice > denominator
      case .halfEven: twice > denominator || (twice == denominator && whole.isOdd)
      }
    return isUp ? whole + Natural(1) : whole
  }
}

extension Fraction: Comparable {
  package static func < (left: Fraction, right: Fraction) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    let first = left.numerator * right.denominator
    let second = right.numerator * left.denominator
    return left.isNegative ? second < first : first < second
  }
}

extension Fraction: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int) { self.init(value) }
}

extension Quotient {
  /// The share in percent, exact.
  package var percent: Fraction { Fraction(self) * 100 }
}
