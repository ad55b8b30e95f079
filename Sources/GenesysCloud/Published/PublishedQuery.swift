import Figures

/// Writes a query in the published dialect: the same query gives the same bytes.
package enum PublishedQuery {
  package static let target = "/api/v2/analytics/conversations/aggregates/query"
  package static let permission = "analytics:conversationAggregate:view"

  /// The dimensions of a group, none of them personal.
  static let dimensions = ["queueId", "mediaType", "direction"]

  /// Asks for tallies, or for their total: one bucket and one group.
  package static func request(
    for query: TallyQuery, isTotal: Bool = false
  ) throws(FetchError) -> Request {
    guard query.window.start.milliseconds >= FetchPlan.earliest else {
      throw FetchError(.looksLikeSeconds(query.window.start.milliseconds))
    }
    return Request(
      .post, .api, target,
      headers: [Header("Content-Type", "application/json"), Header("Accept", "application/json")],
      body: body(of: query, isTotal: isTotal).bytes, permission: permission)
  }

  private static func body(of query: TallyQuery, isTotal: Bool) -> JSONText {
    let needed = PublishedMetric.needed(for: query.settings)
    let start = query.window.start.textWithMilliseconds
    let end = query.window.end.textWithMilliseconds
    var members: [String: JSONText] = [
      "interval": .text("\(start)/\(end)"),
      "metrics": .list(
        needed.filter { $0.cut(query.settings.thresholds) == nil }.map { .text($0.rawValue) }
          + (isTotal ? [] : query.settings.also.map(JSONText.text))),
      "filter": .object([
        "type": .text("and"),
        "clauses": .list([
          anyOf("queueId", query.queues.map(\.text)), anyOf("mediaType", query.settings.media),
          anyOf("direction", query.settings.directions),
        ]),
      ]),
    ]
    if !isTotal {
      members["granularity"] = .text(period(query.settings.granularitySeconds))
      members["groupBy"] = .list(dimensions.map(JSONText.text))
    }
    let views = needed.compactMap { view($0, query.settings.thresholds) }
    if !views.isEmpty { members["views"] = .list(views) }
    return .object(members)
  }

  private static func anyOf(_ dimension: String, _ values: [String]) -> JSONText {
    let predicates = values.map { value in
      JSONText.object([
        "type": .text("dimension"), "dimension": .text(dimension), "operator": .text("matches"),
        "value": .text(value),
      ])
    }
    return .object(["type": .text("or"), "predicates": .list(predicates)])
  }

  /// A range's upper bound lies outside it, a threshold within: hence one millisecond more.
  private static func view(_ metric: PublishedMetric, _ thresholds: Thresholds) -> JSONText? {
    guard let cut = metric.cut(thresholds) else { return nil }
    return .object([
      "target": .text(cut.target.rawValue), "name": .text(metric.rawValue),
      "function": .text("rangeBound"),
      "range": .object(["gte": .number(0), "lt": .number(cut.within + 1)]),
    ])
  }

  /// `PT5M`, `PT1H`, `PT24H`.
  private static func period(_ seconds: Int) -> String {
    if seconds % 3600 == 0 { return "PT\(seconds / 3600)H" }
    return seconds % 60 == 0 ? "PT\(seconds / 60)M" : "PT\(seconds)S"
  }
}
