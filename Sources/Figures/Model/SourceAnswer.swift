/// One answer of the source and the request that brought it, without its bytes: enough to ask
/// again, and to tell whether the answer in the archive is still the one that came.
package struct SourceAnswer: Sendable, Hashable {
  package enum Purpose: String, Sendable, Hashable, CaseIterable {
    /// The counts of every interval.
    case counts
    /// The same stretch once more as one sum, to hold the counts against.
    case control
    /// Time of agents.
    case agents
    /// Single conversations.
    case conversations
  }

  package let purpose: Purpose
  package let method: String
  /// Without the host.
  package let path: String
  /// `nil` where the request may name persons; its digest stands in its place.
  package let body: String?
  package let bodySHA256: String
  package let correlationID: String
  package let receivedAt: Instant
  /// Of the response.
  package let sha256: String
  /// Bytes of the response.
  package let size: Int
  /// Of what the archive keeps of the response, where that is not all of it.
  package let keptSHA256: String?
  /// The queues that it is about; none where that cannot be said.
  package let queues: [QueueID]

  package init(
    purpose: Purpose, method: String, path: String, body: String?, bodySHA256: String,
    correlationID: String, receivedAt: Instant, sha256: String, size: Int, queues: [QueueID],
    keptSHA256: String? = nil
  ) {
    self.purpose = purpose
    self.method = method
    self.path = path
    self.body = body
    self.bodySHA256 = bodySHA256
    self.correlationID = correlationID
    self.receivedAt = receivedAt
    self.sha256 = sha256
    self.size = size
    self.queues = queues
    self.keptSHA256 = keptSHA256
  }
}
