import Figures
import FoundationEssentials

/// A token and when to ask for the next.
struct AccessToken: Sendable {
  let secret: Secret
  private let renewal: Duration
  let secondsToLive: Int
  /// The scopes that the answer names; empty when it names none.
  let scopes: [String]

  /// Reads the login host's answer.
  ///
  /// Its life is counted from `asked`, the time before the request left. It is renewed five
  /// minutes before its end, or at half its life when that comes later.
  init(_ response: Response, asked: Duration) throws(FetchError) {
    guard let shape = try? JSONDecoder().decode(Shape.self, from: Data(response.body)) else {
      throw FetchError(.unreadable("it is no token"))
    }
    guard shape.type.lowercased() == "bearer", (1...10_000_000).contains(shape.life),
      !shape.accessToken.isEmpty, shape.accessToken.utf8.count <= 16_384,
      // Anything else could add a header line of its own.
      shape.accessToken.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
    else { throw FetchError(.contradiction("the token has no usable type, life or text")) }
    secret = Secret(shape.accessToken)
    secondsToLive = shape.life
    scopes = shape.scope?.split(separator: " ").map(String.init) ?? []
    let life: Duration = .seconds(shape.life)
    renewal = asked + life - min(.seconds(300), life / 2)
  }

  private struct Shape: Decodable {
    var accessToken: String
    var type: String
    var life: Int
    var scope: String?

    enum CodingKeys: String, CodingKey {
      case accessToken = "access_token"
      case type = "token_type"
      case life = "expires_in"
      case scope
    }
  }

  func isFresh(at now: Duration) -> Bool { now < renewal }

  var header: Header { Header("Authorization", "Bearer \(secret.reveal())") }

  /// The request for a token.
  static func request(_ credentials: Credentials) -> Request {
    let pair = "\(credentials.clientID.reveal()):\(credentials.clientSecret.reveal())"
    return Request(
      .post, .login, "/oauth/token",
      headers: [
        Header("Authorization", "Basic \(Data(pair.utf8).base64EncodedString())"),
        Header("Content-Type", "application/x-www-form-urlencoded"),
        Header("Accept", "application/json"),
      ], body: Array("grant_type=client_credentials".utf8))
  }
}
