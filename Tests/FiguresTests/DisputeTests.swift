import Figures
import Foundation
import Testing

@Suite struct DisputeTests {
  @Test(arguments: try WorkedExamples.cases("reconcile"))
  func `a line is disputed on exact values`(example: WorkedExamples.Case) throws {
    let limits = try #require(example.input["tolerance"])
    let join = try #require(Tolerance.Join(rawValue: limits["join"]?.text ?? "or"))
    let tolerance = Tolerance(
      absolute: limits["abs"]?.decimal, percent: limits["pct"]?.decimal, join: join)
    let lines = example.input.list("lines")
    let found = Reconciliation(
      try lines.map { line in
        Variance(
          metric: try line.requireText("metric"), ours: line["ours"]?.decimal,
          theirs: line["theirs"]?.decimal, rate: line["rate"]?.decimal, tolerance: tolerance,
          try dollars())
      }, try dollars())

    let rows: [WorkedExamples.Value] = zip(found.lines, lines).map { variance, line in
      let places = line["decimals"]?.integer ?? 2
      var row: [String: WorkedExamples.Value] = [
        "metric": .text(variance.metric), "status": .text(variance.status.rawValue),
        "variance": text(variance.difference?.text(places)),
        "variance_pct": text(variance.percent?.text(2)),
      ]
      row["amount"] = variance.amount.map { .text($0.text) }
      return .object(row)
    }
    #expect(
      example.expected
        == .object([
          "rows": .list(rows), "disputed": .integer(found.disputed.count),
          "amount_in_dispute": .text(found.amountInDispute.text),
        ]))
  }

  @Test func `without a limit only equality is within`() throws {
    func status(_ theirs: Decimal) throws -> Variance.Status {
      Variance(
        metric: "offered", ours: 10, theirs: theirs, rate: nil,
        tolerance: Tolerance(absolute: nil, percent: nil), try dollars()
      ).status
    }
    #expect(try status(10) == .within)
    #expect(try status(11) == .disputed)
  }

  @Test(arguments: try WorkedExamples.cases("zone_shift"))
  func `their series may be ours an hour later`(example: WorkedExamples.Case) throws {
    let input = example.input
    let shift = ZoneShift(
      ours: input.list("ours").compactMap(\.integer),
      theirs: input.list("theirs").compactMap(\.integer),
      step: try input.requireInteger("step_min") * 60,
      maximumLag: try input.requireInteger("max_lag"))
    #expect(
      example.expected
        == .object([
          "lag_intervals": .integer(shift.lag),
          "lag_minutes": .integer(shift.lag * shift.step / 60), "exact": .flag(shift.isExact),
          "suspect_time_zone": .flag(shift.suspectsZone),
        ]))
  }

  @Test func `a flat series proves no shift, and an early one is negative`() {
    #expect(
      ZoneShift(ours: [5, 5, 5, 5], theirs: [5, 5, 5, 5], step: 900, maximumLag: 2).lag == 0)
    let early = ZoneShift(
      ours: [1, 2, 3, 4, 5, 6], theirs: [2, 3, 4, 5, 6, 7], step: 900, maximumLag: 3)
    #expect(early.lag == -1)
    #expect(early.suspectsZone)
  }
}
