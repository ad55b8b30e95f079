import DemoTenant
import Foundation
import Synchronization
import Testing

/// A demo organization with a client that has a token.
///
/// What goes to an operation and what comes back is held against the published schemas, each time.
struct Visitor {
  let tenant: DemoTenant
  let raw: RawClient
  let token: String

  init(
    faults: String? = nil, clock: @escaping @Sendable () -> Duration = { .zero }
  ) throws {
    tenant = try DemoTenant.start(TenantOptions(faults: faults), clock: clock)
    raw = RawClient(port: tenant.port, server: tenant)
    token = try Self.login(raw)
  }

  static func login(_ raw: RawClient) throws -> String {
    let reply = try raw.send(
      "POST", "/oauth/token",
      headers: [
        ("Authorization", "Basic \(Data("demo:demo".utf8).base64EncodedString())"),
        ("Content-Type", "application/x-www-form-urlencoded"),
      ], body: "grant_type=client_credentials")
    try #require(reply.status == 200)
    let body = try reply.json()
    #expect(try Schema(named: "oauth-token.response").problems(in: body) == [])
    return try #require(body["access_token"]?.text)
  }

  /// The published schemas of an operation's request and answer, by the start of its path.
  private static let operations: [(path: String, schema: String)] = [
    ("analytics/conversations/aggregates/query", "conversation-aggregates"),
    ("analytics/conversations/details/query", "conversation-details"),
    ("analytics/queues/observations/query", "queue-observations"),
    ("analytics/reporting/settings", "reporting-settings"),
    ("analytics/users/aggregates/query", "user-aggregates"),
    ("analytics/users/observations/query", "user-observations"),
    ("authorization/subjects/me", "authorization-subject"), ("date", "server-date"),
    ("organizations/limits/namespaces/", "limits-listing"), ("organizations/me", "organization"),
    ("routing/queues/", "queue-members-listing"), ("routing/queues", "queues-listing"),
    ("timezones", "timezones-listing"), ("tokens/me", "token-info"), ("users", "users-listing"),
  ]

  /// Sends a request with the token and checks what comes against the operation's schemas.
  ///
  /// Requests that are wrong on purpose say `isValid: false`; they are not held against the schema.
  func send(
    _ method: String, _ path: String, body: String? = nil, isValid: Bool = true
  ) throws -> RawReply {
    let operation = Self.operations.first { path.hasPrefix($0.path) }
    if let body, isValid {
      let schema = try Schema(named: "\(try #require(operation).schema).request")
      #expect(schema.problems(in: try JSON(body)) == [], "request to \(path)")
    }
    var headers = [("Authorization", "Bearer \(token)")]
    if body != nil { headers.append(("Content-Type", "application/json")) }
    let reply = try raw.send(method, "/api/v2/\(path)", headers: headers, body: body)
    #expect(reply.headers["inin-correlation-id"] != nil)
    if reply.status >= 300 {
      try checkError(reply)
    } else if reply.status == 200, reply.isComplete,
      reply.headers["content-type"] == "application/json"
    {
      let schema = try Schema(named: "\(try #require(operation).schema).response")
      #expect(schema.problems(in: try reply.json()) == [], "answer from \(path)")
    }
    return reply
  }

  func get(_ path: String) throws -> JSON {
    let reply = try send("GET", path)
    #expect(reply.status == 200)
    return try reply.json()
  }

  /// The results of a query for aggregates.
  func aggregates(_ query: String) throws -> [JSON] {
    let reply = try send("POST", "analytics/conversations/aggregates/query", body: query)
    #expect(reply.status == 200)
    return try #require(try reply.json()["results"]).elements
  }

  /// The code and message of a query for aggregates that has to be refused with 400.
  func refusal(_ query: String, isValid: Bool = true) throws -> (code: String, message: String) {
    let reply = try send(
      "POST", "analytics/conversations/aggregates/query", body: query, isValid: isValid)
    #expect(reply.status == 400)
    let body = try reply.json()
    return (try #require(body["code"]?.text), try #require(body["message"]?.text))
  }

  private func checkError(_ reply: RawReply) throws {
    guard reply.headers["content-type"] == "application/json" else { return }
    let body = try reply.json()
    #expect(try Schema(named: "error-body.response").problems(in: body) == [])
    #expect(body["status"]?.integer == reply.status)
    #expect(body["contextId"]?.text == reply.headers["inin-correlation-id"])
  }
}

/// A clock that goes on only when a test says so.
final class HandClock: Sendable {
  private let elapsed = Mutex(Duration.zero)

  var now: Duration { elapsed.withLock { $0 } }

  func advance(_ duration: Duration) { elapsed.withLock { $0 += duration } }
}

/// The queues of the demo organization.
enum QueueID {
  static let everyday = "90e0e000-0000-4000-8000-000000000101"
  static let english = "90e0e000-0000-4000-8000-000000000102"
  static let callBacks = "90e0e000-0000-4000-8000-000000000103"
  static let newCustomers = "90e0e000-0000-4000-8000-000000000104"
  static let securities = "90e0e000-0000-4000-8000-000000000105"
  static let online = "90e0e000-0000-4000-8000-000000000106"
}
