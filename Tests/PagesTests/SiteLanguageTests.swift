import Figures
import Foundation
import Pages
import Synchronization
import Testing

/// Sites in other languages than English.
@Suite struct SiteLanguageTests {
  /// Whatever a renderer had no words for.
  private final class Missing: Sendable {
    let phrases = Mutex<Set<String>>([])
  }

  private static let march = Result {
    let statement = try ExampleMonth().statement()
    return PeriodResult(
      period: try Period("1999-03"), total: statement.total, assessments: statement.assessments,
      invoice: statement.invoice, isFinal: true)
  }

  /// A month with the other side's figures, two editions and a month before it; a day under way;
  /// the start page, signposts and the page of this moment.
  private static func site(_ locale: String, _ renderer: SiteRenderer) throws -> [String: String] {
    var month = ExampleMonth(locale: locale, history: [try march.get()])
    month.theirs = (
      [
        .init(metric: .counter(.offered), scale: Quotient(1, 1), places: 0, unit: ""),
        .init(metric: .serviceLevel, scale: Quotient(1000, 1), places: 1, unit: "%"),
      ], [350, 800]
    )
    let first = Edition(
      number: 1, capture: "c1", captured: try Instant("1999-05-02T06:00:00Z"))
    let second = Edition(
      number: 2, capture: "c2", captured: try Instant("1999-05-09T06:00:00Z"),
      causes: [.lateData, .exclusion], exclusions: 1,
      changes: [
        CellChange(
          key: "sla/measure=service-level/verdict", kind: .changed(from: "met", to: "missed"))
      ])
    let statement = try month.statement().issued(as: [first, second])
    var day = ExampleDay(locale: locale)
    day.gap = nil
    day.until = "2026-11-01T10:05:00Z"
    day.agents = AgentScope(
      basis: .queues, agents: 12, shared: 3, takenAt: try Instant("2026-12-24T05:59:00Z"))
    let now = QueueNow(
      queue: QueueID("a1"), media: "voice", waiting: 4, interacting: 11,
      longestWaitMilliseconds: 83_500, agentsOnQueue: 12, agentsIdle: 0,
      observedAt: try Instant("2026-11-01T10:21:07Z"))
    day.observations = [now]
    let portal = Portal(
      organization: "Example Bank", notice: nil, partner: statement.partner,
      contract: statement.contract, periods: [try march.get()])
    let live = LiveView(
      organization: "Example Bank", notice: nil, partner: statement.partner,
      zone: statement.contract.zone, queues: ExampleMonth.queues, observations: [now],
      medium: "voice", today: [:],
      todayUntil: nil, writtenAt: try Instant("2026-11-01T10:22:00Z"), every: 60, failure: nil)
    let files =
      try renderer.periodFiles(statement) + renderer.periodFiles(day.statement())
      + renderer.portalFiles(portal)
      + renderer.signposts(
        statement, to: [("editions/definitions.html", ["talk-time"])], from: "edition 1",
        listing: true)
      + renderer.liveFiles(live)
    return Dictionary(
      files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) },
      uniquingKeysWith: { first, _ in first })
  }

  private static let missing = Missing()
  private static let english = Result {
    try site("en-GB", SiteRenderer(sha256: ExampleDay.digest))
  }
  private static let german = Result {
    try site(
      "de",
      SiteRenderer(
        untranslated: { _, phrases in missing.phrases.withLock { $0.formUnion(phrases) } },
        sha256: ExampleDay.digest))
  }

  @Test func `no page has a phrase without words`() throws {
    let pages = try Self.german.get().filter { $0.key.hasSuffix(".html") }
    #expect(pages.count > 60)
    #expect(Self.missing.phrases.withLock { $0.sorted() } == [])
    for (path, text) in pages {
      #expect(text.contains("<html lang=\"de\">"), "\(path)")
    }
  }

  @Test func `files for programs are the same in every language`() throws {
    let english = try Self.english.get()
    let german = try Self.german.get()
    #expect(Set(english.keys) == Set(german.keys))
    for (path, text) in english where path.contains("/data/") {
      let isSame = german[path] == text
      #expect(isSame, "\(path)")
    }
  }

  @Test func `numbers, days, margins and controls speak the language`() throws {
    let site = try Self.german.get()
    let report = try #require(site["1999-04/index.html"])
    // 252 / 321 in the month; the mark keeps the cell.
    #expect(report.contains("data-value=\"0.785047\" data-unit=\"percent\">78,5\u{a0}%</td>"))
    #expect(report.contains("<th scope=\"col\">Mo</th>"))
    #expect(report.contains("Servicebericht, April 1999"))
    #expect(report.contains("1. bis 30. April 1999"))
    let style = try #require(site["assets/site.css"])
    #expect(style.contains("content:\"Seite \" counter(page) \" von \" counter(pages)"))
    let script = try #require(site["assets/site.js"])
    #expect(script.contains("'Link kopieren'") && !script.contains("'Copy link'"))
    let invoice = try #require(site["1999-04/invoice.html"])
    #expect(invoice.contains(">verfehlt</a></data>"))
  }

  @Test func `a name from outside stays as it is written and isolated`() throws {
    let report = try #require(try Self.german.get()["1999-04/index.html"])
    #expect(report.contains("<bdi>Loans &amp; &lt;mortgages&gt;</bdi>"))
  }
}

/// The catalogues against the sources: a phrase may be rare, its words have to be there all the same.
@Suite struct CatalogCoverageTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test func `every phrase in the sources has words in every language`() throws {
    var keys: [String: String] = [:]
    for wall in ["Figures", "Workspace", "Pages", "tallysheet"] {
      let folder = Self.root.appending(path: "Sources/\(wall)")
      let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".swift") && !$0.hasPrefix("Language/") }.sorted()
      var found = 0
      for file in files {
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        let makers = wall == "Pages" ? PhraseScanner.pages : PhraseScanner.walls
        for key in PhraseScanner.keys(in: text, of: makers) {
          keys[key] = "\(wall)/\(file)"
          found += 1
        }
      }
      #expect(found > (["Figures": 70, "Workspace": 6, "Pages": 800][wall] ?? 1), "\(wall)")
    }
    for language in Language.written where language != .english {
      let known = try #require(try Catalog.carried(language)).keys
      for (key, file) in keys.sorted(by: { $0.key < $1.key }) {
        #expect(known.contains(key), "\(language): \(file): \(key)")
      }
    }
  }

  @Test func `all languages have words for the same phrases`() throws {
    let catalogs = try Language.written.compactMap { try Catalog.carried($0)?.keys }
    for keys in catalogs { #expect(keys.symmetricDifference(catalogs[0]).sorted() == []) }
  }
}
