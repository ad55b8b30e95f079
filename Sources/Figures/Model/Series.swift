/// The source's permanent id of a queue, in lower case.
package struct QueueID: Sendable, Hashable, Comparable {
  package let text: String

  package init(_ text: String) { self.text = text.lowercased() }

  package static func < (left: QueueID, right: QueueID) -> Bool {
    Array(left.text.utf8).lexicographicallyPrecedes(Array(right.text.utf8))
  }
}

/// What one row of tallies belongs to: one queue, medium and direction.
///
/// Media and directions are the source's own words (`voice`, `inbound`), kept as text so that a
/// value we do not know stays itself. Ordered by queue id, medium and direction, byte by byte.
package struct Series: Sendable, Hashable, Comparable {
  package let queue: QueueID
  package let media: String
  package let direction: String

  package init(queue: QueueID, media: String, direction: String) {
    self.queue = queue
    self.media = media
    self.direction = direction
  }

  package static func < (left: Series, right: Series) -> Bool {
    if left.queue != right.queue { return left.queue < right.queue }
    if left.media != right.media {
      return Array(left.media.utf8).lexicographicallyPrecedes(Array(right.media.utf8))
    }
    return Array(left.direction.utf8).lexicographicallyPrecedes(Array(right.direction.utf8))
  }
}
