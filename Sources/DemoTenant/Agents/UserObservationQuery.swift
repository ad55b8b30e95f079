/// A query for the queues that agents serve now, checked.
struct UserObservationQuery {
  private static let known = ["oActiveQueues", "oMemberQueues"]

  private let metrics: [String]
  private let filter: Filter

  init(_ value: JSONValue) throws(Refusal) {
    let members = try Members(
      value, at: "query", allowed: ["filter", "metrics", "detailMetrics"])
    guard let names = try members.texts("metrics"), !names.isEmpty else {
      throw .bad("query.metrics is required.", code: "constraint.validation")
    }
    for name in names + (try members.texts("detailMetrics") ?? [])
    where !Self.known.contains(name) {
      throw .bad("query.metrics: '\(name)' is not a metric.", code: "invalid.value")
    }
    guard let filter = members.value("filter") else {
      throw .bad("query.filter is required.", code: "constraint.validation")
    }
    metrics = Self.known.filter { names.contains($0) }
    self.filter = try Filter(filter, dimensions: [.userId])
    guard self.filter.count(.userId) <= 100 else {
      throw .bad("A query may be for at most 100 users.", code: "max.user.ids")
    }
  }

  func write(_ synthetic: Synthetic, _ json: inout JSONWriter) {
    json.object { json in
      json.member("results") { json in
        json.array { json in
          for agent in synthetic.agents where filter.holds({ _ in agent.id }) {
            write(agent, synthetic, &json)
          }
        }
      }
    }
  }

  private func write(_ agent: Agent, _ synthetic: Synthetic, _ json: inout JSONWriter) {
    let queues = Set(
      synthetic.lines.filter { $0.members.contains(agent.place) }.map(\.queueID))
    let isOnQueue = synthetic.stretch(of: agent)?.presence == .onQueue
    json.object { json in
      json.member("group") { $0.object { $0.member("userId", text: agent.id) } }
      json.member("data") { json in
        json.array { json in
          for metric in metrics {
            let count = metric == "oActiveQueues" && !isOnQueue ? 0 : queues.count
            json.object { json in
              json.member("metric", text: metric)
              json.member("stats") { $0.object { $0.member("count", integer: count) } }
            }
          }
        }
      }
    }
  }
}
