import Figures

/// Writes numbers as bytes, without a formatter: a month has half a million of them.
enum Digits {
  static func append(_ value: Int, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(0x2d) }
    append(magnitude: value.magnitude, to: &bytes)
  }

  static func append(magnitude: UInt, to bytes: inout [UInt8]) {
    // The largest has twenty digits; they come from the last one on.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = magnitude
      var place = digits.count
      repeat {
        place -= 1
        digits[place] = 0x30 + UInt8(rest % 10)
        rest /= 10
      } while rest > 0
      bytes.append(contentsOf: digits[place...])
    }
  }

  /// A quotient with exactly `places` decimals, rounded half up, as `Quotient.text` writes it.
  static func append(_ quotient: Quotient, places: Int, to bytes: inout [UInt8]) {
    var scale: UInt = 1
    for _ in 0..<places { scale *= 10 }
    let divisor = quotient.denominator.magnitude
    let (steps, isTooLarge) = quotient.numerator.magnitude.multipliedReportingOverflow(by: scale)
    guard !isTooLarge, steps < UInt.max / 2 else {
      bytes += Array(quotient.text(places).utf8)
      return
    }
    let (whole, rest) = steps.quotientAndRemainder(dividingBy: divisor)
    let rounded = rest >= divisor - rest ? whole + 1 : whole
    if quotient.numerator < 0, rounded > 0 { bytes.append(0x2d) }
    append(magnitude: rounded / scale, to: &bytes)
    guard places > 0 else { return }
    bytes.append(0x2e)
    var unit = scale / 10
    while unit > 0 {
      bytes.append(0x30 + UInt8(rounded / unit % 10))
      unit /= 10
    }
  }

  static func text(_ quotient: Quotient, places: Int) -> String {
    var bytes: [UInt8] = []
    append(quotient, places: places, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
