/// Takes ids of persons and conversations out of what a partner's archive will keep.
///
/// It stands between the source's answers and the archive: what has passed it can be stored.
package struct NameMask: Sendable {
  package let naming: CapturedNaming
  private let pseudonyms: Pseudonyms?

  /// `nil` where a stand-in is wanted and there is no key to make it with.
  package init?(_ naming: CapturedNaming, pseudonyms: Pseudonyms?) {
    let wants = [naming.agents, naming.conversations].contains(.pseudonym)
    guard !wants || pseudonyms != nil && naming.keyID != nil else { return nil }
    self.naming = naming
    self.pseudonyms = pseudonyms
  }

  /// For a partner of whom neither agents nor conversations are asked.
  package static let nobody = NameMask()

  private init() {
    naming = .nobody
    pseudonyms = nil
  }

  /// What is kept of an agent's id; `nil` is nothing.
  package func kept(_ agent: AgentID) -> String? {
    kept(agent.text, naming.agents, field: Pseudonyms.agentField)
  }

  /// The events with what is kept of the ids of their conversations.
  ///
  /// Two events of one conversation still tell that they are.
  package func kept(_ events: [RecordEvent]) -> [RecordEvent] {
    guard naming.conversations != .id else { return events }
    var known: [String: String] = [:]
    return events.map { event in
      let name =
        known[event.conversation]
        ?? kept(event.conversation, naming.conversations, field: "conversationId") ?? ""
      known[event.conversation] = name
      return RecordEvent(
        conversation: name, series: event.series, metric: event.metric,
        emittedAt: event.emittedAt, value: event.value)
    }
  }

  private func kept(_ id: String, _ naming: Naming?, field: String) -> String? {
    switch naming {
    case .pseudonym: pseudonyms?.pseudonym(of: id, field: field, .exact)
    case .id: id
    case .drop, nil: nil
    }
  }
}

extension Pseudonyms {
  /// The platform's word for an agent's id.
  package static let agentField = "userId"

  /// Whether a text has the shape of a stand-in, which no id of the platform has.
  package static func isStandIn(_ text: String) -> Bool { text.hasPrefix("p_") }

  /// Whether an id is kept as a capture says that it keeps ids.
  package static func isKept(_ id: String, as naming: Naming?) -> Bool {
    switch naming {
    case .pseudonym: isStandIn(id)
    case .id: true
    case .drop, nil: id.isEmpty
    }
  }

  /// The scope of a partner: the same id has another stand-in for another partner.
  package static func scope(of partner: String) -> String { "partner:\(partner)" }
}
