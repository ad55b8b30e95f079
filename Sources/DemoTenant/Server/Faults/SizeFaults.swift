/// How much a query asks for, as far as its text tells.
///
/// Read apart from the operations, so that a size that one refuses can be one that the other
/// answers.
struct QuerySize: Hashable {
  /// The most buckets times queues that ``SizeFaults`` let pass.
  static let limit = 500

  /// The length of a bucket in milliseconds; `nil` when the whole window is one.
  let bucket: Int?
  let buckets: Int
  /// The queues or agents that are named; those of the organization when none is.
  let groups: Int

  /// The size of a query for aggregates or a report; `nil` for any other request.
  init?(_ request: Request, organization: Organization) {
    guard AnswerShape(request) == .figures, let query = JSONNode(request.body) else { return nil }
    let length: Int
    if let interval = query["interval"]?.text, interval.contains("/") {
      let ends = interval.split(separator: "/")
      guard ends.count == 2, let start = Moment(ends[0]), let end = Moment(ends[1]) else {
        return nil
      }
      length = end.milliseconds - start.milliseconds
    } else {
      guard let since = query["sinceTimestamp"]?.integer,
        let until = query["untilTimestamp"]?.integer
      else { return nil }
      length = until - since
    }
    guard length > 0 else { return nil }
    let word = query["granularity"]?.text ?? query["interval"]?.text ?? ""
    bucket = Self.lengths[word]
    buckets = bucket.map { (length + $0 - 1) / $0 } ?? 1
    let named = Self.named(query["filter"] ?? query["filters"] ?? .null)
    groups = named > 0 ? named : organization.queues.count
  }

  private static let minute = 60_000
  private static let lengths = [
    "PT5M": 5 * minute, "5m": 5 * minute, "PT15M": 15 * minute, "15m": 15 * minute,
    "PT30M": 30 * minute, "30m": 30 * minute, "PT1H": 60 * minute, "1h": 60 * minute,
    "P1D": 1440 * minute, "1d": 1440 * minute,
  ]

  /// How many queues or agents a filter names.
  private static func named(_ node: JSONNode) -> Int {
    let dimension = node["dimension"]?.text ?? node["columnId"]?.text
    guard let dimension else {
      return node.elements.reduce(0) { $0 + named($1) }
        + node.members.reduce(0) { $0 + named($1.value) }
    }
    guard ["queueId", "queueName", "userId"].contains(dimension) else { return 0 }
    return node["values"]?.elements.count ?? (node["value"] == nil ? 0 : 1)
  }
}

/// Queries that are refused for what they ask.
enum SizeFaults {
  /// The refusal of a fault; `nil` when the fault is none of these or the query is not affected.
  static func refusal(
    _ kind: FaultKind, _ request: Request, organization: Organization
  ) -> Refusal? {
    switch kind {
    case .tooLarge, .tooLarge400, .no5m, .no15m: break
    default: return nil
    }
    guard let size = QuerySize(request, organization: organization) else { return nil }
    let minutes = (size.bucket ?? .max) / 60_000
    switch kind {
    case .tooLarge where size.buckets * size.groups > QuerySize.limit:
      return Refusal(
        status: 413, code: "request.entity.too.large", message: "The answer would be too large.")
    case .tooLarge400 where size.buckets * size.groups > QuerySize.limit:
      return .bad(
        "The query result set exceeds the limit of 30000 results",
        code: "response.entity.too.large")
    case .no5m where minutes <= 5, .no15m where minutes <= 15:
      return .bad(
        "granularity \(minutes == 5 ? "PT5M" : "PT15M") is not supported for this interval.",
        code: "invalid.value")
    default: return nil
    }
  }
}
