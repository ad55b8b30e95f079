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
  let client: Client
  let facts: FactStore

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
    let secret: String
    let roleID: String
    let roleName: String
    /// What the role allows, each as `domain:entity:view`.
    let permissions: [String]
  }

  func division(of queue: Queue) -> Division { divisions[queue.division] }

  func queue(id: String) -> Queue? { queues.first { $0.id == id } }
}

/// A queue, with what waits and talks in it at the organization's ``Organization/now``.
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

  let mediaType = "voice"

  /// The service-level target: so many of a hundred answered within so many milliseconds.
  static let target = (percent: 80, text: "0.8", milliseconds: 20_000)
}
