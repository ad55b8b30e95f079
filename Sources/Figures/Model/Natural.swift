/// A whole number from zero on, without an upper bound.
///
/// The mean of twelve monthly shares has a denominator of sixty digits; `Decimal` would cut it at
/// 38 and a comparison could fall on the wrong side in silence. Numbers of up to 128 bits take the
/// fast path of the machine.
struct Natural: Sendable, Hashable, Comparable {
  /// The lowest 32 bits first, without zeros at the end.
  private var limbs: [UInt32]

  private init(limbs: [UInt32]) {
    self.limbs = limbs
    while self.limbs.last == 0 { self.limbs.removeLast() }
  }

  init(_ value: UInt128) {
    self.init(limbs: (0..<4).map { UInt32(truncatingIfNeeded: value >> ($0 * 32)) })
  }

  /// Ten to the power of `exponent`.
  init(powerOfTen exponent: Int) {
    self = (0..<exponent).reduce(Natural(1)) { power, _ in power * Natural(10) }
  }

  /// The number that ASCII digits write.
  init(digits: some Sequence<UInt8>) {
    self = digits.reduce(Natural(0)) { $0 * Natural(10) + Natural(UInt128($1 - 0x30)) }
  }

  var isZero: Bool { limbs.isEmpty }
  var isOdd: Bool { (limbs.first ?? 0) % 2 == 1 }

  /// The same number for the machine, if it has at most 128 bits.
  private var small: UInt128? {
    guard limbs.count <= 4 else { return nil }
    return limbs.reversed().reduce(UInt128(0)) { $0 << 32 | UInt128($1) }
  }

  static func < (left: Natural, right: Natural) -> Bool {
    guard left.limbs.count == right.limbs.count else { return left.limbs.count < right.limbs.count }
    return left.limbs.reversed().lexicographicallyPrecedes(right.limbs.reversed())
  }

  static func + (left: Natural, right: Natural) -> Natural {
    var limbs: [UInt32] = []
    var carry: UInt64 = 0
    for index in 0..<max(left.limbs.count, right.limbs.count) {
      carry += UInt64(left.limb(index)) + UInt64(right.limb(index))
      limbs.append(UInt32(truncatingIfNeeded: carry))
      carry >>= 32
    }
    limbs.append(UInt32(carry))
    return Natural(limbs: limbs)
  }

  /// The difference; the right side must not be the larger.
  static func - (left: Natural, right: Natural) -> Natural {
    precondition(right <= left, "a natural number has nothing below zero")
    var limbs: [UInt32] = []
    var borrow: Int64 = 0
    for index in left.limbs.indices {
      let difference = Int64(left.limb(index)) - Int64(right.limb(index)) + borrow
      limbs.append(UInt32(truncatingIfNeeded: difference))
      borrow = difference < 0 ? -1 : 0
    }
    return Natural(limbs: limbs)
  }

  static func * (left: Natural, right: Natural) -> Natural {
    var limbs = [UInt32](repeating: 0, count: left.limbs.count + right.limbs.count)
    for (low, factor) in left.limbs.enumerated() {
      var carry: UInt64 = 0
      for (high, other) in right.limbs.enumerated() {
        carry += UInt64(factor) * UInt64(other) + UInt64(limbs[low + high])
        limbs[low + high] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      limbs[low + right.limbs.count] = UInt32(carry)
    }
    return Natural(limbs: limbs)
  }

  /// The quotient rounded down, and what remains; the divisor must not be zero.
  func divided(by divisor: Natural) -> (quotient: Natural, remainder: Natural) {
    precondition(!divisor.isZero, "a fraction has a denominator above zero")
    if let small, let other = divisor.small {
      let (quotient, remainder) = small.quotientAndRemainder(dividingBy: other)
      return (Natural(quotient), Natural(remainder))
    }
    var quotient = [UInt32](repeating: 0, count: limbs.count)
    var rest = Natural(0)
    for index in limbs.indices.reversed() {
      for bit in (0..<32).reversed() {
        rest = rest + rest + Natural(UInt128(limbs[index] >> UInt32(bit) & 1))
        if divisor <= rest {
          rest = rest - divisor
          quotient[index] |= 1 << UInt32(bit)
        }
      }
    }
    return (Natural(limbs: quotient), rest)
  }

  /// The largest number that divides both.
  func commonDivisor(with other: Natural) -> Natural {
    var (larger, smaller) = (self, other)
    while !smaller.isZero { (larger, smaller) = (smaller, larger.divided(by: smaller).remainder) }
    return larger
  }

  /// The number in decimal digits.
  var digits: String {
    var rest = self
    var text = ""
    while !rest.isZero {
      let (quotient, digit) = rest.divided(by: Natural(10))
      text.insert(Character(Unicode.Scalar(UInt8(0x30 + (digit.small ?? 0)))), at: text.startIndex)
      rest = quotient
    }
    return text.isEmpty ? "0" : text
  }

  private func limb(_ index: Int) -> UInt32 { index < limbs.count ? limbs[index] : 0 }
}
