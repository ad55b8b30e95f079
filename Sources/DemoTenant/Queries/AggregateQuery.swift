import Foundation

/// A query for conversation aggregates, checked.
struct AggregateQuery {
  /// The most buckets, over all groups, that are answered.
  static let resultLimit = 30_000

  /// What the published API has besides, and nobody should need for whole answers.
  private static let notOffered = ["alternateTimeDimension", "limit", "sortMetric"]

  let interval: Range<Moment>
  let groupBy: [Dimension]
  let metrics: Set<String>
  let views: [RangeView]
  private let granularity: Granularity?
  private let zone: TimeZone
  private let filter: Filter?

  init(_ value: JSONValue, organization: Organization) throws(Refusal) {
    let members = try Members(
      value, at: "query",
      allowed: [
        "interval", "granularity", "timeZone", "groupBy", "filter", "metrics", "views",
        "flattenMultivaluedDimensions", "queryType",
      ] + Self.notOffered)
    for name in Self.notOffered where members.value(name) != nil {
      throw .bad("query.\(name) is not offered by this organization.")
    }
    interval = try Self.interval(members, organization: organization)
    granularity = try members.text("granularity").map { text throws(Refusal) in
      try Granularity(text)
    }
    zone =
      try members.text("timeZone").map { name throws(Refusal) in
        try Zones.zone(name)
      } ?? Zones.utc
    guard
      try members.word("queryType", of: ["groupBy", "topN", "bottomN"]) ?? "groupBy" == "groupBy"
    else { throw .bad("query.queryType: only groupBy is offered by this organization.") }
    groupBy = try Self.groupBy(members, allowed: organization.dimensions)
    filter = try members.value("filter").map { value throws(Refusal) in
      try Filter(value, dimensions: organization.dimensions)
    }
    views = try Self.views(members, isExact: organization.synthetic != nil)
    metrics = try Self.metrics(members, hasViews: !views.isEmpty)
  }

  /// Whether agents are told apart, so that only events with an agent count.
  var asksForUsers: Bool { groupBy.contains(.userId) || (filter?.count(.userId) ?? 0) > 0 }

  /// Whether the filter lets a line through, when the calls of all agents count.
  func holds(_ line: Line) -> Bool { filter?.holds(line) ?? true }

  /// Whether the filter lets through what an agent did on a line.
  func holds(_ line: Line, userID: String) -> Bool {
    filter?.holds { $0 == .userId ? userID : line.value($0) } ?? true
  }

  /// The bounds of the buckets, when so many groups of them are not too much.
  func bounds(groups: Int) throws(Refusal) -> [Moment] {
    let limit = Self.resultLimit / max(groups, 1)
    guard let granularity else { return [interval.lowerBound, interval.upperBound] }
    guard let bounds = granularity.bounds(interval, zone: zone, limit: limit) else {
      throw .tooLarge
    }
    return bounds
  }

  /// The instants of `start/end`; both on full five minutes where calls were recorded so.
  static func interval(
    _ members: Members, organization: Organization
  ) throws(Refusal) -> Range<Moment> {
    let interval = try instants(members)
    guard organization.synthetic == nil else { return interval }
    for moment in [interval.lowerBound, interval.upperBound]
    where moment.milliseconds % QueueFacts.slotMilliseconds != 0 {
      throw .bad(
        "interval '\(try members.text("interval") ?? "")' is not aligned to 5 minutes, which this "
          + "organization's calls are recorded in.", code: "invalid.date")
    }
    return interval
  }

  /// The instants of `start/end`.
  static func instants(_ members: Members) throws(Refusal) -> Range<Moment> {
    guard let text = try members.text("interval") else { throw .bad("interval is required.") }
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, let start = Moment(halves[0]), let end = Moment(halves[1]) else {
      throw .bad("interval '\(text)' is not two instants in ISO 8601.", code: "invalid.date")
    }
    guard start < end else {
      throw .bad("interval '\(text)' does not end after it starts.", code: "invalid.date")
    }
    return start..<end
  }

  private static func groupBy(
    _ members: Members, allowed: [Dimension]
  ) throws(Refusal) -> [Dimension] {
    var dimensions: [Dimension] = []
    for name in try members.texts("groupBy") ?? [] {
      let dimension = try Dimension.read(name, allowed: allowed, at: "query.groupBy")
      guard !dimensions.contains(dimension) else {
        throw .bad("query.groupBy names '\(name)' twice.")
      }
      dimensions.append(dimension)
    }
    return dimensions
  }

  private static func metrics(_ members: Members, hasViews: Bool) throws(Refusal) -> Set<String> {
    guard let names = try members.texts("metrics"), hasViews || !names.isEmpty else {
      throw .bad("query.metrics is required.", code: "constraint.validation")
    }
    for name in names where !Vocabulary.metrics.contains(name) {
      throw .bad("query.metrics: '\(name)' is not a metric.", code: "invalid.value")
    }
    return Set(names)
  }

  private static func views(_ members: Members, isExact: Bool) throws(Refusal) -> [RangeView] {
    let values = try members.array("views") ?? []
    guard values.count <= RangeView.limit else {
      throw .bad("query.views: at most \(RangeView.limit) views are possible.")
    }
    var views: [RangeView] = []
    for value in values {
      let view = try RangeView(value, isExact: isExact)
      guard !views.contains(where: { $0.name == view.name }) else {
        throw .bad("query.views: the name '\(view.name)' is used twice.")
      }
      views.append(view)
    }
    return views
  }
}
