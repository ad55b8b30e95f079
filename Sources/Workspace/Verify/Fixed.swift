import Figures
import Foundation

/// A decimal number as a whole number of its last place: 0.784392 is 784392 with six places.
///
/// Half a million printed numbers are compared through it; `Decimal` would take minutes.
struct Fixed: Hashable {
  let digits: Int
  let places: Int

  init(digits: Int, places: Int) {
    self.digits = digits
    self.places = places
  }

  /// Reads `-12.50`: the whole text, at most 18 digits; anything else is `nil`.
  init?(_ text: some Sequence<UInt8>) {
    var digits = 0
    var places: Int?
    var count = 0
    var isNegative = false
    for (index, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where index == 0: isNegative = true
      case UInt8(ascii: ".") where places == nil && count > 0: places = 0
      case 0x30...0x39:
        count += 1
        guard count <= 18 else { return nil }
        digits = digits * 10 + Int(byte - 0x30)
        places = places.map { $0 + 1 }
      default: return nil
      }
    }
    guard count > 0, places != 0 else { return nil }
    self.init(digits: isNegative ? -digits : digits, places: places ?? 0)
  }

  var negated: Fixed { Fixed(digits: -digits, places: places) }

  var decimal: Decimal {
    Decimal(digits) * Decimal(sign: .plus, exponent: -places, significand: 1)
  }

  /// Whether this number, with its places, is the other one rounded to them: it differs by half of
  /// its last place at most.
  func rounds(_ exact: Fixed) -> Bool {
    let places = max(self.places + 1, exact.places)
    if let one = scaled(to: places), let other = exact.scaled(to: places),
      let half = Fixed(digits: 5, places: self.places + 1).scaled(to: places)
    {
      return abs(one - other) <= half
    }
    let half = Decimal(sign: .plus, exponent: -self.places - 1, significand: 5)
    return abs(decimal - exact.decimal) <= half
  }

  /// The number in units of another place; `nil` when it does not fit.
  private func scaled(to places: Int) -> Int? {
    var value = digits
    for _ in 0..<(places - self.places) {
      let (next, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      guard !isTooLarge, next != .min else { return nil }
      value = next
    }
    return abs(value) < Int.max / 4 ? value : nil
  }
}
