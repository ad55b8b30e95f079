import Figures
import Foundation
import Testing

private func table(_ input: WorkedExamples.Value) throws -> CreditTable {
  let bands = try input.list("tiers").map { tier in
    CreditBand(
      from: tier["from"]?.decimal, to: tier["to"]?.decimal,
      includesFrom: tier["from_inclusive"]?.flag ?? true,
      includesTo: tier["to_inclusive"]?.flag ?? false,
      percent: try tier.requireDecimal("credit_pct"))
  }
  return CreditTable(bands, rule: try input.comparisonRule())
}

@Suite struct CreditTests {
  @Test(arguments: try WorkedExamples.cases("tier_credit"))
  func `exactly one band gives the credit`(example: WorkedExamples.Case) throws {
    let base = try Money(dollars: example.input.requireDecimal("base_amount"))
    let table = try table(example.input)
    let figure = try example.input.figure()
    if example.expected["error"] != nil {
      #expect(example.expected == .object(["error": .text("gap")]))
      let error = #expect(throws: CreditTableError.self) { try table.credit(for: figure, of: base) }
      #expect(error == .gap(figure))
      #expect(error?.explanation.what == "no band of the credit table holds 45.5")
      return
    }
    let credit = try table.credit(for: figure, of: base)
    #expect(
      example.expected
        == .object([
          "tier": .integer(credit.index), "credit_pct": .text(credit.band.percent.text(2)),
          "amount": .text(credit.amount.text),
        ]))
  }

  @Test(arguments: try WorkedExamples.cases("tier_table_check"))
  func `a table is probed at every bound and between`(example: WorkedExamples.Case) throws {
    let table = try table(example.input)
    let ends = example.input.list("domain").compactMap(\.decimal)
    let faults = table.faults(within: ends.isEmpty ? nil : ends[0]...ends[1])
    #expect(
      example.expected
        == .object([
          "valid": .flag(faults.isEmpty),
          "gap_at": .list(faults.gaps.map { .text($0.text(3)) }),
          "overlap_at": .list(faults.overlaps.map { .text($0.text(3)) }),
        ]))
  }

  @Test func `a table is refused for its lowest fault, unless the contract rounds first`() throws {
    let bands = [
      CreditBand(to: 45, includesTo: true, percent: 0), CreditBand(from: 46, percent: 25),
    ]
    let error = #expect(throws: CreditTableError.self) { try CreditTable(bands).check() }
    #expect(error?.explanation.what == "no band of the credit table holds 45.5")
    try CreditTable(bands, rule: .rounded(0, .halfUp)).check()
    #expect(CreditTable([]).faults().gaps == [0])

    let overlapping = CreditTable([
      CreditBand(to: 75, includesTo: true, percent: 5), CreditBand(from: 75, percent: 0),
    ])
    let twice = #expect(throws: CreditTableError.self) { try overlapping.check() }
    #expect(twice?.explanation.what == "more than one band of the credit table holds 75")
  }

  @Test(arguments: try WorkedExamples.cases("per_point"))
  func `a distance from the target costs by the unit`(example: WorkedExamples.Case) throws {
    let input = example.input
    let penalty = PointPenalty(
      target: try input.requireDecimal("target"), wantsHigh: input["better"]?.text == "higher",
      perUnit: try input.requireDecimal("per_unit"),
      partUnits: try input.partRounding("fraction"), bonusLine: input["bonus_line"]?.decimal)
    let result = penalty.penalty(for: try input.figure(), try dollars())
    var found: [String: WorkedExamples.Value] = [
      "units": .text(result.units.text(4)), "amount": .text(result.amount.text),
    ]
    found["bonus"] = result.bonus.map { .text($0.text) }
    #expect(example.expected == .object(found))
  }

  @Test(arguments: try WorkedExamples.cases("excess_count"))
  func `contacts beyond an allowance cost each`(example: WorkedExamples.Case) throws {
    let input = example.input
    let allowance = ExcessAllowance(
      percent: try input.requireDecimal("allowed_pct"),
      perContact: try input.requireDecimal("per_contact"),
      wholeContacts: try input.partRounding("allowed_rounding"))
    let result = allowance.excess(
      of: try input.requireInteger("over"), received: try input.requireInteger("received"),
      try dollars())
    #expect(
      example.expected
        == .object([
          "allowed": .text(result.allowed.text(2)), "excess": .text(result.excess.text(2)),
          "amount": .text(result.amount.text),
        ]))
  }

  @Test(arguments: try WorkedExamples.cases("pool_credit"))
  func `credits are rounded once each, added, then capped`(example: WorkedExamples.Case) throws {
    let input = example.input
    let pool = AtRiskPool(
      percent: try input.requireDecimal("at_risk_pct"), cap: input["cap"]?.decimal)
    let defaults = try input.list("defaults").map { item in
      AtRiskPool.Default(
        poolPercent: item["pool_pct"]?.decimal ?? 100,
        allocationPercent: try item.requireDecimal("alloc_pct"),
        multiplier: item["multiplier"]?.decimal ?? 1)
    }
    let charges = try Money(dollars: input.requireDecimal("invoice_amount"))
    let result = pool.credit(for: defaults, charges: charges)
    #expect(
      example.expected
        == .object([
          "at_risk": .text(result.atRisk.text), "each": .list(result.each.map { .text($0.text) }),
          "sum": .text(result.sum.text), "credit": .text(result.credit.text),
          "capped": .flag(result.isCapped),
        ]))
  }

  @Test(arguments: try WorkedExamples.cases("service_points"))
  func `a failure right after a failure counts double`(example: WorkedExamples.Case) throws {
    let grades = try #require(example.input["points"])
    let points = ServicePoints(
      minor: try grades.requireInteger("minor"), serious: try grades.requireInteger("serious"),
      severe: try grades.requireInteger("severe"))
    var byMeasure: [String: [Int]] = [:]
    for measure in example.input.list("kpis") {
      let history = measure.list("history").compactMap(\.text).compactMap(Severity.init)
      byMeasure[try measure.requireText("name")] = points.points(for: history)
    }
    let months = byMeasure.values.map(\.count).max() ?? 0
    let totals = (0..<months).map { month in byMeasure.values.reduce(0) { $0 + $1[month] } }
    var found: [String: WorkedExamples.Value] = [
      "points": .list(totals.map { .integer($0) }),
      "by_kpi": .object(byMeasure.mapValues { .list($0.map { .integer($0) }) }),
    ]
    if let percent = example.input["pct_per_point"]?.decimal {
      let pool = PointsPool(percentPerPoint: percent, capPercent: example.input["cap_pct"]?.decimal)
      let charges = try example.input.list("charges").map { charge in
        try Money(dollars: #require(charge.decimal))
      }
      found["credits"] = .list(
        zip(totals, charges).map { .text(pool.credit(points: $0, charges: $1).text) })
    }
    #expect(example.expected == .object(found))
  }

  @Test(arguments: try WorkedExamples.cases("point_table"))
  func `points pay the highest step they reach`(example: WorkedExamples.Case) throws {
    let steps = try example.input.list("steps").map { step in
      PointSteps.Step(
        points: try step.requireInteger("points"), percent: try step.requireDecimal("pct"))
    }
    let table = PointSteps(steps.reversed())
    let points = try example.input.requireInteger("points")
    let base = try Money(dollars: example.input.requireDecimal("base_amount"))
    #expect(
      example.expected
        == .object([
          "pct": .text(table.percent(for: points).text(2)),
          "amount": .text(table.credit(points: points, charges: base).text),
        ]))
    #expect(table.percent(for: 4) == 0)
  }

  @Test(arguments: try WorkedExamples.cases("earnback"))
  func `credits return by the rule that the contract names`(example: WorkedExamples.Case) throws {
    let input = example.input
    let rule = try #require(EarnBack.Rule(rawValue: input.requireText("rule")))
    let months = try input.list("months").map { month in
      Quotient(try month.requireInteger("num"), try month.requireInteger("den"))
    }
    let credits = try input.list("credits").map { try Money(dollars: #require($0.decimal)) }
    let earnBack = EarnBack(rule, expected: try input.requireDecimal("expected_pct"))
    let result = earnBack.result(of: months, credits: credits, try dollars())
    #expect(
      example.expected
        == .object([
          "basis_pct": text(result.basis?.text(2)), "earned_back": .text(result.earnedBack.text),
          "net_credit": .text(result.net.text),
        ]))
    let nothing = earnBack.result(of: [], credits: credits, try dollars())
    #expect(nothing.net == nothing.credited)
  }
}
