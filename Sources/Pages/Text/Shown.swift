package import Figures
package import Foundation

/// How numbers look on a page: commas in counts, `%`, `m:ss`, and a real minus sign; in another
/// language or region than English by its own form.
package enum Shown {
  private static var form: NumberForm { Voice.current?.numbers ?? .english }

  /// `43,827`.
  package static func count(_ value: Int) -> String { grouped(String(value)) }

  /// `78.2%`: one decimal, more where one would contradict the verdict, or claim 0% or 100%.
  ///
  /// `target` is what the share is judged against, if it is.
  package static func percent(_ share: Quotient, target: Target? = nil) -> String {
    percent(Precision.text(share, factor: 100, places: 1, target: target))
  }

  /// `80.0%`, or with as many decimals as the contract names.
  package static func percent(bound: Decimal) -> String {
    percent(Precision.text(bound, places: 1))
  }

  /// A number of percent, such as `78.2`, with its sign.
  package static func percent(_ number: String) -> String { grouped(number) + percentSign }

  /// A number of percent with its own decimals: `5%`, `2.5%`.
  package static func percent(decimal: Decimal) -> String { Shown.decimal(decimal) + percentSign }

  /// The sign, with the space that belongs before it.
  package static var percentSign: String { form.beforePercent + "%" }

  /// `6:21` from milliseconds over contacts; tenths and more only where a verdict needs them.
  package static func duration(_ time: Quotient, target: Target? = nil) -> String {
    let seconds = Quotient(time.numerator, time.denominator * 1000)
    return clock(Precision.text(seconds, factor: 1, places: 0, target: target))
  }

  /// `118 h 44 min`, rounded half up: time of many people, where a clock would have three digits.
  package static func hours(milliseconds: Int) -> String {
    let minutes = (milliseconds + 30_000) / 60_000
    return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }

  /// `6:30` from seconds.
  package static func duration(bound: Decimal) -> String {
    clock(Precision.text(bound, places: 0))
  }

  /// `−1.8 points`: always signed, and never zero for what is not.
  package static func points(_ difference: Decimal) -> String {
    sayPlain("\(pointsNumber(difference)) points")
  }

  /// `−1.8`, where the words beside it say what it counts.
  package static func pointsNumber(_ difference: Decimal) -> String {
    signed(difference) { grouped(Precision.text($0, places: 1, keepsNonZero: true)) }
  }

  /// `−0:09`.
  package static func difference(seconds: Decimal) -> String {
    signed(seconds) { clock(Precision.text($0, places: 0, keepsNonZero: true)) }
  }

  /// `ILS 66,216.00`, `€12.50`; what is below zero has its minus in front of the currency.
  package static func money(_ money: Money) -> String {
    let text = money.text
    let isNegative = text.hasPrefix("-")
    let code = money.currency.code
    return (isNegative ? "−" : "")
      + price(grouped(isNegative ? String(text.dropFirst()) : text), in: code)
  }

  /// A number that is written already, with its currency at the place where the reader expects it.
  ///
  /// Sums that were published before name the currency by its code alone.
  package static func price(_ amount: String, in code: String, bySign: Bool = true) -> String {
    let form = form
    let sign = bySign ? ["EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥"][code] : nil
    let space = sign == nil ? "\u{a0}" : form.besideSign
    return form.beginsWithCurrency
      ? (sign ?? code) + space + amount : amount + space + (sign ?? code)
  }

  /// `−6,608.27`, in a column whose head names the currency.
  package static func amount(_ money: Money) -> String {
    let text = money.text
    return text.hasPrefix("-") ? "−" + grouped(String(text.dropFirst())) : grouped(text)
  }

  /// A rate or a quantity with its own decimals: `3.10`, `21,360`.
  package static func decimal(_ value: Decimal, places: Int = 0) -> String {
    let text = Precision.text(value, places: places)
    return text.hasPrefix("-") ? "−" + grouped(String(text.dropFirst())) : grouped(text)
  }

  /// A size with its sign.
  ///
  /// `+1.234.567` or `+1 234 567`, as some languages group, is how telephone numbers are written: a
  /// thin space after the plus tells them apart, for readers and for the scan.
  package static func signed(isNegative: Bool, _ size: String) -> String {
    guard !isNegative else { return "−" + size }
    let run = size.prefix { $0.isNumber || " .\u{a0}\u{202f}\u{2009}".contains($0) }
    return run.count(where: \.isNumber) >= 7 ? "+\u{202f}" + size : "+" + size
  }

  private static func signed(_ value: Decimal, _ format: (Decimal) -> String) -> String {
    signed(isNegative: value < 0, format(abs(value)))
  }

  /// Groups the digits before the point by threes, and writes the point as the form does.
  private static func grouped(_ digits: String) -> String {
    let form = form
    // Most counts are too short for groups.
    if digits.utf8.count < form.leastGrouped, digits.utf8.allSatisfy({ $0 >= 0x30 }) {
      return digits
    }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let isNegative = parts[0].hasPrefix("-")
    let whole = isNegative ? parts[0].dropFirst() : parts[0]
    var result = isNegative ? "−" : ""
    let isGrouped = whole.utf8.count >= form.leastGrouped
    for (index, digit) in whole.enumerated() {
      if isGrouped, index > 0, (whole.count - index) % 3 == 0 { result.append(form.group) }
      result.append(digit)
    }
    return parts.count > 1 ? result + String(form.decimal) + parts[1] : result
  }

  /// A number that is written already, such as `-1234.5`, or `+3` where the sign is to be seen.
  static func number(_ text: String) -> String {
    switch text.first {
    case "+": signed(isNegative: false, grouped(String(text.dropFirst())))
    case "-": signed(isNegative: true, grouped(String(text.dropFirst())))
    default: grouped(text)
    }
  }

  /// A number without groups, with the decimal sign of the form.
  package static func plain(_ number: String) -> String {
    let sign = form.decimal
    return sign == "." ? number : number.replacing(".", with: String(sign))
  }

  /// Whole seconds become minutes and hours; a fraction stays with the seconds.
  private static func clock(_ seconds: String) -> String {
    let parts = seconds.split(separator: ".")
    let whole = Int(parts[0]) ?? 0
    let fraction = parts.count > 1 ? String(form.decimal) + parts[1] : ""
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    return hours > 0
      ? "\(hours):\(minutes.digits(2)):\((whole % 60).digits(2))\(fraction)"
      : "\(minutes):\((whole % 60).digits(2))\(fraction)"
  }
}
