import Figures
import Foundation
import Testing

/// The counters of the examples; waits up to the threshold that were abandoned are the first range.
private let counters: [(name: String, counter: Counter)] = [
  ("offered", .offered), ("answered", .answered), ("answered_in_t", .answeredInThreshold),
  ("abandoned", .abandoned), ("abandoned_in_t", .range1), ("short_abandoned", .shortAbandoned),
  ("flow_out", .flowOut),
]

private func intervals(_ input: WorkedExamples.Value) throws -> [MeasuredInterval] {
  let step = try input.requireInteger("step_min") * 60
  return try input.list("intervals").map { interval in
    let start = try Instant(interval.requireText("start"))
    var tally = Tally(recorded: CounterSet(counters.map(\.counter)))
    for (name, counter) in counters { tally[counter] = interval["counts"]?[name]?.integer }
    return MeasuredInterval(window: Window(start, start + step), tally: tally)
  }
}

private func rules(_ input: WorkedExamples.Value) throws -> MeasureRules {
  let table = try input.list("tiers").map { tier in
    CreditBand(
      from: tier["from"]?.decimal, to: tier["to"]?.decimal,
      percent: try tier.requireDecimal("credit_pct"))
  }
  let relief = try input["relief"].map { relief in
    ForecastRelief(
      forecast: try relief.requireDecimal("forecast"),
      upperPercent: try relief.requireDecimal("upper_pct"))
  }
  #expect(input["formula"]?.text == "genesys")
  #expect(input["options"] == .object(["include_short_abandons": .flag(false)]))
  return try MeasureRules(
    metric: .serviceLevel(
      ServiceLevel(.genesys(flowOuts: false, shortAbandons: false, abandons: true))),
    target: Target(.atLeast, try input.requireDecimal("target_pct")),
    exclusions: Exclusions(.any, try input.exclusions()),
    minimumVolume: input["min_volume"]?.integer ?? 0, relief: relief,
    consequence: .bands(CreditTable(table)))
}

private func month(
  _ input: WorkedExamples.Value, _ rules: MeasureRules, standing: Standing = .final,
  received: Int? = nil, isOpen: (Instant) -> Bool = { _ in true }
) throws -> MonthWorking {
  let items = try input.list("invoice_lines").map { line in
    BillItem(
      item: try line.requireText("id"), source: "", quantity: try line.requireDecimal("quantity"),
      unit: "", rate: try line.requireDecimal("rate"))
  }
  let intervals = try intervals(input)
  let bill = BillRules(
    try dollars(), creditCapPercent: try input.requireDecimal("at_risk_pct"))
  return try MonthWorking(items, rules: bill, creditBase: .subtotal) {
    (base: Money) throws(CreditTableError) in
    [
      try rules.judge(
        intervals,
        completeness: Completeness(
          expected: intervals.count, received: received ?? intervals.count),
        standing: standing, base: base, isOpen: isOpen)
    ]
  }
}

@Suite struct ContractMonthTests {
  @Test(arguments: try WorkedExamples.cases("contract_month"))
  func `a month is judged in its fixed order`(example: WorkedExamples.Case) throws {
    let month = try month(example.input, rules(example.input))
    let measure = try #require(month.measures.first)
    let total = try #require(measure.total)
    let quotient = try #require(measure.outcome.quotient)

    var totals: [String: WorkedExamples.Value] = [:]
    for (name, counter) in counters { totals[name] = integer(total[counter]) }
    var found: [String: WorkedExamples.Value] = [
      "dropped_intervals": .integer(measure.droppedIntervals), "totals": .object(totals),
      "numerator": .integer(quotient.numerator), "denominator": .integer(quotient.denominator),
      "pct": .text(quotient.percent.text(2)), "subtotal": .text(month.bill.subtotal.text),
      "verdict": .text(measure.verdict.rawValue), "credit": .text(month.bill.credit.text),
      "net": .text(month.bill.net.text),
    ]
    if case .band(let credit) = measure.consequence {
      found["credit_pct"] = .text(credit.band.percent.text(2))
      found["capped"] = .flag(month.bill.isCreditCapped)
    }
    #expect(example.expected == .object(found))
  }

  @Test func `every step is kept with what went in`() throws {
    let example = try #require(try WorkedExamples.cases("contract_month").first)
    let measure = try #require(try month(example.input, rules(example.input)).measures.first)
    let names = measure.steps.map { Mirror(reflecting: $0).children.first?.label }
    #expect(
      names == [
        "completeness", "hours", "exclusions", "sum", "division", "comparison", "standing",
        "consequence", "weight",
      ])
  }

  @Test func `without enough intervals there is no verdict and no credit`() throws {
    let example = try #require(try WorkedExamples.cases("contract_month").first)
    let month = try month(example.input, rules(example.input), received: 2)
    #expect(month.measures.map(\.verdict) == [.noData])
    #expect(month.measures.map(\.outcome) == [.missing])
    #expect(month.bill.net == month.bill.charges)
  }

  @Test(arguments: [(Standing.provisional, Verdict.provisional), (.grace, .grace)])
  func `a verdict that is not final moves no money`(standing: Standing, verdict: Verdict) throws {
    let example = try #require(try WorkedExamples.cases("contract_month").first)
    let month = try month(example.input, rules(example.input), standing: standing)
    #expect(month.measures.map(\.verdict) == [verdict])
    #expect(month.measures.first?.outcome.quotient == Quotient(352, 585))
    #expect(month.bill.credit.minorUnits == 0)
  }

  @Test func `closed intervals leave before exclusions are looked at`() throws {
    let example = try #require(try WorkedExamples.cases("contract_month").first)
    let ten = try Instant("2025-03-03T10:00:00Z")
    let month = try month(example.input, rules(example.input), isOpen: { $0 < ten })
    let measure = try #require(month.measures.first)
    // 171 + 31 in time; 196 + 120 answered, 12 + 66 abandoned, less 3 + 9 short ones.
    #expect(measure.outcome.quotient == Quotient(202, 382))
    #expect(measure.steps[1] == .hours(open: 2, closed: 1))
  }

  @Test func `a part that is not recorded gives no verdict`() throws {
    let rules = try MeasureRules(metric: .averageHandleTime, target: Target(.atMost, 300))
    let example = try #require(try WorkedExamples.cases("contract_month").first)
    let measure = try #require(try month(example.input, rules).measures.first)
    #expect(measure.verdict == .noData)
    #expect(measure.outcome == .missing)
  }

  @Test func `a month that is wholly excluded is not assessed`() throws {
    let example = try #require(try WorkedExamples.cases("contract_month").first)
    let all = Exclusion(
      window: Window(try Instant("2025-03-03T00:00:00Z"), try Instant("2025-03-04T00:00:00Z")),
      reason: "force majeure")
    let rules = try MeasureRules(
      metric: rules(example.input).metric, target: Target(.atLeast, 80),
      exclusions: Exclusions(.any, [all]))
    let measure = try #require(try month(example.input, rules).measures.first)
    #expect(measure.verdict == .notAssessed)
    #expect(measure.outcome == .empty)
    #expect(measure.droppedIntervals == 3)
  }

  @Test func `weight and multiplier come before the one rounding`() throws {
    let example = try #require(try WorkedExamples.cases("contract_month").first)
    let rules = try MeasureRules(
      metric: rules(example.input).metric, target: Target(.atLeast, 80),
      consequence: .perPoint(
        PointPenalty(target: 80, wantsHigh: true, perUnit: 1)),
      weightPercent: 50, multiplier: 3)
    let measure = try #require(try month(example.input, rules).measures.first)
    // 80 - 60.1709... = 19.8290598..., times 1.5 is 29.7435897...
    #expect(measure.credit.text == "29.74")
    #expect(measure.verdict == .missed)
  }

  @Test func `relief by contacts is refused for a time`() {
    let error = #expect(throws: MeasureRulesError.self) {
      try MeasureRules(
        metric: .averageHandleTime, target: Target(.atMost, 300),
        relief: ForecastRelief(forecast: 100, upperPercent: 110, mode: .excessFavourable))
    }
    #expect(error?.explanation.remedy == "use the relief 'void' for measures in seconds")
  }

  @Test func `what is earned back raises the net amount and not the cap`() throws {
    let bill = Bill(
      [BillItem(item: "fee", source: "", quantity: 1, unit: "", rate: 1000)],
      credits: [.amount(150)], rules: BillRules(try dollars(), creditCapPercent: 10),
      earnedBack: try Money(dollars: 40))
    #expect(bill.credit.text == "100.00")
    #expect(bill.net.text == "940.00")
  }
}
