import Figures

/// The conversations of one query, each once, gathered page by page.
///
/// Pages may be short and may repeat a few conversations. A page that repeats nothing but known ones
/// may stand in place of another. Pages that bring nothing new again and again, that never end, or
/// that end far from what they promise, are not believed either.
struct RecordCollection {
  /// Far more than any day holds.
  static let pageLimit = 10_000
  /// Pages in a row without anything new that are taken for a loop.
  static let staleLimit = 3
  /// Conversations of a page that may all have come before.
  static let repeatLimit = 5

  private var conversations: [String: [RecordEvent]] = [:]
  private var pages = 0
  private var stalePages = 0
  private var promised = 0

  mutating func add(_ page: RecordPage) throws(FetchError) {
    pages += 1
    guard pages <= Self.pageLimit else {
      throw FetchError(.contradiction("the records do not end after \(Self.pageLimit) pages"))
    }
    promise(page.totalHits)
    var isStale = true
    for conversation in page.conversations ?? [] {
      let events = Self.sorted(conversation.events)
      if let known = conversations.updateValue(events, forKey: conversation.id) {
        guard known == events else {
          throw FetchError(.contradiction("a conversation comes twice, with other events"))
        }
      } else {
        isStale = false
      }
    }
    guard !isStale || page.conversations?.count ?? 0 <= Self.repeatLimit else {
      throw FetchError(.contradiction("a page holds nothing but conversations that came before"))
    }
    stalePages = isStale ? stalePages + 1 : 0
    guard stalePages < Self.staleLimit else {
      throw FetchError(
        .contradiction("\(Self.staleLimit) pages in a row bring no new conversation"))
    }
  }

  /// Takes the service's guess of what all pages hold.
  mutating func promise(_ hits: Int?) { promised = max(promised, hits ?? 0) }

  /// All events, by series, time, metric, value and conversation.
  ///
  /// The number that the service promises is a guess: only half of it missing is a contradiction.
  func finish() throws(FetchError) -> [RecordEvent] {
    guard conversations.count * 2 >= promised else {
      throw FetchError(
        .contradiction(
          "the pages hold \(conversations.count) of about \(promised) conversations"))
    }
    return Self.sorted(conversations.values.flatMap(\.self))
  }

  static func sorted(_ events: [RecordEvent]) -> [RecordEvent] {
    let order = Set(events.map(\.series)).sorted()
    let rank = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    return events.sorted { left, right in
      let places = (rank[left.series] ?? 0, rank[right.series] ?? 0)
      if places.0 != places.1 { return places.0 < places.1 }
      return (left.emittedAt, left.metric.rawValue, left.value, left.conversation) < (
        right.emittedAt, right.metric.rawValue, right.value, right.conversation
      )
    }
  }
}
