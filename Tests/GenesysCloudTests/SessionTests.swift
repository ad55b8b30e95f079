import Figures
import GenesysCloud
import Synchronization
import Testing

@Suite struct SessionTests {
  private let query = Request(.get, .api, "/api/v2/date")

  private func text(_ response: Response) throws(FetchError) -> String {
    String(decoding: response.body, as: UTF8.self)
  }

  @Test func `waits as long as Retry-After says, and holds everybody back`() async throws {
    let clock = SteppingClock()
    let left = Mutex(1)
    let sent = Mutex<[Duration]>([])
    let service = FakeService { (request, _) throws(FetchError) in
      if request.host == .login { return .token() }
      sent.withLock { $0.append(clock.now) }
      let isFirst = left.withLock { left in
        defer { left -= 1 }
        return left > 0
      }
      return isFirst ? .json("", status: 429, ["Retry-After": "7"]) : .json("ok")
    }
    let session = try service.session(clock)
    #expect(try await session.send(query, reading: text) == "ok")
    #expect(clock.slept.filter { $0 > .seconds(1) } == [.seconds(7)])
    let times = sent.withLock { $0 }
    #expect(times[1] - times[0] == .seconds(7))
  }

  @Test func `pauses requests that did not get the 429 themselves`() async throws {
    let clock = SteppingClock()
    let service = FakeService { (request, number) throws(FetchError) in
      if request.host == .login { return .token() }
      if request.target == "/slow" {
        return number == 1 ? .json("", status: 429, ["Retry-After": "200"]) : .json("slow")
      }
      return number == 1 ? .json("", status: 429, ["Retry-After": "30"]) : .json("ok")
    }
    let session = try service.session(clock)
    // A daily limit stops its own request; the shared pause of another lasts 30 s for all.
    let error = await failure {
      _ = try await session.send(Request(.get, .api, "/slow"), reading: text)
    }
    #expect(error?.explanation.status == .tryAgainLater)
    let before = clock.now
    async let first = session.send(query, reading: text)
    async let second = session.send(Request(.get, .api, "/other"), reading: text)
    #expect(try await [first, second] == ["ok", "ok"])
    #expect(clock.now - before >= .seconds(30))
  }

  @Test func `asks three times for an answer that stays unreadable`() async throws {
    let clock = SteppingClock()
    let service = FakeService.scripted(Array(repeating: .json("<html>"), count: 9))
    let session = try service.session(clock)
    let error = await failure {
      _ = try await session.send(query) { _ throws(FetchError) -> String in
        throw FetchError(.unreadable("it is no JSON"))
      }
    }
    #expect(error?.explanation.status == .badData)
    #expect(service.apiRequests.count == 3)
    #expect(clock.slept.filter { $0 >= .seconds(1) } == [.seconds(3), .seconds(6)])
  }

  @Test func `shows neither token nor secret in an error`() async throws {
    let body = #"{"message": "bad token-1 and hush-hush", "code": "x"}"#
    let service = FakeService.scripted([
      .json(body, status: 404, ["ININ-Correlation-Id": "3f2a-token-1"])
    ])
    let session = try service.session()
    let error = try #require(await failure { _ = try await session.send(query, reading: text) })
    #expect(
      error.explanation.what
        == "the service refused the request with 404 x: bad (secret) and (secret)")
    #expect(error.place == "GET /api/v2/date, correlation id 3f2a-(secret)")
    #expect(!"\(error)".contains("token-1"))
  }

  @Test func `takes the correlation id from header or body`() async throws {
    let service = FakeService.scripted([
      .json(#"{"message": "no", "contextId": "6d3f"}"#, status: 404)
    ])
    let session = try service.session()
    let error = await failure { _ = try await session.send(query, reading: text) }
    #expect(error?.place == "GET /api/v2/date, correlation id 6d3f")
  }

  @Test func `keeps to the number of requests under way`() async throws {
    let underWay = Mutex((now: 0, most: 0))
    let gate = Gate()
    let transport: Transport = { (request: Request) async throws(FetchError) -> Response in
      if request.host == .login { return .token() }
      underWay.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      await gate.wait()
      underWay.withLock { $0.now -= 1 }
      return .json("ok")
    }
    let limits = try Limits(perSecond: 10, perMinuteShare: 80, concurrency: 3)
    let session = Session(
      connection: try .example(limits: limits), transport: transport,
      timing: SteppingClock().timing())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<12 { group.addTask { _ = try await session.send(query, reading: text) } }
      while underWay.withLock({ $0.now }) < 3 { await Task.yield() }
      for _ in 0..<100 { await Task.yield() }
      gate.open()
      try await group.waitForAll()
    }
    #expect(underWay.withLock { $0.most } == 3)
  }

  @Test func `waits for a host that fell silent, and not for one that never spoke`() async throws {
    let silent = FakeService { (request, _) throws(FetchError) in
      throw FetchError(.unreachable(host: "https://login.mypurecloud.de", why: "refused"))
    }
    let session = try silent.session()
    let error = await failure { _ = try await session.send(query, reading: text) }
    #expect(error?.explanation.status == .unavailable)
    #expect(silent.requests.count == 1)

    let restarted = FakeService { (request, number) throws(FetchError) in
      if request.host == .login { return .token() }
      guard number != 2 else { throw FetchError(.unreachable(host: "h", why: "refused")) }
      return .json("ok")
    }
    let other = try restarted.session()
    #expect(try await other.send(query, reading: text) == "ok")
    #expect(try await other.send(query, reading: text) == "ok")
    #expect(restarted.apiRequests.count == 3)
  }

  @Test func `lets an urgent request go before those that wait`() async throws {
    let order = Mutex<[String]>([])
    let gate = Gate()
    let transport: Transport = { (request: Request) async throws(FetchError) -> Response in
      if request.host == .login { return .token() }
      order.withLock { $0.append(request.target) }
      if request.target == "/first" { await gate.wait() }
      return .json("ok")
    }
    let limits = try Limits(perSecond: 10, perMinuteShare: 80, concurrency: 1)
    let session = Session(
      connection: try .example(limits: limits), transport: transport,
      timing: SteppingClock().timing())
    try await withThrowingTaskGroup(of: Void.self) { group in
      func ask(_ target: String, urgent: Bool = false) {
        var request = Request(.get, .api, target)
        request.isUrgent = urgent
        group.addTask { [request] in _ = try await session.send(request, reading: text) }
      }
      ask("/first")
      while order.withLock({ $0.isEmpty }) { await Task.yield() }
      ask("/history")
      for _ in 0..<100 { await Task.yield() }
      ask("/now", urgent: true)
      for _ in 0..<100 { await Task.yield() }
      gate.open()
      try await group.waitForAll()
    }
    #expect(order.withLock { $0 } == ["/first", "/now", "/history"])
  }

  @Test func `adds up what a run has cost`() async throws {
    let service = FakeService.scripted([
      .json("", status: 429, ["Retry-After": "7"]), .json("12345"), .json("678"),
    ])
    let session = try service.session()
    _ = try await session.send(query, reading: text)
    _ = try await session.send(query, reading: text)
    let signIn = Response.token().body.count
    await session.end()
    let cost = await session.cost
    // A token, three attempts and the end of the token.
    #expect(cost.requests == 5)
    #expect(cost.retries == 1)
    #expect(cost.waited == .seconds(7))
    #expect(cost.bytes == signIn + 8)
  }

  @Test func `stops waiting when its task is cancelled`() async throws {
    let service = FakeService.scripted([.json("", status: 429, ["Retry-After": "7"])])
    let session = Session(
      connection: try .example(), transport: service.transport,
      timing: Timing(
        now: { .zero },
        // Only the pause is long; the pace waits for fractions of a second.
        sleep: { if $0 > .seconds(1) { try await Task.sleep(for: .seconds(3600)) } }))
    let task = Task { _ = try await session.send(query, reading: text) }
    while service.apiRequests.isEmpty { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}

/// Holds everybody until it opens.
private final class Gate: Sendable {
  private let state = Mutex((isOpen: false, waiting: [CheckedContinuation<Void, Never>]()))

  func wait() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if !state.isOpen { state.waiting.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }

  func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }
}
