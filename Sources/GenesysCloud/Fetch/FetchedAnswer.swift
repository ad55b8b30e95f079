package import Figures

/// One answer that was believed, with all that an archive keeps of it.
package struct FetchedAnswer: Sendable, Hashable {
  package let query: TallyQuery
  /// What was sent, without its token.
  package let request: Request
  package let status: Int
  package let correlationID: String?
  /// The answer as it came, after decompression.
  package let body: [UInt8]
  package let receivedAt: Instant
  package let rows: [TallyRow]
}
