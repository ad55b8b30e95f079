import Synchronization

/// The conversations that a query finds, in its order: as places from which each is made again.
struct RecordSearch: Sendable {
  struct Place: Sendable, Hashable {
    let line: Int
    let day: Int
    /// The number of the call in its day; -1 for the late one.
    let number: Int
  }

  let places: [Place]

  /// Looks through the calls of an interval, as they stand at `until`.
  init(
    _ query: RecordQuery, kind: RecordQuery.Kind, organization: Organization,
    synthetic: Synthetic, until: Moment
  ) {
    let interval = kind == .page ? query.touchedDays : query.interval
    let start = interval.lowerBound.milliseconds
    let end = min(interval.upperBound.milliseconds, until.milliseconds + 1)
    var found: [(key: Int, place: Place)] = []
    for line in organization.lines {
      let agents = synthetic.agents
      synthetic.forEachCall(line.channel.place, in: interval) { call in
        // By their start for pages; by anything that happened for jobs.
        guard call.start < end, kind == .job || call.start >= start, call.end >= start else {
          return
        }
        let record = CallRecord(call, synthetic: synthetic, until: until)
        guard query.holds(line, record, organization: organization, agents: agents) else {
          return
        }
        let isOpen = !record.isEnded
        let key = query.order == .conversationStart ? call.start : isOpen ? .max : call.end
        found.append(
          (key, Place(line: call.line, day: call.day, number: call.number)))
      }
    }
    found.sort {
      ($0.key, $0.place.line, $0.place.number) < ($1.key, $1.place.line, $1.place.number)
    }
    places = (query.isDescending ? found.reversed() : found).map(\.place)
  }
}

extension RecordQuery {
  fileprivate func holds(
    _ line: Line, _ record: CallRecord, organization: Organization, agents: [Agent]
  ) -> Bool {
    let users = record.call.legs.map { agents[$0.agent].id }
    let segments = segmentFilters.allSatisfy { filter in
      let values = users.isEmpty ? [nil] : users.map { Optional($0) }
      return values.contains { user in filter.holds { $0 == .userId ? user : line.value($0) } }
    }
    guard segments else { return false }
    return conversationFilters.allSatisfy { filter in
      filter.holds { name in
        switch name {
        case "conversationEnd": record.isEnded ? "" : nil
        case "conversationId": record.id
        case "divisionId": organization.division(of: line.queue).id
        case "originatingDirection": line.direction
        default: ""
        }
      }
    }
  }
}

extension Synthetic {
  /// The call at a place that a search found.
  func call(at place: RecordSearch.Place) -> Call? {
    guard place.number >= 0 else { return lateCall(place.line, day: place.day) }
    let calls = calls(place.line, day: place.day)
    if place.number < calls.count, calls[place.number].number == place.number {
      return calls[place.number]
    }
    return calls.first { $0.number == place.number }
  }
}

/// The searches that were made last, because each page of an answer asks for the same one.
final class SearchStore: Sendable {
  private static let limit = 4

  private let kept = Mutex<[(key: String, search: RecordSearch)]>([])

  func search(_ key: String, make: () -> RecordSearch) -> RecordSearch {
    if let search = kept.withLock({ $0.first { $0.key == key }?.search }) { return search }
    let search = make()
    kept.withLock { kept in
      if kept.count >= Self.limit { kept.removeFirst() }
      kept.append((key, search))
    }
    return search
  }
}
