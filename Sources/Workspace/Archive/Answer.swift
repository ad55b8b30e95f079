package import Figures

/// One answer of the source with the request that brought it.
package struct Answer: Sendable, Hashable {
  /// The place of the request in its plan, unique within a capture: also the name of a page.
  package let key: String
  package let method: String
  /// Without the host.
  package let path: String
  package let body: String
  package let status: Int
  package let correlationID: String
  package let receivedAt: Instant
  /// The bytes as they came, after decompression.
  package let response: [UInt8]

  package init(
    key: String, method: String, path: String, body: String, status: Int, correlationID: String,
    receivedAt: Instant, response: [UInt8]
  ) {
    self.key = key
    self.method = method
    self.path = path
    self.body = body
    self.status = status
    self.correlationID = correlationID
    self.receivedAt = receivedAt
    self.response = response
  }
}

/// An answer without its bytes, for lists of evidence.
package struct AnswerRecord: Sendable, Hashable {
  package let key: String
  package let method: String
  package let path: String
  package let body: String
  package let status: Int
  package let correlationID: String
  package let receivedAt: Instant
  /// Of the response.
  package let sha256: String
  /// Bytes of the response.
  package let size: Int
}

/// What a query answers completely once its last page is there.
package struct Coverage: Sendable, Hashable {
  package let window: Window
  package let series: [Series]

  package init(window: Window, series: [Series]) {
    self.window = window
    self.series = series
  }
}
