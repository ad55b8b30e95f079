import Foundation
import Synchronization

/// The organization as a function from requests to answers.
///
/// It counts requests, keeps the tokens and commits the faults; what an operation answers stands in
/// ``Operations`` and ``GuideOperations``.
final class Service: Sendable {
  private struct State {
    var grants: Grants
    var apiRequests = 0
    var answers = 0
    /// Whether history was corrected: ``Restatement``.
    var isRestated = false
  }

  private static let shortLife = 2

  private let organization: Organization
  private let faults: FaultPlan
  private let clock: @Sendable () -> Duration
  private let tellsOwnTime: Bool
  private let log: RequestLog
  private let shelf = ReportShelf()
  private let state: Mutex<State>

  init(
    organization: Organization, faults: FaultPlan, clock: @escaping @Sendable () -> Duration,
    tellsOwnTime: Bool, log: RequestLog
  ) {
    self.organization = organization
    self.faults = faults
    self.clock = clock
    self.tellsOwnTime = tellsOwnTime
    self.log = log
    let lifetime = faults.options.contains(.shortLife) ? Self.shortLife : Grants.lifetime
    state = Mutex(State(grants: Grants(lifetime: lifetime)))
  }

  /// Every token that was given out, sorted.
  var tokens: [String] { state.withLock { $0.grants.tokens.sorted() } }

  /// Answers a request; every answer has a correlation id, which error bodies repeat.
  ///
  /// The guide's dialect spells its header in the newer way.
  func answer(_ request: Request) -> Answer {
    let entry = log.begin(request)
    let contextID = nextContextID()
    var token = try? bearer(request)
    var answer: Answer
    if request.path.first == "api" {
      answer = answerAPI(request, contextID: contextID)
    } else if request.path == ["oauth", "token"], request.method == "POST" {
      (answer, token) = logIn(request)
    } else {
      answer = Refusal.notFound.answer(contextID: contextID)
    }
    let isGuide = GuideOperations.speaks(at: request.path)
    answer.headers.append(
      (isGuide ? "Genesys-Correlation-Id" : "ININ-Correlation-Id", contextID))
    if tellsOwnTime, !answer.headers.contains(where: { $0.name == "Date" }) {
      answer.headers.append(("Date", organization.now.headerText))
    }
    log.end(
      entry, status: answer.delivery == .reset ? nil : answer.status,
      token: token.flatMap { token in state.withLock { $0.grants.number(of: token) } })
    return answer
  }

  private func logIn(_ request: Request) -> (Answer, token: String?) {
    let added = [
      faults.options.contains(.tokenWriteScope) ? AccessFaults.writeScope : nil,
      faults.options.contains(.tokenUnknownScope) ? AccessFaults.unknownScope : nil,
    ]
    let login = Login(
      client: organization.client, lifetime: state.withLock { $0.grants.lifetime },
      scopes: Scopes.granted + added.compactMap { $0 })
    var token: String?
    let answer = login.answer(request) {
      let now = clock()
      let issued = state.withLock { $0.grants.issue(at: now) }
      token = issued
      return issued
    }
    return (answer, token)
  }

  // MARK: Faults

  /// Answers with the first fault that applies to the request, or as it should.
  private func answerAPI(_ request: Request, contextID: String) -> Answer {
    let (number, kinds) = state.withLock { state in
      state.apiRequests += 1
      let kinds = faults.kinds(at: state.apiRequests)
      if kinds.contains(.restated) { state.isRestated = true }
      return (state.apiRequests, kinds)
    }
    let now = tellsOwnTime ? organization.now : Moment.now
    let replacement = Replacement(
      request: request, contextID: contextID, number: number, now: now)
    let damage = Damage(request: request, now: now, organizationNow: organization.now) {
      self.answerOperation($0, contextID: contextID, isCounted: false)
    }
    var whole: Answer?
    for kind in kinds {
      if let answer = replacement.answer(kind) { return answer }
      if let refusal = SizeFaults.refusal(kind, request, organization: organization) {
        return refusal.answer(contextID: contextID)
      }
      if endTokens(kind, request) {
        return answerOperation(request, contextID: contextID)
      }
      let answer = whole ?? answerOperation(request, contextID: contextID)
      whole = answer
      if let damaged = damage.answer(kind, of: answer) { return damaged }
    }
    return whole ?? answerOperation(request, contextID: contextID)
  }

  /// Ends what a fault ends; false when it ends no token.
  private func endTokens(_ kind: FaultKind, _ request: Request) -> Bool {
    let now = clock()
    return state.withLock { state in
      switch kind {
      case .expire:
        state.grants.endAll()
        return true
      case .revoke:
        guard let token = try? bearer(request), state.grants.isGood(token, at: now) else {
          return false
        }
        state.grants.end(token)
        return true
      default: return false
      }
    }
  }

  // MARK: Operations

  /// Answers as the organization does; what a fault asks for by the way is not counted.
  private func answerOperation(
    _ request: Request, contextID: String, isCounted: Bool = true
  ) -> Answer {
    var standing: RateWindow.Standing?
    var answer: Answer
    do throws(Refusal) {
      let token = try bearer(request)
      if isCounted {
        let now = clock()
        standing = state.withLock { $0.grants.admit(token, at: now) }
        guard let standing else { throw .badToken }
        if standing.isExceeded { throw .rate(retryAfter: standing.reset) }
      }
      answer = try operate(request, token: token)
    } catch {
      answer = error.answer(contextID: contextID)
    }
    if let standing {
      answer.headers +=
        GuideOperations.speaks(at: request.path) ? standing.guideHeaders : standing.headers
    }
    return answer
  }

  private func operate(_ request: Request, token: String) throws(Refusal) -> Answer {
    let history = History(
      organization: organization, isRestated: state.withLock { $0.isRestated })
    if GuideOperations.speaks(at: request.path) {
      return try GuideOperations(organization: organization, shelf: shelf, history: history)
        .answer(request)
    }
    let answer = try Operations(organization: organization).answer(request) {
      self.state.withLock { $0.grants.end(token) }
    }
    if AnswerShape(request) == .tokenInfo { return Scopes.adding(to: answer) }
    return try history.corrected(answer, to: request)
  }

  private func bearer(_ request: Request) throws(Refusal) -> String {
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

extension Moment {
  /// The machine's clock.
  fileprivate static var now: Moment {
    Moment(milliseconds: Int(Date().timeIntervalSince1970 * 1000))
  }
}

extension RateWindow.Standing {
  /// As the published API tells it.
  fileprivate var headers: [(name: String, value: String)] {
    [
      ("inin-ratelimit-count", String(count)),
      ("inin-ratelimit-allowed", String(RateWindow.allowed)),
      ("inin-ratelimit-reset", String(reset)),
    ]
  }

  /// As the guide tells it.
  fileprivate var guideHeaders: [(name: String, value: String)] {
    [("X-RateLimit-Remaining", String(RateWindow.allowed - count))]
  }
}
