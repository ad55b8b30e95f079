package import Figures

extension Directory {
  /// Asks what happens in queues now; the moment is the service's own clock.
  ///
  /// Single observations are never asked for: they name customers. Values that carry a medium and
  /// values of agents, which carry none, come in groups of their own and are put together here.
  package func observations(of queues: [QueueID]) async throws -> [QueueNow] {
    guard !queues.isEmpty else { return [] }
    let predicates = queues.sorted().map { queue in
      JSONText.object([
        "type": .text("dimension"), "dimension": .text("queueId"), "operator": .text("matches"),
        "value": .text(queue.text),
      ])
    }
    let body = JSONText.object([
      "filter": .object(["type": .text("or"), "predicates": .list(predicates)]),
      "metrics": .list(ObservedMetric.allCases.map { .text($0.rawValue) }),
    ])
    var request = Request(
      .post, .api, "/api/v2/analytics/queues/observations/query",
      headers: [Header("Content-Type", "application/json"), Header("Accept", "application/json")],
      body: body.bytes, permission: "analytics:queueObservation:view")
    request.isUrgent = true
    let asked = Set(queues)
    return try await session.send(request) { response throws(FetchError) in
      guard let time = response.date else {
        throw FetchError(.contradiction("the answer about the present names no time"))
      }
      let shape = try SmallJSON.read(Observed.self, from: response)
      return try shape.queues(asked, at: time)
    }
  }
}

/// What is asked for of the present.
private enum ObservedMetric: String, CaseIterable {
  case oInteracting, oLongestWaiting, oUserRoutingStatuses, oWaiting
}

/// The answer: groups of one queue, with or without a medium.
private struct Observed: Decodable {
  var results: [Group]?

  struct Group: Decodable {
    var group: [String: String]
    var data: [Value]?
  }

  struct Value: Decodable {
    var metric: String
    var qualifier: String?
    var stats: Stats?
  }

  struct Stats: Decodable {
    var count: Int?
    var max: Int?
  }

  func queues(_ asked: Set<QueueID>, at time: Instant) throws(FetchError) -> [QueueNow] {
    var agents: [QueueID: (onQueue: Int, idle: Int)] = [:]
    var media: [(queue: QueueID, media: String, values: [Value])] = []
    for group in results ?? [] {
      guard let id = group.group["queueId"] else {
        throw FetchError(.contradiction("a group does not name its queue"))
      }
      guard asked.contains(QueueID(id)) else {
        throw FetchError(.unasked(kind: "the queue", name: PlainText.line(id, limit: 120)))
      }
      let values = group.data ?? []
      for value in values
      where [value.stats?.count, value.stats?.max].contains(where: { $0 ?? 0 < 0 }) {
        throw FetchError(.contradiction("'\(PlainText.line(value.metric, limit: 80))' is negative"))
      }
      if let medium = group.group["mediaType"] {
        media.append((QueueID(id), medium, values))
      } else {
        agents[QueueID(id)] = Self.agents(values)
      }
    }
    return try media.map { group throws(FetchError) in
      func count(_ metric: ObservedMetric) throws(FetchError) -> Int {
        let found = group.values.filter { $0.metric == metric.rawValue }
        guard found.count <= 1 else {
          throw FetchError(.contradiction("metric \(metric.rawValue) comes twice"))
        }
        return found.first?.stats?.count ?? 0
      }
      let waiting = try count(.oWaiting)
      let longest = group.values.first { $0.metric == ObservedMetric.oLongestWaiting.rawValue }
      return QueueNow(
        queue: group.queue, media: group.media, waiting: waiting,
        interacting: try count(.oInteracting),
        longestWaitMilliseconds: longest?.stats?.max ?? (waiting == 0 ? 0 : nil),
        agentsOnQueue: agents[group.queue]?.onQueue, agentsIdle: agents[group.queue]?.idle,
        observedAt: time)
    }.sorted { ($0.queue.text, $0.media) < ($1.queue.text, $1.media) }
  }

  /// Agents on the queue are those in any status but off it; `nil` when no status was sent.
  private static func agents(_ values: [Value]) -> (onQueue: Int, idle: Int)? {
    let statuses = values.filter { $0.metric == ObservedMetric.oUserRoutingStatuses.rawValue }
    guard !statuses.isEmpty else { return nil }
    func sum(_ matches: (String?) -> Bool) -> Int {
      statuses.reduce(0) { $0 + (matches($1.qualifier) ? $1.stats?.count ?? 0 : 0) }
    }
    return (sum { $0 != "OFF_QUEUE" }, sum { $0 == "IDLE" })
  }
}
