/// What to do about the outcome of one attempt.
///
/// It is pure: what it must know of the past stands in the history, of chance in `jitter`.
package struct RetryRule: Sendable {
  package enum Outcome: Sendable {
    case answered(Response)
    /// The transport failed, or the reader of a good status refused the body.
    case failed(FetchError)
  }

  package enum Decision: Sendable, Hashable {
    case use
    case renewTokenAndRetry
    /// Waits and tries again; `pausesAll` holds every request of the session back.
    case wait(Duration, pausesAll: Bool, as: RetryHistory.Kind)
    /// The query is too large; a smaller one may do.
    case split(FetchError)
    case fail(FetchError)
  }

  package static let attemptLimit = 5
  package static let timeLimit: Duration = .seconds(600)
  /// A longer wait is a daily limit: better to stop and go on another day.
  package static let patience = 180

  package init() {}

  /// Decides; `jitter` is a random number from 0 to 999.
  ///
  /// A request that may not be repeated gets another attempt only where the service cannot have
  /// taken it.
  package func decide(
    _ outcome: Outcome, to request: Request, history: RetryHistory, jitter: Int
  ) -> Decision {
    let isSafe = request.isRepeatable || wasNotTaken(outcome)
    let history = isSafe ? history : history.exhausted
    return switch outcome {
    case .failed(let error): decide(error, history, jitter)
    case .answered(let response): decide(response, request, history, jitter)
    }
  }

  private func wasNotTaken(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .answered(let response): [401, 429].contains(response.status)
    case .failed(let error): if case .unreachable = error.reason { true } else { false }
    }
  }

  private func decide(
    _ response: Response, _ request: Request, _ history: RetryHistory, _ jitter: Int
  ) -> Decision {
    if (200...299).contains(response.status) { return .use }
    if (300...399).contains(response.status) {
      let target = PlainText.line(response["Location"] ?? "nowhere", limit: 120)
      return .fail(FetchError(.foreignHost("redirected with \(response.status) to \(target)")))
    }
    let body = ErrorBody(response.body)
    if request.host == .login, [400, 401, 403].contains(response.status) {
      let why = body?.message ?? ""
      return .fail(
        FetchError(.rejectedCredentials(why.isEmpty ? "status \(response.status)" : why)))
    }
    let refusal = FetchError(
      .refused(status: response.status, code: body?.code, message: body?.message ?? ""))
    switch response.status {
    case 401:
      if history.count(.unauthorized) == 0, body?.code != "ip.not.authorized" {
        return .renewTokenAndRetry
      }
      return .fail(FetchError(.unauthorized(text(body, response))))
    case 403:
      let named = body?.permissions ?? []
      let permission =
        named.isEmpty
        ? request.permission ?? text(body, response)
        : named.joined(
          separator: " or ")
      return .fail(FetchError(.missingPermission(permission)))
    case 429: return tooMany(response, body, history, jitter)
    case 413: return .split(tooLarge(body, response))
    case 400 where body?.isTooLarge == true: return .split(tooLarge(body, response))
    case 400 where body?.isAboutGranularity == true:
      return .fail(FetchError(.granularityRefused(text(body, response))))
    case 408, 504:
      guard history.count(.slow) < 2 else { return .split(tooLarge(body, response)) }
      return again(.slow, after: response.retryAfter, tooLarge(body, response), history, jitter)
    case 409:
      guard history.count(.conflict) == 0 else { return .fail(refusal) }
      return again(.conflict, after: nil, refusal, history, jitter)
    case 500:
      let down = FetchError(.stayedDown(text(body, response)))
      guard history.count(.fault) < 2 else { return .fail(down) }
      return again(.fault, after: nil, down, history, jitter)
    case 501...599:
      return again(
        .down, after: response.retryAfter, FetchError(.stayedDown(text(body, response))), history,
        jitter)
    default: return .fail(refusal)
    }
  }

  private func decide(_ error: FetchError, _ history: RetryHistory, _ jitter: Int) -> Decision {
    switch error.reason {
    case .unreadable, .contradiction, .interrupted(.cut, _):
      guard history.count(.unreadable) < 2 else { return .fail(error) }
      return again(.unreadable, after: nil, error, history, jitter)
    case .interrupted: return again(.down, after: nil, error, history, jitter)
    case .unreachable where history.hostHasAnswered:
      return again(.down, after: nil, error, history, jitter)
    case .tooLarge: return .split(error)
    default: return .fail(error)
    }
  }

  private func tooMany(
    _ response: Response, _ body: ErrorBody?, _ history: RetryHistory, _ jitter: Int
  ) -> Decision {
    let told =
      response.retryAfter ?? response.number("inin-ratelimit-reset").map { $0 + 1 }
      ?? body?.seconds
    let limit = body?.limit ?? body?.code ?? "of requests"
    let quota = FetchError(.quota(limit: limit, retryAfter: told))
    return again(.tooMany, after: told, quota, history, jitter)
  }

  /// Another attempt after what the server said, at least a second, or else after 3, 6, 12… s.
  private func again(
    _ kind: RetryHistory.Kind, after told: Int?, _ error: FetchError, _ history: RetryHistory,
    _ jitter: Int
  ) -> Decision {
    guard history.attempts < Self.attemptLimit else { return .fail(error) }
    if let told, told > Self.patience { return .fail(error) }
    let base: Duration =
      if let told { .seconds(max(1, told)) } else {
        .seconds(min(60, 3 << min(8, history.count(kind))))
      }
    // Up to a quarter more, so that several clients do not come back in step.
    let wait = base + base * jitter / 4000
    guard history.elapsed + wait <= Self.timeLimit else { return .fail(error) }
    return .wait(wait, pausesAll: kind == .tooMany, as: kind)
  }

  private func tooLarge(_ body: ErrorBody?, _ response: Response) -> FetchError {
    FetchError(.tooLarge(status: response.status, message: text(body, response)))
  }

  private func text(_ body: ErrorBody?, _ response: Response) -> String {
    let said = [body?.code, body?.message].compactMap(\.self).filter { !$0.isEmpty }
    return (["status \(response.status)"] + said).joined(separator: ", ")
  }
}
