/// The organization that a recording belongs to: what it is called, and what it consists of.
struct Organization: Sendable {
  let recording: String
  let id: String
  let name: String
  let divisions: [Division]
  /// In the order of their names, as the queue list has them.
  let queues: [Queue]
  /// Where the organization's clock stands, for ever.
  let now: Moment
  var client: Client
  var facts: FactStore
  /// The calls and agents of an organization that is made up; `nil` when its calls were recorded.
  var synthetic: Synthetic?

  /// The divisions that hold queues; a queue is in exactly one.
  struct Division: Sendable {
    let id: String
    let name: String
  }

  /// The reader's OAuth client, with its role in each division.
  struct Client: Sendable {
    let id: String
    let name: String
    let clientID: String
    var secret: String
    let roleID: String
    let roleName: String
    /// What the role allows, each as `domain:entity:view`.
    let permissions: [String]
  }

  func division(of queue: Queue) -> Division { divisions[queue.division] }

  func queue(id: String) -> Queue? { queues.first { $0.id == id } }

  /// What flows through the queues: each medium and direction of each queue.
  var lines: [Line] { queues.flatMap(\.lines) }

  /// What answers can be grouped and filtered by.
  var dimensions: [Dimension] {
    synthetic == nil ? [.direction, .mediaType, .queueId] : Dimension.allCases
  }

  /// Whether the client's role allows something, given as `domain:entity:view`.
  func require(_ permission: String) throws(Refusal) {
    guard client.permissions.contains(permission) else { throw .missing(permission: permission) }
  }
}

/// A queue, with what waits and talks in it at the organization's ``Organization/now``.
///
/// A synthetic queue leaves these three at zero: its calls tell.
struct Queue: Sendable {
  /// The name of the queue in the recording's files.
  let code: String
  let id: String
  let name: String
  /// The place of its division in ``Organization/divisions``.
  let division: Int
  let direction: String
  let waiting: Int
  /// How long the call that waits longest has waited; 0 when none waits.
  let longestWaitSeconds: Int
  let interacting: Int
  var mediaType = "voice"
  /// The media and directions; none when there is just one of each.
  var channels: [Channel] = []
  var memberCount: Int?

  /// The service-level target of most queues.
  static let target = Target.usual

  /// The calls of this queue in each medium and direction.
  var lines: [Line] {
    guard channels.isEmpty else { return channels.map { Line(queue: self, channel: $0) } }
    let only = Channel(mediaType: mediaType, direction: direction, target: .usual)
    return [Line(queue: self, channel: only)]
  }
}
