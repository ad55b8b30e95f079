import Figures
import GenesysCloud
import Synchronization

/// A service in memory: it answers by a closure and remembers what it was asked.
final class FakeService: Sendable {
  private let log = Mutex<[Request]>([])
  private let answer: @Sendable (Request, _ number: Int) throws(FetchError) -> Response

  /// `number` counts the requests with the same target, from 1.
  init(
    _ answer: @escaping @Sendable (Request, _ number: Int) throws(FetchError) -> Response
  ) {
    self.answer = answer
  }

  /// Gives out tokens and answers the API's requests from a list, in order.
  static func scripted(_ responses: [Response]) -> FakeService {
    let left = Mutex(responses)
    return FakeService { (request, _) throws(FetchError) in
      if request.host == .login { return .token() }
      return left.withLock { $0.isEmpty ? Response(status: 599) : $0.removeFirst() }
    }
  }

  var requests: [Request] { log.withLock { $0 } }
  var signIns: Int { requests.count { $0.host == .login } }
  var apiRequests: [Request] { requests.filter { $0.host == .api } }

  var transport: Transport {
    { (request: Request) async throws(FetchError) -> Response in
      let number = self.log.withLock { log in
        log.append(request)
        return log.count { $0.target == request.target }
      }
      return try self.answer(request, number)
    }
  }

  func session(
    _ clock: SteppingClock = SteppingClock(), limits: Limits = Limits(), jitter: Int = 0
  ) throws -> Session {
    Session(
      connection: try .example(limits: limits), transport: transport,
      timing: clock.timing(jitter: jitter))
  }
}

extension Connection {
  static func example(limits: Limits = Limits()) throws -> Connection {
    try Connection(
      region: "mypurecloud.de", loginURL: nil, apiURL: nil,
      credentials: Credentials(clientID: Secret("reader"), clientSecret: Secret("hush-hush")),
      limits: limits)
  }
}

extension Response {
  static func token(_ text: String = "token-1", life: Int = 86_400) -> Response {
    json(#"{"access_token": "\#(text)", "token_type": "bearer", "expires_in": \#(life)}"#)
  }

  static func json(_ text: String, status: Int = 200, _ headers: [String: String] = [:]) -> Response
  {
    Response(
      status: status, headers: headers.sorted { $0.key < $1.key }.map { Header($0.key, $0.value) },
      body: Array(text.utf8))
  }
}

extension Request {
  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
