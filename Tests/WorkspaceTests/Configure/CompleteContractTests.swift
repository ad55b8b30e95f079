import Figures
import Foundation
import Testing
import Workspace

/// The example that holds every key, value by value.
@Suite struct CompleteContractTests {
  static let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Examples/complete-contract.yml").path(percentEncoded: false)

  private let contract: Contract
  private let terms: Terms

  init() throws {
    contract = try ContractFile(reading: Self.path, queues: ["Cards", "Loans", "Chat"]).contract
    terms = try #require(contract.terms.last)
  }

  private func measure(_ id: String) throws -> Measure {
    try #require(terms.measures.first { $0.id == id })
  }

  @Test func `an amendment in mid-year stands in the same file`() throws {
    #expect(contract.terms.map(\.from.text) == ["2026-01-01", "2026-07-01"])
    #expect(terms.reference == "Amendment 1 of 14 June 2026")
    let first = try #require(contract.terms.first)
    #expect(first.credits == CreditTerms())
    #expect(first.billing == BillingTerms())
  }

  @Test func `exclusions meet intervals by their rule and measures by their names`() throws {
    let log = contract.exclusions
    #expect(log.rule == .majority)
    #expect(log.entries.map(\.evidence) == ["INC-4711", "INC-4802"])
    #expect(log.entries.map(\.approver) == ["J. Doe", "J. Doe"])
    let month = contract.zone.window(of: try Period("2026-10"))
    let level = log.exclusions(of: "service-level", in: month, contract.zone)
    // New York is four hours behind UTC in October.
    #expect(
      level.windows.map(\.start.text) == ["2026-10-11T18:25:00Z", "2026-10-20T04:00:00Z"])
    #expect(
      log.exclusions(of: "speed", in: month, contract.zone).list.map(\.reason) == ["carrier outage"]
    )
    let september = contract.zone.window(of: try Period("2026-09"))
    #expect(log.exclusions(of: "service-level", in: september, contract.zone).list.isEmpty)
  }

  @Test func `the last forecast that was given in time counts`() throws {
    let month = try #require(LocalDate("2026-10-01"))
    // Thirty days before 1 October is 1 September.
    #expect(contract.forecast.lockDate(of: Period(month: month)) == LocalDate("2026-09-01"))
    #expect(contract.forecast.locked(for: Period(month: month))?.contacts == 11_000)
    #expect(contract.forecast.locked(for: Period(month: month.startOfPreviousMonth)) == nil)
  }

  @Test func `a measure says everything about its judgement`() throws {
    let level = try measure("service-level")
    #expect(
      level.conditions
        == MeasureConditions(
          category: .critical, rule: .rounded(1, .halfUp),
          scope: Scope(
            queues: ["Cards", "Loans"], media: "voice", directions: ["inbound"], openOnly: true),
          minimumVolume: 500, graceUntil: LocalDate("2026-09-01"),
          relief: ReliefTerms(abovePercent: 110, mode: .void), weightPercent: 60,
          earnBack: EarnBackTerms(rule: .pooled, expected: 85, months: 3)))
    #expect(level.credit.map(\.percent) == [2, 10])

    let days = try measure("days")
    #expect(days.target == Target(.atLeast, 90))
    #expect(
      days.conditions.stretches
        == StretchRule(length: .day, target: Target(.atLeast, 75), minimum: 10))
    #expect(days.words == "days with answered in time / answered at least 75 %")
    #expect(days.levelTarget == Target(.atLeast, 75))
    #expect(days.consequence == .atRisk(40))

    #expect(
      try measure("speed").consequence
        == .perUnit(UnitPrice(amount: 500, partUnits: .up, bonusLine: 15)))
    #expect(
      try measure("abandon-rate").consequence
        == .points([PointTier(upTo: 2, points: 1), PointTier(upTo: nil, points: 3)]))
    #expect(try measure("handle-time").conditions.category == .key)
    #expect(
      try measure("abandons-of-answered").consequence
        == .bands([
          CreditBand(to: 9, percent: 0), CreditBand(from: 9, to: 12, percent: 3),
          CreditBand(from: 12, percent: 6),
        ]))
  }

  @Test func `credits, billing and fees stand with their terms`() throws {
    let half = try #require(Decimal(exactly: "0.5"))
    #expect(
      terms.credits
        == CreditTerms(
          clause: "7", base: .subtotal, atRiskPercent: 12, counting: .all, repeatMultiplier: 2,
          points: .each(percent: half)))
    #expect(terms.billing == BillingTerms(minimum: 20_000, rounding: .halfEven))
    let rate = { (text: String) in try #require(Decimal(exactly: text)) }
    #expect(
      terms.fees == [
        Fee(
          item: "Answered", clause: "9.1", quantity: .counter(.answered),
          price: .bands(
            try RateBands(
              .graduated,
              [.init(upTo: 10_000, rate: rate("2.75")), .init(upTo: nil, rate: rate("2.50"))]))),
        Fee(
          item: "Handling",
          quantity: .minutes(.handle, increment: BillingIncrement(.aggregate, seconds: 60)),
          price: .rate(try rate("0.42"))),
        Fee(item: "Base", quantity: .month, price: .rate(1500)),
        Fee(
          item: "Team leads",
          quantity: .stated(
            unit: "FTE",
            [
              Fee.Statement(
                month: try #require(LocalDate("2026-10-01")), quantity: try rate("2.5"),
                evidence: "TS-2026-10")
            ]), price: .rate(try rate("4100.50"))),
        Fee(
          item: "Back office", quantity: .counter(.handled),
          price: .baseline(
            BaselineCharge(
              baseline: 10_000, bandPercent: 10, charge: 8000, additionalRate: try rate("0.90"),
              reductionRate: try rate("0.70")))),
      ])
  }
}
