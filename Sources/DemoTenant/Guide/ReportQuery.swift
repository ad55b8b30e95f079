/// A query for a report, checked, and what it asks the published API for.
struct ReportQuery {
  /// The words for an interval's length, and the granularities that they mean.
  static let steps = [
    (word: "5m", granularity: "PT5M"), (word: "15m", granularity: "PT15M"),
    (word: "30m", granularity: "PT30M"), (word: "1h", granularity: "PT1H"),
    (word: "1d", granularity: "P1D"),
  ]
  static let longestDays = 31
  static let mostQueues = 50
  static let largestPage = 1000

  let window: Range<Moment>
  let granularity: String
  let zone: String
  let columns: [ReportCatalogue.Column]
  let metrics: [ReportMetric]
  let filter: JSONValue
  let pageSize: Int
  let pageToken: String?

  init(
    _ value: JSONValue, catalogue: ReportCatalogue, organization: Organization
  ) throws(Refusal) {
    let members = try Members(
      value, at: "query",
      allowed: [
        "entityType", "interval", "dateFilterType", "sinceTimestamp", "untilTimestamp",
        "timeZoneId", "filters", "columns", "metrics", "pageSize", "pageToken",
      ])
    _ = try members.word("entityType", of: ["queue"])
    guard let word = try members.word("interval", of: Self.steps.map(\.word)),
      let step = Self.steps.first(where: { $0.word == word })
    else { throw .required("interval") }
    guard try members.word("dateFilterType", of: ["since"]) != nil else {
      throw .required("dateFilterType")
    }
    guard let zone = try members.text("timeZoneId") else { throw .required("timeZoneId") }
    granularity = step.granularity
    self.zone = zone
    window = try Self.window(members, zone: zone)
    guard let filters = members.value("filters") else { throw .required("filters") }
    filter = try ReportFilter(filters, catalogue: catalogue, organization: organization).published
    columns = try Self.columns(members, catalogue: catalogue)
    metrics = try Self.metrics(members, catalogue: catalogue)
    pageSize = try Self.whole(members, "pageSize", in: 1...Self.largestPage) ?? 100
    pageToken = try members.text("pageToken")
  }

  /// The instants of the window; timestamps that look like seconds are refused.
  private static func window(_ members: Members, zone name: String) throws(Refusal) -> Range<Moment>
  {
    let zone = try Zones.zone(name)
    let range = 100_000_000_000...100_000_000_000_000
    guard let since = try whole(members, "sinceTimestamp", in: range) else {
      throw .required("sinceTimestamp")
    }
    guard let until = try whole(members, "untilTimestamp", in: range) else {
      throw .required("untilTimestamp")
    }
    guard since < until else {
      throw .bad("query.untilTimestamp is not after sinceTimestamp.", code: "invalid.date")
    }
    let window = Moment(milliseconds: since)..<Moment(milliseconds: until)
    guard try Granularity("P1D").bounds(window, zone: zone, limit: longestDays) != nil else {
      throw .bad("A window may have at most \(longestDays) days.", code: "invalid.date")
    }
    return window
  }

  private static func whole(
    _ members: Members, _ name: String, in range: ClosedRange<Int>
  ) throws(Refusal) -> Int? {
    guard let number = try members.number(name) else { return nil }
    guard let value = Int(exactly: number), range.contains(value) else {
      throw .bad(
        "query.\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound).",
        code: "invalid.value")
    }
    return value
  }

  private static func columns(
    _ members: Members, catalogue: ReportCatalogue
  ) throws(Refusal) -> [ReportCatalogue.Column] {
    var columns: [ReportCatalogue.Column] = []
    for id in try names(members, "columns") {
      guard let column = catalogue.column(id) else { throw .column(id, at: "query.columns") }
      columns.append(column)
    }
    return columns
  }

  private static func metrics(
    _ members: Members, catalogue: ReportCatalogue
  ) throws(Refusal) -> [ReportMetric] {
    var metrics: [ReportMetric] = []
    for id in try names(members, "metrics") {
      guard let metric = catalogue.metric(id) else { throw .column(id, at: "query.metrics") }
      metrics.append(metric)
    }
    return metrics
  }

  /// A list of names, each named once.
  private static func names(_ members: Members, _ name: String) throws(Refusal) -> [String] {
    guard let names = try members.texts(name), !names.isEmpty else { throw .required(name) }
    guard Set(names).count == names.count else { throw .bad("query.\(name) names one twice.") }
    return names
  }
}

extension Refusal {
  static func required(_ name: String) -> Refusal {
    .bad("query.\(name) is required.", code: "constraint.validation")
  }

  /// A column or metric that a query may not ask for.
  static func column(_ id: String, at place: String) -> Refusal {
    .bad(
      ReportCatalogue.isClosed(id)
        ? "\(place): '\(id)' is not public." : "\(place): '\(id)' is not defined here.",
      code: "invalid.value")
  }
}
