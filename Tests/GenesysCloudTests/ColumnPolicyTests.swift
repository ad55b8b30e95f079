import Figures
import GenesysCloud
import Synchronization
import Testing

/// Columns that nobody asked for, in both dialects, and what the operator can decide about them.
@Suite struct ColumnPolicyTests {
  private static let withheld = ColumnPolicy(withheld: ["nConnected", "divisionId"])
  private static let published = ColumnPolicy(published: ["nConnected": "Connected"])

  /// An answer with one contact, a strange metric and, where `group` has it, a strange column.
  private static func aggregates(_ group: String = "") -> String {
    #"{"results":[{"group":{"queueId":"90e0e000-0000-4000-8000-000000000101","mediaType":"voice","#
      + #""direction":"inbound"\#(group)},"data":[{"interval":"#
      + #""2026-03-02T08:00:00.000Z/2026-03-02T08:05:00.000Z","metrics":["#
      + #"{"metric":"nConnected","qualifier":"+44","stats":{"count":7,"sum":9}},"#
      + #"{"metric":"nOffered","stats":{"count":1}}]}]}]}"#
  }

  private func fetch(
    _ answer: String, _ columns: ColumnPolicy, dialect: Dialect? = nil
  ) async throws -> (answer: FetchedAnswer?, error: FetchError?, request: String) {
    let service = FakeService.scripted([.json(answer)])
    let settings = try Example.settings(recorded: CounterSet([.offered]))
    let query = try Example.query(
      settings: try QuerySettings(
        granularitySeconds: 300, media: settings.media, directions: settings.directions,
        recorded: settings.recorded, thresholds: settings.thresholds,
        also: Array(columns.published.keys)))
    let kept = Mutex<FetchedAnswer?>(nil)
    let error = await failure {
      try await Fetcher(
        session: try service.session(), dialect: dialect ?? .published(columns),
        now: { Instant(seconds: 0) }
      ).fetch([query]) { answer in kept.withLock { $0 = answer } }
    }
    let request = service.apiRequests.first.map { String(decoding: $0.body, as: UTF8.self) }
    return (kept.withLock { $0 }, error, request ?? "")
  }

  private func kept(_ answer: FetchedAnswer?) throws -> String {
    let page = try #require(answer?.pages.first)
    return String(decoding: page.keptBody ?? page.body, as: UTF8.self)
  }

  @Test func `an unknown column stops the fetch, names it and both ways out`() async throws {
    for (answer, name) in [
      (Self.aggregates(), "nConnected"), (Self.aggregates(#","divisionId":"x""#), "divisionId"),
    ] {
      let (kept, error, _) = try await fetch(answer, ColumnPolicy())
      #expect(kept == nil)
      #expect(error?.reason == .unasked(kind: "the column", name: name))
      let explanation = try #require(error?.explanation)
      #expect(explanation.status == .badData)
      #expect(explanation.what.contains("'\(name)'"))
      #expect(explanation.remedy?.contains("columns: {publish: {\(name): LABEL}}") == true)
      #expect(explanation.remedy?.contains("columns: {withhold: [\(name)]}") == true)
    }
  }

  @Test func `a withheld column is neither read nor kept`() async throws {
    let (answer, error, request) = try await fetch(
      Self.aggregates(#","divisionId":"x""#), Self.withheld)
    #expect(error == nil)
    #expect(answer?.rows.map(\.tally[.offered]) == [1])
    let text = try kept(answer)
    #expect(!text.contains("nConnected") && !text.contains("divisionId") && !text.contains("+44"))
    #expect(text.contains("nOffered"))
    #expect(!request.contains("nConnected"))
  }

  @Test func `a published column is asked for, kept without its qualifier, and added up`()
    async throws
  {
    let (answer, error, request) = try await fetch(Self.aggregates(), Self.published)
    #expect(error == nil)
    #expect(answer?.rows.map(\.tally[.offered]) == [1])
    #expect(request.contains(#""nConnected""#))
    let text = try kept(answer)
    #expect(text.contains("nConnected") && !text.contains("+44"))
    let values = try PublishedColumnReader(["nConnected"], isGuide: false).values(
      in: Array(text.utf8))
    let series = Series(queue: Example.queue, media: "voice", direction: "inbound")
    #expect(
      PublishedColumn.total(values + values) == [
        PublishedColumn(series: series, name: "nConnected", part: .count, value: 14),
        PublishedColumn(series: series, name: "nConnected", part: .sum, value: 18),
      ])
  }

  @Test func `what figures are made of can be neither withheld nor published as it is`()
    async throws
  {
    for columns in [
      ColumnPolicy(withheld: ["nOffered"]), ColumnPolicy(published: ["queueId": "Queue"]),
    ] {
      let (answer, error, _) = try await fetch(Self.aggregates(), columns)
      #expect(answer == nil)
      #expect(error?.explanation.status == .configuration)
      #expect(error?.explanation.what.contains("which the figures are made of") == true)
    }
  }

  @Test func `an unreadable answer is none, whatever is decided about columns`() async throws {
    for text in ["<html>", #"{"results":"#, #"{"results":5}"#, #"{"results":[{"data":[]}]}"#] {
      let service = FakeService.scripted([.json(text), .json(text), .json(text), .json(text)])
      let error = await failure {
        try await Fetcher(
          session: try service.session(), dialect: .published(Self.withheld),
          now: { Instant(seconds: 0) }
        ).fetch([try Example.query()]) { _ in Issue.record("\(text) was believed") }
      }
      #expect(error?.explanation.status == .badData, "\(text)")
    }
  }

  // MARK: - The guide's dialect

  private static func guide(
    _ columns: ColumnPolicy, visibility: String = "public", aggregation: String = "sum"
  ) throws -> Dialect {
    .guide(
      try GuideExample.definitions(with: [
        GuideDefinitions.Definition(
          "overTarget", visibility: visibility, aggregation: aggregation)
      ]), timeZoneID: "Europe/Berlin", columns: columns)
  }

  private static let page = GuideExample.page([
    GuideExample.row(["offered": "1", "overTarget": "3", "ani": #""+44""#]),
    GuideExample.row(bucket: 1, ["offered": "2", "overTarget": "4", "ani": #""+44""#]),
  ])

  @Test func `in the guide's dialect both ways lead out of it, too`() async throws {
    let undecided = try await fetch(Self.page, ColumnPolicy(), dialect: try Self.guide(.init()))
    guard case .unasked("the column", let name) = undecided.error?.reason else {
      Issue.record("\(String(describing: undecided.error))")
      return
    }
    #expect(["ani", "overTarget"].contains(name))
    #expect(undecided.error?.explanation.remedy?.contains("withhold: [\(name)]") == true)

    let columns = ColumnPolicy(published: ["overTarget": "Late"], withheld: ["ani"])
    let decided = try await fetch(Self.page, columns, dialect: try Self.guide(columns))
    #expect(decided.error == nil)
    #expect(decided.answer?.rows.map(\.tally[.offered]) == [1, 2])
    #expect(decided.request.contains(#""overTarget""#) && !decided.request.contains("ani"))
    let text = try kept(decided.answer)
    #expect(!text.contains("ani") && !text.contains("+44"))
    let values = try PublishedColumnReader(["overTarget"], isGuide: true).values(
      in: Array(text.utf8))
    #expect(values.map(\.value) == [7])
    #expect(values.map(\.part) == [.sum])
  }

  @Test(arguments: [
    ("pii", "sum", "as pii, not as public"), ("public", "ratio", "by ratio"),
  ])
  func `what is not public, or does not add up, is not asked for`(
    visibility: String, aggregation: String, why: String
  ) async throws {
    let columns = ColumnPolicy(published: ["overTarget": "Late"])
    let (_, error, request) = try await fetch(
      Self.page, columns,
      dialect: try Self.guide(columns, visibility: visibility, aggregation: aggregation))
    #expect(error?.explanation.status == .configuration)
    #expect(error?.explanation.what.contains(why) == true, "\(error?.explanation.what ?? "")")
    #expect(request.isEmpty)
  }
}
