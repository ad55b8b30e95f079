import DemoTenant
import Testing

/// A client of an organization that is made up.
///
/// What goes to an operation and what comes back is held against the published schemas, each time.
struct CheckedGuest {
  let tenant: DemoTenant
  let raw: RawClient
  let token: String

  init(_ parts: String = "") throws {
    let recording = parts.isEmpty ? "synthetic" : "synthetic:\(parts)"
    tenant = try DemoTenant.start(TenantOptions(recording: recording), clock: { .zero })
    raw = RawClient(port: tenant.port, server: tenant)
    token = try Visitor.login(raw)
  }

  private struct Operation {
    let path: String
    let request: String?
    let response: String

    init(_ path: String, _ response: String, request: String? = nil) {
      self.path = path
      self.request = request
      self.response = response
    }
  }

  /// By the start of their paths, longer ones first.
  private static let operations = [
    Operation(
      "analytics/conversations/aggregates/query", "conversation-aggregates",
      request: "conversation-aggregates"),
    Operation("analytics/conversations/details/jobs/availability", "data-availability"),
    Operation(
      "analytics/conversations/details/query", "conversation-details",
      request: "conversation-details"),
    Operation("analytics/dataretention/settings", "data-retention"),
    Operation(
      "analytics/queues/observations/query", "queue-observations", request: "queue-observations"),
    Operation("analytics/users/aggregates/query", "user-aggregates", request: "user-aggregates"),
    Operation(
      "analytics/users/observations/query", "user-observations", request: "user-observations"),
    Operation("authorization/divisions", "divisions-listing"),
    Operation("authorization/subjects/me", "authorization-subject"),
    Operation("date", "server-date"), Operation("organizations/limits", "limits-listing"),
    Operation("organizations/me", "organization"),
    Operation("presence/definitions", "presence-definitions-listing"),
    Operation("routing/queues/", "queue-members-listing"),
    Operation("routing/queues", "queues-listing"), Operation("tokens/me", "token-info"),
    Operation("users", "users-listing"),
  ]

  private static func operation(_ path: String) throws -> Operation {
    let jobs = "analytics/conversations/details/jobs"
    if path.hasPrefix(jobs + "/"), path.contains("/results") {
      return Operation(path, "conversation-details-job-results")
    }
    if let operation = operations.first(where: { path.hasPrefix($0.path) }) { return operation }
    if path.hasPrefix(jobs + "/") { return Operation(path, "async-job-status") }
    try #require(path == jobs)
    return Operation(path, "async-job-accepted", request: "conversation-details-job")
  }

  /// Sends a request; one that is wrong on purpose says `isValid: false`.
  ///
  /// Long lists of records say `isChecked: false` for all pages but one, as checking takes its time.
  func send(
    _ method: String, _ path: String, body: String? = nil, isValid: Bool = true,
    isChecked: Bool = true
  ) throws -> RawReply {
    let operation = try Self.operation(path)
    if let body, isValid {
      let schema = try Schema(named: "\(try #require(operation.request)).request")
      #expect(schema.problems(in: try JSON(body)) == [], "request to \(path)")
    }
    var headers = [("Authorization", "Bearer \(token)")]
    if body != nil { headers.append(("Content-Type", "application/json")) }
    let reply = try raw.send(method, "/api/v2/\(path)", headers: headers, body: body)
    guard isChecked || reply.status >= 300 else { return reply }
    let name = reply.status < 300 ? operation.response : "error-body"
    #expect(
      try Schema(named: "\(name).response").problems(in: reply.json()) == [],
      "answer from \(path)")
    return reply
  }

  func get(_ path: String) throws -> JSON {
    let reply = try send("GET", path)
    #expect(reply.status == 200)
    return try reply.json()
  }

  func post(_ path: String, _ body: String, status: Int = 200) throws -> JSON {
    let reply = try send("POST", path, body: body)
    #expect(reply.status == status)
    return try reply.json()
  }

  /// The status of a request that has to be refused, and its code.
  func refusal(
    _ path: String, _ body: String, isValid: Bool = true
  ) throws -> (status: Int, code: String?) {
    let reply = try send("POST", path, body: body, isValid: isValid)
    return (reply.status, try reply.json()["code"]?.text)
  }

  /// The results of a query for aggregates.
  func aggregates(_ query: String) throws -> [JSON] {
    try #require(
      try post("analytics/conversations/aggregates/query", query)["results"]
    ).elements
  }

  /// All conversations of a synchronous query, page by page until one has none.
  ///
  /// Returns the pages as they came.
  func pages(_ interval: String, size: Int = 100, filters: String = "") throws -> [[JSON]] {
    var pages: [[JSON]] = []
    while pages.count < 200 {
      let reply = try send(
        "POST", "analytics/conversations/details/query",
        body: """
          {"interval": "\(interval)", \(filters)
           "paging": {"pageSize": \(size), "pageNumber": \(pages.count + 1)}}
          """, isChecked: pages.count == 1)
      #expect(reply.status == 200)
      let answer = try reply.json()
      guard let conversations = answer["conversations"] else { return pages }
      pages.append(conversations.elements)
    }
    Issue.record("the pages have no end")
    return pages
  }
}

extension JSON {
  /// The metrics of a bucket by name.
  var metrics: [String: JSON] {
    Dictionary(
      (self["metrics"]?.elements ?? []).map { ($0["metric"]?.text ?? "", $0["stats"] ?? .null) },
      uniquingKeysWith: { first, _ in first })
  }

  func count(_ metric: String) -> Int { metrics[metric]?["count"]?.integer ?? 0 }

  func sum(_ metric: String) -> Int { metrics[metric]?["sum"]?.integer ?? 0 }
}
