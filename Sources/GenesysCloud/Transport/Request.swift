/// What is sent, without host and token: those belong to the connection and the session.
package struct Request: Sendable, Hashable {
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case delete = "DELETE"
  }

  package enum Host: Sendable { case login, api }

  package let method: Method
  package let host: Host
  /// Path and query, beginning with a slash.
  package let target: String
  package var headers: [Header]
  package let body: [UInt8]
  /// The permission that the service asks for, named when it refuses without naming one.
  package let permission: String?
  /// Whether it goes before requests that wait: what shows the present grows old while it waits.
  package var isUrgent = false
  /// Whether sending it twice does no more than sending it once.
  package var isRepeatable = true

  package init(
    _ method: Method = .get, _ host: Host = .api, _ target: String, headers: [Header] = [],
    body: [UInt8] = [], permission: String? = nil
  ) {
    precondition(
      target.hasPrefix("/") && target.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f },
      "a target is a path of ours, never a text from outside")
    self.method = method
    self.host = host
    self.target = target
    self.headers = headers
    self.body = body
    self.permission = permission
  }

  /// `POST /api/v2/…`, as a message names it.
  package var name: String { "\(method.rawValue) \(target.prefix { $0 != "?" })" }
}

package struct Header: Sendable, Hashable {
  package let name: String
  package let value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
