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
    /// What is kept of it; `nil` where that is all.
    package let keptBody: [UInt8]?
    /// What is kept of the request's body; `nil` where that is all.
    package let keptRequestBody: [UInt8]?

    /// Takes an answer for a result: only a 200 may say that there were no calls.
    init(
      _ request: Request, _ response: Response, at receivedAt: Instant, keeping mask: AnswerMask
    ) throws(FetchError) {
      guard response.status == 200 else {
        throw FetchError(.unreadable("status \(response.status) brings no result"))
      }
      self.request = request
      status = response.status
      correlationID = response.correlationID
      self.receivedAt = receivedAt
      body = response.body
      keptBody = mask.kept(of: response.body)
      keptRequestBody = mask.kept(ofBody: request.body)
    }
  }
}
