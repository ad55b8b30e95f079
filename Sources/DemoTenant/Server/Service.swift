import Synchronization

/// The organization as a function from requests to answers.
///
/// It counts requests, keeps the tokens and commits the faults; what an operation answers stands in
/// ``Operations``.
final class Service: Sendable {
  private struct State {
    var grants = Grants()
    var apiRequests = 0
    var answers = 0
  }

  private let organization: Organization
  private let faults: FaultPlan
  private let clock: @Sendable () -> Duration
  private let state = Mutex(State())

  init(
    organization: Organization, faults: FaultPlan, clock: @escaping @Sendable () -> Duration
  ) {
    self.organization = organization
    self.faults = faults
    self.clock = clock
  }

  /// Answers a request; every answer has a correlation id, which error bodies repeat.
  func answer(_ request: Request) -> Answer {
    let contextID = nextContextID()
    var answer: Answer
    if request.path.first == "api" {
      answer = answerAPI(request, contextID: contextID)
    } else if request.path == ["oauth", "token"], request.method == "POST" {
      answer = Login(client: organization.client).answer(request) {
        let now = clock()
        return state.withLock { $0.grants.issue(at: now) }
      }
    } else {
      answer = Refusal.notFound.answer(contextID: contextID)
    }
    answer.headers.append(("ININ-Correlation-Id", contextID))
    return answer
  }

  private func answerAPI(_ request: Request, contextID: String) -> Answer {
    let fault = state.withLock { state in
      state.apiRequests += 1
      return faults.kind(at: state.apiRequests)
    }
    switch fault {
    case .tooManyRequests: return Refusal.rate(retryAfter: 1).answer(contextID: contextID)
    case .unauthorized: return Refusal.badToken.answer(contextID: contextID)
    case .internalError:
      return Refusal(
        status: 500, code: "internal.server.error",
        message: "The server encountered an unexpected condition."
      ).answer(contextID: contextID)
    case .badGateway: return .page(status: 502, title: "502 Bad Gateway")
    case .unavailable:
      return Refusal(
        status: 503, code: "service.unavailable", message: "Service Unavailable"
      ).answer(contextID: contextID)
    case .garbage: return .page(status: 200, title: "Welcome")
    case .expire: state.withLock { $0.grants.endAll() }
    case .cut, .reset, .drip, nil: break
    }
    var answer = answerOperation(request, contextID: contextID)
    switch fault {
    case .cut: answer.delivery = .cut
    case .reset: answer.delivery = .reset
    case .drip: answer.delivery = .drip
    default: break
    }
    return answer
  }

  private func answerOperation(_ request: Request, contextID: String) -> Answer {
    var standing: RateWindow.Standing?
    var answer: Answer
    do throws(Refusal) {
      let token = try token(request)
      let now = clock()
      standing = state.withLock { $0.grants.admit(token, at: now) }
      guard let standing else { throw .badToken }
      if standing.isExceeded { throw .rate(retryAfter: standing.reset) }
      answer = try Operations(organization: organization).answer(request) {
        self.state.withLock { $0.grants.end(token) }
      }
    } catch {
      answer = error.answer(contextID: contextID)
    }
    if let standing {
      answer.headers += [
        ("inin-ratelimit-count", String(standing.count)),
        ("inin-ratelimit-allowed", String(RateWindow.allowed)),
        ("inin-ratelimit-reset", String(standing.reset)),
      ]
    }
    return answer
  }

  private func token(_ request: Request) throws(Refusal) -> String {
    guard let header = request.authorization else { throw .noToken }
    let words = header.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "bearer" else { throw .noToken }
    return String(words[1])
  }

  /// The ids count up, so that two runs with the same requests get the same ones.
  private func nextContextID() -> String {
    let number = state.withLock { state in
      state.answers += 1
      return state.answers
    }
    let digits = String(number)
    return "6d3f9c3e-0000-4000-8000-" + String(repeating: "0", count: max(0, 12 - digits.count))
      + digits
  }
}
