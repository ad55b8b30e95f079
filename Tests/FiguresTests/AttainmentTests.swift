import Figures
import Foundation
import Testing

private func parts(_ interval: WorkedExamples.Value, _ formula: ServiceLevelFormula?) throws
  -> Parts
{
  guard let formula else {
    return Parts(try interval.requireInteger("num"), over: try interval.requireInteger("den"))
  }
  var counts = ServiceLevelCounts()
  counts.answered = interval["answered"]?.integer
  counts.answeredInThreshold = interval["answered_in_t"]?.integer
  counts.abandoned = interval["abandoned"]?.integer
  counts.shortAbandoned = interval["short_abandoned"]?.integer
  let found = try #require(formula.parts(of: counts))
  return Parts(found.numerator, over: found.denominator)
}

@Suite struct AttainmentTests {
  @Test(arguments: try WorkedExamples.cases("aggregate"))
  func `parts are summed and divided once, never averaged`(example: WorkedExamples.Case) throws {
    let formula: ServiceLevelFormula? =
      example.input["formula"]?.text == "genesys"
      ? .genesys(flowOuts: false, shortAbandons: false, abandons: true) : nil
    let intervals = try example.input.list("intervals").map { try parts($0, formula) }
    let sum = intervals.sum()
    let mean = try #require(intervals.meanOfRatios())
    #expect(
      example.expected
        == .object([
          "numerator": .integer(sum.numerator), "denominator": .integer(sum.denominator),
          "pct": text(sum.outcome.quotient?.percent.text(2)),
          "mean_of_interval_pcts_WRONG": .text((mean * 100).text(2)),
        ]))
    #expect(sum.outcome.quotient.map { Fraction($0) } != mean)
  }

  @Test(arguments: try WorkedExamples.cases("interval_attainment"))
  func `the share of intervals depends on each setting`(example: WorkedExamples.Case) throws {
    let input = example.input
    let policy = try #require(
      IntervalAttainment.SmallPolicy(rawValue: input["small_policy"]?.text ?? "exclude"))
    let weighting = try #require(
      IntervalAttainment.Weighting(rawValue: input["weighting"]?.text ?? "interval"))
    let attainment = IntervalAttainment(
      target: Target(.atLeast, try input.requireDecimal("target_pct")),
      required: try input.requireDecimal("required_pct"), minimum: input["min_den"]?.integer ?? 1,
      smallPolicy: policy, weighting: weighting)
    let result = attainment.result(
      of: try input.list("intervals").map { interval in
        IntervalAttainment.Interval(
          try parts(interval, nil), isExcluded: interval["excluded"]?.flag ?? false)
      })
    #expect(
      example.expected
        == .object([
          "eligible": .integer(result.eligible), "met": .integer(result.met),
          "excluded": .integer(result.excluded), "below_minimum": .integer(result.belowMinimum),
          "attainment_pct": text(result.attainment.quotient?.percent.text(2)),
          "verdict": .text(result.verdict.rawValue),
        ]))
  }
}
