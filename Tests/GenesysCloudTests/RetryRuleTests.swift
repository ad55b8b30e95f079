import Figures
import GenesysCloud
import Testing

@Suite struct RetryRuleTests {
  private let request = Request(.post, .api, "/query", permission: "analytics:x:view")

  private func decide(
    _ response: Response, _ history: RetryHistory = RetryHistory(), jitter: Int = 0
  ) -> RetryRule.Decision {
    RetryRule().decide(.answered(response), to: request, history: history, jitter: jitter)
  }

  private func history(_ kind: RetryHistory.Kind, times: Int) -> RetryHistory {
    var history = RetryHistory()
    for _ in 0..<times { history.note(kind) }
    return history
  }

  private func status(_ decision: RetryRule.Decision) -> Figures.ExitStatus? {
    if case .fail(let error) = decision { error.explanation.status } else { nil }
  }

  @Test(arguments: [
    (["Retry-After": "7"], "", 7),
    (["Retry-After": "0"], "", 1),
    (["retry-after": "180"], "", 180),
    (
      [
        "Retry-After": "Sun, 06 Nov 1994 08:49:40 GMT", "Date": "Sun, 06 Nov 1994 08:49:37 GMT",
      ], "", 3
    ),
    (["Retry-After": "soon", "inin-ratelimit-reset": "61"], "", 62),
    (["inin-ratelimit-reset": "9"], "Retry the request in [12] seconds", 10),
    ([:], "Rate limit exceeded the maximum. Retry the request in [12] seconds", 12),
    ([:], "Rate limit exceeded. Try again in 4 seconds", 4),
    ([:], "Rate limit exceeded", 3),
  ])
  func `waits for a 429 as long as the best source says`(
    headers: [String: String], message: String, seconds: Int
  ) {
    let response = Response.json(
      #"{"message": "\#(message)", "code": "too.many.requests"}"#, status: 429, headers)
    #expect(decide(response) == .wait(.seconds(seconds), pausesAll: true, as: .tooMany))
  }

  @Test func `doubles its own waits and adds up to a quarter by chance`() {
    let response = Response(status: 429)
    let waits = (0..<4).map { decide(response, history(.tooMany, times: $0)) }
    #expect(
      waits == [3, 6, 12, 24].map { .wait(.seconds($0), pausesAll: true, as: .tooMany) })
    #expect(
      decide(response, jitter: 400) == .wait(.milliseconds(3300), pausesAll: true, as: .tooMany))
  }

  @Test func `stops at once for a daily limit, and names it`() {
    let response = Response.json(
      #"{"message": "no", "code": "too.many.requests", "limit": {"key": "per.day", "value": 1}}"#,
      status: 429, ["Retry-After": "181"])
    let decision = decide(response)
    #expect(decision == .fail(FetchError(.quota(limit: "per.day", retryAfter: 181))))
    #expect(status(decision) == .tryAgainLater)
  }

  @Test(arguments: [
    (429, Figures.ExitStatus.tryAgainLater), (503, .unavailable), (502, .unavailable),
  ])
  func `gives up after five attempts`(code: Int, expected: Figures.ExitStatus) {
    let kind: RetryHistory.Kind = code == 429 ? .tooMany : .down
    #expect(status(decide(Response(status: code), history(kind, times: 3))) == nil)
    #expect(status(decide(Response(status: code), history(kind, times: 4))) == expected)
  }

  @Test func `gives up when ten minutes would pass`() {
    var history = RetryHistory()
    history.elapsed = .seconds(500)
    let response = Response.json("", status: 429, ["Retry-After": "100"])
    #expect(decide(response, history) == .wait(.seconds(100), pausesAll: true, as: .tooMany))
    history.elapsed = .seconds(501)
    #expect(status(decide(response, history)) == .tryAgainLater)
  }

  @Test func `repeats what must not run twice only where it cannot have been taken`() {
    var once = request
    once.isRepeatable = false
    func decide(_ outcome: RetryRule.Outcome) -> RetryRule.Decision {
      RetryRule().decide(outcome, to: once, history: RetryHistory(), jitter: 0)
    }
    for code in [408, 409, 500, 502, 503, 504] {
      let response = Response.json("", status: code, ["Retry-After": "1"])
      #expect(status(decide(.answered(response))) != nil, "\(code)")
    }
    for reason: FetchError.Reason in [
      .interrupted(.timeout, why: "x"), .interrupted(.reset, why: "x"),
      .interrupted(.cut, why: "x"), .unreadable("x"), .contradiction("x"),
    ] {
      #expect(status(decide(.failed(FetchError(reason)))) != nil, "\(reason)")
    }
    #expect(
      decide(.answered(Response(status: 429))) == .wait(.seconds(3), pausesAll: true, as: .tooMany))
    #expect(decide(.answered(Response(status: 401))) == .renewTokenAndRetry)
    #expect(
      decide(.failed(FetchError(.unreachable(host: "x", why: "x"))))
        == .wait(.seconds(3), pausesAll: false, as: .down))
  }

  @Test func `renews the token once for a 401`() {
    #expect(decide(Response(status: 401)) == .renewTokenAndRetry)
    #expect(status(decide(Response(status: 401), history(.unauthorized, times: 1))) == .permission)
    let address = Response.json(#"{"code": "ip.not.authorized", "message": "x"}"#, status: 401)
    #expect(status(decide(address)) == .permission)
  }

  @Test(arguments: [
    (
      #"{"message": "You must have permission [routing:queue:view] or so", "code": "x"}"#,
      "routing:queue:view"
    ),
    (#"{"message": "no", "code": "missing.permissions"}"#, "analytics:x:view"),
    ("<html>forbidden</html>", "analytics:x:view"),
  ])
  func `names the permission of a 403`(body: String, permission: String) {
    #expect(
      decide(.json(body, status: 403)) == .fail(FetchError(.missingPermission(permission))))
  }

  @Test func `tries a 500 twice more and a 409 once more`() {
    #expect(decide(Response(status: 500)) == .wait(.seconds(3), pausesAll: false, as: .fault))
    #expect(
      decide(Response(status: 500), history(.fault, times: 1))
        == .wait(.seconds(6), pausesAll: false, as: .fault))
    #expect(status(decide(Response(status: 500), history(.fault, times: 2))) == .unavailable)
    #expect(decide(Response(status: 409)) == .wait(.seconds(3), pausesAll: false, as: .conflict))
    #expect(status(decide(Response(status: 409), history(.conflict, times: 1))) == .badData)
  }

  @Test func `honours Retry-After of a 503`() {
    let response = Response.json("", status: 503, ["Retry-After": "20"])
    #expect(decide(response) == .wait(.seconds(20), pausesAll: false, as: .down))
  }

  @Test(arguments: [408, 504])
  func `splits after three slow answers`(code: Int) {
    #expect(decide(Response(status: code)) == .wait(.seconds(3), pausesAll: false, as: .slow))
    guard case .split(let error) = decide(Response(status: code), history(.slow, times: 2)) else {
      Issue.record("it did not split")
      return
    }
    #expect(error.explanation.status == .unavailable)
  }

  @Test(arguments: [
    (413, #"{"message": "", "code": "payload.too.large"}"#, true),
    (413, "", true),
    (400, #"{"message": "x", "code": "response.entity.too.large"}"#, true),
    (400, #"{"message": "The result set is larger than the result limit"}"#, true),
    (400, #"{"message": "Exceeded the limit of 30000 results"}"#, true),
    (400, #"{"message": "granularity is not allowed", "code": "bad.request"}"#, false),
    (400, "", false),
    (404, #"{"message": "too large"}"#, false),
  ])
  func `splits on the wording of too large`(code: Int, body: String, splits: Bool) {
    if case .split = decide(.json(body, status: code)) {
      #expect(splits)
    } else {
      #expect(!splits)
    }
  }

  @Test(arguments: [
    (400, "Granularity PT5M is not supported", true), (400, "granularity must be PT30M", true),
    (400, "metrics is required", false), (404, "granularity", false),
  ])
  func `tells a refused granularity from the rest`(status: Int, message: String, refuses: Bool) {
    guard case .fail(let error) = decide(.json("{\"message\": \"\(message)\"}", status: status))
    else {
      Issue.record("it did not fail")
      return
    }
    #expect(error.refusesTheGranularity == refuses)
  }

  @Test func `refuses redirects with the host they lead to`() {
    let response = Response.json("", status: 302, ["Location": "https://evil.example/x"])
    let decision = decide(response)
    #expect(status(decision) == .permission)
    #expect("\(decision)".contains("evil.example"))
  }

  @Test(arguments: [400, 401])
  func `never retries rejected credentials`(code: Int) {
    let response = Response.json(
      #"{"error": "invalid_client", "description": "client not found"}"#, status: code)
    let decision = RetryRule().decide(
      .answered(response), to: Request(.post, .login, "/oauth/token"), history: RetryHistory(),
      jitter: 0)
    #expect(decision == .fail(FetchError(.rejectedCredentials("client not found"))))
    #expect(status(decision) == .permission)
  }

  @Test(arguments: [
    (
      FetchError.Reason.unreadable("x"), RetryHistory.Kind.unreadable, 2, Figures.ExitStatus.badData
    ),
    (.contradiction("x"), .unreadable, 2, .badData),
    (.interrupted(.cut, why: "x"), .unreadable, 2, .badData),
    (.interrupted(.reset, why: "x"), .down, 4, .unavailable),
    (.interrupted(.timeout, why: "x"), .down, 4, .unavailable),
    (.unreachable(host: "h", why: "x"), .down, 4, .unavailable),
    (.unasked(kind: "the column", name: "x"), .unreadable, 0, .badData),
    (.foreignHost("x"), .down, 0, .permission),
  ])
  func `retries what may pass and nothing else`(
    reason: FetchError.Reason, kind: RetryHistory.Kind, retries: Int, expected: Figures.ExitStatus
  ) {
    let error = FetchError(reason)
    for times in 0...retries {
      let decision = RetryRule().decide(
        .failed(error), to: request, history: history(kind, times: times), jitter: 0)
      #expect(status(decision) == (times < retries ? nil : expected), "after \(times)")
    }
  }

  @Test func `waits for no host that never answered`() {
    let error = FetchError(.unreachable(host: "https://h", why: "no such host"))
    let decision = RetryRule().decide(
      .failed(error), to: request, history: RetryHistory(hostHasAnswered: false), jitter: 0)
    #expect(decision == .fail(error))
    #expect(error.explanation.what == "https://h cannot be reached: no such host")
  }
}
