import Foundation

/// Answers that come in place of the organization's: refusals, failures and lies of the whole.
struct Replacement {
  let request: Request
  let contextID: String
  /// The number of the request, from 1.
  let number: Int
  /// The clock of the Date header.
  let now: Moment

  /// The answer of a fault; `nil` when the fault is none of these.
  func answer(_ kind: FaultKind) -> Answer? {
    switch kind {
    case .tooMany: return refused(.rate(retryAfter: 1))
    case .tooManyByDate:
      var answer = refused(Self.tooMany("Rate limit exceeded the maximum."))
      answer.headers += [
        ("Date", now.headerText),
        ("Retry-After", Moment(milliseconds: now.milliseconds + 1000).headerText),
      ]
      return answer
    case .tooManyBare:
      return refused(
        Self.tooMany("Rate limit exceeded the maximum. Retry the request in [1] seconds"))
    case .tooManyByReset:
      var answer = refused(Self.tooMany("Rate limit exceeded the maximum."))
      answer.headers.append(("inin-ratelimit-reset", "1"))
      return answer
    case .tooManyToday: return refused(.rate(retryAfter: 7200))
    case .internalError:
      return refused(
        Refusal(
          status: 500, code: "internal.server.error",
          message: "The server encountered an unexpected condition."))
    case .badGateway: return .page(status: 502, title: "502 Bad Gateway")
    case .unavailable: return refused(Self.unavailable(retryAfter: nil))
    case .unavailableAfter: return refused(Self.unavailable(retryAfter: 1))
    case .gatewayTimeout:
      return refused(
        Refusal(status: 504, code: "request.timeout", message: "The request timed out."))
    case .garbage: return .page(status: 200, title: "Welcome")
    case .bomb:
      return Answer(
        headers: [("Content-Type", "application/json"), ("Content-Encoding", "gzip")],
        body: Bomb.bytes)
    case .redirect:
      var answer = Answer.page(status: 302, title: "302 Found")
      let host = number % 2 == 0 ? "http://127.0.0.2:9" : "https://evil.example"
      answer.headers.append(("Location", host + request.target))
      return answer
    case .unauthorized: return refused(.badToken)
    default: return nil
    }
  }

  private func refused(_ refusal: Refusal) -> Answer { refusal.answer(contextID: contextID) }

  private static func tooMany(_ message: String) -> Refusal {
    var refusal = Refusal.rate(retryAfter: 1)
    refusal.retryAfter = nil
    refusal.message = message
    return refusal
  }

  private static func unavailable(retryAfter: Int?) -> Refusal {
    Refusal(
      status: 503, code: "service.unavailable", message: "Service Unavailable",
      retryAfter: retryAfter)
  }
}
