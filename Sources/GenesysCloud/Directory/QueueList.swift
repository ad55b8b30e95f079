import Figures

extension Directory {
  /// All queues that the client can see, by id.
  ///
  /// The list may change while it is paged: when its total and the distinct ids differ at the
  /// end, it is read once more, and a second difference is an error.
  package func queues() async throws -> [ListedQueue] {
    if let queues = try await readQueues() { return queues }
    if let queues = try await readQueues() { return queues }
    throw FetchError(
      .contradiction("the list of queues is shorter or longer than it says"),
      place: "GET \(Self.queuesPath)")
  }

  private static let queuesPath = "/api/v2/routing/queues"
  /// Far more pages than an organization can have queues for.
  private static let pageLimit = 1000

  /// The whole list, or `nil` when it does not add up.
  private func readQueues() async throws -> [ListedQueue]? {
    var queues: [QueueID: ListedQueue] = [:]
    var number = 1
    while true {
      let page = try await page(number)
      for queue in page.queues where queues[queue.id] == nil { queues[queue.id] = queue }
      guard number < page.count else {
        guard queues.count == page.total else { return nil }
        return queues.values.sorted { $0.id < $1.id }
      }
      number += 1
      guard number <= Self.pageLimit else {
        throw FetchError(
          .contradiction("the list of queues does not end"), place: "GET \(Self.queuesPath)")
      }
    }
  }

  private struct Page: Sendable {
    let queues: [ListedQueue]
    let count: Int
    let total: Int
  }

  private func page(_ number: Int) async throws -> Page {
    let request = Request(
      .get, .api, "\(Self.queuesPath)?pageSize=100&pageNumber=\(number)",
      headers: [Header("Accept", "application/json")], permission: "routing:queue:view")
    let api = session.api
    return try await session.send(request) { response throws(FetchError) in
      let shape = try SmallJSON.read(Shape.self, from: response)
      guard shape.pageNumber == number else {
        throw FetchError(
          .contradiction("page \(shape.pageNumber) came where page \(number) was asked for"))
      }
      // An empty list may have no page at all.
      guard shape.total >= 0, shape.pageCount >= (shape.total > 0 ? number : 0) else {
        throw FetchError(.contradiction("page \(number) lies behind the last one"))
      }
      guard number >= shape.pageCount || !shape.entities.isEmpty else {
        throw FetchError(.contradiction("page \(number) is empty, and not the last"))
      }
      for link in [shape.nextUri, shape.lastUri].compactMap(\.self) where !api.owns(link) {
        throw FetchError(.foreignHost("a link to \(PlainText.line(link, limit: 120))"))
      }
      return Page(
        queues: shape.entities.map(\.queue), count: shape.pageCount, total: shape.total)
    }
  }

  private struct Shape: Decodable {
    var entities: [Entity]
    var pageNumber: Int
    var pageCount: Int
    var total: Int
    var nextUri: String?
    var lastUri: String?
  }

  private struct Entity: Decodable {
    var id: String
    var name: String
    var division: Division?
    var mediaSettings: MediaSettings?

    var queue: ListedQueue {
      ListedQueue(
        id: QueueID(id), name: name, division: division?.name,
        serviceLevelMilliseconds: mediaSettings?.call?.serviceLevel?.durationMs)
    }
  }

  private struct Division: Decodable { var name: String? }
  private struct MediaSettings: Decodable { var call: Call? }
  private struct Call: Decodable { var serviceLevel: ServiceLevel? }
  private struct ServiceLevel: Decodable { var durationMs: Int? }
}
