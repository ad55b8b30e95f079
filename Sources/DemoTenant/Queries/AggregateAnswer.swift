/// Adds up the facts for a query and writes what comes out.
///
/// A metric without events is left out of its bucket, a bucket without metrics out of its group, and
/// a group without buckets out of the answer.
struct AggregateAnswer {
  private struct Group {
    let key: [(name: String, value: String)]
    var queues: [Queue]
  }

  private let query: AggregateQuery
  private let organization: Organization
  private let groups: [Group]
  private let bounds: [Moment]

  init(_ query: AggregateQuery, organization: Organization) throws(Refusal) {
    self.query = query
    self.organization = organization
    groups = Self.groups(query, organization: organization)
    bounds = try query.bounds(groups: groups.count)
  }

  private static func groups(_ query: AggregateQuery, organization: Organization) -> [Group] {
    let dimensions = query.groupBy.sorted { $0.rawValue < $1.rawValue }
    var groups: [Group] = []
    for queue in query.queues(of: organization) {
      let key = dimensions.map { (name: $0.rawValue, value: $0.value(of: queue)) }
      if let index = groups.firstIndex(where: { $0.key.map(\.value) == key.map(\.value) }) {
        groups[index].queues.append(queue)
      } else {
        groups.append(Group(key: key, queues: [queue]))
      }
    }
    return groups
  }

  func write(_ json: inout JSONWriter) {
    json.object { json in
      json.member("results") { json in
        json.array { json in
          for group in groups { write(group, &json) }
        }
      }
    }
  }

  private func write(_ group: Group, _ json: inout JSONWriter) {
    var table = SumTable(bounds: bounds)
    for queue in group.queues {
      for facts in organization.facts.facts(of: queue.code, in: query.interval) {
        table.add(facts)
      }
    }
    let metrics = MetricWriter(metrics: query.metrics, views: query.views)
    let buckets = (0..<bounds.count - 1).filter { metrics.hasEvents(table[$0]) }
    guard !buckets.isEmpty else { return }
    json.object { json in
      json.member("group") { json in
        json.object { json in
          for part in group.key { json.member(part.name, text: part.value) }
        }
      }
      json.member("data") { json in
        json.array { json in
          for bucket in buckets {
            json.object { json in
              json.member(
                "interval", text: "\(bounds[bucket].text)/\(bounds[bucket + 1].text)")
              metrics.write(table[bucket], &json)
            }
          }
        }
      }
    }
  }
}
