import DemoTenant
import Foundation
import Testing

/// A client with a token that takes what comes as it comes: it holds nothing against a schema.
struct Guest {
  let tenant: DemoTenant
  let raw: RawClient
  let token: String

  init(_ options: TenantOptions, clock: @escaping @Sendable () -> Duration = { .zero }) throws {
    tenant = try DemoTenant.start(options, clock: clock)
    raw = RawClient(port: tenant.port, server: tenant)
    token = try Visitor.login(raw)
  }

  init(faults: String? = nil) throws {
    try self.init(TenantOptions(faults: faults))
  }

  func send(
    _ method: String, _ path: String, body: String? = nil, token: String? = nil
  ) throws -> RawReply {
    var headers = [("Authorization", "Bearer \(token ?? self.token)")]
    if body != nil { headers.append(("Content-Type", "application/json")) }
    let target = path.hasPrefix("/") ? path : "/api/v2/\(path)"
    return try raw.send(method, target, headers: headers, body: body)
  }

  func get(_ path: String) throws -> JSON { try send("GET", path).json() }

  func report(_ query: ReportText) throws -> RawReply {
    try send("POST", "reporting/reports/queries", body: query.body)
  }

  func aggregates(_ query: String) throws -> RawReply {
    try send("POST", "analytics/conversations/aggregates/query", body: query)
  }
}

/// The text of a query for a report; each part can be another one.
struct ReportText: Sendable {
  var interval = #""interval": "15m""#
  var filterType = #""dateFilterType": "since""#
  /// From 31 October 1999, 08:00 to 08:30 UTC.
  var window = #""sinceTimestamp": 941356800000, "untilTimestamp": 941358600000"#
  var zone = #""timeZoneId": "Asia/Jerusalem""#
  var filters = ReportText.queues(QueueID.newCustomers)
  var columns = #""columns": ["direction", "mediaType", "queueId"]"#
  var metrics = #""metrics": ["offered"]"#
  /// Further members.
  var more: [String] = []

  var body: String {
    let parts = [interval, filterType, window, zone, filters, columns, metrics] + more
    return "{\(parts.filter { !$0.isEmpty }.joined(separator: ", "))}"
  }

  static func queues(_ ids: String...) -> String {
    let values = ids.map { #""\#($0)""# }.joined(separator: ", ")
    return
      #""filters": {"operator": "AND", "predicates": [\#(predicate("queueId", "IN", values))]}"#
  }

  static func predicate(_ column: String, _ matching: String, _ values: String) -> String {
    #"{"columnId": "\#(column)", "operator": "\#(matching)", "values": [\#(values)]}"#
  }

  static func window(_ since: Int, _ until: Int) -> String {
    #""sinceTimestamp": \#(since), "untilTimestamp": \#(until)"#
  }
}
