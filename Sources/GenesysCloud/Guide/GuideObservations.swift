import CSimdjson
package import Figures
import FoundationEssentials

/// Reads what happens in queues now, in the guide's dialect.
package enum GuideObservations {
  package static let target = "/api/v2/analytics/measures"
  /// The same answer under its other name.
  package static let otherTarget = "/api/v2/analytics/queues"
  package static let permission = "analytics:read"

  /// The state of each of these queues and media that the service tells of, in order.
  ///
  /// A queue that it leaves out is unknown, not empty. Media that are not asked for are dropped; a
  /// queue that was not asked for is an error.
  package static func read(
    _ queues: [QueueID], media: [String], through session: Session
  ) async throws -> [QueueNow] {
    var all: [QueueNow] = []
    for first in stride(from: 0, to: queues.count, by: FetchPlan.queueLimit) {
      let part = Array(queues[first..<min(queues.count, first + FetchPlan.queueLimit)])
      do {
        all += try await read(part, media, from: target, session)
      } catch let error as FetchError where error.isUnknownRequest {
        all += try await read(part, media, from: otherTarget, session)
      }
    }
    return all.sorted { ($0.queue, $0.media) < ($1.queue, $1.media) }
  }

  private static func read(
    _ queues: [QueueID], _ media: [String], from target: String, _ session: Session
  ) async throws -> [QueueNow] {
    let ids = queues.map { "queueId=" + escaped($0.text) }.joined(separator: "&")
    var request = Request(
      .get, .api, "\(target)?\(ids)", headers: [Header("Accept", "application/json")],
      permission: permission)
    request.isUrgent = true
    return try await session.send(request) { response throws(FetchError) in
      try observations(in: response, of: queues, media)
    }
  }

  private static func observations(
    in response: Response, of queues: [QueueID], _ media: [String]
  ) throws(FetchError) -> [QueueNow] {
    guard response.body.withUnsafeBufferPointer({ csimdjson_is_plain($0.baseAddress, $0.count) })
    else { throw FetchError(.unreadable("it is no JSON object, or names a member twice")) }
    var seen: Set<Series> = []
    var found: [QueueNow] = []
    for item in try SmallJSON.read(Shape.self, from: response).queues {
      let queue = QueueID(item.queueId)
      guard queues.contains(queue) else {
        throw FetchError(
          .unasked(kind: "the queue", name: PlainText.line(item.queueId, limit: 120)))
      }
      guard seen.insert(Series(queue: queue, media: item.mediaType, direction: "")).inserted else {
        throw FetchError(.contradiction("queue \(queue.text) comes twice for one medium"))
      }
      guard media.contains(item.mediaType) else { continue }
      do throws(FetchError) {
        found.append(try item.state(queue))
      } catch {
        guard case .contradiction(let why) = error.reason else { throw error }
        throw FetchError(.contradiction("queue \(queue.text): \(why)"))
      }
    }
    return found
  }

  /// Keeps letters, digits, `-`, `.`, `_` and `~`, and writes every other byte as `%20`.
  private static func escaped(_ text: String) -> String {
    text.utf8.reduce(into: "") { escaped, byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e:
        escaped.unicodeScalars.append(UnicodeScalar(byte))
      default: escaped += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
  }

  private struct Shape: Decodable { var queues: [Item] }

  private struct Item: Decodable {
    var queueId: String
    var mediaType: String
    var observedAt: Decimal
    var measures: Measures

    func state(_ queue: QueueID) throws(FetchError) -> QueueNow {
      let observedAt = try whole(observedAt, "observedAt")
      guard (FetchPlan.earliest...FetchPlan.earliest * 1000).contains(observedAt) else {
        throw FetchError(.contradiction("'observedAt' is no moment of our time"))
      }
      return QueueNow(
        queue: queue, media: mediaType, waiting: try whole(measures.waiting, "waiting"),
        interacting: try whole(measures.interacting, "interacting"),
        longestWaitMilliseconds: try measures.longestWaitSeconds.map {
          (seconds) throws(FetchError) in try whole(seconds * 1000, "longestWaitSeconds")
        },
        agentsOnQueue: try measures.agentsOnQueue.map { (count) throws(FetchError) in
          try whole(count, "agentsOnQueue")
        },
        agentsIdle: try measures.agentsIdle.map { (count) throws(FetchError) in
          try whole(count, "agentsIdle")
        },
        observedAt: Instant(milliseconds: observedAt))
    }

    private func whole(_ number: Decimal, _ name: String) throws(FetchError) -> Int {
      guard number >= 0 else { throw FetchError(.contradiction("'\(name)' is negative")) }
      guard number <= Decimal(FetchPlan.earliest * 1000), let value = Int("\(number)") else {
        throw FetchError(.contradiction("'\(name)' is too large or no whole number"))
      }
      return value
    }
  }

  private struct Measures: Decodable {
    var waiting: Decimal
    var interacting: Decimal
    var longestWaitSeconds: Decimal?
    var agentsOnQueue: Decimal?
    var agentsIdle: Decimal?
  }
}
