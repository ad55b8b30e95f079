import Foundation

/// The login host: changes the client's id and secret into a token.
struct Login {
  let client: Organization.Client
  /// How long the tokens live, in seconds.
  let lifetime: Int
  /// What the token answer says that its token may do.
  let scopes: [String]

  /// Why no token is given, in the shape of OAuth.
  private struct Denial: Error {
    let status: Int
    let error: String
    let description: String

    static let unknownClient = Denial(
      status: 400, error: "invalid_client", description: "client not found")
    static let wrongSecret = Denial(
      status: 401, error: "invalid_client", description: "authentication failed")
    static let otherGrant = Denial(
      status: 400, error: "unsupported_grant_type",
      description: "only client_credentials is possible")
    static func invalid(_ description: String) -> Denial {
      Denial(status: 400, error: "invalid_request", description: description)
    }
  }

  /// Answers a token request; `issue` is called when the credentials are right.
  func answer(_ request: Request, issue: () -> String) -> Answer {
    do {
      try check(request)
    } catch {
      return Answer.json(status: error.status) { json in
        json.object { json in
          json.member("error", text: error.error)
          json.member("description", text: error.description)
          json.member("error_description", text: error.description)
        }
      }
    }
    let token = issue()
    return Answer.json { json in
      json.object { json in
        json.member("access_token", text: token)
        json.member("token_type", text: "bearer")
        json.member("expires_in", integer: lifetime)
        json.member("scope", text: scopes.joined(separator: " "))
      }
    }
  }

  private func check(_ request: Request) throws(Denial) {
    guard request.mediaType == "application/x-www-form-urlencoded", !request.isBodyTooLong else {
      throw .invalid("the body must be a form")
    }
    let form = PercentText.form(Substring(String(decoding: request.body, as: UTF8.self)))
    let field = { (name: String) in form.last { $0.name == name }?.value }
    guard field("grant_type") == "client_credentials" else { throw .otherGrant }
    let id: String?
    let secret: String?
    if let basic = request.authorization {
      (id, secret) = try Self.basic(basic)
    } else {
      (id, secret) = (field("client_id"), field("client_secret"))
    }
    guard let id, let secret else { throw .invalid("client id and secret are required") }
    guard id == client.clientID else { throw .unknownClient }
    guard secret == client.secret else { throw .wrongSecret }
  }

  private static func basic(_ header: String) throws(Denial) -> (String?, String?) {
    let words = header.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "basic",
      let data = Data(base64Encoded: String(words[1]))
    else { throw .invalid("the Authorization header is not Basic") }
    let parts = String(decoding: data, as: UTF8.self)
      .split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw .invalid("the Authorization header has no secret") }
    return (String(parts[0]), String(parts[1]))
  }
}
