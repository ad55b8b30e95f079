import Figures
import Foundation
import GenesysCloud

/// Short ways to write records of conversations.
enum RecordExample {
  static let conversation = "c0e40000-0000-4000-8000-000000000701"
  static let window = Window(
    Instant(milliseconds: 1_772_409_600_000), Instant(milliseconds: 1_772_496_000_000))

  static func queue(_ id: QueueID = Example.queue, media: [String] = ["voice"]) -> Figures.Queue {
    Queue(id: id, label: "Support", media: media, directions: ["inbound"])
  }

  /// The query for 2 March 2026, a day of UTC that is also the partner's own.
  static func query(_ route: RecordRoute = .pages) throws -> RecordQuery {
    let plan = RecordPlan.queries(
      route, for: [queue()], window: try day("2026-03-02", "2026-03-03"), localDayStarts: [])
    guard let query = plan.last else { throw Example.Wrong.plan }
    return query
  }

  static func day(_ first: String, _ end: String) throws -> Window {
    try Example.window("\(first)T00:00:00Z", "\(end)T00:00:00Z")
  }

  /// A conversation of an offer at 08:01:12 and what else is given.
  static func record(
    _ id: String = conversation, start: String = "2026-03-02T08:01:10.120Z",
    media: String = "voice", direction: String = "inbound", queue: String = Example.queue.text,
    metric: String = #"{"emitDate": "2026-03-02T08:01:12.000Z", "name": "nOffered", "value": 1}"#,
    segmentStart: String = "2026-03-02T08:01:12.000Z"
  ) -> String {
    """
    {"conversationId": "\(id)", "conversationStart": "\(start)", "participants": [
      {"sessions": [{"mediaType": "\(media)", "direction": "\(direction)",
        "metrics": [\(metric)],
        "segments": [{"queueId": "\(queue)", "segmentStart": "\(segmentStart)"}]}]}]}
    """
  }

  static func id(_ number: Int) -> String { "c0e40000-0000-4000-8000-" + number.digits(12) }

  static func page(_ records: [String], hits: Int? = nil, cursor: String? = nil) -> String {
    let hits = hits.map { ", \"totalHits\": \($0)" } ?? ""
    let cursor = cursor.map { ", \"cursor\": \"\($0)\"" } ?? ""
    return "{\"conversations\": [\(records.joined(separator: ","))]\(hits)\(cursor)}"
  }

  static func read(_ records: [String]) throws -> [RecordEvent] {
    let page = try RecordPage(Array(self.page(records).utf8), of: query())
    return page.conversations?.flatMap(\.events) ?? []
  }

  /// The numbers of the pages that were asked for.
  static func pageNumbers(_ service: FakeService) -> [Int] {
    service.apiRequests.compactMap { request in
      let text = String(decoding: request.body, as: UTF8.self)
      return text.components(separatedBy: "\"pageNumber\":").last
        .flatMap { Int($0.prefix { $0.isNumber }) }
    }
  }

  static func fetcher(
    _ service: FakeService, _ clock: SteppingClock = SteppingClock()
  ) throws -> RecordFetcher {
    RecordFetcher(
      session: try service.session(clock), now: { Instant(seconds: 1_772_500_000) },
      sha256: { "digest of \($0.count) bytes" })
  }
}
