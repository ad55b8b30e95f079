import Figures
import Foundation
import Testing

@Suite struct RoundingTests {
  @Test(arguments: try WorkedExamples.cases("rounding"))
  func `a value goes to the step its rule names`(example: WorkedExamples.Case) throws {
    let text = try #require(example.input["value"]?.text)
    let value = try #require(Decimal(exactly: text))
    let places = try #require(example.input["places"]?.integer)
    let name = try #require(example.input["mode"]?.text)
    let mode = try #require(Rounding(rawValue: name))
    #expect(value.rounded(places, mode).text(places) == example.expected["value"]?.text)
  }

  /// Each row: numerator, denominator, then the result at two places in the order of the modes.
  @Test(arguments: [
    (1, 8, [("half_up", "0.13"), ("half_even", "0.12"), ("half_down", "0.12"), ("up", "0.13")]),
    (-1, 8, [("half_up", "-0.13"), ("half_even", "-0.12"), ("floor", "-0.13"), ("down", "-0.12")]),
    (2, 3, [("half_up", "0.67"), ("down", "0.66"), ("floor", "0.66"), ("ceiling", "0.67")]),
    (-2, 3, [("half_up", "-0.67"), ("ceiling", "-0.66"), ("up", "-0.67"), ("floor", "-0.67")]),
    (7, 1, [("up", "7.00"), ("ceiling", "7.00"), ("half_down", "7.00"), ("floor", "7.00")]),
  ])
  func `a quotient rounds like the decimal it stands for`(
    numerator: Int, denominator: Int, expected: [(String, String)]
  ) throws {
    for (name, text) in expected {
      let mode = try #require(Rounding(rawValue: name))
      #expect(Quotient(numerator, denominator).rounded(2, mode).text(2) == text, "\(name)")
    }
  }

  @Test func `a huge sum divides without overflow`() {
    // 9,000,000,000,000 ms over 7 contacts, in ms with six decimals.
    #expect(Quotient(9_000_000_000_000, 7).text(6) == "1285714285714.285714")
  }

  @Test(arguments: ["79,96", "12abc", "", "-", ".5", "5.", "1.2.3", "1e5", " 1", "+1", "٣"])
  func `a text that is not wholly a number is refused`(text: String) {
    #expect(Decimal(exactly: text) == nil)
  }

  @Test func `money is rounded once to its minor unit`() throws {
    let euro = try #require(Currency(code: "EUR"))
    let yen = try #require(Currency(code: "JPY"))
    let dinar = try #require(Currency(code: "KWD"))
    let amount = try #require(Decimal(exactly: "1834.5455"))
    #expect(Money(amount, euro).text == "1834.55")
    #expect(Money(amount, yen).text == "1835")
    #expect(Money(amount, dinar).text == "1834.546")
    #expect((-Money(amount, euro)).text == "-1834.55")
    #expect(Currency(code: "XAU") == nil)
    #expect(Currency(code: "eur") == nil)
  }
}
