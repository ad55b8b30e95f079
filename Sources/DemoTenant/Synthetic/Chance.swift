/// A stream of numbers that looks like chance and is the same for the same seeds on every machine.
///
/// SplitMix64, and nothing but whole numbers on top of it: no library decides about a last digit.
struct Chance {
  private var state: UInt64

  /// The stream of some seeds, whose order matters.
  init(_ seeds: Int...) {
    state = 0x9E37_79B9_7F4A_7C15
    for seed in seeds {
      state = Self.mix(state &+ UInt64(bitPattern: Int64(seed)) &+ 0x9E37_79B9_7F4A_7C15)
    }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `count - 1`; 0 when there is none.
  mutating func below(_ count: Int) -> Int {
    guard count > 0 else { return 0 }
    return Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  mutating func from(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// Whether something happens that does so in `share` of 1,000 cases.
  mutating func happens(_ share: Int) -> Bool { below(1000) < share }

  /// A length as between random arrivals: most are short, few are long, `mean` on average.
  ///
  /// The logarithm comes from a table with straight lines between, and starts again at its end.
  mutating func length(mean: Int) -> Int {
    var sum = 0
    while true {
      let random = next()
      let cell = Int(random >> 58)
      guard cell < 63 else {
        sum += Self.quantiles[63]
        continue
      }
      let part = Int(random >> 46 & 0xFFF)
      let low = Self.quantiles[cell]
      sum += low + (Self.quantiles[cell + 1] - low) * part / 4096
      return mean * sum / 4096
    }
  }

  /// 4096 times -ln(1 - i / 64).
  private static let quantiles = [
    0, 65, 130, 197, 264, 333, 403, 474, 547, 621, 696, 772, 850, 930, 1011, 1094, 1178, 1265,
    1353, 1443, 1535, 1629, 1725, 1824, 1925, 2029, 2135, 2244, 2357, 2472, 2591, 2713, 2839,
    2969, 3103, 3242, 3386, 3535, 3690, 3850, 4017, 4192, 4374, 4564, 4764, 4974, 5196, 5430,
    5678, 5943, 6225, 6529, 6857, 7213, 7603, 8035, 8517, 9064, 9696, 10443, 11357, 12535,
    14196, 17035,
  ]

  /// An id in the form of a random UUID.
  mutating func uuid() -> String {
    let high = next()
    let low = next()
    let bits =
      (high & ~0xF000 | 0x4000, low & ~(0xC000_0000_0000_0000) | 0x8000_0000_0000_0000)
    return String(unsafeUninitializedCapacity: 36) { buffer in
      var index = 0
      for digit in 0..<32 {
        if [8, 12, 16, 20].contains(digit) {
          buffer[index] = UInt8(ascii: "-")
          index += 1
        }
        let word = digit < 16 ? bits.0 : bits.1
        let nibble = UInt8(truncatingIfNeeded: word >> UInt64(60 - digit % 16 * 4)) & 0xF
        buffer[index] = nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
        index += 1
      }
      return 36
    }
  }
}
