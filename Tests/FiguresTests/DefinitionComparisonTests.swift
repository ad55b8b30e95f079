import Figures
import Foundation
import Testing

/// The example that ICMI published: 1000 answered, 860 of them in time, 60 abandoned, 20 of them in
/// time and 10 short.
private let icmi: [Counter: Int] = [
  .offered: 1060, .answered: 1000, .answeredInThreshold: 860, .abandoned: 60,
  .shortAbandoned: 10, .flowOut: 0, .range1: 20,
]

private func tally(_ values: [Counter: Int], without missing: Set<Counter> = []) -> Tally {
  var tally = Tally(recorded: CounterSet(Counter.allCases.filter { !missing.contains($0) }))
  for (counter, value) in values { tally[counter] = value }
  return tally
}

private func assessment(
  _ formula: ServiceLevelFormula, at least: Decimal, verdict: Verdict, on tally: Tally
) -> Assessment {
  let measure = Measure(
    id: "service-level", title: "Service level", clause: "2.1",
    metric: .serviceLevel(ServiceLevel(formula)), target: Target(.atLeast, least), credit: [])
  return Assessment(
    measure: measure, outcome: measure.metric.value(of: tally), verdict: verdict, reason: nil,
    difference: nil, credit: nil)
}

@Suite struct DefinitionComparisonTests {
  private static let thresholds = Thresholds(
    answeredWithin: 20_000, shortAbandon: 5000, ranges: [WaitRange(.abandoned, within: 20_000)])
  private static let usual = ServiceLevelFormula.genesys(
    flowOuts: false, shortAbandons: true, abandons: true)

  private func comparison(
    _ tally: Tally = tally(icmi), verdict: Verdict = .missed,
    thresholds: Thresholds = Self.thresholds
  ) throws -> DefinitionComparison {
    try #require(
      DefinitionComparison(
        assessment(Self.usual, at: 82, verdict: verdict, on: tally), tally: tally,
        thresholds: thresholds))
  }

  @Test func `every published formula gives its published result on the same calls`() throws {
    let results = try comparison().rows.map { row in
      "\(row.formula.code) \(row.outcome.quotient?.text(2, times: 100) ?? "none")"
    }
    #expect(
      results == [
        "offered 81.13", "offered_less_short 81.90", "answered 86.00",
        "answered_plus_abandoned 81.13", "answered_plus_late_abandoned 82.69",
        "abandoned_in_t_met 83.02", "short_met 82.08", "genesys 81.13",
        "genesys_without_short_abandons 81.90", "genesys_without_abandons 86.00",
        "genesys_with_flow_outs 81.13", "genesys_with_flow_outs_without_short_abandons 81.90",
        "genesys_with_flow_outs_without_abandons 86.00",
      ])
  }

  @Test func `a verdict flips where the other formula falls on the other side of the target`()
    throws
  {
    #expect(
      try comparison().flipping.map(\.formula.code) == [
        "answered", "answered_plus_late_abandoned", "abandoned_in_t_met", "short_met",
        "genesys_without_abandons", "genesys_with_flow_outs_without_abandons",
      ])
    #expect(try comparison().rows.filter(\.isContract).map(\.formula.code) == ["genesys"])
  }

  @Test func `nothing flips before there is a verdict`() throws {
    #expect(try comparison(verdict: .provisional).flipping.isEmpty)
    #expect(try comparison(verdict: .noData).flipping.isEmpty)
  }

  @Test func `a count that nobody asked for is missing and not approximated`() throws {
    let unasked = Thresholds(answeredWithin: 20_000, shortAbandon: 5000)
    let missing = try comparison(thresholds: unasked).rows.filter { $0.outcome == .missing }
    #expect(missing.map(\.formula.code) == ["answered_plus_late_abandoned", "abandoned_in_t_met"])
    #expect(missing.allSatisfy { $0.isMet == nil && !$0.flips && $0.difference == nil })
    // Abandoned within another time is another count.
    let other = Thresholds(
      answeredWithin: 20_000, shortAbandon: 5000, ranges: [WaitRange(.abandoned, within: 30_000)])
    #expect(try comparison(thresholds: other).rows.count { $0.outcome == .missing } == 2)
    let unrecorded = try comparison(tally(icmi, without: [.flowOut]))
    #expect(
      unrecorded.rows.filter { $0.outcome == .missing }.map(\.formula.code) == [
        "genesys_with_flow_outs", "genesys_with_flow_outs_without_short_abandons",
        "genesys_with_flow_outs_without_abandons",
      ])
  }

  @Test func `other calls are not compared`() {
    var others = icmi
    others[.answeredInThreshold] = 861
    let judged = assessment(Self.usual, at: 82, verdict: .missed, on: tally(icmi))
    #expect(
      DefinitionComparison(judged, tally: tally(others), thresholds: Self.thresholds) == nil)
  }
}

@Suite struct FormulaPartsTests {
  /// No two counts, sums or differences of these are the same.
  private static let calls = tally([
    .offered: 10_000, .answered: 7000, .answeredInThreshold: 5100, .abandoned: 900,
    .shortAbandoned: 130, .flowOut: 2017, .handled: 6990, .handle: 71, .talk: 59,
    .waitAnswered: 37, .range1: 311,
  ])

  @Test(arguments: ServiceLevelFormula.published)
  func `the parts of a service level add up to its numerator and denominator`(
    formula: ServiceLevelFormula
  ) throws {
    let level = ServiceLevel(
      formula, within: nil, answered: .answeredInThreshold, abandoned: .range1)
    let parts = try #require(Metric.serviceLevel(level).parts(of: Self.calls))
    let expected = try #require(formula.parts(of: level.counts(of: Self.calls)))
    #expect(FormulaParts.sum(parts.numerator) == expected.numerator)
    #expect(FormulaParts.sum(parts.denominator) == expected.denominator)
    for part in parts.numerator + parts.denominator {
      #expect(formula.words.contains(part.name), "\(part.name)")
    }
  }

  @Test(arguments: [
    Metric.abandonRate(.offered), .abandonRate(.offeredLessShort), .abandonRate(.longOverOffered),
    .abandonRate(.answeredPlusAbandoned), .transferRate(.answered), .transferRate(.handled),
    .averageHandleTime, .averageTalkTime,
    .averageSpeedOfAnswer,
  ])
  func `the parts of every other metric add up to it`(metric: Metric) throws {
    let parts = try #require(metric.parts(of: Self.calls))
    let quotient = try #require(metric.value(of: Self.calls).quotient)
    #expect(FormulaParts.sum(parts.numerator) == quotient.numerator)
    #expect(FormulaParts.sum(parts.denominator) == quotient.denominator)
    for part in parts.numerator + parts.denominator {
      #expect(metric.words.contains(part.name), "\(part.name)")
    }
  }

  @Test func `a part that is not recorded leaves no parts`() {
    #expect(Metric.averageTalkTime.parts(of: tally([:], without: [.talk])) == nil)
    #expect(Metric.abandonRate(.withVoicemailFlowOuts).parts(of: Self.calls) == nil)
  }

  @Test func `a target is compared by two products of whole parts`() throws {
    let judged = assessment(.answered, at: 80, verdict: .missed, on: tally(icmi))
    let derivation = try #require(Derivation(judged, tally: tally(icmi)))
    #expect(derivation.left == 86_000)
    #expect(derivation.right == 80_000)
  }
}
