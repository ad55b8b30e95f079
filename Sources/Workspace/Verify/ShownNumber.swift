import Figures
import Foundation

/// A number as a page prints it, read back: what was printed, and to which place.
struct ShownNumber {
  /// In the unit of the cell; a share for percent, seconds for a clock.
  let value: Fixed

  /// Whether a printed text shows the cell: rounded to the last place shown, no more.
  static func agrees(_ text: [UInt8], _ figure: MarkedFigure) -> Bool {
    let unit = figure.unit
    if unit == "text" { return says(text, figure) }
    if unit == "date" { return !text.isEmpty }
    let hasDigit = text.contains { (0x30...0x39).contains($0) }
    if figure.value.isEmpty { return !hasDigit }
    guard hasDigit, var exact = Fixed(figure.value) else { return false }
    switch figure.sign {
    case "negated": exact = exact.negated
    case "absolute": exact = Fixed(digits: abs(exact.digits), places: exact.places)
    default: break
    }
    let plain = plain(text, hasDecimalComma: figure.language.hasDecimalComma)
    if unit == "percent", !plain.contains(UInt8(ascii: "%")) { return false }
    if unit == "seconds", let (seconds, half) = words(plain) {
      let rest = (Fixed(digits: seconds, places: 0).decimal - exact.decimal).magnitude
      return rest <= half
    }
    guard let shown = number(plain, unit: unit) else { return false }
    return shown.rounds(exact)
  }

  /// Whether a word stands there, as the file has it or in the language of the page.
  private static func says(_ text: [UInt8], _ figure: MarkedFigure) -> Bool {
    guard let verdict = Verdict(rawValue: String(decoding: figure.value, as: UTF8.self)) else {
      return contains(text, figure.value)
    }
    let language = Language(tag: figure.language.tag) ?? .english
    // The word of one verdict may be a part of another's, as in “incumplido”: the longest counts.
    let longest = Verdict.allCases.flatMap { verdict in
      [verdict.rawValue, verdict.word(in: language)].map { (verdict, Array($0.utf8)) }
    }.filter { contains(text, $0.1) }.max { $0.1.count < $1.1.count }
    return longest?.0 == verdict
  }

  private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard !part.isEmpty else { return true }
    guard text.count >= part.count else { return false }
    return (0...(text.count - part.count)).contains {
      text[$0..<$0 + part.count].elementsEqual(part)
    }
  }

  /// ASCII only, with a point before the decimals: spaces that group digits are dropped, both dashes
  /// become a minus, letters beyond ASCII a `?`.
  private static func plain(_ text: [UInt8], hasDecimalComma: Bool) -> [UInt8] {
    let plain = plain(text)
    guard hasDecimalComma else { return plain }
    return plain.map { byte in
      switch byte {
      case UInt8(ascii: ","): UInt8(ascii: ".")
      case UInt8(ascii: "."): UInt8(ascii: ",")
      default: byte
      }
    }
  }

  private static func plain(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(where: { $0 >= 0x80 }) else { return text }
    var plain: [UInt8] = []
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0xA0, 0x202F, 0x2009, 0x2007, 0x2060, 0x200B, 0xAD: continue
      case 0x2019: plain.append(UInt8(ascii: "'"))
      case 0x2212, 0x2013: plain.append(UInt8(ascii: "-"))
      case ..<0x80: plain.append(UInt8(scalar.value))
      default: plain.append(UInt8(ascii: "?"))
      }
    }
    return plain
  }

  /// `12,345.67`, `-5:21`, `78.4%`, with a sign before or after a currency.
  private static func number(_ text: [UInt8], unit: String) -> Fixed? {
    guard let first = text.firstIndex(where: { (0x30...0x39).contains($0) }) else { return nil }
    let isNegative = isNegative(text[..<first])
    var digits = 0
    var places = 0
    var parts: [Int] = []
    var isFraction = false
    var at = first
    loop: while at < text.count {
      let byte = text[at]
      switch byte {
      case 0x30...0x39:
        let (scaled, isTooLarge) = digits.multipliedReportingOverflow(by: 10)
        guard !isTooLarge, scaled < Int.max / 10 else { return nil }
        digits = scaled + Int(byte - 0x30)
        if isFraction { places += 1 }
      case UInt8(ascii: ","), UInt8(ascii: "'"):
        guard !isFraction, isDigit(text, at + 1) else { break loop }
      case UInt8(ascii: ":"):
        guard !isFraction, isDigit(text, at + 1), isDigit(text, at + 2) else { break loop }
        parts.append(digits)
        digits = 0
      case UInt8(ascii: "."):
        guard !isFraction, isDigit(text, at + 1) else { break loop }
        isFraction = true
      default: break loop
      }
      at += 1
    }
    if !parts.isEmpty {
      guard unit == "seconds" else { return nil }
      var scale = 1
      for _ in 0..<places { scale *= 10 }
      let minutes = parts.reduce(0) { $0 * 60 + $1 }
      digits += minutes * 60 * scale
    }
    if unit == "percent" || unit == "points" { places += 2 }
    return Fixed(digits: isNegative ? -digits : digits, places: places)
  }

  private static func isDigit(_ text: [UInt8], _ place: Int) -> Bool {
    place < text.count && (0x30...0x39).contains(text[place])
  }

  /// A sign stands in front, at most a currency between it and the number.
  private static func isNegative(_ before: ArraySlice<UInt8>) -> Bool {
    for byte in before.reversed() {
      switch byte {
      case UInt8(ascii: "-"): return true
      case UInt8(ascii: " "), UInt8(ascii: "$"), UInt8(ascii: "?"), 0x41...0x5A: continue
      default: return false
      }
    }
    return false
  }

  /// `2 h 31 min`, `45 s`: the seconds, and half of the last unit; `nil` for another form.
  private static func words(_ text: [UInt8]) -> (seconds: Int, half: Decimal)? {
    guard let first = text.firstIndex(where: { (0x30...0x39).contains($0) }) else { return nil }
    var at = first
    var seconds = 0
    var half: Decimal?
    while isDigit(text, at) {
      var number = 0
      while isDigit(text, at), number < 1_000_000_000 {
        number = number * 10 + Int(text[at] - 0x30)
        at += 1
      }
      while at < text.count, text[at] == 0x20 { at += 1 }
      let start = at
      while at < text.count, (0x61...0x7A).contains(text[at]) { at += 1 }
      switch String(decoding: text[start..<at], as: UTF8.self) {
      case "d": (seconds, half) = (seconds + number * 86_400, 43_200)
      case "h": (seconds, half) = (seconds + number * 3600, 1800)
      case "min": (seconds, half) = (seconds + number * 60, 30)
      case "s":
        (seconds, half) = (seconds + number, Decimal(sign: .plus, exponent: -1, significand: 5))
      default: return half.map { (isNegative(text[..<first]) ? -seconds : seconds, $0) }
      }
      while at < text.count, text[at] == 0x20 { at += 1 }
    }
    return half.map { (isNegative(text[..<first]) ? -seconds : seconds, $0) }
  }
}
