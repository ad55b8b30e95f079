/// A request that the API does not grant, in the shape of its error body.
struct Refusal: Error {
  struct Limit {
    let key: String
    let value: Int
  }

  let status: Int
  let code: String
  var message: String
  var limit: Limit?
  var retryAfter: Int?

  /// A request that cannot be understood or fulfilled as it is.
  static func bad(_ message: String, code: String = "bad.request") -> Refusal {
    Refusal(status: 400, code: code, message: message)
  }

  static let notFound = Refusal(
    status: 404, code: "not.found", message: "The requested resource was not found.")

  static let noToken = Refusal(
    status: 401, code: "authentication.required",
    message: "No authentication bearer token specified in authorization header.")

  static let badToken = Refusal(
    status: 401, code: "bad.credentials", message: "Invalid login credentials.")

  static func missing(permission: String) -> Refusal {
    Refusal(
      status: 403, code: "missing.any.permissions",
      message:
        "Unable to perform the requested action. You must have at least one of these permissions: "
        + permission)
  }

  static func rate(retryAfter seconds: Int) -> Refusal {
    Refusal(
      status: 429, code: "too.many.requests.retry.after",
      message: "Rate limit exceeded the maximum. Retry the request in [\(seconds)] seconds",
      limit: Limit(key: "client.credentials.token.rate.per.minute", value: RateWindow.allowed),
      retryAfter: seconds)
  }

  static let bodyTooLong = Refusal(
    status: 413, code: "request.entity.too.large",
    message: "The request body is larger than \(Listener.bodyLimit) bytes.",
    limit: Limit(key: "request.bytes.max", value: Listener.bodyLimit))

  /// The answer with the error body.
  func answer(contextID: String) -> Answer {
    var answer = Answer.json(status: status) { json in
      json.object { json in
        json.member("message", text: message)
        json.member("code", text: code)
        json.member("status", integer: status)
        json.member("messageParams") { $0.object { _ in } }
        json.member("contextId", text: contextID)
        json.member("details") { $0.array { _ in } }
        json.member("errors") { $0.array { _ in } }
        if let limit {
          json.member("limit") { json in
            json.object { json in
              json.member("key", text: limit.key)
              json.member("namespace", text: "platform.api")
              json.member("value", integer: limit.value)
            }
          }
        }
      }
    }
    if let retryAfter { answer.headers.append(("Retry-After", String(retryAfter))) }
    return answer
  }
}
