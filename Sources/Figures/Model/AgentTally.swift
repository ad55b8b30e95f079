/// The source's permanent id of an agent, in lower case.
///
/// An agent is a person: the id does not show itself in a message, a log or a mirror.
package struct AgentID: Sendable, Hashable, Comparable {
  package let text: String

  package init(_ text: String) { self.text = text.lowercased() }

  package static func < (left: AgentID, right: AgentID) -> Bool {
    Array(left.text.utf8).lexicographicallyPrecedes(Array(right.text.utf8))
  }
}

extension AgentID: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "(agent)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// What an agent can be busy with, in the platform's words: one at any moment.
package enum AgentStatus: String, Sendable, Hashable, CaseIterable {
  /// At least one contact, after-contact work included.
  case interacting = "INTERACTING"
  /// A conversation that came through no queue.
  case communicating = "COMMUNICATING"
  /// Ready, without a contact.
  case idle = "IDLE"
  /// A contact rang and was not taken.
  case notResponding = "NOT_RESPONDING"
  case offQueue = "OFF_QUEUE"

  /// The name of its column in files and archives, without the unit.
  package var column: String { rawValue.lowercased() }
}

/// The time that agents spent in each status, in milliseconds, ready to be added.
package struct AgentTally: Sendable, Hashable {
  private var milliseconds: [Int]

  /// Creates a tally without any time.
  package init() { milliseconds = AgentStatus.allCases.map { _ in 0 } }

  package init(_ times: [AgentStatus: Int]) {
    milliseconds = AgentStatus.allCases.map { times[$0] ?? 0 }
  }

  package subscript(status: AgentStatus) -> Int {
    get { milliseconds[status.place] }
    set { milliseconds[status.place] = newValue }
  }

  package mutating func add(_ other: AgentTally) {
    for place in milliseconds.indices { milliseconds[place] += other.milliseconds[place] }
  }

  /// The time in any status.
  package var total: Int { milliseconds.reduce(0, +) }

  /// Whether any of it tells what somebody did: all of us are off the queue some time.
  package var isOnQueue: Bool { total > self[.offQueue] }

  /// The share of the time on the queue that was spent on contacts.
  package var occupancy: Outcome {
    TimeShare.genesys.outcome(of: [
      .interacting: self[.interacting], .communicating: self[.communicating], .idle: self[.idle],
    ])
  }
}

extension AgentStatus {
  fileprivate var place: Int {
    switch self {
    case .interacting: 0
    case .communicating: 1
    case .idle: 2
    case .notResponding: 3
    case .offQueue: 4
    }
  }
}

/// The time of some agents in one interval.
package struct AgentRow: Sendable, Hashable {
  package let start: Instant
  package let time: AgentTally
  /// How many of them were on the queue; `nil` where nobody counted.
  package let agents: Int?

  package init(start: Instant, time: AgentTally, agents: Int? = nil) {
    self.start = start
    self.time = time
    self.agents = agents
  }
}
