/// What happens in a queue at one moment, for one medium.
///
/// A value that the source does not tell is `nil`, which is never the same as 0.
package struct QueueNow: Sendable, Hashable {
  package let queue: QueueID
  /// The source's own word, such as `voice`.
  package let media: String
  /// Interactions that wait for an agent.
  package let waiting: Int
  /// Interactions that agents are busy with.
  package let interacting: Int
  /// How long the one that waits longest has waited until `observedAt`; 0 when nobody waits.
  package let longestWaitMilliseconds: Int?
  package let agentsOnQueue: Int?
  /// Agents on the queue who could take an interaction now.
  package let agentsIdle: Int?
  /// The moment that the service itself names, or its clock when it answered.
  package let observedAt: Instant

  package init(
    queue: QueueID, media: String, waiting: Int, interacting: Int,
    longestWaitMilliseconds: Int? = nil, agentsOnQueue: Int? = nil, agentsIdle: Int? = nil,
    observedAt: Instant
  ) {
    self.queue = queue
    self.media = media
    self.waiting = waiting
    self.interacting = interacting
    self.longestWaitMilliseconds = longestWaitMilliseconds
    self.agentsOnQueue = agentsOnQueue
    self.agentsIdle = agentsIdle
    self.observedAt = observedAt
  }
}
