import CSimdjson
package import Figures

/// A page of records, of which nothing is left but what the allow-list names.
package struct RecordPage: Sendable, Hashable {
  /// `nil` when the answer lacks the member, which ends the pages of a synchronous query.
  package let conversations: [Conversation]?
  /// What the service guesses that all pages hold.
  package let totalHits: Int?
  /// Where the next page of a job begins; `nil` on the last.
  package let cursor: String?
  package let availableUntil: Instant?

  package struct Conversation: Sendable, Hashable {
    /// In lower case.
    package let id: String
    /// Those that the query keeps, in no order that matters.
    package let events: [RecordEvent]
  }

  /// Reads an answer, and refuses a value that is not what its member should hold.
  ///
  /// No text of the answer gets into a message: a telephone number may stand where an id should.
  package init(_ bytes: [UInt8], of query: RecordQuery) throws(FetchError) {
    let shape = try SmallJSON.read(RecordShape.self, from: Response(status: 200, body: bytes))
    let isPlain = bytes.withUnsafeBufferPointer {
      csimdjson_is_plain($0.baseAddress, $0.count)
    }
    guard isPlain else {
      throw FetchError(.contradiction("a member comes twice in one object"))
    }
    guard !shape.isError else { throw FetchError(.unreadable("it is an error message")) }
    guard shape.totalHits ?? 0 >= 0 else {
      throw FetchError(.contradiction("'totalHits' is negative"))
    }
    guard (1...4096).contains(shape.cursor?.utf8.count ?? 1) else {
      throw FetchError(.contradiction("'cursor' is empty or far too long"))
    }
    totalHits = shape.totalHits
    cursor = shape.cursor
    availableUntil = try shape.dataAvailabilityDate.map { text throws(FetchError) in
      try RecordReader.instant(text, "dataAvailabilityDate")
    }
    guard let list = shape.conversations else {
      conversations = nil
      return
    }
    var conversations: [Conversation] = []
    conversations.reserveCapacity(list.count)
    for (index, conversation) in list.enumerated() {
      do throws(FetchError) {
        conversations.append(try RecordReader(query).read(conversation))
      } catch {
        guard case .contradiction(let why) = error.reason else { throw error }
        throw FetchError(.contradiction("conversation \(index + 1) of the page: \(why)"))
      }
    }
    self.conversations = conversations
  }
}

/// Turns the members of one conversation into events.
struct RecordReader {
  private let query: RecordQuery

  init(_ query: RecordQuery) { self.query = query }

  func read(_ shape: RecordShape.Conversation) throws(FetchError) -> RecordPage.Conversation {
    let id = try Self.id(shape.conversationId, "conversationId")
    let start = try Self.instant(shape.conversationStart, "conversationStart")
    var events: [RecordEvent] = []
    for session in shape.participants?.flatMap({ $0.sessions ?? [] }) ?? [] {
      events += try read(session, of: id)
    }
    let isOurs = query.begins?.contains(start) ?? true
    return RecordPage.Conversation(id: id, events: isOurs ? events : [])
  }

  private func read(
    _ session: RecordShape.Session, of conversation: String
  ) throws(FetchError) -> [RecordEvent] {
    let metrics = session.metrics ?? []
    for metric in metrics where !Self.isWord(metric.name) {
      throw FetchError(.contradiction("the name of a metric is no word"))
    }
    let counted = metrics.compactMap(\.counted)
    guard !counted.isEmpty else { return [] }
    guard let media = session.mediaType, Self.isWord(media) else {
      throw FetchError(.contradiction("'mediaType' is missing or no word"))
    }
    guard let direction = session.direction, Self.isWord(direction) else {
      throw FetchError(.contradiction("'direction' is missing or no word"))
    }
    let stays = try stays(in: session)
    var events: [RecordEvent] = []
    for (metric, value, emitDate) in counted {
      let emitted = try Self.instant(emitDate, "emitDate")
      guard (0...Tally.limit).contains(value) else {
        throw FetchError(.contradiction("metric \(metric.rawValue) is negative or too large"))
      }
      // A session that never was in a queue is no queue's work.
      guard let queue = Self.queue(at: emitted, of: stays) else { continue }
      let series = Series(queue: queue, media: media, direction: direction)
      // What another partner's queue did, or another period, is let go here.
      guard query.series.contains(series), query.kept.contains(emitted) else { continue }
      events.append(
        RecordEvent(
          conversation: conversation, series: series, metric: metric, emittedAt: emitted,
          value: value))
    }
    return events
  }

  private struct Stay {
    let queue: QueueID
    let start: Instant
  }

  /// When the session came to which queue, the earliest first.
  private func stays(in session: RecordShape.Session) throws(FetchError) -> [Stay] {
    var stays: [Stay] = []
    for segment in session.segments ?? [] {
      guard let queue = segment.queueId else { continue }
      stays.append(
        Stay(
          queue: QueueID(try Self.id(queue, "queueId")),
          start: try Self.instant(segment.segmentStart, "segmentStart")))
    }
    return stays.enumerated().sorted {
      ($0.element.start, $0.offset) < ($1.element.start, $1.offset)
    }
    .map(\.element)
  }

  /// The queue that an event belongs to: a stay that begins as another ends had no part in it.
  private static func queue(at emitted: Instant, of stays: [Stay]) -> QueueID? {
    (stays.last { $0.start < emitted } ?? stays.first)?.queue
  }

  static func instant(_ text: String, _ name: String) throws(FetchError) -> Instant {
    guard let instant = try? Instant(text) else {
      throw FetchError(.contradiction("'\(name)' is no instant"))
    }
    return instant
  }

  /// An id in lower case: 32 hexadecimal digits with hyphens at their places.
  static func id(_ text: String, _ name: String) throws(FetchError) -> String {
    let groups = text.utf8.split(separator: 0x2d, omittingEmptySubsequences: false)
    guard groups.map(\.count) == [8, 4, 4, 4, 12],
      groups.joined().allSatisfy({
        (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20)
      })
    else { throw FetchError(.contradiction("'\(name)' is no id")) }
    return text.lowercased()
  }

  /// A word of the platform's: up to 60 letters.
  static func isWord(_ text: String) -> Bool {
    (1...60).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x61...0x7a).contains($0 | 0x20) }
  }
}
