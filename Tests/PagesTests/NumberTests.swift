import Figures
import Foundation
import Pages
import Testing

@Suite struct ShownTests {
  /// Cases cmp-01, 04, 05, 06 and 09: the printed number never contradicts the verdict.
  @Test(arguments: [
    (1999, 2500, Target.Comparison.atLeast, 80, "79.96%"),
    (800, 1000, .atLeast, 80, "80.0%"),
    (800, 1000, .moreThan, 80, "80.0%"),
    (126, 2500, .atMost, 5, "5.04%"),
    (799_996, 1_000_000, .atLeast, 80, "79.9996%"),
    (799, 1000, .atLeast, 80, "79.9%"),
  ])
  func `widens a share until it agrees with its verdict`(
    part: Int, whole: Int, comparison: Target.Comparison, bound: Int, shown: String
  ) {
    let target = Target(comparison, Decimal(bound))
    #expect(Shown.percent(Quotient(part, whole), target: target) == shown)
  }

  /// Case cmp-08.
  @Test func `widens a time until it agrees with its verdict`() {
    let time = Quotient(30_400, 1)
    #expect(Shown.duration(time, target: Target(.atMost, 30)) == "0:30.4")
    #expect(Precision.text(Quotient(304, 10), factor: 1, places: 1) == "30.4")
    #expect(Shown.duration(time) == "0:30")
  }

  @Test(arguments: [
    (1, 1, "100.0%"), (0, 5, "0.0%"), (9999, 10_000, "99.99%"), (1, 10_000, "0.01%"),
    (2, 3, "66.7%"), (5, 4, "125.0%"), (1, 8, "12.5%"), (1, 16, "6.3%"),
    (554_289, 3000, "18,476.3%"),
  ])
  func `claims nothing and everything only when exact`(part: Int, whole: Int, shown: String) {
    #expect(Shown.percent(Quotient(part, whole)) == shown)
  }

  /// The quick way must say what decimals say, at every bound, and where it cannot leave it to them.
  @Test func `whole steps give the number that decimals give`() {
    var random = SystemRandomNumberGenerator()
    let bounds: [Decimal] =
      [80, 5, 0, 100, Decimal(sign: .plus, exponent: -1, significand: 795), -3]
      + [Decimal(sign: .plus, exponent: -4, significand: 123), 1_000_000_000]
    for _ in 0..<4000 {
      let whole = Int.random(in: 1...Int.random(in: 1...5000), using: &random)
      var part = Int.random(in: 0...whole, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: part = whole * Int.random(in: 0...100, using: &random) / 100
      case 1: part = Int.random(in: 0...2_000_000_000_000, using: &random)
      case 2: part = -part
      default: break
      }
      let (factor, places) = ([1, 100].randomElement() ?? 1, Int.random(in: 0...3, using: &random))
      let target: Target? =
        Bool.random(using: &random)
        ? Target(
          Target.Comparison.allCases.randomElement() ?? .atLeast, bounds.randomElement() ?? 0)
        : nil
      let quotient = Quotient(part, whole)
      #expect(
        Precision.text(quotient, factor: factor, places: places, target: target)
          == Precision.decimal(quotient, factor: factor, places: places, target: target),
        "\(part)/\(whole) times \(factor), \(places) places, \(target.debugDescription)")
    }
  }

  /// Cases dur-01, 02 and 03: seconds are rounded first and split then.
  @Test(arguments: [
    (119_600, "2:00"), (59_500, "1:00"), (3_599_600, "1:00:00"), (0, "0:00"), (381_000, "6:21"),
  ])
  func `rounds a duration before it splits it`(milliseconds: Int, shown: String) {
    #expect(Shown.duration(Quotient(milliseconds, 1)) == shown)
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (43_827, "43,827"), (-1234, "−1,234")])
  func `groups counts by threes`(value: Int, shown: String) {
    #expect(Shown.count(value) == shown)
  }

  @Test(arguments: [
    ("-1.8", "−1.8 points"), ("0.18", "+0.2 points"), ("-0.04", "−0.04 points"),
    ("0", "+0.0 points"), ("-24.2413793103", "−24.2 points"),
  ])
  func `signs a difference and never rounds it away`(value: String, shown: String) throws {
    #expect(Shown.points(try #require(Decimal(exactly: value))) == shown)
  }

  @Test func `writes a difference of times in minutes`() {
    #expect(Shown.difference(seconds: -9) == "−0:09")
    #expect(Shown.difference(seconds: Decimal(4) / 10) == "+0:00.4")
  }

  @Test(arguments: [
    ("EUR", 263_179, "€2,631.79"), ("EUR", -263_179, "−€2,631.79"),
    ("ILS", 6_608_27, "ILS\u{a0}6,608.27"), ("JPY", 1_200, "¥1,200"),
    ("KWD", -1, "−KWD\u{a0}0.001"),
  ])
  func `writes money with its currency`(code: String, units: Int, shown: String) throws {
    let currency = try #require(Currency(code: code))
    #expect(Shown.money(Money(minorUnits: units, currency)) == shown)
  }

  @Test func `leaves the currency to the head of a column`() throws {
    let currency = try #require(Currency(code: "ILS"))
    #expect(Shown.amount(Money(minorUnits: -660_827, currency)) == "−6,608.27")
  }

  @Test func `names dates in words`() throws {
    let date = try #require(LocalDate("1999-01-11"))
    #expect(DateWords.full(date) == "Monday 11 January 1999")
    #expect(DateWords.short(date) == "Mon 11 Jan")
    #expect(DateWords.name(try Period("1999-02")) == "February 1999")
    #expect(DateWords.name(try Period("1999-01-11")) == "11 January 1999")
    #expect(
      DateWords.span(try Period("1999-12-30/2000-01-02")) == "30 December 1999 to 1 January 2000")
    #expect(DateWords.span(try Period("1999-01-30/1999-02-02")) == "30 January to 1 February 1999")
  }

  @Test(arguments: [
    (86_400, "24 hours"), (82_800, "23 hours"), (88_200, "24 hours 30 minutes"), (60, "1 minute"),
    (5, "5 seconds"),
  ])
  func `names lengths in words`(seconds: Int, words: String) {
    #expect(DateWords.length(seconds: seconds) == words)
  }

  /// A plus, digits and points or spaces between them are how telephone numbers are written.
  @Test(arguments: [
    ("1,234,567.89", "+1,234,567.89"), ("12.5", "+12.5"), ("123.456", "+123.456"),
    ("1.234.567,89 €", "+\u{202f}1.234.567,89 €"),
    ("1\u{202f}234\u{202f}567", "+\u{202f}1\u{202f}234\u{202f}567"),
    ("14.239732", "+\u{202f}14.239732"),
  ])
  func `a sum with its sign does not look like a telephone number`(size: String, text: String) {
    #expect(Shown.signed(isNegative: false, size) == text)
    #expect(Shown.signed(isNegative: true, size) == "−" + size)
  }

  @Test(arguments: [
    (60_000, "1 minute"), (1500, "1.5 seconds"), (500, "0.5 seconds"), (59_999, "59.999 seconds"),
    (0, "0 seconds"),
  ])
  func `a threshold is printed with its parts of a second`(milliseconds: Int, words: String) {
    #expect(DateWords.length(milliseconds: milliseconds) == words)
  }
}
