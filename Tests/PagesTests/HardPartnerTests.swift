import Figures
import Foundation
import Pages
import Testing

/// A partner as hard on the pages as a contract allows: 40 queues, names of 300 characters, names
/// that run to the left or look like markup, queues without any contact, days of a single one, and
/// days that are final, partial, missing, provisional and partly excluded.
struct HardPartner {
  static let queues: [Queue] = (0..<40).map { index in
    let label =
      switch index {
      case 0: String(repeating: "Everyday banking and everything that belongs to it ", count: 6)
      case 1: String(repeating: "Donaudampfschiff", count: 19)
      case 2: "שירות לקוחות \u{202E}פרטיים\u{202C} (2)"
      case 3: "خدمة العملاء"
      case 4: "</svg><script>alert(1)</script>"
      case 5: "=SUM(A1:A9)"
      default: "Line \(index)"
      }
    return Queue(
      id: QueueID("q\(index.description.count == 1 ? "0" : "")\(index)"), label: label,
      media: ["voice"], directions: ["inbound"])
  }

  private static let recorded = CounterSet([
    .offered, .answered, .answeredInThreshold, .abandoned, .shortAbandoned, .handled, .talk, .hold,
    .acw,
  ])

  static func statement(history: [PeriodResult] = []) throws -> Statement {
    let zone = try Zones.restless()
    let period = try Period("1999-04")
    let window = zone.window(of: period)
    func instant(_ day: Int, _ hour: Int) throws -> Instant {
      zone.start(of: try #require(LocalDate(year: 1999, month: 4, day: day))) + hour * 3600
    }
    let gaps = [
      Gap(
        window: Window(try instant(5, 0), try instant(6, 0)), reason: "outage", evidence: "INC-5"),
      Gap(window: Window(try instant(9, 9), try instant(9, 11)), reason: "<b>", evidence: nil),
    ]
    let span = LocalSpan(
      from: try #require(LocalMoment("1999-04-12")), to: try #require(LocalMoment("1999-04-13")))
    let sheet = try Sheet(
      window: window, step: 300, queues: queues, recorded: recorded,
      rows: try rows(period, zone),
      fetched: Dictionary(uniqueKeysWithValues: queues.map { ($0.id, [window]) }), gaps: gaps)
    let level = ServiceLevel(
      .genesys(flowOuts: false, shortAbandons: false, abandons: true))
    func measure(_ id: String, _ title: String, _ metric: Metric, _ target: Target) -> Measure {
      Measure(id: id, title: title, clause: "1", metric: metric, target: target, credit: [])
    }
    let contract = Contract(
      title: "Services", zone: zone, currency: try #require(Currency(code: "EUR")),
      hours: OpeningHours(
        Dictionary(
          uniqueKeysWithValues: Weekday.allCases.map { ($0, [.init(start: 480, end: 1200)]) })),
      thresholds: Thresholds(answeredWithin: 20_000, shortAbandon: 5000),
      minimumCoveragePercent: 90, finalAfterDays: 4,
      terms: [
        Terms(
          from: try #require(LocalDate("1999-01-01")), until: nil, reference: nil,
          measures: [
            Measure(
              id: "service-level",
              title: String(repeating: "Service level of all lines together ", count: 6),
              clause: "2.1", metric: .serviceLevel(level), target: Target(.atLeast, 80),
              credit: [CreditTier(upTo: nil, percent: 10)]),
            measure(
              "abandon-rate", "שיעור נטישה", .abandonRate(.offeredLessShort), Target(.atMost, 10)),
            measure("handle-time", "Handle time", .averageHandleTime, Target(.atMost, 200)),
          ],
          fees: [Fee(item: "Answered", counter: .answered, rate: 2)])
      ],
      exclusions: ExclusionLog(
        .any,
        [
          .init(
            span: span, reason: String(repeating: "carrier outage ", count: 20),
            approver: "J. Doe", evidence: "INC-1", measures: ["service-level"])
        ]),
      forecast: ForecastBook(
        lockDays: 0,
        [
          .init(
            month: period.firstDay, given: try #require(LocalDate("1999-03-01")), contacts: 4000,
            evidence: nil)
        ]))
    let taken = try Instant("1999-04-30T22:00:00Z")
    return try StatementSources(
      organization: "Example Bank", notice: nil,
      partner: Partner(id: "hard", name: "Näme <of> a partner", locale: "en-GB"),
      contract: contract, gaps: gaps, confirmedSilences: []
    ).statement(
      for: period, sheet: sheet,
      provenance: Provenance(
        captureIDs: ["c1"], capturedFrom: taken, capturedTo: taken, dialect: "published",
        apiHost: "https://api.example.org", organizationID: "o1", requests: 1,
        granularity: "PT5M", zoneName: zone.name, zoneDataVersion: "2026f",
        zoneFileSHA256: String(repeating: "ab", count: 32),
        contractSHA256: String(repeating: "cd", count: 32), programVersion: "1.0.0"),
      history: history, commentary: nil, asOf: taken)
  }

  /// Usual days have contacts on most lines; the 7th has a single one; the last five lines none.
  private static func rows(_ period: Period, _ zone: Zone) throws -> [TallyRow] {
    period.days.filter { $0.day != 5 }.flatMap { date -> [TallyRow] in
      let midnight = zone.start(of: date)
      let lines = date.day == 7 ? queues.prefix(1) : queues.dropLast(5)
      return lines.enumerated().flatMap { index, queue -> [TallyRow] in
        (date.day == 7 ? 0..<1 : 0..<24).compactMap { turn -> TallyRow? in
          let start = midnight + 9 * 3600 + turn * 1500
          guard date.day != 9 || turn > 5 else { return nil }
          var tally = Tally(recorded: recorded)
          let offered = date.day == 7 ? 1 : 1 + (index + turn + date.day) % 5
          let answered = offered - (offered > 3 ? 1 : 0)
          tally[.offered] = offered
          tally[.answered] = answered
          tally[.answeredInThreshold] = max(0, answered - (date.day * index % 3 == 0 ? 1 : 0))
          tally[.abandoned] = offered - answered
          tally[.handled] = answered
          tally[.talk] = answered * 150_000
          tally[.hold] = answered * 12_000
          tally[.acw] = answered * 30_000
          return TallyRow(
            series: Series(queue: queue.id, media: "voice", direction: "inbound"), start: start,
            tally: tally)
        }
      }
    }
  }

  /// All files of the partner's site, from its folder.
  static func site() throws -> [String: String] {
    let month = try statement()
    // A year of months like this one stands before it.
    let history = try (4...15).map { number in
      PeriodResult(
        period: try Period(number > 12 ? "1999-0\(number - 12)" : "1998-\(number.digits(2))"),
        total: month.total, assessments: month.assessments, invoice: month.invoice, isFinal: true)
    }
    let statement = try self.statement(history: history)
    let result = PeriodResult(
      period: statement.period, total: statement.total, assessments: statement.assessments,
      invoice: statement.invoice, isFinal: statement.isFinal)
    let renderer = try SiteRenderer(sha256: ExampleDay.digest)
    let files =
      try renderer.periodFiles(statement)
      + renderer.portalFiles(
        Portal(
          organization: "Example Bank", notice: nil, partner: statement.partner,
          contract: statement.contract, periods: [result]))
    return Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }
}

@Suite struct HardPartnerTests {
  /// `TALLYSHEET_HARD_SITE=DIR` also leaves the site in a folder, for other tools to judge.
  @Test func `the hardest partner's pages stay light, named and whole`() throws {
    let site = try HardPartner.site()
    if let folder = ProcessInfo.processInfo.environment["TALLYSHEET_HARD_SITE"] {
      for (path, text) in site {
        let file = URL(filePath: folder).appending(path: path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
      }
    }
    for (path, text) in site where path.hasSuffix(".html") {
      let limit = path.contains("/days/") ? 120_000 : 150_000
      #expect(text.utf8.count < limit, "\(path): \(text.utf8.count)")
      let elements = text.components(separatedBy: "<").dropFirst().count { $0.first != "/" }
      #expect(elements < 5000, "\(path): \(elements)")
      let ids = text.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
      #expect(Set(ids).count == ids.count, "\(path)")
      let isSafe = !text.contains("<script>")
      #expect(isSafe, "\(path)")
    }
    #expect(site.keys.count { $0.contains("/queues/") } == 40)
  }

  @Test func `a report with many queues leaves them to a page of their own`() throws {
    let site = try HardPartner.site()
    let report = try #require(site["1999-04/index.html"])
    #expect(report.contains("<a href=\"queues.html\">All 40 queues of April 1999</a>"))
    let queues = try #require(site["1999-04/queues.html"])
    #expect(queues.components(separatedBy: "<a href=\"queues/").count - 1 == 40)
    // Twelve panels, each named above its drawing, which stands there twice.
    let panels = try #require(queues.firstRange(of: "<figure id=\"level-by-queue\">"))
    let names =
      queues[panels.lowerBound...].components(separatedBy: "  below<").count - 1
      + queues[panels.lowerBound...].components(separatedBy: "  reached<").count - 1
    #expect(names == 24)
    let day = try #require(site["1999-04/days/1999-04-27.html"])
    #expect(day.components(separatedBy: "<a href=\"../queues/").count - 1 == 24)
    #expect(day.contains("<a href=\"../queues.html\">Queues of April 1999</a>"))
  }

  @Test func `every state is said in words`() throws {
    let report = try #require(try HardPartner.site()["1999-04/index.html"])
    for word in ["Partial", "Provisional", "no data", "A part was left out"] {
      let isSaid = report.contains(word)
      #expect(isSaid, "\(word)")
    }
    let quiet = try #require(try HardPartner.site()["1999-04/queues/queue-3.html"])
    #expect(quiet.contains("<bdi>"))
  }
}
