/// A request that has arrived completely.
struct Request: Sendable {
  let method: String
  /// Path and query as they were sent.
  let target: String
  /// The path with its percent escapes resolved, split at its slashes.
  let path: [String]
  /// Names and values of the query, in the order in which they came.
  let query: [(name: String, value: String)]
  let authorization: String?
  let contentType: String?
  let body: [UInt8]
  let isBodyTooLong: Bool

  init(
    method: String, target: String, authorization: String?, contentType: String?,
    body: [UInt8] = [], isBodyTooLong: Bool = false
  ) {
    let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    self.method = method
    self.target = target
    path = halves[0].split(separator: "/").map { PercentText.decode($0) }
    query = halves.count == 2 ? PercentText.form(halves[1]) : []
    self.authorization = authorization
    self.contentType = contentType
    self.body = body
    self.isBodyTooLong = isBodyTooLong
  }

  /// The same request with another body and some parameters of its query replaced.
  func with(_ parameters: [String: String], body: [UInt8]) -> Request {
    let kept = query.filter { parameters[$0.name] == nil }.map { ($0.name, $0.value) }
    let changed = parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    let text = (kept + changed).map { "\($0.0)=\(PercentText.encode($0.1))" }
    let path = target.prefix { $0 != "?" }
    return Request(
      method: method, target: text.isEmpty ? "\(path)" : "\(path)?\(text.joined(separator: "&"))",
      authorization: authorization, contentType: contentType, body: body)
  }

  /// The last value of a query parameter.
  func parameter(_ name: String) -> String? { query.last { $0.name == name }?.value }

  /// All values of a parameter that may be repeated or joined with commas; empty when it is absent.
  func parameters(_ name: String) -> [String] {
    query.filter { $0.name == name }.flatMap { $0.value.split(separator: ",").map(String.init) }
  }

  /// The media type without its parameters, in lower case.
  var mediaType: String? {
    contentType?.split(separator: ";").first.map {
      $0.lowercased().filter { $0 != " " }
    }
  }
}

/// Percent escapes and forms, as URLs and token requests carry them.
enum PercentText {
  /// The text with its escapes resolved; an escape that is not one stays as it is.
  static func decode(_ text: Substring, plusIsSpace: Bool = false) -> String {
    let bytes = Array(text.utf8)
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        decoded.append(value)
        index += 3
      } else {
        decoded.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
        index += 1
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  /// Names and values of `a=1&b=2`.
  static func form(_ text: Substring) -> [(name: String, value: String)] {
    text.split(separator: "&").map { pair in
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (
        decode(halves[0], plusIsSpace: true),
        halves.count == 2 ? decode(halves[1], plusIsSpace: true) : ""
      )
    }
  }
}
