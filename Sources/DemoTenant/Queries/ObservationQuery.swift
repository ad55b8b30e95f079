/// A query for what is in the queues now, checked.
struct ObservationQuery {
  private let metrics: Set<String>
  private let filter: Filter

  init(_ value: JSONValue) throws(Refusal) {
    let members = try Members(
      value, at: "query", allowed: ["filter", "metrics", "detailMetrics"])
    guard try members.array("detailMetrics") ?? [] == [] else {
      throw .bad("query.detailMetrics: single observations are not recorded by this organization.")
    }
    guard let names = try members.texts("metrics"), !names.isEmpty else {
      throw .bad("query.metrics is required.", code: "constraint.validation")
    }
    for name in names where !Vocabulary.observations.contains(name) {
      throw .bad("query.metrics: '\(name)' is not a metric.", code: "invalid.value")
    }
    guard let filter = members.value("filter") else {
      throw .bad("query.filter is required.", code: "constraint.validation")
    }
    metrics = Set(names)
    self.filter = try Filter(filter, dimensions: [.mediaType, .queueId])
  }

  /// Writes one group for each queue that the filter lets through.
  ///
  /// The groups are those of calls, with a medium; what agents do was not recorded, so the groups
  /// without one are left out. A count of zero is written; a longest wait only when a call waits.
  func write(_ organization: Organization, _ json: inout JSONWriter) {
    json.object { json in
      json.member("results") { json in
        json.array { json in
          for queue in organization.queues where filter.holds(queue) {
            write(queue, &json)
          }
        }
      }
    }
  }

  private func write(_ queue: Queue, _ json: inout JSONWriter) {
    var values: [(metric: String, stat: String, value: Int)] = [
      ("oInteracting", "count", queue.interacting), ("oWaiting", "count", queue.waiting),
    ]
    if queue.waiting > 0 {
      values.append(("oLongestWaiting", "max", queue.longestWaitSeconds * 1000))
    }
    values.removeAll { !metrics.contains($0.metric) }
    guard !values.isEmpty else { return }
    json.object { json in
      json.member("group") { json in
        json.object { json in
          json.member("mediaType", text: queue.mediaType)
          json.member("queueId", text: queue.id)
        }
      }
      json.member("data") { json in
        json.array { json in
          for value in values {
            json.object { json in
              json.member("metric", text: value.metric)
              json.member("stats") { json in
                json.object { $0.member(value.stat, integer: value.value) }
              }
            }
          }
        }
      }
    }
  }
}
