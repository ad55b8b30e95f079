package import Figures

/// The answer to one query that was believed, with all that an archive keeps of it.
package struct FetchedAnswer: Sendable, Hashable {
  package let query: TallyQuery
  /// In the order in which they were asked for; at least one.
  package let pages: [Page]
  /// The rows of all pages, by series and start.
  package let rows: [TallyRow]

  package struct Page: Sendable, Hashable {
    /// What was sent, without its token.
    package let request: Request
    package let status: Int
    package let correlationID: String?
    package let receivedAt: Instant
    /// The page as it came, after decompression.
    package let body: [UInt8]

    /// Takes an answer for a result: only a 200 may say that there were no calls.
    init(_ request: Request, _ response: Response, at receivedAt: Instant) throws(FetchError) {
      guard response.status == 200 else {
        throw FetchError(.unreadable("status \(response.status) brings no result"))
      }
      self.request = request
      status = response.status
      correlationID = response.correlationID
      self.receivedAt = receivedAt
      body = response.body
    }
  }
}
