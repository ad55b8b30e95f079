package import Figures

/// What came back: a status, headers and the body after decompression.
package struct Response: Sendable, Hashable {
  package let status: Int
  package let headers: [Header]
  package let body: [UInt8]

  package init(status: Int, headers: [Header] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The value of the first header with this name, whatever its case.
  package subscript(name: String) -> String? {
    let name = name.lowercased()
    return headers.first { $0.name.lowercased() == name }?.value
  }

  /// A header that holds a whole number of at most nine digits, such as a count of seconds.
  package func number(_ name: String) -> Int? {
    guard let text = self[name], (1...9).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(text)
  }

  /// What the vendor's support asks for.
  package var correlationID: String? {
    guard let id = self["ININ-Correlation-Id"] ?? self["Genesys-Correlation-Id"] else { return nil }
    return PlainText.line(id, limit: 80)
  }

  /// The server's clock, which decides about dates in its headers.
  package var date: Instant? { self["Date"].flatMap { Instant(httpDate: $0) } }

  /// Seconds from `Retry-After`, whether it is a number or a date.
  package var retryAfter: Int? {
    if let seconds = number("Retry-After") { return seconds }
    guard let text = self["Retry-After"], let due = Instant(httpDate: text), let date
    else { return nil }
    return max(0, due.seconds - date.seconds)
  }
}

/// Sends one request and brings what comes back, whatever its status.
package typealias Transport = @Sendable (Request) async throws(FetchError) -> Response
