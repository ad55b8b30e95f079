import Figures
import Foundation
import Testing

@Suite struct BillTests {
  @Test(arguments: try WorkedExamples.cases("billing_time"))
  func `time is charged in whole increments`(example: WorkedExamples.Case) throws {
    let input = example.input
    let mode = try #require(BillingIncrement.Mode(rawValue: input["mode"]?.text ?? "per_call"))
    let increment = BillingIncrement(
      mode, seconds: try input.requireInteger("increment_s"),
      minimum: input["minimum_s"]?.integer ?? 0, freeBelow: input["free_below_s"]?.integer ?? 0)
    let time = increment.billed(calls: input.list("calls_s").compactMap(\.integer))
    var found: [String: WorkedExamples.Value] = [
      "actual_s": .integer(time.actual), "billed_s": .integer(time.billed),
      "billed_minutes": .text(time.minutes.text(2)),
    ]
    if let rate = input["rate_per_minute"]?.decimal {
      found["amount"] = .text(time.amount(perMinute: rate, try dollars()).text)
    }
    #expect(example.expected == .object(found))
  }

  @Test func `increments of each call are not guessed from a sum`() throws {
    let error = #expect(throws: BillingIncrementError.self) {
      try BillingIncrement(.perCall, seconds: 60).billed(total: 1055)
    }
    #expect(error?.explanation.what.contains("not verifiable") == true)
    let total = try BillingIncrement(.aggregate, seconds: 60).billed(total: 1055)
    #expect(total == BilledTime(actual: 1055, billed: 1080))
    // A leg of no length costs nothing, even with a minimum.
    let legs = BillingIncrement(.perCall, seconds: 6, minimum: 30).billed(calls: [0, 31])
    #expect(legs == BilledTime(actual: 31, billed: 36))
  }

  @Test(arguments: try WorkedExamples.cases("tiered_charge"))
  func `bands charge graduated or as a slab`(example: WorkedExamples.Case) throws {
    let mode = try #require(RateBands.Mode(rawValue: example.input.requireText("mode")))
    let bands = try example.input.list("bands").map { band in
      RateBands.Band(upTo: band["up_to"]?.decimal, rate: try band.requireDecimal("rate"))
    }
    let quantity = try example.input.requireDecimal("quantity")
    let charge = try RateBands(mode, bands).charge(for: quantity, dollars())
    #expect(
      example.expected
        == .object([
          "amount": .text(charge.amount.text),
          "effective_rate": text(charge.effectiveRate?.text(4)),
        ]))
  }

  @Test func `bands that do not rise or do not reach are refused`() throws {
    let (low, high) = (RateBands.Band(upTo: 10, rate: 2), RateBands.Band(upTo: 20, rate: 1))
    #expect(throws: RateBandsError.notAscending(position: 2)) {
      try RateBands(.slab, [high, low])
    }
    #expect(throws: RateBandsError.notAscending(position: 1)) {
      try RateBands(.slab, [RateBands.Band(upTo: nil, rate: 1), high])
    }
    let error = #expect(throws: RateBandsError.self) {
      try RateBands(.graduated, [low, high]).charge(for: 21, dollars())
    }
    #expect(error?.explanation.what == "no band of the rates holds a quantity of 21")
    #expect(try RateBands(.graduated, [low, high]).charge(for: 0, dollars()).effectiveRate == nil)
  }

  @Test(arguments: try WorkedExamples.cases("baseline_charge"))
  func `a neutral band leaves the charge alone`(example: WorkedExamples.Case) throws {
    let input = example.input
    let origin = try #require(
      BaselineCharge.Origin(rawValue: input["measured_from"]?.text ?? "band"))
    let charge = BaselineCharge(
      baseline: try input.requireDecimal("baseline"),
      bandPercent: try input.requireDecimal("band_pct"),
      charge: try input.requireDecimal("base_charge"),
      additionalRate: try input.requireDecimal("arc_rate"),
      reductionRate: try input.requireDecimal("rrc_rate"), origin: origin)
    let result = charge.result(for: try input.requireDecimal("actual"), try dollars())
    #expect(
      example.expected
        == .object([
          "additional_units": .text(result.additionalUnits.text(2)),
          "reduced_units": .text(result.reducedUnits.text(2)), "charge": .text(result.charge.text),
        ]))
  }

  @Test(arguments: try WorkedExamples.cases("invoice"))
  func `a bill rounds where its rules say and shows the other way`(
    example: WorkedExamples.Case
  ) throws {
    let input = example.input
    let code = [0: "JPY", 3: "KWD"][input["minor_units"]?.integer ?? 2] ?? "USD"
    let rules = BillRules(
      try #require(Currency(code: code)), rounding: try input.rounding("rounding"),
      roundsLines: input["round_lines"]?.flag ?? true,
      minimumCommitment: input["minimum_commitment"]?.decimal,
      creditCapPercent: input["credit_cap_pct"]?.decimal, taxPercent: input["tax_pct"]?.decimal)
    let items = try input.list("lines").map { line in
      BillItem(
        item: try line.requireText("id"), source: "", quantity: try line.requireDecimal("quantity"),
        unit: "", rate: try line.requireDecimal("rate"))
    }
    let credits: [BillCredit] = try input.list("credits").map { credit in
      if let amount = credit["amount"]?.decimal { return .amount(amount) }
      let base = try #require(BillCredit.Base(rawValue: credit["base"]?.text ?? "charges"))
      return .percent(try credit.requireDecimal("pct"), of: base)
    }
    let bill = Bill(items, credits: credits, rules: rules)

    var found: [String: WorkedExamples.Value] = [
      "lines": .list(bill.lines.map { .text($0.amount.text) }),
      "subtotal": .text(bill.subtotal.text),
      "other_method_difference": .text(bill.otherMethodDifference.text),
      "credit": .text(bill.credit.text), "net": .text(bill.net.text),
    ]
    found["minimum_top_up"] = bill.minimumTopUp.map { .text($0.text) }
    found["credit_capped"] = bill.creditLimit.map { _ in .flag(bill.isCreditCapped) }
    found["tax"] = bill.tax.map { .text($0.text) }
    found["total"] = bill.tax.map { _ in .text(bill.total.text) }
    #expect(example.expected == .object(found))
  }

  @Test(arguments: try WorkedExamples.cases("proration"))
  func `a part of a month pays by its days`(example: WorkedExamples.Case) throws {
    let month = try Period(example.input.requireText("month"))
    let from = try #require(LocalDate(example.input.requireText("from")))
    let through = try #require(LocalDate(example.input.requireText("to")))
    let part = Proration(of: month, from: from, through: through)
    let fee = try Money(dollars: example.input.requireDecimal("monthly_fee"))
    #expect(
      example.expected
        == .object([
          "days": .integer(part.days), "of": .integer(part.of),
          "amount": .text(part.amount(of: fee).text),
        ]))
    #expect(Proration(of: month, from: month.endDay).days == 0)
    #expect(Proration(of: month, from: from).days == part.days)
  }
}
