import Figures
import Foundation
import Testing

@Suite struct ComparisonTests {
  @Test(arguments: try WorkedExamples.cases("compare"))
  func `what is printed never contradicts the verdict`(example: WorkedExamples.Case) throws {
    let input = example.input
    let code = try input.requireText("op")
    let comparison = try #require(Target.Comparison.allCases.first { $0.code == code })
    let figure = ComparedFigure(
      try input.figure(), against: Target(comparison, try input.requireDecimal("target")),
      by: try input.comparisonRule())
    #expect(
      example.expected
        == .object([
          "met": .flag(figure.isMet), "display": .text(figure.text()),
          "naive_display": .text(figure.exact.text(1)),
          "naive_display_contradicts": .flag(figure.contradicts()),
        ]))
  }

  @Test func `a share short of the whole never reads 100`() {
    let target = Target(.atLeast, 80)
    let nearly = ComparedFigure(Quotient(9999, 10_000).percent, against: target)
    #expect(nearly.text(1, isShare: true) == "99.99")
    #expect(
      ComparedFigure(Quotient(5, 5).percent, against: target).text(1, isShare: true) == "100.0")
    #expect(ComparedFigure(Fraction(9999) / 100, against: target).text(1) == "100.0")
  }

  @Test(arguments: try WorkedExamples.cases("duration_format"))
  func `a duration is rounded before it is split`(example: WorkedExamples.Case) throws {
    let text = DurationText.clock(milliseconds: try example.input.requireInteger("ms"))
    #expect(example.expected == .object(["text": .text(text)]))
  }
}
