/// A query for what is in the queues now, checked.
struct ObservationQuery {
  private let metrics: Set<String>
  private let details: Set<String>
  private let filter: Filter

  init(_ value: JSONValue, organization: Organization) throws(Refusal) {
    let members = try Members(
      value, at: "query", allowed: ["filter", "metrics", "detailMetrics"])
    let details = try members.texts("detailMetrics") ?? []
    guard details.isEmpty || organization.synthetic != nil else {
      throw .bad("query.detailMetrics: single observations are not recorded by this organization.")
    }
    guard let names = try members.texts("metrics"), !names.isEmpty else {
      throw .bad("query.metrics is required.", code: "constraint.validation")
    }
    for name in names + details where !Vocabulary.observations.contains(name) {
      throw .bad("query.metrics: '\(name)' is not a metric.", code: "invalid.value")
    }
    guard let filter = members.value("filter") else {
      throw .bad("query.filter is required.", code: "constraint.validation")
    }
    metrics = Set(names)
    self.details = Set(details)
    self.filter = try Filter(filter, dimensions: [.mediaType, .queueId])
  }

  /// One value of an answer.
  private struct Observation {
    let metric: String
    var qualifier: String?
    var stat = "count"
    let value: Int
    var calls: [Call] = []
  }

  /// Writes the groups that the filter lets through: of agents for each queue, without a medium,
  /// and of calls for each queue and medium.
  ///
  /// A count of zero is written; a longest time only when there is a call. Where the work of agents
  /// was not recorded, their groups are left out.
  func write(_ organization: Organization, _ json: inout JSONWriter) {
    json.object { json in
      json.member("results") { json in
        json.array { json in
          for queue in organization.queues {
            if let synthetic = organization.synthetic,
              filter.holds({ $0 == .queueId ? queue.id : nil })
            {
              write(["queueId": queue.id], agents(of: queue, synthetic), organization, &json)
            }
            var media: [String] = []
            for line in queue.lines where filter.holds(line) && !media.contains(line.mediaType) {
              media.append(line.mediaType)
              write(
                ["mediaType": line.mediaType, "queueId": queue.id],
                calls(of: queue, line.mediaType, organization), organization, &json)
            }
          }
        }
      }
    }
  }

  private func calls(
    of queue: Queue, _ medium: String, _ organization: Organization
  ) -> [Observation] {
    let moments = queue.lines.filter { $0.mediaType == medium }.map { organization.moment(of: $0) }
    let waiting = moments.flatMap(\.calls.waiting)
    let interacting = moments.flatMap(\.calls.interacting)
    let longest = moments.map(\.longestWait).max() ?? 0
    let longestTalk = moments.map(\.longestInteraction).max() ?? 0
    var values = [
      Observation(
        metric: "oInteracting", value: moments.reduce(0) { $0 + $1.interacting },
        calls: interacting),
      Observation(
        metric: "oWaiting", value: moments.reduce(0) { $0 + $1.waiting }, calls: waiting),
    ]
    if organization.synthetic != nil {
      values.insert(Observation(metric: "oAlerting", value: 0), at: 0)
    }
    if longest > 0 {
      values.append(Observation(metric: "oLongestWaiting", stat: "max", value: longest))
    }
    if longestTalk > 0 {
      values.append(Observation(metric: "oLongestInteracting", stat: "max", value: longestTalk))
    }
    return values
  }

  private func agents(of queue: Queue, _ synthetic: Synthetic) -> [Observation] {
    let members = synthetic.lines.first { $0.queueID == queue.id }?.members ?? []
    let stretches = members.map { synthetic.stretch(of: synthetic.agents[$0]) }
    let onQueue = stretches.count { $0?.presence == .onQueue }
    var values = [
      Observation(metric: "oActiveUsers", value: onQueue),
      Observation(metric: "oMemberUsers", value: members.count),
      Observation(metric: "oOffQueueUsers", value: members.count - onQueue),
      Observation(metric: "oOnQueueUsers", value: onQueue),
    ]
    for presence in Presence.all {
      let count = stretches.count { ($0?.presence ?? .offline) == presence }
      guard count > 0 else { continue }
      values.append(
        Observation(metric: "oUserPresences", qualifier: presence.id, value: count))
    }
    for status in RoutingStatus.allCases {
      let count = stretches.count { ($0?.status ?? .offQueue) == status }
      guard count > 0 else { continue }
      values.append(
        Observation(metric: "oUserRoutingStatuses", qualifier: status.rawValue, value: count))
    }
    return values
  }

  private func write(
    _ group: [String: String], _ all: [Observation], _ organization: Organization,
    _ json: inout JSONWriter
  ) {
    let values = all.filter { metrics.contains($0.metric) || details.contains($0.metric) }
    guard !values.isEmpty else { return }
    json.object { json in
      json.member("group") { json in
        json.object { json in
          for (name, value) in group.sorted(by: { $0.key < $1.key }) {
            json.member(name, text: value)
          }
        }
      }
      json.member("data") { json in
        json.array { json in
          for value in values { write(value, organization, &json) }
        }
      }
    }
  }

  private func write(
    _ value: Observation, _ organization: Organization, _ json: inout JSONWriter
  ) {
    json.object { json in
      json.member("metric", text: value.metric)
      if let qualifier = value.qualifier { json.member("qualifier", text: qualifier) }
      json.member("stats") { json in
        json.object { $0.member(value.stat, integer: value.value) }
      }
      guard details.contains(value.metric), let synthetic = organization.synthetic else { return }
      json.member("truncated", boolean: false)
      json.member("observations") { json in
        json.array { json in
          for call in value.calls { CallRecord(call, synthetic: synthetic).writeObservation(&json) }
        }
      }
    }
  }
}
