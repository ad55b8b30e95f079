/// The calls of one queue in one medium and one direction: what answers are put together from.
struct Line: Sendable {
  let queue: Queue
  let channel: Channel

  var mediaType: String { channel.mediaType }
  var direction: String { channel.direction }
  var target: Target { channel.target }

  func value(_ dimension: Dimension) -> String? {
    switch dimension {
    case .direction: direction
    case .mediaType: mediaType
    case .queueId: queue.id
    case .userId: nil
    }
  }
}

/// A medium and a direction that a queue serves.
struct Channel: Sendable, Hashable {
  let mediaType: String
  let direction: String
  let target: Target
  /// The place among the lines of an organization that is made up.
  var place = 0
}

/// A service-level target: so many of a hundred answered within so many milliseconds.
struct Target: Sendable, Hashable {
  let percent: Int
  let milliseconds: Int

  static let usual = Target(percent: 80, milliseconds: 20_000)

  /// The share as a number of JSON.
  var text: String { percent % 10 == 0 ? "0.\(percent / 10)" : "0.\(percent)" }
}
