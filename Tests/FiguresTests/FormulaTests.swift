import Figures
import Testing

/// The names of `worked-examples.json` for our formulas.
private func formula(_ name: String, _ options: WorkedExamples.Value?) -> ServiceLevelFormula? {
  func flag(_ key: String, _ fallback: Bool) -> Bool { options?[key]?.flag ?? fallback }
  return switch name {
  case "offered": .offered
  case "offered_less_short": .offeredLessShort
  case "answered": .answered
  case "answered_plus_abandoned": .answeredPlusAbandoned
  case "answered_plus_late_abandoned": .answeredPlusLateAbandoned
  case "abandoned_in_t_met": .abandonedInThresholdMet
  case "short_met": .shortMet
  case "genesys":
    .genesys(
      flowOuts: flag("include_flowouts", false),
      shortAbandons: flag("include_short_abandons", true),
      abandons: flag("include_abandons", true))
  case "genesys_default": .genesys(flowOuts: false, shortAbandons: true, abandons: true)
  case "genesys_flowouts": .genesys(flowOuts: true, shortAbandons: true, abandons: true)
  case "genesys_no_short": .genesys(flowOuts: false, shortAbandons: false, abandons: true)
  case "genesys_no_abandons": .genesys(flowOuts: false, shortAbandons: true, abandons: false)
  default: nil
  }
}

private func counts(_ value: WorkedExamples.Value?) -> ServiceLevelCounts {
  var counts = ServiceLevelCounts()
  counts.offered = value?["offered"]?.integer
  counts.answered = value?["answered"]?.integer
  counts.answeredInThreshold = value?["answered_in_t"]?.integer
  counts.abandoned = value?["abandoned"]?.integer
  counts.abandonedInThreshold = value?["abandoned_in_t"]?.integer
  counts.shortAbandoned = value?["short_abandoned"]?.integer
  counts.flowOut = value?["flow_out"]?.integer
  counts.voicemailFlowOut = value?["voicemail_flow_out"]?.integer
  return counts
}

private func name(_ outcome: Outcome) -> String {
  switch outcome {
  case .value: "value"
  case .empty: "empty"
  case .undefined: "undefined"
  case .invalid: "invalid"
  case .missing: "missing"
  }
}

@Suite struct FormulaTests {
  @Test(arguments: try WorkedExamples.cases("service_level"))
  func `a service level keeps its parts and is rounded once`(example: WorkedExamples.Case) throws {
    let name = try #require(example.input["formula"]?.text)
    let published = formula(name, example.input["options"])
    let formula = try #require(published)
    let counts = counts(example.input["counts"])
    let parts = try #require(formula.parts(of: counts))

    #expect(parts.numerator == example.expected["numerator"]?.integer)
    #expect(parts.denominator == example.expected["denominator"]?.integer)
    let outcome = formula.level(of: counts)
    #expect(FiguresTests.name(outcome) == example.expected["state"]?.text)
    let places = example.input["decimals"]?.integer ?? 2
    #expect(outcome.quotient?.text(places, times: 100) == example.expected["pct"]?.text)
  }

  @Test(arguments: try WorkedExamples.cases("service_level_all"))
  func `every published formula gives its own figure on the same calls`(
    example: WorkedExamples.Case
  ) throws {
    let counts = counts(example.input["counts"])
    let places = example.input["decimals"]?.integer ?? 2
    #expect(example.expected.members.count == 11)
    for (name, expected) in example.expected.members {
      let published = formula(name, nil)
      let formula = try #require(published)
      let quotient = try #require(formula.level(of: counts).quotient)
      #expect(quotient.numerator == expected["numerator"]?.integer, "\(name)")
      #expect(quotient.denominator == expected["denominator"]?.integer, "\(name)")
      #expect(quotient.text(places, times: 100) == expected["pct"]?.text, "\(name)")
    }
  }

  @Test(arguments: try WorkedExamples.cases("abandon_rate"))
  func `an abandon rate names which contacts it counts`(example: WorkedExamples.Case) throws {
    let name = try #require(example.input["formula"]?.text)
    let formula = try #require(AbandonRateFormula(rawValue: name))
    let quotient = try #require(formula.rate(of: counts(example.input["counts"])).quotient)
    #expect(quotient.numerator == example.expected["numerator"]?.integer)
    #expect(quotient.denominator == example.expected["denominator"]?.integer)
    #expect(quotient.text(2, times: 100) == example.expected["pct"]?.text)
  }

  @Test(arguments: try WorkedExamples.cases("mean_duration"))
  func `a mean divides the summed time once`(example: WorkedExamples.Case) throws {
    let sum = try #require(example.input["sum_ms"]?.integer)
    let count = try #require(example.input["count"]?.integer)
    let outcome = Outcome(sum, over: count, traffic: sum != 0)
    #expect(name(outcome) == example.expected["state"]?.text)
    let places = example.input["decimals"]?.integer ?? 1
    #expect(
      outcome.quotient?.inSeconds.text(places)
        == example.expected["seconds"]?.text)
  }

  @Test func `a count that is not recorded makes the figure missing, not zero`() {
    var counts = ServiceLevelCounts()
    (counts.offered, counts.answered, counts.answeredInThreshold, counts.abandoned) = (10, 8, 7, 2)
    #expect(
      ServiceLevelFormula.genesys(flowOuts: true, shortAbandons: true, abandons: true)
        .level(of: counts) == .missing)
    #expect(ServiceLevelFormula.offeredLessShort.level(of: counts) == .missing)
    #expect(AbandonRateFormula.longOverOffered.rate(of: counts) == .missing)
  }
}
