import Figures
import GenesysCloud
import Synchronization
import Testing

@Suite struct FetcherTests {
  /// A plan of one request for each of so many days, each a query of 288 cells.
  private func plan(days count: Int) throws -> [TallyQuery] {
    let days = try Example.days(
      from: "2026-10-01T00:00:00Z", hours: Array(repeating: 24, count: count))
    return try zip(days.starts, days.starts.dropFirst() + [days.end]).map { start, end in
      try Example.query(
        start.text, end.text,
        settings: try Example.settings(recorded: CounterSet([.offered])))
    }
  }

  /// Answers each query with one call in its first bucket, unless it has too many cells.
  private func service(
    largest: Int = .max, failing: [String] = [], status: Int = 413
  ) -> FakeService {
    FakeService { (request, _) throws(FetchError) in
      if request.host == .login { return .token() }
      let body = String(decoding: request.body, as: UTF8.self)
      guard let start = body.firstRange(of: #""interval":""#)?.upperBound else {
        return Response(status: 400)
      }
      let interval = body[start...].prefix { $0 != "\"" }
      let ends = interval.split(separator: "/").compactMap { try? Instant(String($0)) }
      if failing.contains(where: { interval.hasPrefix($0) }) { return Response(status: 404) }
      if Window(ends[0], ends[1]).seconds / 300 > largest { return Response(status: status) }
      let end = (ends[0] + 300).text
      return .json(
        #"{"results": [{"group": \#(group), "data": [{"interval": "\#(ends[0].text)/\#(end)", "#
          + #""metrics": [{"metric": "nOffered", "stats": {"count": 1}}]}]}]}"#,
        status: 200, ["ININ-Correlation-Id": "c-1"])
    }
  }

  private func fetch(
    _ queries: [TallyQuery], from service: FakeService, done: Set<String> = [],
    clock: SteppingClock = SteppingClock(), limits: Limits = Limits()
  ) async throws -> (answers: [FetchedAnswer], error: FetchError?) {
    let answers = Mutex<[FetchedAnswer]>([])
    let fetcher = Fetcher(
      session: try service.session(clock, limits: limits), dialect: .published,
      now: { Instant(seconds: 1_800_000_000) })
    let error = await failure {
      try await fetcher.fetch(queries, skipping: done) { answer in
        answers.withLock { $0.append(answer) }
      }
    }
    return (answers.withLock { $0 }, error)
  }

  @Test func `delivers every answer in the order of the plan, with its evidence`() async throws {
    let plan = try plan(days: 9)
    let service = service()
    let (answers, error) = try await fetch(plan, from: service)
    #expect(error == nil)
    #expect(answers.map(\.query) == plan)
    let first = try #require(answers.first)
    let page = try #require(first.pages.first)
    #expect(first.pages.count == 1)
    #expect(page.status == 200)
    #expect(page.correlationID == "c-1")
    #expect(page.receivedAt == Instant(seconds: 1_800_000_000))
    #expect(page.request == (try PublishedQuery.request(for: plan[0])))
    #expect(page.request.header("Authorization") == nil)
    #expect(try PublishedAnswer.rows(in: page.body, for: plan[0]) == first.rows)
    #expect(first.rows.map(\.start) == [plan[0].window.start])
  }

  @Test(arguments: [413, 504])
  func `replaces a query that is too large by its parts, and remembers`(status: Int) async throws {
    let plan = try plan(days: 4)
    let service = service(largest: 80, status: status)
    let limits = try Limits(perSecond: 10, perMinuteShare: 80, concurrency: 1)
    let answers = Mutex<[TallyQuery]>([])
    let fetcher = Fetcher(
      session: try service.session(limits: limits), dialect: .published,
      now: { Instant(seconds: 0) })
    try await fetcher.fetch(plan) { answer in answers.withLock { $0.append(answer.query) } }
    let queries = answers.withLock { $0 }
    // 288 and 144 buckets are refused, once each (504 three times); 72 are accepted.
    #expect(queries.map(\.buckets) == Array(repeating: 72, count: 16))
    #expect(service.apiRequests.count == (status == 413 ? 18 : 22))
    let whole = Window(plan[0].window.start, plan[3].window.end)
    #expect(FetchPlan.fault(in: queries, queues: [Example.queue], window: whole) == nil)
    #expect(queries.map(\.window.start) == queries.map(\.window.start).sorted())
  }

  @Test func `fails when one bucket of one queue is too large`() async throws {
    let (answers, error) = try await fetch(try plan(days: 2), from: service(largest: 0))
    #expect(answers == [])
    #expect(error?.asksForLess == true)
    #expect(error?.explanation.status == .badData)
  }

  @Test func `skips what is done, and the parts of what was split`() async throws {
    let plan = try plan(days: 4)
    let parts = try #require(plan[1].split())
    let deeper = try #require(parts[1].split())
    let service = service()
    let (answers, _) = try await fetch(
      plan, from: service, done: [plan[0].key, parts[0].key, deeper[1].key])
    #expect(answers.map(\.query) == [deeper[0], plan[2], plan[3]])
    #expect(service.apiRequests.count == 3)
  }

  @Test func `sends nothing when all is done`() async throws {
    let plan = try plan(days: 3)
    let service = service()
    let (answers, error) = try await fetch(plan, from: service, done: Set(plan.map(\.key)))
    #expect(answers.isEmpty)
    #expect(error == nil)
    #expect(service.requests.isEmpty)
  }

  @Test func `delivers what is complete before it fails`() async throws {
    let plan = try plan(days: 6)
    // One at a time, so that the first two are complete when the third fails.
    let (answers, error) = try await fetch(
      plan, from: service(failing: ["2026-10-03"]),
      limits: try Limits(perSecond: 10, perMinuteShare: 80, concurrency: 1))
    #expect(error?.explanation.what == "the service refused the request with 404")
    #expect(error?.place == "POST /api/v2/analytics/conversations/aggregates/query")
    #expect(answers.map(\.query).starts(with: plan[..<2]))
    #expect(!answers.contains { $0.query == plan[2] })
  }

  @Test func `stops when an answer cannot be kept`() async throws {
    struct DiskFull: Error {}
    let service = service()
    let fetcher = Fetcher(
      session: try service.session(), dialect: .published, now: { Instant(seconds: 0) })
    let queries = try plan(days: 30)
    await #expect(throws: DiskFull.self) {
      try await fetcher.fetch(queries) { _ in throw DiskFull() }
    }
    #expect(service.apiRequests.count < 30)
  }

  @Test func `asks again for an answer that was cut short, then gives up`() async throws {
    let service = FakeService.scripted([
      .json(#"{"results": ["#), .json("<html>"), .json(#"{"results": []}"#),
      .json("", status: 204), .json("", status: 202), .json(""),
    ])
    let one = try plan(days: 1)
    let good = try await fetch(one, from: service)
    #expect(good.error == nil)
    #expect(good.answers.first?.rows == [])
    let bad = try await fetch(one, from: service)
    #expect(bad.error?.explanation.status == .badData)
    #expect(bad.answers.isEmpty)
    #expect(service.apiRequests.count == 6)
  }

  @Test func `asks once only when something came that was not asked for`() async throws {
    let service = FakeService.scripted([
      .json(answer(metrics: #"{"metric": "nConnected", "stats": {"count": 1}}"#)),
      .json(#"{"results": []}"#),
    ])
    let (answers, error) = try await fetch([try Example.query()], from: service)
    #expect(error?.reason == .unasked(kind: "the column", name: "nConnected"))
    #expect(answers.isEmpty)
    #expect(service.apiRequests.count == 1)
  }

  @Test func `ends when its task is cancelled`() async throws {
    let service = service()
    let fetcher = Fetcher(
      session: try service.session(), dialect: .published, now: { Instant(seconds: 0) })
    let queries = try plan(days: 30)
    let kept = Mutex(0)
    let task = Task {
      try await fetcher.fetch(queries) { _ in
        kept.withLock { $0 += 1 }
        withUnsafeCurrentTask { $0?.cancel() }
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(kept.withLock { $0 } < 30)
  }
}
