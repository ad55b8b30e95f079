import Figures
import Foundation
import Testing

@Suite struct ReliefTests {
  @Test(arguments: try WorkedExamples.cases("relief"))
  func `volume above the forecast is forgiven as agreed`(example: WorkedExamples.Case) throws {
    let input = example.input
    let mode = try #require(ForecastRelief.Mode(rawValue: input.requireText("mode")))
    let relief = ForecastRelief(
      forecast: try input.requireDecimal("forecast"),
      upperPercent: try input.requireDecimal("upper_pct"), mode: mode)
    let parts = Parts(try input.requireInteger("num"), over: try input.requireInteger("den"))
    let result = relief.judge(
      parts, volume: try input.requireInteger("actual"), wantsHigh: true)

    let quotient = try #require(result.parts.outcome.quotient)
    let target = Target(.atLeast, try input.requireDecimal("target_pct"))
    let verdict: Verdict = target.isMet(by: quotient.percent) ? .met : .missed
    var found: [String: WorkedExamples.Value] = [
      "line": .text(relief.line.text(2)), "over": .flag(result.isOver),
      "verdict": .text((result.isExcused ? .excused : verdict).rawValue),
      "pct": .text(quotient.percent.text(2)),
    ]
    if !result.isExcused {
      found["num"] = .integer(result.parts.numerator)
      found["den"] = .integer(result.parts.denominator)
    }
    #expect(example.expected == .object(found))
  }

  @Test func `the excess of an abandon rate takes abandons out first`() throws {
    // Line 105.5: the first contact above it is the 106th, so 4 of 109 are excess.
    let forecast = try #require(Decimal(exactly: "105.5"))
    let relief = ForecastRelief(forecast: forecast, upperPercent: 100, mode: .excessFavourable)
    let few = relief.judge(Parts(3, over: 109), volume: 109, wantsHigh: false)
    #expect(few.parts == Parts(0, over: 105))
    let many = relief.judge(Parts(10, over: 109), volume: 109, wantsHigh: false)
    #expect(many.parts == Parts(6, over: 105))
    // Of 109 contacts 2 went wrong: both are in the excess, and 2 good ones with them.
    let good = relief.judge(Parts(107, over: 109), volume: 109, wantsHigh: true)
    #expect(good.parts == Parts(105, over: 105))
    #expect(relief.judge(Parts(3, over: 105), volume: 105, wantsHigh: false).isOver == false)
  }

  @Test(arguments: try WorkedExamples.cases("forecast_error"))
  func `a signed error hides what the weighted one shows`(example: WorkedExamples.Case) throws {
    let forecast = example.input.list("forecast").compactMap(\.integer)
    let actual = example.input.list("actual").compactMap(\.integer)
    let error = ForecastError(zip(forecast, actual).map { (forecast: $0, actual: $1) })
    #expect(
      example.expected
        == .object([
          "signed_pct": text(error.signed.quotient?.percent.text(2)),
          "wape_pct": text(error.weightedAbsolute.quotient?.percent.text(2)),
        ]))
    // 30 too many on a forecast of 100 and a volume of 130.
    let over = ForecastError([(forecast: 100, actual: 130)])
    #expect(over.signed.quotient == Quotient(30, 100))
    #expect(over.weightedAbsolute.quotient == Quotient(30, 130))
  }

  @Test(arguments: try WorkedExamples.cases("exclusion"))
  func `an outage takes out intervals by its rule`(example: WorkedExamples.Case) throws {
    let input = example.input
    let rule = try #require(ExclusionRule(rawValue: input.requireText("overlap")))
    let step = try input.requireInteger("step_min") * 60
    let intervals = try input.list("intervals").map { interval in
      let start = try Instant(interval.requireText("start"))
      let parts = Parts(
        try interval.requireInteger("num"), over: try interval.requireInteger("den"))
      return (window: Window(start, start + step), parts: parts)
    }
    let effect = Exclusions(rule, try input.exclusions()).effect(on: intervals)
    #expect(
      example.expected
        == .object([
          "dropped": .integer(effect.dropped.count),
          "before_pct": text(effect.asMeasured.outcome.quotient?.percent.text(2)),
          "after_pct": text(effect.afterExclusions.outcome.quotient?.percent.text(2)),
          "after_numerator": .integer(effect.afterExclusions.numerator),
          "after_denominator": .integer(effect.afterExclusions.denominator),
        ]))
  }

  @Test func `outages that overlap are counted once`() throws {
    func window(_ start: Int, _ end: Int) -> Window {
      Window(Instant(seconds: start), Instant(seconds: end))
    }
    let exclusions = Exclusions(
      .majority,
      [
        Exclusion(window: window(600, 700), reason: "lines"),
        Exclusion(window: window(0, 100), reason: "power"),
        Exclusion(window: window(50, 150), reason: "power again"),
      ])
    #expect(exclusions.windows == [window(0, 150), window(600, 700)])
    // 150 of 300 seconds is half, and half is no majority.
    #expect(!exclusions.excludes(window(0, 300)))
    #expect(exclusions.excludes(window(0, 299)))
  }

  @Test(arguments: try WorkedExamples.cases("escalation"))
  func `misses go up by their run and by their number`(example: WorkedExamples.Case) throws {
    let rolling = try #require(example.input["rolling"])
    let escalation = Escalation(
      consecutive: try example.input.requireInteger("consecutive"),
      window: try rolling.requireInteger("window"),
      missesInWindow: try rolling.requireInteger("misses"))
    let names = example.input.list("history").compactMap(\.text)
    let history = names.compactMap(Verdict.init)
    #expect(history.count == names.count)
    let result = escalation.result(of: history)
    #expect(
      example.expected
        == .object([
          "consecutive": .integer(result.run), "consecutive_flag": .flag(result.hasRun),
          "rolling_misses": .integer(result.misses), "rolling_flag": .flag(result.hasMisses),
        ]))
  }
}
