import Figures
import Foundation
import Testing
import Workspace

/// What the rich keys of a contract refuse: each change of the complete example, at its place.
@Suite struct ContractConditionTests {
  static let refusals: [Refusal] = [
    Refusal(
      "reason: carrier outage, ", "", "the key 'reason' is missing in 'exclusions.windows[1]'",
      "c.yml:22:7"),
    Refusal(
      "approver: J. Doe, evidence: INC-4711", "evidence: INC-4711",
      "the key 'approver' is missing in 'exclusions.windows[1]'", "c.yml:22:7"),
    Refusal(
      "measures: [service-level]", "measures: [service-levels]",
      "the contract has no measure 'service-levels'", "c.yml:23:114",
      do: "did you mean 'service-level'?"),
    Refusal(
      "overlap: majority", "overlap: most", "'exclusions.overlap' is 'most', which is unknown",
      "c.yml:20:12"),
    Refusal(
      "given: 2026-09-01", "given: 2026-08-20",
      "two forecasts for 2026-10 were given on 2026-08-20", "c.yml:30:7"),
    Refusal(
      "month: 2026-10, given: 2026-08-20", "month: 2026-10-01, given: 2026-08-20",
      "'forecast.volumes[1].month' is '2026-10-01', not a month", "c.yml:29:15"),
    Refusal(
      "repeat: 2 ", "repeat: 0 ",
      "'terms[2].credits.repeat' is '0', not a whole number from 1 to 10", "c.yml:57:15, clause 7"),
    Refusal(
      "      points: {each: 0.5 %}", "      pints: {each: 0.5 %}",
      "unknown key 'pints' in 'terms[2].credits'", "c.yml:58:7", do: "did you mean 'points'?"),
    Refusal(
      "{each: 0.5 %}", "[{points: 5, percent: 2}, {points: 5, percent: 4}]",
      "the steps do not ascend: 5 points after 5", "c.yml:58:50, clause 7"),
    Refusal(
      "class: critical", "class: key", "only a measure of the class 'critical' moves money",
      "c.yml:79:11, clause 4.1"),
    Refusal(
      "queues: [Cards, Loans]", "queues: [Cards, Loan]", "the partner has no queue 'Loan'",
      "c.yml:72:33, clause 4.1", do: "did you mean 'Loans'?"),
    Refusal(
      "{each: 0.5 %}", "[{points: 3, percent: 5}, {points: 6, percent: 2}]",
      "the credit falls from 5 to 2 as the points grow", "c.yml:58:62, clause 7"),
    Refusal(
      "media: voice, directions", "media: phone, directions", "the partner has no medium 'phone'",
      "c.yml:72:48, clause 4.1", do: "write one of: chat, voice"),
    Refusal(
      "          - {percent: 10}\n        weight", "          - {percent: 1}\n        weight",
      "the credit falls from 2 to 1 as the shortfall grows", "c.yml:80:23, clause 4.1"),
    Refusal(
      "{upTo: 2, points: 1}", "{upTo: 2, points: 9}",
      "the credit falls from 9 to 3 as the shortfall grows", "c.yml:103:49, clause 4.4"),
    Refusal(
      "{to: 9, percent: 0}", "{to: 9, percent: 1}",
      "the band costs 1 % and holds figures that meet the target 'at most 8': a met measure would "
        + "cost money", "c.yml:118:13, clause 4.6",
      do: "let it end at the target, or move the target"),
    Refusal(
      "formula: answered_plus_abandoned\n", "formula: with_voicemail_flowouts\n",
      "the source counts contacts that left the queue, not those that went to voicemail",
      "c.yml:114:18, clause 4.6", do: "agree another formula, such as offered"),
    Refusal(
      "finalAfter: 4 days", "finalAfter: 400 days",
      "'finalAfter' is '400 days', more than the 366 days of a leap year", "c.yml:16:13"),
    Refusal(
      "compare: rounded to 1 decimal ", "compare: rounded ",
      "'terms[2].measures[1].compare' is 'rounded', which is no way to compare",
      "c.yml:74:18, clause 4.1"),
    Refusal(
      "grace: 2026-09-01", "grace: 2026-09-02",
      "'terms[2].measures[1].grace' is 2026-09-02, on which no month begins",
      "c.yml:76:16, clause 4.1"),
    Refusal(
      "above: 110 %", "above: 110",
      "'terms[2].measures[1].relief.above' is '110', not percent of the forecast",
      "c.yml:77:25, clause 4.1"),
    Refusal(
      "reach: 85 %", "reach: 185 %",
      "'terms[2].measures[1].earnBack.reach' is '185 %', not a percentage from 0 to 100",
      "c.yml:82:52, clause 4.1"),
    Refusal(
      "months: 3", "months: 12",
      "'terms[2].measures[1].earnBack.months' is '12', not a whole number from 1 to 11",
      "c.yml:82:28, clause 4.1"),
    Refusal(
      "window: {each: day, reach: 90 %, minimum: 10, small: exclude, weigh: interval}",
      "window: day", "'day' does not say how many of them must reach the target",
      "c.yml:89:17, clause 4.2",
      do: "write month, quarter, year, or such as {each: day, reach: 90 %}"),
    Refusal(
      "{each: day,", "{each: fortnight,",
      "'terms[2].measures[2].window.each' is 'fortnight', which is unknown",
      "c.yml:89:24, clause 4.2"),
    Refusal(
      "      atRisk: 12 %", "      # atRisk: 12 %",
      "this is a share of the amount at risk, and the terms put none at risk",
      "c.yml:90:26, clause 4.2"),
    Refusal(
      "perSecond: 500", "perPoint: 500",
      "the metric is a time, which falls short by seconds, not points", "c.yml:96:28, clause 4.3"),
    Refusal(
      "bonusFrom: 15 s", "bonusFrom: 45 s",
      "the bonus begins at 45 s, on the wrong side of the target", "c.yml:96:56, clause 4.3"),
    Refusal(
      "      points: {each: 0.5 %}", "      #",
      "these are service points, and the terms do not say what a point costs",
      "c.yml:103:36, clause 4.4"),
    Refusal(
      "{upTo: 2, points: 1}", "{upTo: 2, percent: 1}", "a table of points has no percent",
      "c.yml:103:37, clause 4.4"),
    Refusal(
      "{from: 9, to: 12, percent: 3}", "{from: 10, to: 12, percent: 3}",
      "no band of the credit table holds 9", "c.yml:118:11, clause 4.6"),
    Refusal(
      "{from: 12, percent: 6}", "{from: 11, percent: 6}",
      "more than one band of the credit table holds 11", "c.yml:118:11, clause 4.6"),
    Refusal(
      "{from: 12, percent: 6}", "{upTo: 12, percent: 6}",
      "'upTo' is a step of shortfall; this table goes by the figure", "c.yml:120:20, clause 4.6"),
    Refusal(
      ", {rate: 2.50}]", "]", "the rates have a hole: nothing is said above 10000",
      "c.yml:125:21, clause 9.1"),
    Refusal(
      "{rate: 2.50}", "{upTo: 9000, rate: 2}, {rate: 2.50}",
      "band 2 of the rates does not rise above the one before it", "c.yml:125:48, clause 9.1"),
    Refusal(
      "each: handled minute, increment: 60 s", "each: answered, increment: 60 s",
      "only minutes are charged in increments", "c.yml:126:53"),
    Refusal(
      "increment: 60 s", "increment: 500 ms", "'terms[2].fees[2].increment' must be whole seconds",
      "c.yml:126:59"),
    Refusal(
      "each: FTE ", "each: handled ",
      "'handled' comes from the source; only hours and FTE are stated in the contract file",
      "c.yml:131:17"),
    Refusal(
      ", evidence: TS-2026-10", "", "the key 'evidence' is missing in 'terms[2].fees[4].stated[1]'",
      "c.yml:131:18"),
    Refusal(
      "rate: 4100.50",
      "baseline: {volume: 1, band: 1, charge: 1, above: 1, below: 1}\n        rate: 4100.50",
      "a fee has exactly one price, and 'terms[2].fees[4]' has rate and baseline", "c.yml:128:9"),
    Refusal(
      "rate: 1500", "rate: 1500.1234567",
      "'terms[2].fees[3].rate' must be zero or more, with at most six decimals", "c.yml:127:41"),
  ]

  private struct Relocated: Explained { let explanation: Explanation }

  private func read(_ text: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "c.yml")
    do {
      _ = try ContractFile(
        reading: path, queues: ["Cards", "Loans", "Chat"], media: ["chat", "voice"])
    } catch let error as SettingError {
      throw Relocated(
        explanation: Explanation(
          error.status, what: error.what,
          place: error.place.replacingOccurrences(of: folder.path + "/", with: ""),
          remedy: error.remedy))
    }
  }

  @Test(arguments: refusals)
  func `a flaw is refused at its place, with its clause`(refusal: Refusal) throws {
    let valid = try String(contentsOfFile: CompleteContractTests.path, encoding: .utf8)
    #expect(valid.contains(refusal.old))
    let text = valid.replacingOccurrences(of: refusal.old, with: refusal.new)
    let found = try #require(explanation { try read(text) })
    #expect(found.status == .configuration)
    #expect(found.what == refusal.what)
    #expect(found.place == refusal.place)
    if let remedy = refusal.remedy { #expect(found.remedy == remedy) }
  }

  @Test func `relief without any forecast is refused`() throws {
    let valid = try String(contentsOfFile: CompleteContractTests.path, encoding: .utf8)
    let start = try #require(valid.range(of: "forecast:\n"))
    let end = try #require(valid.range(of: "# Terms follow"))
    let text = valid.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: "")
    let found = try #require(explanation { try read(text) })
    #expect(found.what == "there is relief above a forecast, and the contract has none")
    #expect(found.place?.hasSuffix("clause 4.1") == true)
  }
}
