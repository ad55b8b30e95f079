import Foundation

/// A query for the time that agents spent in each status, checked.
struct UserAggregateQuery {
  private static let userLimit = 100

  private let interval: Range<Moment>
  private let metrics: Set<String>
  private let granularity: Granularity?
  private let zone: TimeZone
  private let isGrouped: Bool
  private let filter: Filter?
  private let organization: Organization

  init(_ value: JSONValue, organization: Organization) throws(Refusal) {
    let members = try Members(
      value, at: "query",
      allowed: [
        "interval", "granularity", "timeZone", "groupBy", "filter", "metrics", "views",
        "flattenMultivaluedDimensions", "alternateTimeDimension",
      ])
    for name in ["views", "alternateTimeDimension"] {
      guard let value = members.value(name), value != .array([]) else { continue }
      throw .bad("query.\(name) is not offered by this organization.")
    }
    interval = try AggregateQuery.interval(members, organization: organization)
    granularity = try members.text("granularity").map { text throws(Refusal) in
      try Granularity(text)
    }
    zone =
      try members.text("timeZone").map { name throws(Refusal) in try Zones.zone(name) }
      ?? Zones.utc
    for name in try members.texts("groupBy") ?? [] where name != "userId" {
      throw .bad(
        "query.groupBy: '\(name)' is not a dimension of this query.", code: "invalid.value")
    }
    isGrouped = try !(members.texts("groupBy") ?? []).isEmpty
    filter = try members.value("filter").map { value throws(Refusal) in
      try Filter(value, dimensions: [.userId])
    }
    guard let names = try members.texts("metrics"), !names.isEmpty else {
      throw .bad("query.metrics is required.", code: "constraint.validation")
    }
    for name in names where !Vocabulary.userMetrics.contains(name) {
      throw .bad("query.metrics: '\(name)' is not a metric.", code: "invalid.value")
    }
    metrics = Set(names)
    self.organization = organization
  }

  /// Answers with the agents that the filter lets through; none where none was recorded.
  func answer() throws(Refusal) -> Answer {
    guard let synthetic = organization.synthetic else {
      return .json { $0.object { $0.member("results") { $0.array { _ in } } } }
    }
    let agents = synthetic.agents.filter { agent in
      filter?.holds { _ in agent.id } ?? true
    }
    guard agents.count <= Self.userLimit, (filter?.count(.userId) ?? 0) <= Self.userLimit else {
      throw .bad("A query may be for at most \(Self.userLimit) users.", code: "max.user.ids")
    }
    let groups = isGrouped ? agents.map { [$0] } : [agents]
    let bounds = try bounds(groups: groups.count)
    return .json { json in
      json.object { json in
        json.member("systemToOrganizationMappings", Self.writeMappings)
        json.member("results") { json in
          json.array { json in
            for group in groups {
              write(StatusTable(group, bounds: bounds, synthetic: synthetic), group, bounds, &json)
            }
          }
        }
      }
    }
  }

  private func bounds(groups: Int) throws(Refusal) -> [Moment] {
    let limit = AggregateQuery.resultLimit / max(groups, 1)
    guard let granularity else { return [interval.lowerBound, interval.upperBound] }
    guard let bounds = granularity.bounds(interval, zone: zone, limit: limit) else {
      throw .tooLarge
    }
    return bounds
  }

  private static func writeMappings(_ json: inout JSONWriter) {
    json.object { json in
      for system in Set(Presence.all.map(\.system)).sorted() {
        json.member(system, texts: Presence.all.filter { $0.system == system }.map(\.id))
      }
    }
  }

  private func write(
    _ table: StatusTable, _ group: [Agent], _ bounds: [Moment], _ json: inout JSONWriter
  ) {
    let buckets = (0..<bounds.count - 1).filter { !table.isEmpty($0) }
    guard !buckets.isEmpty else { return }
    json.object { json in
      json.member("group") { json in
        json.object { if isGrouped { $0.member("userId", text: group[0].id) } }
      }
      json.member("data") { json in
        json.array { json in
          for bucket in buckets {
            json.object { json in
              json.member("interval", text: "\(bounds[bucket].text)/\(bounds[bucket + 1].text)")
              json.member("metrics") { json in
                json.array { write(table.sums(bucket, metrics: metrics), &$0) }
              }
            }
          }
        }
      }
    }
  }

  private func write(_ sums: [StatusTable.Sum], _ json: inout JSONWriter) {
    for sum in sums {
      json.object { json in
        json.member("metric", text: sum.metric)
        json.member("qualifier", text: sum.qualifier)
        json.member("stats") { json in
          json.object { $0.member("sum", integer: sum.milliseconds) }
        }
      }
    }
  }
}

extension Refusal {
  /// What an aggregate query gets that asks for too many buckets.
  static let tooLarge = Refusal.bad(
    "The query would give a result set larger than the result limit of "
      + "\(AggregateQuery.resultLimit): "
      + "shorten the interval, widen the granularity or ask for fewer groups.",
    code: "response.entity.too.large")
}
