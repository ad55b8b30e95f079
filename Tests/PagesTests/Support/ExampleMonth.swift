import Figures
import Foundation
import Pages
import Testing

/// April 1999 on restless clocks, with sums that can be done on paper.
///
/// Each day but 2 April, of which there is no record, at 09:00: queue a1 offers 10 contacts, of
/// which 8 are answered (in time: 8 until the 10th, 7 until the 20th, then 5) and 2 abandoned, one
/// of them short; on odd days b2 offers 4 and answers all in time. Each answered contact talks for
/// 100 seconds. So in the month: 350 offered, 292 answered, 252 in time, 58 abandoned, 29 short.
struct ExampleMonth {
  var locale = "en-GB"
  var commentary: String?
  var history: [PeriodResult] = []
  var level = Decimal(80)
  var talkTime = Decimal(90)
  var invoicing: Invoicing?
  var exclusions = ExclusionLog()
  /// The partner's own figures of the month: their columns, and the one row's values.
  var theirs: (columns: [TheirReport.Column], values: [Int?])?
  /// The lines of their invoice, where they sent one instead of counts.
  var amounts: [TheirAmount] = []
  /// How their file was understood.
  var readings = [Wording("\("'Calls' was taken for offered")")]
  var answers: [SourceAnswer] = []

  /// The files of the month as it is, rendered once for all tests that only read them.
  static let usual = Result { try ExampleMonth().files() }

  static let queues = ["a1", "b2"].map {
    Queue(
      id: QueueID($0), label: $0 == "a1" ? "Cards" : "Loans & <mortgages>", media: ["voice"],
      directions: ["inbound"])
  }

  private static let recorded = CounterSet([
    .offered, .answered, .answeredInThreshold, .abandoned, .shortAbandoned, .handled, .talk,
  ])

  private var measures: [Measure] {
    let formula = ServiceLevelFormula.genesys(flowOuts: false, shortAbandons: false, abandons: true)
    return [
      Measure(
        id: "service-level", title: "Service level", clause: "2.1",
        metric: .serviceLevel(ServiceLevel(formula)),
        target: Target(.atLeast, level),
        credit: [CreditTier(upTo: 5, percent: 2), CreditTier(upTo: nil, percent: 10)]),
      Measure(
        id: "abandon-rate", title: "Abandon rate", clause: "2.2",
        metric: .abandonRate(.offeredLessShort), target: Target(.atMost, 10), credit: []),
      Measure(
        id: "talk-time", title: "Talk time", clause: "2.3", metric: .averageTalkTime,
        target: Target(.atMost, talkTime), credit: []),
    ]
  }

  func statement() throws -> Statement {
    let zone = try Zones.restless()
    let period = try Period("1999-04")
    let window = zone.window(of: period)
    let gap = Gap(
      window: zone.day(try #require(LocalDate("1999-04-02"))), reason: "no record", evidence: nil)
    let sheet = try Sheet(
      window: window, step: 300, queues: Self.queues, recorded: Self.recorded,
      rows: period.days.filter { $0.day != 2 }.flatMap { try rows($0, zone) },
      fetched: Dictionary(uniqueKeysWithValues: Self.queues.map { ($0.id, [window]) }), gaps: [gap])
    let contract = Contract(
      title: "Services agreement", zone: zone, currency: try #require(Currency(code: "ILS")),
      hours: OpeningHours(
        Dictionary(
          uniqueKeysWithValues: Weekday.allCases.map { ($0, [.init(start: 480, end: 660)]) })),
      thresholds: Thresholds(answeredWithin: 60_000, shortAbandon: 5000),
      minimumCoveragePercent: 90, finalAfterDays: 4,
      terms: [
        Terms(
          from: period.firstDay, until: nil, reference: "Agreement of 1 April 1999",
          measures: measures,
          fees: [
            Fee(item: "Answered contacts", counter: .answered, rate: Decimal(310) / 100)
          ])
      ], exclusions: exclusions)
    let taken = try Instant("1999-06-01T06:00:00Z")
    let sources = StatementSources(
      organization: "Example Bank", notice: "Invented.",
      partner: Partner(
        id: "northline", name: "Northline", locale: locale, invoicing: invoicing),
      contract: contract,
      gaps: [gap], confirmedSilences: [])
    return try sources.statement(
      for: period, sheet: sheet,
      provenance: Provenance(
        captureIDs: ["c1"], capturedFrom: taken, capturedTo: taken, dialect: "published",
        apiHost: "https://api.example.org", organizationID: "o1", requests: 1,
        granularity: "PT5M", zoneName: zone.name, zoneDataVersion: "2026f",
        zoneFileSHA256: String(repeating: "ab", count: 32),
        contractSHA256: String(repeating: "cd", count: 32), programVersion: "1.0.0",
        answers: answers),
      history: history,
      commentary: commentary.map { Commentary(markdown: $0, file: "commentary/april.md") },
      theirs: try theirs.map { try theirSide($0.columns, $0.values, sheet, sources, taken) },
      asOf: taken)
  }

  /// Their month in one row, held against ours and billed by the contract.
  private func theirSide(
    _ columns: [TheirReport.Column], _ values: [Int?], _ sheet: Sheet,
    _ sources: StatementSources, _ asOf: Instant
  ) throws -> TheirSide {
    let report = TheirReport(
      columns: columns, scopes: [TheirReport.Scope()],
      rows: [TheirReport.Row(scope: 0, window: sheet.window, values: values)], grain: .period)
    let contract = sources.contract
    let terms = try #require(contract.terms.first)
    let period = try Period("1999-04")
    return TheirSide(
      comparison: try Comparison(
        ours: Ledger(
          sheet, zone: contract.zone, hours: contract.hours, formulas: Formulas(terms.measures),
          media: "voice"),
        earlier: [], theirs: report, amounts: amounts, tolerances: [:],
        money: CommonGround.Terms(contract.currency, measures: terms.measures) {
          try sources.month(
            of: period, sheet: sheet, history: [], asOf: asOf, tally: $0, figures: $1)
        }),
      file: "april <final>.csv", sha256: String(repeating: "ef", count: 32),
      readings: readings)
  }

  func files() throws -> [String: String] {
    let files = try SiteRenderer(sha256: ExampleDay.digest).periodFiles(statement())
    return Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  /// The rows of a day at 09:00 by the clock.
  private func rows(_ date: LocalDate, _ zone: Zone) throws -> [TallyRow] {
    let noon = Instant(seconds: date.dayNumber * 86_400 + 43_200)
    let start = noon - (10_800 + zone.offset(at: noon))
    func row(_ queue: Queue, _ values: [Counter: Int]) -> TallyRow {
      var tally = Tally(recorded: Self.recorded)
      for (counter, value) in values { tally[counter] = value }
      let answered = values[.answered] ?? 0
      tally[.handled] = answered
      tally[.talk] = answered * 100_000
      let series = Series(queue: queue.id, media: "voice", direction: "inbound")
      return TallyRow(series: series, start: start, tally: tally)
    }
    let inTime = date.day <= 10 ? 8 : date.day <= 20 ? 7 : 5
    let cards = row(
      Self.queues[0],
      [
        .offered: 10, .answered: 8, .answeredInThreshold: inTime, .abandoned: 2, .shortAbandoned: 1,
      ])
    let loans = row(Self.queues[1], [.offered: 4, .answered: 4, .answeredInThreshold: 4])
    return date.day % 2 == 1 ? [cards, loans] : [cards]
  }
}
