import Figures
import Foundation
import Testing

@Suite struct FractionTests {
  @Test(arguments: try WorkedExamples.cases("rounding"))
  func `a fraction rounds like the decimal it stands for`(example: WorkedExamples.Case) throws {
    let value = Fraction(try example.input.requireDecimal("value"))
    let places = try example.input.requireInteger("places")
    let mode = try example.input.rounding("mode")
    #expect(value.text(places, mode) == example.expected["value"]?.text)
    #expect(value.rounded(places, mode).text(places) == example.expected["value"]?.text)
  }

  @Test func `thirds add up to one`() {
    let third = Fraction(1) / 3
    #expect(third + third + third == 1)
    #expect((third * 3).isWhole)
    #expect(third - third == 0)
    #expect((third - 1).text(4) == "-0.6667")
    #expect((-third).magnitude == third)
    #expect((-Fraction(1) / 1000).text(2) == "0.00")
  }

  @Test func `a mean of twelve months is compared without losing a digit`() throws {
    // Twelve prime denominators: their product has 60 digits, more than a decimal can hold.
    let primes = [
      99_991, 99_989, 99_971, 99_961, 99_929, 99_923, 99_907, 99_901, 99_881, 99_877, 99_871,
      99_859,
    ]
    let months = primes.map { Quotient($0 / 2, $0) }
    let sum = months.reduce(Fraction.zero) { $0 + Fraction($1) }
    // Each month is half minus 1/(2p), so twelve of them miss six by the sum of those halves.
    let missing = primes.reduce(Fraction.zero) { $0 + Fraction(1) / Fraction(2 * $1) }
    #expect(sum + missing == 6)
    #expect(sum < 6)
    #expect(missing.text(12) == "0.000060047049")
  }

  @Test func `a quotient in percent is exact`() {
    #expect(Quotient(1999, 2500).percent == Fraction(1999) / 25)
    #expect(Quotient(1999, 2500).percent < 80)
  }
}
