import Figures
import GenesysCloud
import Testing

@Suite struct DirectoryTests {
  private static func entity(_ number: Int) -> String {
    #"{"id": "\#(Example.queues(number + 1)[number].text)", "name": "Queue \#(number)"}"#
  }

  /// One page of a list of queues.
  private static func page(
    _ number: Int, of count: Int, total: Int, _ entities: [Int], more: String = ""
  ) -> Response {
    .json(
      #"{"entities": [\#(entities.map(entity).joined(separator: ","))], "pageSize": 100, "#
        + #""pageNumber": \#(number), "pageCount": \#(count), "total": \#(total)\#(more)}"#)
  }

  private func directory(_ responses: [Response]) throws -> (Directory, FakeService) {
    let service = FakeService.scripted(responses)
    return (Directory(session: try service.session()), service)
  }

  @Test func `reads the organization`() async throws {
    let (directory, service) = try directory([
      .json(#"{"id": "0f1e", "name": "Example\u0007 Client", "version": 3}"#)
    ])
    let organization = try await directory.organization()
    #expect(organization.id == "0f1e")
    #expect(organization.name == "Example Client")
    #expect(service.apiRequests.map(\.target) == ["/api/v2/organizations/me"])
  }

  @Test func `reads every page of the queues`() async throws {
    let (directory, service) = try directory([
      Self.page(1, of: 3, total: 5, [0, 1]), Self.page(2, of: 3, total: 5, [2, 3]),
      // The last page may still name a next one.
      Self.page(3, of: 3, total: 5, [4], more: #", "nextUri": "/api/v2/routing/queues?x=4""#),
    ])
    #expect(try await directory.queues().map(\.id) == Example.queues(5))
    #expect(
      service.apiRequests.map(\.target)
        == (1...3).map { "/api/v2/routing/queues?pageSize=100&pageNumber=\($0)" })
  }

  @Test func `reads what a queue tells of itself`() async throws {
    let body = """
      {"entities": [{"id": "90E0E000-0000-4000-8000-000000000101", "name": "Support",
      "division": {"id": "d1410000-0000-4000-8000-000000000301", "name": "North"}, "mediaSettings":
      {"call": {"serviceLevel": {"percentage": 0.8, "durationMs": 20000}}}}],
      "pageSize": 100, "pageNumber": 1, "total": 1, "pageCount": 1}
      """
    #expect(try SchemaValidator("queues-listing.response").faults(in: Array(body.utf8)) == [])
    let (directory, _) = try directory([.json(body)])
    #expect(
      try await directory.queues() == [
        ListedQueue(
          id: Example.queue, name: "Support", division: "North", serviceLevelMilliseconds: 20_000)
      ])
  }

  @Test func `takes an organization without queues for empty`() async throws {
    let (directory, _) = try directory([Self.page(1, of: 0, total: 0, [])])
    #expect(try await directory.queues() == [])
  }

  @Test func `starts over once when the list changed under its hands`() async throws {
    let (directory, service) = try directory([
      Self.page(1, of: 2, total: 4, [0, 1]), Self.page(2, of: 2, total: 4, [1, 2]),
      Self.page(1, of: 2, total: 4, [0, 1]), Self.page(2, of: 2, total: 4, [2, 3]),
    ])
    #expect(try await directory.queues().count == 4)
    #expect(service.apiRequests.count == 4)
  }

  @Test(arguments: [
    // A page repeated, a page short, and a total that never fits.
    [page(1, of: 2, total: 4, [0, 1]), page(2, of: 2, total: 4, [0, 1])],
    [page(1, of: 2, total: 4, [0, 1]), page(2, of: 2, total: 4, [2])],
    [page(1, of: 1, total: 9, [0, 1]), page(1, of: 1, total: 9, [0, 1])],
  ])
  func `refuses a list that stays short`(pages: [Response]) async throws {
    let (directory, _) = try directory(pages + pages)
    let error = await failure { _ = try await directory.queues() }
    #expect(error?.explanation.status == .badData)
    #expect(error?.place == "GET /api/v2/routing/queues")
  }

  @Test(arguments: [
    page(1, of: 2, total: 4, [0, 1]),  // the first page again
    page(3, of: 3, total: 4, [0, 1]), page(2, of: 1, total: 4, [0, 1]),
    page(2, of: 3, total: 6, []), .json(#"{"entities": []}"#), .json("<html>"),
    .json("", status: 204),
  ])
  func `asks three times for a page that contradicts itself`(second: Response) async throws {
    let (directory, service) = try directory(
      [Self.page(1, of: 3, total: 6, [0, 1])] + Array(repeating: second, count: 3))
    let error = await failure { _ = try await directory.queues() }
    #expect(error?.explanation.status == .badData)
    #expect(service.apiRequests.count == 4)
  }

  @Test func `stops when the list does not end`() async throws {
    let service = FakeService { (request, _) throws(FetchError) in
      if request.host == .login { return .token() }
      let number = Int(request.target.split(separator: "=").last ?? "") ?? 0
      return Self.page(number, of: number + 1, total: 5, [0])
    }
    let session = try service.session()
    let error = await failure { _ = try await Directory(session: session).queues() }
    #expect(error?.explanation.status == .badData)
    #expect(service.apiRequests.count == 1000)
  }

  @Test func `refuses a link to another host`() async throws {
    let (directory, service) = try directory([
      Self.page(1, of: 2, total: 2, [0], more: #", "nextUri": "https://evil.example/api""#)
    ])
    let error = await failure { _ = try await directory.queues() }
    #expect(error?.explanation.status == .permission)
    #expect(error?.explanation.what.contains("evil.example") == true)
    #expect(service.apiRequests.count == 1)
  }
}

@Suite struct QueueReferenceTests {
  private let queues = [
    ListedQueue(id: Example.queue, name: "Call-backs"),
    ListedQueue(id: Example.other, name: "Cards"),
    ListedQueue(id: QueueID("a"), name: "Loans"), ListedQueue(id: QueueID("b"), name: "Loans"),
  ]

  private func error(_ references: [QueueReference]) throws -> FetchError {
    try #require(throws: FetchError.self) {
      try QueueReference.resolve(references, in: queues)
    }
  }

  @Test func `finds queues by exact name or by id, in the order of the configuration`() throws {
    let found = try QueueReference.resolve(
      [.name("Cards"), .id(QueueID(Example.queue.text.uppercased()))], in: queues)
    #expect(found.map(\.name) == ["Cards", "Call-backs"])
  }

  @Test(arguments: [
    ("Callbacks", "did you mean 'Call-backs'?"), ("cards", "did you mean 'Cards'?"),
    ("Something else entirely", "correct the name; names are compared exactly"),
  ])
  func `names the nearest for a name that fits none`(name: String, remedy: String) throws {
    let error = try error([.name(name)])
    #expect(error.explanation.status == .configuration)
    #expect(error.explanation.what == "no queue is named '\(name)'")
    #expect(error.explanation.remedy == remedy)
  }

  @Test func `names the ids for a name that fits several`() throws {
    let error = try error([.name("Loans")])
    #expect(error.reason == .ambiguousQueueName("Loans", ids: ["a", "b"]))
    #expect(error.explanation.status == .configuration)
  }

  @Test func `takes an id that is not visible for a missing permission`() throws {
    let error = try error([.id(QueueID("gone"))])
    #expect(error.explanation.status == .permission)
    #expect(
      error.explanation.what == "the queue 'gone' is gone or not in a granted division")
  }

  @Test func `refuses the same queue twice`() throws {
    let error = try error([.name("Cards"), .id(Example.other)])
    #expect(error.explanation.status == .configuration)
  }
}

@Suite struct AccessReportTests {
  private func report(_ grants: String) async throws -> AccessReport {
    let service = FakeService.scripted([.json(#"{"id": "c", "grants": [\#(grants)]}"#)])
    return try await Directory(session: try service.session()).accessReport()
  }

  private static func role(_ policies: String) -> String {
    #"{"role": {"name": "r", "policies": [\#(policies)]}}"#
  }

  private static func policy(_ domain: String, _ entity: String, _ actions: String) -> String {
    #"{"domain": "\#(domain)", "entityName": "\#(entity)", "actions": [\#(actions)]}"#
  }

  private static let least = role(
    [
      policy("analytics", "conversationAggregate", #""view""#),
      policy("analytics", "queueObservation", #""view""#),
      policy("analytics", "userAggregate", #""view""#), policy("routing", "queue", #""view""#),
    ].joined(separator: ","))

  @Test func `finds nothing to say about the least role`() async throws {
    let report = try await report(Self.least)
    #expect(report.isComplete)
    #expect(report.overGrants == [])
    #expect(report.missing == [])
    try report.refuseOverGrants()
  }

  @Test(arguments: [
    (policy("routing", "queue", #""view", "edit""#), "routing:queue:edit"),
    (policy("analytics", "*", #""view""#), "analytics:*:view"),
    (policy("analytics", "all", #""view""#), "analytics:all:view"),
    (policy("*", "*", #""*""#), "*:*:*"),
    (policy("routing", "queue", #""all""#), "routing:queue:all"),
    (policy("recording", "recording", #""view""#), "recording:recording:view"),
    (policy("routing", "queue", #""View""#), "routing:queue:View"),
    (#"{"domain": "routing", "entityName": "queue"}"#, "routing:queue:*"),
  ])
  func `names everything beyond viewing`(policy: String, grant: String) async throws {
    let report = try await report(Self.least + "," + Self.role(policy))
    #expect(report.overGrants == [grant])
    let error = try #require(throws: FetchError.self) { try report.refuseOverGrants() }
    #expect(error.explanation.status == .permission)
    #expect(error.explanation.what.contains(grant))
  }

  @Test func `names what is missing`() async throws {
    let report = try await report(Self.role(Self.policy("routing", "queue", #""view""#)))
    #expect(
      report.missing == [
        "analytics:conversationAggregate:view", "analytics:queueObservation:view",
        "analytics:userAggregate:view",
      ])
  }

  @Test(arguments: ["", #"{"role": {"name": "r"}}"#, #"{"role": {"policies": []}}"#, "{}"])
  func `cannot tell without policies`(grants: String) async throws {
    let report = try await report(grants)
    #expect(!report.isComplete)
    #expect(report.missing == [])
    #expect(report.overGrants == [])
  }

  @Test func `names an over-grant even when it cannot tell all`() async throws {
    let report = try await report(
      #"{"role": {"name": "r"}},"# + Self.role(Self.policy("routing", "queue", #""add""#)))
    #expect(!report.isComplete)
    #expect(report.overGrants == ["routing:queue:add"])
  }
}
