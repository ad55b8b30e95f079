import Figures
import Foundation
import Testing
import Workspace

/// Months of a contract's own, and measures over more than a month.
@Suite struct JudgedWindowTests {
  static let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Examples/fiscal-contract.yml").path(percentEncoded: false)

  @Test func `a window is a quarter, a year, dates, or parts of a month`() throws {
    let contract = try ContractFile(reading: Self.path).contract
    #expect(contract.monthBegins == 22)
    let october = contract.period(try Period("2026-10"))
    #expect(october.firstDay.text == "2026-09-22")
    // Final four days after 21 October, and then 21 days.
    #expect(contract.claimUntil(october)?.text == "2026-11-15")
    let measures = try #require(contract.terms.first).measures
    #expect(measures.map(\.conditions.span).first == .quarter)
    #expect(
      measures[1].conditions.span
        == .dates(
          try #require(LocalDate("2026-11-20")), until: try #require(LocalDate("2027-01-07"))))
    #expect(measures[2].target == Target(.atLeast, 90))
    #expect(measures[2].levelTarget == Target(.atMost, 30))
    #expect(measures[2].isShare)
    #expect(
      contract.terms.first?.fees.map(\.quantity) == [
        .minutes(
          .talk, increment: BillingIncrement(.perCall, seconds: 60, minimum: 60, freeBelow: 5))
      ])
  }

  @Test(arguments: [
    (
      "monthBegins: 22 ", "monthBegins: 29 ",
      "'monthBegins' is '29', not a whole number from 1 to 28", "6:14"
    ),
    (
      "from: 2025-12-22", "from: 2026-01-01",
      "'terms[1].from' is 2026-01-01, on which no month begins", "16:11"
    ),
    (
      "grace: 2026-02-22", "grace: 2026-03-01",
      "'terms[1].measures[3].grace' is 2026-03-01, on which no month begins", "41:16, clause 3.3"
    ),
    (
      "window: quarter ", "window: half ",
      "'half' does not say how many of them must reach the target", "24:17, clause 3.1"
    ),
    (
      "until: 2027-01-07", "until: 2026-11-20",
      "the window ends on 2026-11-20, before it begins", "32:17, clause 3.2"
    ),
    (
      "until: 2027-01-07", "until: 2027-12-01", "the window is longer than a year",
      "32:17, clause 3.2"
    ),
    ("increment: 60 s, ", "", "'per' goes with 'increment', and the fee has none", "43:47"),
    (
      "minimum: 60 s", "minimum: 100 ms",
      "'terms[1].fees[1].minimum' must be whole seconds", "43:79"
    ),
  ])
  func `a flaw is refused at its place`(
    old: String, new: String, what: String, place: String
  ) throws {
    let valid = try String(contentsOfFile: Self.path, encoding: .utf8)
    try #require(valid.contains(old))
    let folder = try TemporaryFolder()
    let path = try folder.write(valid.replacingOccurrences(of: old, with: new), to: "c.yml")
    let found = try #require(explanation { try ContractFile(reading: path) })
    #expect(found.what == what)
    #expect(found.place == "\(path):\(place)")
  }

  @Test(arguments: [
    (
      "        credit: [{percent: 3}]\n",
      "        credit: [{percent: 3}]\n        relief: {above: 110 %, mode: void}\n",
      "there is relief above a forecast, and the contract has none"
    ),
    (
      "        credit: [{percent: 3}]\n",
      "        credit: [{percent: 3}]\n        earnBack: {months: 2, rule: pooled, reach: 80 %}\n",
      "a credit is earned back by months, and the measure is judged by more"
    ),
  ])
  func `what belongs to single months does not go with several`(
    old: String, new: String, what: String
  ) throws {
    let valid = try String(contentsOfFile: Self.path, encoding: .utf8)
    try #require(valid.contains(old))
    let folder = try TemporaryFolder()
    let path = try folder.write(valid.replacingOccurrences(of: old, with: new), to: "c.yml")
    let found = try #require(explanation { try ContractFile(reading: path) })
    #expect(found.what == what)
  }
}
