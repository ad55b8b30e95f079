import Figures
import GenesysCloud
import Synchronization
import Testing

@Suite struct AgentPlanTests {
  private func agents(_ count: Int) -> [AgentID] {
    (0..<count).map { AgentID("05e40000-0000-4000-8000-000000000" + ($0 + 100).digits(3)) }
  }

  private func october() throws -> Window {
    try Example.window("2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z")
  }

  /// 31 days of Berlin with 1,490 half hours.
  @Test(arguments: [
    // Agents, queries, agents of the largest query.
    (1, 1, 1), (13, 1, 13),
    // 14 agents would be 20,860 cells.
    (14, 2, 14), (100, 8, 100),
    // 101: eight windows for 100 agents, one for the last.
    (101, 9, 100), (240, 19, 100),
  ])
  func `asks for everything once, within the service's limits`(
    count: Int, cost: Int, largest: Int
  ) throws {
    let plan = try #require(AgentPlan(agents: agents(count).reversed(), in: october()))
    #expect(plan.queries.count == cost)
    #expect(plan.queries.map(\.agents.count).max() == largest)
    #expect(plan.queries.allSatisfy { $0.cells <= 20_000 && $0.agents.count <= 100 })
    #expect(plan.window == (try october()))
    var asked: [AgentID: [Window]] = [:]
    for query in plan.queries {
      #expect(query.agents == Array(agents(count)[query.places]))
      for agent in query.agents { asked[agent, default: []].append(query.window) }
    }
    #expect(asked.keys.sorted() == agents(count))
    for windows in asked.values {
      #expect(windows.first?.start == plan.window.start)
      #expect(windows.last?.end == plan.window.end)
      #expect(zip(windows, windows.dropFirst()).allSatisfy { $0.end == $1.start })
    }
  }

  @Test func `asks for whole half hours of the clock alone, or for nothing`() throws {
    let window = try Example.window("2026-10-04T18:15:00Z", "2026-10-05T07:55:00Z")
    let plan = try #require(AgentPlan(agents: agents(1), in: window))
    #expect(plan.window == (try Example.window("2026-10-04T18:30:00Z", "2026-10-05T07:30:00Z")))
    #expect(AgentPlan(agents: [], in: window) == nil)
    #expect(
      AgentPlan(
        agents: agents(1), in: try Example.window("2026-10-04T18:15:00Z", "2026-10-04T18:40:00Z"))
        == nil)
  }

  @Test func `a query has a key without ids and fits the published schema`() throws {
    let query = AgentQuery(
      window: try Example.window("2026-10-05T08:00:00Z", "2026-10-05T08:30:00Z"),
      agents: agents(2), first: 100)
    #expect(query.key == "2026-10-05T08:00:00Z/2026-10-05T08:30:00Z agents 101-102 PT1800S")
    #expect(AgentQuery.isKey(query.key))
    #expect(!AgentQuery.isKey(try Example.query().key))
    let request = try query.request()
    #expect(request.name == "POST /api/v2/analytics/users/aggregates/query")
    #expect(try SchemaValidator("user-aggregates.request").faults(in: request.body) == [])
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == #"{"filter":{"predicates":[{"dimension":"userId","operator":"matches","type":"dimension","#
        + #""value":"05e40000-0000-4000-8000-000000000100"},{"dimension":"userId","operator":"#
        + #""matches","type":"dimension","value":"05e40000-0000-4000-8000-000000000101"}],"#
        + #""type":"or"},"granularity":"PT30M","groupBy":["userId"],"interval":"#
        + #""2026-10-05T08:00:00.000Z/2026-10-05T08:30:00.000Z","metrics":["tAgentRoutingStatus"]}"#
    )
  }

  @Test func `is halved in time first, then in agents`() throws {
    let query = AgentQuery(
      window: try Example.window("2026-10-05T08:00:00Z", "2026-10-05T09:30:00Z"),
      agents: agents(3), first: 5)
    let parts = try #require(query.split())
    #expect(parts.map(\.buckets) == [1, 2])
    #expect(parts.allSatisfy { $0.agents == query.agents })
    let people = try #require(parts[0].split())
    #expect(people.map(\.places) == [5..<6, 6..<8])
    #expect(people.map(\.window) == [parts[0].window, parts[0].window])
    #expect(people[0].split() == nil)
  }
}

@Suite struct AgentFetcherTests {
  private let agents = ["05e40000-0000-4000-8000-000000000201", "05e4-b"].map(AgentID.init)

  private func queries() throws -> [AgentQuery] {
    let window = try Example.window("2026-10-05T08:00:00Z", "2026-10-05T10:00:00Z")
    return try #require(AgentPlan(agents: agents, in: window)).queries
  }

  private func fetch(
    from service: FakeService, done: Set<String> = []
  ) async throws -> (answers: [FetchedAgentTime], error: FetchError?) {
    let answers = Mutex<[FetchedAgentTime]>([])
    let fetcher = AgentFetcher(
      session: try service.session(), names: .nobody, now: { Instant(seconds: 1_800_000_000) })
    let queries = try queries()
    let error = await failure {
      try await fetcher.fetch(queries, skipping: done) { answer in
        answers.withLock { $0.append(answer) }
      }
    }
    return (answers.withLock { $0 }, error)
  }

  private static func isHour(_ request: Request) -> Bool {
    let body = String(decoding: request.body, as: UTF8.self)
    return !body.contains("08:00:00.000Z/2026-10-05T10")
  }

  @Test func `replaces a query that is too large by its parts, and goes on where it stopped`()
    async throws
  {
    let service = FakeService { (request, _) throws(FetchError) in
      if request.host == .login { return .token() }
      return Self.isHour(request) ? .json(#"{"results": []}"#) : Response(status: 413)
    }
    let (answers, error) = try await fetch(from: service)
    #expect(error == nil)
    let keys = answers.map(\.query.key)
    #expect(
      keys == [
        "2026-10-05T08:00:00Z/2026-10-05T09:00:00Z agents 1-2 PT1800S",
        "2026-10-05T09:00:00Z/2026-10-05T10:00:00Z agents 1-2 PT1800S",
      ])
    #expect(answers.first?.page.receivedAt == Instant(seconds: 1_800_000_000))
    let again = try await fetch(from: service, done: Set(keys.prefix(1)))
    #expect(again.answers.map(\.query.key) == [keys[1]])
    #expect(try await fetch(from: service, done: Set(keys)).answers == [])
  }

  @Test func `a refusal that names an agent is not passed on`() async throws {
    let id = agents[0].text
    let service = FakeService { (request, _) throws(FetchError) in
      request.host == .login
        ? .token()
        : .json(
          #"{"message": "no user \#(id)", "code": "bad.request", "status": 400}"#, status: 400)
    }
    let (answers, error) = try await fetch(from: service)
    #expect(answers.isEmpty)
    let text = "\(try #require(error).explanation)"
    #expect(text.contains("no user"))
    #expect(!text.contains(id), "\(text)")
  }

  @Test func `a client without the permission is told which one`() async throws {
    let service = FakeService { (request, _) throws(FetchError) in
      request.host == .login ? .token() : Response(status: 403)
    }
    let (_, error) = try await fetch(from: service)
    #expect(error?.reason == .missingPermission("analytics:userAggregate:view"))
  }
}
