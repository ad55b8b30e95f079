package import Figures

/// Writes a query in the guide's dialect: the same query gives the same bytes.
package enum GuideQuery {
  package static let target = "/api/v2/reporting/reports/queries"
  package static let permission = "reporting:read"
  package static let pageSize = 1000

  /// Steps that the dialect has a word for, by their seconds.
  private static let steps = [300: "5m", 900: "15m", 1800: "30m", 3600: "1h", 86_400: "1d"]

  /// The request for the first page; throws for what the definitions do not offer.
  package static func request(
    for query: TallyQuery, _ definitions: GuideDefinitions, timeZoneID: String
  ) throws(FetchError) -> Request {
    post(target, try members(of: query, definitions, timeZoneID))
  }

  /// How to ask for the page that a link leads to.
  ///
  /// The query is sent again, with the token; a service that does not take that is asked with the
  /// link alone, and once it was, so is every later page.
  static func next(
    _ link: NextLink, after request: Request, for query: TallyQuery,
    _ definitions: GuideDefinitions, timeZoneID: String
  ) throws(FetchError) -> NextPage {
    let get = Request(
      .get, .api, link.target, headers: [Header("Accept", "application/json")],
      permission: permission)
    guard request.method == .post else { return NextPage(get, place: link.place) }
    var members = try members(of: query, definitions, timeZoneID)
    if let token = link.token { members["pageToken"] = .text(token) }
    return NextPage(post(link.target, members), fallback: get, place: link.place)
  }

  private static func post(_ target: String, _ members: [String: JSONText]) -> Request {
    Request(
      .post, .api, target,
      headers: [Header("Content-Type", "application/json"), Header("Accept", "application/json")],
      body: JSONText.object(members).bytes, permission: permission)
  }

  private static func members(
    of query: TallyQuery, _ definitions: GuideDefinitions, _ timeZoneID: String
  ) throws(FetchError) -> [String: JSONText] {
    let start = query.window.start.milliseconds
    let end = query.window.end.milliseconds
    for instant in [start, end] where instant < FetchPlan.earliest {
      throw FetchError(.looksLikeSeconds(instant))
    }
    guard let step = steps[query.settings.granularitySeconds] else {
      throw FetchError(
        .badSetting("granularity", why: "must be 5, 15 or 30 minutes, an hour or a day"))
    }
    let metrics = try GuideMembers(query.settings, definitions).metrics
    try definitions.checkPublished(query.settings.also)
    return [
      "entityType": .text("queue"), "interval": .text(step), "dateFilterType": .text("since"),
      "sinceTimestamp": .number(start), "untilTimestamp": .number(end),
      "timeZoneId": .text(timeZoneID),
      "filters": .object([
        "operator": .text("AND"),
        "predicates": .list([
          anyOf("queueId", query.queues.map(\.text)), anyOf("mediaType", query.settings.media),
          anyOf("direction", query.settings.directions),
        ]),
      ]),
      "columns": .list(GuideDefinitions.columns.map(JSONText.text)),
      "metrics": .list((metrics + query.settings.also).map(JSONText.text)),
      "pageSize": .number(pageSize),
    ]
  }

  private static func anyOf(_ column: String, _ values: [String]) -> JSONText {
    .object([
      "columnId": .text(column), "operator": .text(values.count == 1 ? "EQ" : "IN"),
      "values": .list(values.map(JSONText.text)),
    ])
  }
}

extension Dialect {
  /// The seed guide's dialect, for one service's definitions; the zone is the contract's.
  package static func guide(
    _ definitions: GuideDefinitions, timeZoneID: String, columns: ColumnPolicy = ColumnPolicy()
  ) -> Dialect {
    Dialect(
      mask: .report(columns),
      request: { (query) throws(FetchError) in
        try columns.check(
          reading: try GuideMembers(query.settings, definitions).members.map(\.name))
        return try GuideQuery.request(for: query, definitions, timeZoneID: timeZoneID)
      },
      reader: { (query, api) throws(FetchError) in
        try GuideAnswer(to: query, definitions, timeZoneID: timeZoneID, on: api)
      })
  }
}
