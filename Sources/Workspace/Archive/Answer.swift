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
  /// What is stored of the body; `nil` where that is all.
  package let keptBody: String?
  /// What is stored of the response; `nil` where that is all.
  package let keptResponse: [UInt8]?

  package init(
    key: String, method: String, path: String, body: String, status: Int, correlationID: String,
    receivedAt: Instant, response: [UInt8], keptBody: String? = nil,
    keptResponse: [UInt8]? = nil
  ) {
    self.key = key
    self.method = method
    self.path = path
    self.body = body
    self.status = status
    self.correlationID = correlationID
    self.receivedAt = receivedAt
    self.response = response
    self.keptBody = keptBody
    self.keptResponse = keptResponse
  }
}

/// An answer without its bytes, for lists of evidence.
package struct AnswerRecord: Sendable, Hashable {
  package let key: String
  package let method: String
  package let path: String
  /// As it is kept.
  package let body: String
  /// Of the body as it was sent.
  package let bodySHA256: String
  package let status: Int
  package let correlationID: String
  package let receivedAt: Instant
  /// Of the response as it came.
  package let sha256: String
  /// Bytes of the response as it came.
  package let size: Int
  /// Of the response as it is kept, where that is not all of it.
  package let keptSHA256: String?
  package let keptSize: Int?
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
