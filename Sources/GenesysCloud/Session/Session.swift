package import Figures

/// One run's dealings with the service: its token, its pace and its patience.
///
/// All requests of all partners go through one session: they share one token, which lives in
/// memory only, one pace, and one gate that a 429 closes for everybody.
package actor Session {
  private let connection: Connection
  private let transport: Transport
  private let timing: Timing
  private let notice: @Sendable (SessionNotice) -> Void
  private let rule = RetryRule()

  private var pace: Pace
  private var pausedUntil: Duration = .zero
  private var slots: Slots
  private var token: AccessToken?
  private var isSigningIn = false
  private var rejection: FetchError?
  private var waitingForToken: [CheckedContinuation<Void, Never>] = []
  private var answeredHosts: Set<Request.Host> = []
  private var serverClock: (time: Instant, at: Duration)?
  /// What the run has cost so far.
  package private(set) var cost = SessionCost()
  /// Texts that no message may show.
  private var secrets: [Secret]

  package init(
    connection: Connection, transport: @escaping Transport, timing: Timing = .system,
    notice: @escaping @Sendable (SessionNotice) -> Void = { _ in }
  ) {
    self.connection = connection
    self.transport = transport
    self.timing = timing
    self.notice = notice
    pace = Pace(connection.limits)
    slots = Slots(connection.limits.concurrency)
    secrets = [connection.credentials.clientSecret]
  }

  /// Takes the server's allowance of requests a minute, where it is known before the first answer.
  package func learn(allowedPerMinute count: Int) { pace.allow(count) }

  /// The server's allowance of requests a minute, as far as it is known.
  package var allowedPerMinute: Int { pace.allowedPerMinute }

  /// Requests of our share that may still leave in this minute.
  package var quotaLeft: Int { pace.remaining(at: timing.now()) }

  /// Requests that may be under way at once.
  package nonisolated var concurrency: Int { connection.limits.concurrency }

  /// The host that links of an answer have to stay on.
  package nonisolated var api: Endpoint { connection.api }

  /// The session's clock, which never goes back.
  nonisolated var time: Duration { timing.now() }

  /// Lets time pass on that clock, without keeping others from sending.
  nonisolated func rest(_ duration: Duration) async throws { try await timing.sleep(duration) }

  /// Sends a request until `reading` accepts the answer or the rules of retrying give up.
  ///
  /// Failures are ``FetchError`` with their place, or `CancellationError`. An answer that
  /// `reading` finds unreadable or contradictory is asked for again, at most twice.
  package nonisolated func send<Value: Sendable>(
    _ request: Request, reading: (Response) throws(FetchError) -> Value
  ) async throws -> Value {
    try await persist(
      with: request, attempt: { try await self.attempt(request) },
      reading: { (response, _) throws(FetchError) in try reading(response) })
  }

  /// The scopes that came with the token, in the service's own words; signs in if need be.
  package func grantedScopes() async throws -> [String] {
    try await freshToken().scopes
  }

  /// Ends the token; the session signs in again when another request comes.
  ///
  /// Call it outside a cancelled task. A failure is no reason to fail a run whose data is kept:
  /// the token then ends by itself.
  package func end() async {
    guard let token else { return }
    self.token = nil
    var request = Request(.delete, .api, "/api/v2/tokens/me")
    request.headers = [token.header]
    // It counts like any other request, but nobody waits long for a run that is done.
    let wait = pace.wait(at: timing.now())
    if wait > .zero { try? await timing.sleep(min(wait, .seconds(2))) }
    countRequest(request)
    _ = try? await transport(request)
  }
}

// MARK: - Attempts

extension Session {
  /// What one attempt brought, the token it used and when it began.
  private struct Attempt {
    var outcome: RetryRule.Outcome
    var token: AccessToken?
    var asked: Duration
  }

  /// Attempts until the rule has enough.
  private nonisolated func persist<Value: Sendable>(
    with request: Request, attempt: () async throws -> Attempt,
    reading: (Response, _ asked: Duration) throws(FetchError) -> Value
  ) async throws -> Value {
    let began = timing.now()
    var history = RetryHistory()
    while true {
      try Task.checkCancellation()
      let made = try await attempt()
      var outcome = made.outcome
      var response: Response?
      switch made.outcome {
      case .failed(let error) where error.reason == .cancelled: throw CancellationError()
      case .answered(let answer):
        response = answer
        guard (200...299).contains(answer.status) else { break }
        do { return try reading(answer, made.asked) } catch { outcome = .failed(error) }
      case .failed: break
      }
      history.elapsed = timing.now() - began
      history.hostHasAnswered = await hasAnswered(request.host)
      let place = place(of: request, response)
      switch rule.decide(outcome, to: request, history: history, jitter: timing.jitter()) {
      case .use: preconditionFailure("a good status was read above")
      case .split(let error), .fail(let error): throw await hidingSecrets(in: error.at(place))
      case .renewTokenAndRetry:
        history.note(.unauthorized)
        await countRetry(after: .zero)
        await discard(made.token)
      case .wait(let duration, let pausesAll, let kind):
        history.note(kind)
        await countRetry(after: duration)
        notice(.waiting(duration, request: place, why: kind.rawValue, pausesAll: pausesAll))
        if pausesAll { await pause(for: duration) } else { try await timing.sleep(duration) }
      }
    }
  }

  /// Waits for a free place, the gate and a token, and sends.
  private nonisolated func attempt(_ request: Request) async throws -> Attempt {
    await takeSlot(isUrgent: request.isUrgent)
    do {
      try await passGate()
      let token = request.host == .api ? try await freshToken() : nil
      let made = await exchange(request, token)
      await freeSlot()
      return made
    } catch {
      await freeSlot()
      throw error
    }
  }

  private nonisolated func exchange(_ request: Request, _ token: AccessToken?) async -> Attempt {
    var request = request
    if let token { request.headers.append(token.header) }
    let asked = timing.now()
    await countRequest(request)
    do throws(FetchError) {
      let response = try await transport(request)
      await learn(from: response, of: request.host)
      return Attempt(outcome: .answered(response), token: token, asked: asked)
    } catch {
      return Attempt(outcome: .failed(error), token: token, asked: asked)
    }
  }

  private func learn(from response: Response, of host: Request.Host) {
    answeredHosts.insert(host)
    cost.bytes += response.body.count
    if host == .api, let time = response.date { serverClock = (time, timing.now()) }
    if host == .api { pace.learn(from: response, at: timing.now()) }
  }

  private func countRequest(_ request: Request) {
    cost.requests += 1
    notice(.sending(request: request.name))
  }

  private func countRetry(after wait: Duration) {
    cost.retries += 1
    cost.waited += wait
  }

  /// The service's clock, as its last answer told it; `nil` before the first.
  package var serverTime: Instant? {
    serverClock.map { told in
      let passed = timing.now() - told.at
      return told.time + Int(passed.components.seconds)
    }
  }

  private func hasAnswered(_ host: Request.Host) -> Bool { answeredHosts.contains(host) }

  private func pause(for duration: Duration) {
    pausedUntil = max(pausedUntil, timing.now() + duration)
  }

  /// Waits until no pause holds and the pace has room.
  private func passGate() async throws {
    while true {
      try Task.checkCancellation()
      let now = timing.now()
      if pausedUntil > now {
        try await timing.sleep(pausedUntil - now)
        continue
      }
      let wait = pace.wait(at: now)
      guard wait > .zero else { return }
      try await timing.sleep(wait)
      // What was learned meanwhile holds for a turn that was given before.
      while case let held = pace.held(at: timing.now()), held > .zero {
        try await timing.sleep(held)
      }
      if pausedUntil <= timing.now() { return }
    }
  }

  private func takeSlot(isUrgent: Bool) async {
    if slots.take() { return }
    // Cancelled tasks give their places back, so that every one that waits gets its turn.
    await withCheckedContinuation { slots.wait($0, isUrgent: isUrgent) }
  }

  private func freeSlot() { slots.give() }

  private nonisolated func place(of request: Request, _ response: Response?) -> String {
    let id = response?.correlationID ?? response.flatMap { ErrorBody($0.body)?.contextID }
    return request.name + (id.map { ", correlation id \($0)" } ?? "")
  }
}

// MARK: - The token

extension Session {
  /// A token with enough life left; of all that ask at once, one signs in for the others.
  private func freshToken() async throws -> AccessToken {
    while true {
      try Task.checkCancellation()
      if let rejection { throw rejection }
      if let token, token.isFresh(at: timing.now()) { return token }
      guard !isSigningIn else {
        await withCheckedContinuation { waitingForToken.append($0) }
        continue
      }
      isSigningIn = true
      defer {
        isSigningIn = false
        for waiting in waitingForToken { waiting.resume() }
        waitingForToken = []
      }
      return try await signIn()
    }
  }

  private func signIn() async throws -> AccessToken {
    let request = AccessToken.request(connection.credentials)
    do {
      let new = try await persist(
        with: request,
        attempt: {
          try await self.passGate()
          return await self.exchange(request, nil)
        },
        reading: { (response, asked) throws(FetchError) in
          try AccessToken(response, asked: asked)
        })
      token = new
      secrets = [connection.credentials.clientSecret, new.secret]
      notice(.signedIn(secondsToLive: new.secondsToLive))
      return new
    } catch let error as FetchError {
      // Asking again with the same secret could lock the client out.
      if case .rejectedCredentials = error.reason { rejection = error }
      throw error
    }
  }

  /// Forgets a refused token, unless another request has already brought a new one.
  private func discard(_ used: AccessToken?) {
    if token?.secret.reveal() == used?.secret.reveal() { token = nil }
  }

  private func hidingSecrets(in error: FetchError) -> FetchError {
    error.hiding(secrets.map { $0.reveal() })
  }
}
