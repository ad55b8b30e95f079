/// What is kept of the source's id of a person or a conversation.
package enum Naming: String, Sendable, Hashable, CaseIterable {
  /// A stand-in that only who has the key can make.
  case pseudonym
  /// The id as it is.
  case id
  /// Nothing.
  case drop
}

/// What a capture holds instead of ids.
package struct CapturedNaming: Sendable, Hashable {
  /// `nil` where nothing about agents was asked.
  package let agents: Naming?
  /// `nil` where no single conversation was asked for.
  package let conversations: Naming?
  /// Which key the stand-ins are made with; it says nothing about the key.
  package let keyID: String?

  package init(agents: Naming?, conversations: Naming?, keyID: String?) {
    self.agents = agents
    self.conversations = conversations
    self.keyID = [agents, conversations].contains(.pseudonym) ? keyID : nil
  }

  /// Of a capture that has neither.
  package static let nobody = CapturedNaming(agents: nil, conversations: nil, keyID: nil)
}
