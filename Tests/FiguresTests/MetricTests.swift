import Figures
import Foundation
import Testing

private func name(_ outcome: Outcome) -> WorkedExamples.Value {
  switch outcome {
  case .value: "value"
  case .empty: "empty"
  case .undefined: "undefined"
  case .invalid: "invalid"
  case .missing: "missing"
  }
}

/// Milliseconds of seconds with decimals.
private func milliseconds(_ seconds: Decimal) throws -> Int {
  try #require(Int((Fraction(seconds) * 1000).text(0)))
}

@Suite struct MetricTests {
  @Test(arguments: try WorkedExamples.cases("ratio"))
  func `a ratio is divided once`(example: WorkedExamples.Case) throws {
    let (numerator, denominator) = (
      try example.input.requireDecimal("num"), try example.input.requireDecimal("den")
    )
    let outcome = Outcome(
      try #require(Int(numerator.description)), over: try #require(Int(denominator.description)),
      traffic: true)
    let places = try example.input.requireInteger("decimals")
    #expect(
      example.expected
        == .object([
          "state": name(outcome), "pct": text(outcome.quotient?.text(places, times: 100)),
        ]))
  }

  @Test(arguments: try WorkedExamples.cases("aht"))
  func `parts of handle time are never bent to add up`(example: WorkedExamples.Case) throws {
    var parts: [HandleTime.Part: Int] = [:]
    for (key, value) in example.input["parts_ms"]?.members ?? [:] {
      parts[try #require(HandleTime.Part(rawValue: key))] = value.integer
    }
    let time = HandleTime(
      milliseconds: parts, handled: try example.input.requireInteger("handled"))
    let printed = time.printed(example.input["decimals"]?.integer ?? 1)
    var found: [String: WorkedExamples.Value] = [
      "state": name(time.mean), "seconds": text(printed?.seconds),
    ]
    if let printed {
      found["parts"] = .object(
        Dictionary(
          uniqueKeysWithValues: printed.parts.map { ($0.part.rawValue, .text($0.seconds)) }))
      found["parts_as_shown_add_to"] = .text(printed.sumOfParts)
      found["footnote_needed"] = .flag(printed.needsFootnote)
    }
    #expect(example.expected == .object(found))
  }

  @Test(arguments: try WorkedExamples.cases("occupancy"))
  func `a share of time names its formula and is not clamped`(example: WorkedExamples.Case) throws {
    let share = try #require(TimeShare(rawValue: example.input.requireText("formula")))
    var times: [AgentTime: Int] = [:]
    for (key, value) in example.input["ms"]?.members ?? [:] {
      times[try #require(AgentTime(rawValue: key))] = value.integer
    }
    let outcome = share.outcome(of: times)
    var found: [String: WorkedExamples.Value] = [
      "state": name(outcome), "pct": text(outcome.quotient?.text(1, times: 100)),
    ]
    found["flags"] = outcome.isOverWhole ? .list(["over_100"]) : nil
    #expect(example.expected == .object(found))
    #expect(share.outcome(of: [:]) == .missing)
  }

  @Test func `the formula of a share of time is in words`() {
    #expect(TimeShare.genesys.words == "interacting / (interacting + communicating + idle)")
    #expect(TimeShare.adherence.words == "in adherence / scheduled")
  }

  @Test(arguments: try WorkedExamples.cases("concurrency"))
  func `overlapping contacts are counted at once`(example: WorkedExamples.Case) throws {
    let contacts = example.input.list("spans_s").compactMap(\.array).map { span in
      let bounds = span.compactMap(\.integer)
      return Window(Instant(seconds: bounds[0]), Instant(seconds: bounds[1]))
    }
    let found = Concurrency(contacts.reversed())
    #expect(
      example.expected
        == .object([
          "handled_s": .integer(found.handled / 1000), "busy_s": .integer(found.busy / 1000),
          "average": text(found.average.quotient?.text(2)), "peak": .integer(found.peak),
        ]))
    #expect(Concurrency([]).average == .empty)
    // Back to back is one after the other.
    let touching = Concurrency([
      Window(Instant(seconds: 0), Instant(seconds: 5)),
      Window(Instant(seconds: 5), Instant(seconds: 9)),
    ])
    #expect(touching.peak == 1)
  }

  @Test(arguments: try WorkedExamples.cases("percentile"))
  func `a percentile is the nearest rank of single waits`(example: WorkedExamples.Case) throws {
    let waits = try example.input.list("values_s").compactMap(\.decimal).map(milliseconds)
    let percentile = try #require(Percentile(example.input.requireDecimal("p")))
    let found = percentile.of(waits.reversed())
    #expect(
      example.expected
        == .object([
          "state": found == nil ? "empty" : "value",
          "value_s": text(found.map { Quotient($0, 1000).text(1) }),
        ]))
    #expect(percentile.of([]) == nil)
  }

  @Test func `a percentile lies above 0 and up to 100`() {
    #expect(Percentile(0) == nil)
    #expect(Percentile(101) == nil)
    #expect(Percentile(100)?.of([3, 9, 4]) == 9)
  }

  @Test(arguments: try WorkedExamples.cases("combine_percentiles"))
  func `percentiles of parts are refused`(example: WorkedExamples.Case) throws {
    let parts = try example.input.list("parts").map { try milliseconds($0.requireDecimal("p95_s")) }
    let percentile = try #require(Percentile(95))
    #expect(example.expected == .object(["error": "not_combinable"]))
    let error = #expect(throws: PercentileError.self) {
      try percentile.of(percentilesOfParts: parts)
    }
    #expect(error == .notCombinable(parts: 2))
    #expect(error?.explanation.what.contains("not combinable") == true)
    #expect(try percentile.of(percentilesOfParts: [60_000]) == 60_000)
  }

  @Test(arguments: try WorkedExamples.cases("aggregate_max"))
  func `the longest wait is the longest of all`(example: WorkedExamples.Case) throws {
    let maxima = try example.input.list("maxima_s").map { try $0.decimal.map(milliseconds) }
    let found = maxima.largest()
    #expect(
      example.expected == .object(["max_s": text(found.map { Quotient($0, 1000).text(1) })]))
    #expect([nil, nil].largest() == nil)
  }

  @Test(arguments: try WorkedExamples.cases("fcr"))
  func `a contact is resolved when its window closed without a return`(
    example: WorkedExamples.Case
  ) throws {
    let contacts = try example.input.list("contacts").map { contact in
      FirstContactResolution.Contact(
        at: try Instant(contact.requireText("at")), customer: try contact.requireText("who"),
        reason: try contact.requireText("reason"))
    }
    let found = FirstContactResolution(
      contacts, windowDays: try example.input.requireInteger("window_days"),
      sameReason: example.input["same_reason"]?.flag ?? false,
      asOf: try Instant(example.input.requireText("as_of")))
    #expect(
      example.expected
        == .object([
          "resolved": .integer(found.resolved), "repeated": .integer(found.repeated),
          "provisional": .integer(found.provisional),
          "pct": text(found.outcome.quotient?.percent.text(2)),
        ]))
  }

  @Test func `a return about anything counts when reasons are not asked for`() throws {
    let start = try Instant("2025-03-01T00:00:00Z")
    func contact(_ day: Int, _ reason: String) -> FirstContactResolution.Contact {
      FirstContactResolution.Contact(at: start + day * 86_400, customer: "c", reason: reason)
    }
    // Day 7 is the last moment of the first window; day 15 lies outside the second.
    let contacts = [contact(15, "billing"), contact(0, "billing"), contact(7, "moves")]
    let asOf = start + 22 * 86_400
    let found = FirstContactResolution(contacts, windowDays: 7, sameReason: false, asOf: asOf)
    #expect((found.resolved, found.repeated, found.provisional) == (2, 1, 0))
    let same = FirstContactResolution(contacts, windowDays: 7, sameReason: true, asOf: asOf)
    #expect((same.resolved, same.repeated, same.provisional) == (3, 0, 0))
  }

  @Test(arguments: try WorkedExamples.cases("csat"))
  func `satisfaction is answers in the top box over answers`(example: WorkedExamples.Case) throws {
    var answers: [Int: Int] = [:]
    for (score, count) in example.input["histogram"]?.members ?? [:] {
      answers[try #require(Int(score))] = count.integer
    }
    let found = Satisfaction(
      answers: answers, satisfiedFrom: try example.input.requireInteger("top_from"),
      invited: try example.input.requireInteger("invited"))
    #expect(
      example.expected
        == .object([
          "responses": .integer(found.responses),
          "csat_pct": text(found.satisfied.quotient?.text(1, times: 100)),
          "mean_score": text(found.meanScore.quotient?.text(2)),
          "response_rate_pct": text(found.responseRate.quotient?.text(1, times: 100)),
        ]))
  }
}
