import Figures
import Foundation
import Testing
import Workspace

@Suite struct ContractRefusalTests {
  static let valid = """
    title: Voice services agreement
    zone: America/New_York
    currency: USD
    answeredWithin: 20 s
    shortAbandon: 5 s
    hours:
      monday to friday: 08:00-12:00, 13:00-18:00
      saturday: 22:00-06:00
    holidays: [2026-12-25]
    coverage: 95 %
    terms:
      - from: 2026-01-01
        until: 2026-07-01
        measures:
          - id: service-level
            clause: "4.1"
            title: Service level
            metric: service level
            formula: offered
            target: at least 80 %
            credit:
              - {upTo: 5, percent: 2}
              - {percent: 10}
      - from: 2026-07-01
        reference: Amendment 1
        measures:
          - id: speed
            clause: "4.2"
            title: Speed of answer
            metric: average speed of answer
            target: less than 30 s
        fees:
          - {item: Answered, each: answered, rate: 2.75}

    """

  private func read(_ text: String, recorded: CounterSet = .all) throws -> ContractFile {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "c.yml")
    do { return try ContractFile(reading: path, recorded: recorded) } catch let error
      as SettingError
    {
      throw Relocated(
        explanation: Explanation(
          error.status, what: error.what,
          place: error.place.replacingOccurrences(of: folder.path + "/", with: ""),
          remedy: error.remedy))
    }
  }

  /// The same refusal, without the name of the test's folder.
  private struct Relocated: Explained { let explanation: Explanation }

  /// The source counts milliseconds: the last wait below 20 s is one of 19,999 ms.
  @Test func `less than 20 seconds leaves the bound itself out`() throws {
    let text = Self.valid
      .replacingOccurrences(of: "answeredWithin: 20 s", with: "answeredWithin: less than 20 s")
      .replacingOccurrences(
        of: "formula: offered\n", with: "formula: offered\n        within: less than 45 s\n")
    let thresholds = try read(text).contract.thresholds
    #expect(
      thresholds
        == Thresholds(
          answeredWithin: 19_999, shortAbandon: 5000,
          ranges: [WaitRange(.answered, within: 44_999)]))
    let nothing = text.replacingOccurrences(of: "less than 20 s", with: "less than 0 s")
    #expect(explanation { try read(nothing) }?.what == "no wait is 'less than 0 s'")
  }

  /// Two published formulas leave out, or count as met, who gave up within the threshold.
  @Test func `all other formulas need the abandons within each threshold`() throws {
    let text = Self.valid
      .replacingOccurrences(of: "coverage:", with: "otherFormulas: all\ncoverage:")
      .replacingOccurrences(
        of: "formula: offered\n", with: "formula: offered\n        within: 45 s\n")
    #expect(
      try read(text).contract.thresholds.ranges
        == [WaitRange(.answered, within: 45_000), WaitRange(.abandoned, within: 45_000)])
  }

  /// 30 transfers of 200 answered are 15 %, of 150 handled 20 %.
  @Test(arguments: [("answered", 15), ("handled", 20)])
  func `a transfer rate names what transfers are a share of`(name: String, percent: Int) throws {
    let text = Self.valid
      .replacingOccurrences(
        of: "metric: average speed of answer\n",
        with: "metric: transfer rate\n        formula: \(name)\n"
      )
      .replacingOccurrences(of: "less than 30 s", with: "at most 10 %")
    let metric = try #require(try read(text).contract.terms.last?.measures.first).metric
    var tally = Tally(recorded: .all)
    (tally[.transferred], tally[.answered], tally[.handled]) = (30, 200, 150)
    #expect(metric.value(of: tally).quotient?.percent == Fraction(Decimal(percent)))
    #expect(metric.words == "transfers / \(name)")
    let without = text.replacingOccurrences(of: "        formula: \(name)\n", with: "")
    #expect(
      explanation { try read(without) }?.what
        == "the key 'formula' is missing in 'terms[2].measures[1]'")
  }

  @Test func `a threshold that nobody was asked for is named at its line, with its clause`() throws
  {
    let text = Self.valid.replacingOccurrences(
      of: "formula: offered\n", with: "formula: offered\n        within: 45 s\n")
    let file = try read(text)
    func place(_ asked: Thresholds) -> String? {
      file.place(ofThresholdsMissingIn: asked).components(separatedBy: "/").last
    }
    #expect(
      place(Thresholds(answeredWithin: 20_000, shortAbandon: 5000)) == "c.yml:20:17, clause 4.1")
    #expect(place(Thresholds(answeredWithin: 30_000, shortAbandon: 5000)) == "c.yml:4:17")
    #expect(place(Thresholds(answeredWithin: 20_000, shortAbandon: 2000)) == "c.yml:5:15")
  }

  @Test func `a month without terms is refused where the terms stand`() throws {
    let contract = try read(Self.valid).contract
    #expect(contract.place?.hasSuffix("c.yml:12:3") == true)
    // The same words in another file, further down, are the same contract.
    let moved = try read("# A remark.\n" + Self.valid).contract
    #expect(moved.place?.hasSuffix("c.yml:13:3") == true)
    #expect(moved == contract)
  }

  @Test func `a measure may have a threshold of its own`() throws {
    let text = Self.valid
      .replacingOccurrences(
        of: "formula: offered\n", with: "formula: offered\n        within: 45 s\n"
      )
      .replacingOccurrences(
        of: "metric: average speed of answer\n",
        with: "metric: service level\n        formula: answered_plus_late_abandoned\n"
      )
      .replacingOccurrences(of: "less than 30 s", with: "at least 70 %")
    let contract = try read(text).contract
    #expect(
      contract.thresholds
        == Thresholds(
          answeredWithin: 20_000, shortAbandon: 5000,
          ranges: [WaitRange(.answered, within: 45_000), WaitRange(.abandoned, within: 20_000)]))
    var tally = Tally(recorded: .all.union(contract.thresholds.rangeCounters))
    tally[.offered] = 200
    tally[.answered] = 160
    tally[.answeredInThreshold] = 100
    tally[.abandoned] = 40
    tally[.range1] = 150
    tally[.range2] = 10
    let measures = contract.terms.flatMap(\.measures)
    // 150 of 200 offered; 100 of 160 answered and 40 - 10 late abandons.
    #expect(
      measures.map { $0.metric.value(of: tally) } == [
        Outcome(150, over: 200, traffic: true), Outcome(100, over: 190, traffic: true),
      ])
  }

  @Test func `a contract has at most four thresholds more`() throws {
    func text(_ count: Int) -> String {
      let measures = (1...count).map {
        "      - {id: m\($0), clause: 5, title: t, metric: service level, formula: answered, "
          + "within: \($0) s, target: at least 80 %}\n"
      }
      return Self.valid.replacingOccurrences(
        of: "      - id: speed\n", with: measures.joined() + "      - id: speed\n")
    }
    #expect(try read(text(4)).contract.thresholds.ranges.count == 4)
    let found = try #require(explanation { try read(text(5)) })
    #expect(
      found.what
        == "the contract needs more than four thresholds besides 'answeredWithin' and 'shortAbandon'"
    )
    #expect(found.place == "c.yml:31:89, clause 5")
  }

  @Test func `a contract reads as it is spoken`() throws {
    let contract = try read(Self.valid).contract
    #expect(contract.zone.name == "America/New_York")
    #expect(contract.finalAfterDays == 4)
    #expect(contract.thresholds == Thresholds(answeredWithin: 20_000, shortAbandon: 5_000))
    #expect(contract.terms.map(\.measures.count) == [1, 1])
    #expect(contract.terms.last?.measures.first?.target == Target(.lessThan, 30))
    // A Wednesday at noon, a Saturday night, the Sunday after it, a holiday on a Friday.
    let cases: [(String, Int, Bool)] = [
      ("2026-10-14", 479, false), ("2026-10-14", 480, true), ("2026-10-14", 720, false),
      ("2026-10-17", 1320, true), ("2026-10-18", 359, true), ("2026-10-18", 360, false),
      ("2026-12-25", 600, false), ("2026-12-24", 600, true),
    ]
    for (date, minute, isOpen) in cases {
      let date = try #require(LocalDate(date))
      #expect(
        contract.hours.isOpen(on: date, minute: minute) == isOpen, "\(date.text) minute \(minute)")
    }
  }

  static let refusals: [Refusal] = [
    Refusal(
      "America/New_York", "America/NewYork", "the time zone 'America/NewYork' is unknown",
      "c.yml:2:7"),
    Refusal("USD", "US$", "'US$' is no currency", "c.yml:3:11"),
    Refusal("20 s", "0 s", "'answeredWithin' must be above zero", "c.yml:4:17"),
    Refusal("20 s", "20", "'answeredWithin' is '20', not a time up to an hour", "c.yml:4:17"),
    Refusal(
      "95 %", "101 %", "'coverage' is '101 %', not a percentage from 0 to 100", "c.yml:10:11"),
    Refusal(
      "monday to friday", "monday to freitag", "'monday to freitag' is no day of the week",
      "c.yml:7:3"),
    Refusal(
      "08:00-12:00", "8-12", "'8-12, 13:00-18:00' is no time of opening", "c.yml:7:21"),
    Refusal(
      "13:00-18:00", "11:00-18:00", "the hours of monday overlap others", "c.yml:7:21"),
    Refusal(
      "saturday: 22:00-06:00", "sunday: 22:00-09:00", "the hours of sunday overlap others",
      "c.yml:8:11"),
    Refusal("saturday:", "friday:", "the hours of friday stand twice", "c.yml:8:3"),
    Refusal(
      "[2026-12-25]", "[2026-02-29]", "'holidays[1]' is '2026-02-29', not a date", "c.yml:9:12"),
    Refusal(
      "until: 2026-07-01", "until: 2026-06-01", "no terms hold from 2026-06-01 to 2026-07-01",
      "c.yml:24:5"),
    Refusal(
      "until: 2026-07-01", "until: 2026-08-01", "two terms hold from 2026-07-01 to 2026-08-01",
      "c.yml:24:5"),
    Refusal(
      "    until: 2026-07-01\n", "", "these terms overlap the ones before, which have no end",
      "c.yml:23:5", do: "add 'until: 2026-07-01' to the terms from 2026-01-01"),
    Refusal(
      "until: 2026-07-01", "until: 2026-07-02",
      "'terms[1].until' is 2026-07-02, on which no month begins", "c.yml:13:12"),
    Refusal(
      "until: 2026-07-01", "until: 2025-07-01",
      "the terms end on 2025-07-01, before they begin", "c.yml:13:12"),
    Refusal(
      "formula: offered", "formula: ofered",
      "'terms[1].measures[1].formula' is 'ofered', which is unknown", "c.yml:19:18, clause 4.1",
      do: "did you mean 'offered'?"),
    Refusal(
      "metric: service level", "metric: occupancy",
      "'terms[1].measures[1].metric' is 'occupancy', which is unknown",
      "c.yml:18:17, clause 4.1"),
    Refusal(
      "formula: offered", "formula: offered\n        within: 0 s", "'within' must be above zero",
      "c.yml:20:17, clause 4.1"),
    Refusal(
      "metric: average speed of answer",
      "metric: average speed of answer\n        within: 30 s",
      "only a service level has a threshold of its own", "c.yml:31:17, clause 4.2"),
    Refusal(
      "formula: offered", "formula: offered\n        switches: {abandons: off}",
      "only the formula 'genesys' of a service level has switches", "c.yml:20:19, clause 4.1"),
    Refusal(
      "formula: offered", "formula: genesys\n        switches: {abandons: false}",
      "'terms[1].measures[1].switches.abandons' is 'false', which is unknown",
      "c.yml:20:30, clause 4.1", do: "it can be: on, off"),
    Refusal(
      "at least 80 %", "at least 80 s",
      "the target's unit 's' does not fit the metric, which is a share in %",
      "c.yml:20:17, clause 4.1"),
    Refusal("at least 80 %", "80 %", "'80 %' is no target", "c.yml:20:17, clause 4.1"),
    Refusal(
      "at least 80 %", "at least 120 %", "the target 'at least 120 %' lies above 100 %",
      "c.yml:20:17, clause 4.1"),
    Refusal(
      "          - {percent: 10}\n", "",
      "the credit table has a hole: nothing is said above 5 points", "c.yml:22:13, clause 4.1"),
    Refusal(
      "- {percent: 10}", "- {upTo: 4, percent: 4}\n          - {percent: 10}",
      "the credit steps do not ascend: 4 points after 5", "c.yml:23:13, clause 4.1"),
    Refusal(
      "{upTo: 5, percent: 2}", "{percent: 2}",
      "a credit step without 'upTo' hides the steps after it", "c.yml:22:13, clause 4.1"),
    Refusal(
      "percent: 2}", "percent: 102}",
      "'terms[1].measures[1].credit[1].percent' is '102', not a percentage from 0 to 100",
      "c.yml:22:32, clause 4.1"),
    Refusal(
      "target: less than 30 s", "target: less than 30 s\n        credit: [{percent: 1}]",
      "credit steps count percentage points, and the metric is a time", "c.yml:32:17, clause 4.2"),
    Refusal(
      "      - id: speed\n",
      "      - {id: speed, clause: 4, title: a, metric: average talk time, "
        + "target: at most 1 s}\n      - id: speed\n",
      "two measures have the id 'speed'", "c.yml:28:9, clause 4.2"),
    Refusal(
      "metric: average speed of answer",
      "metric: average speed of answer\n        formula: offered",
      "'average speed of answer' has one formula: waiting time of answered / answered",
      "c.yml:31:18, clause 4.2"),
    Refusal(
      "each: answered", "each: answerd", "'terms[2].fees[1].each' is 'answerd', which is unknown",
      "c.yml:33:32", do: "did you mean 'answered'?"),
    Refusal(
      "each: answered", "each: talk_ms",
      "'talk_ms' is a time; a fee is for each contact counted", "c.yml:33:32"),
    Refusal(
      "rate: 2.75", "rate: 2.7x", "'terms[2].fees[1].rate' is '2.7x', not a number", "c.yml:33:48"),
  ]

  @Test(arguments: refusals)
  func `a flaw is refused at its place, with its clause`(refusal: Refusal) throws {
    #expect(Self.valid.contains(refusal.old))
    let text = Self.valid.replacingOccurrences(of: refusal.old, with: refusal.new)
    let found = try #require(explanation { try read(text) })
    #expect(found.status == .configuration)
    #expect(found.what == refusal.what)
    #expect(found.place == refusal.place)
    if let remedy = refusal.remedy { #expect(found.remedy == remedy) }
  }

  @Test func `a measure or fee on what is not recorded can never be computed`() throws {
    let withoutWaits = CounterSet(Counter.columns.filter { $0 != .waitAnswered })
    let measure = try #require(explanation { try read(Self.valid, recorded: withoutWaits) })
    #expect(
      measure.what == "this measure needs a count that the organization does not record: "
        + "waiting time of answered / answered")
    #expect(measure.place == "c.yml:27:9, clause 4.2")

    let text = Self.valid.replacingOccurrences(of: "each: answered", with: "each: transferred")
    let withoutTransfers = CounterSet(Counter.columns.filter { $0 != .transferred })
    let fee = try #require(explanation { try read(text, recorded: withoutTransfers) })
    #expect(fee.what == "'transferred' is not recorded by the organization")
  }

  @Test func `a missing contract is missing input`() throws {
    let found = try #require(explanation { try ContractFile(reading: "/nowhere/c.yml") })
    #expect(found.status == .missingInput)
    #expect(found.place == "/nowhere/c.yml")
  }
}
