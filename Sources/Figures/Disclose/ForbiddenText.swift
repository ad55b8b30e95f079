/// A text that must stand nowhere in a partner's site.
///
/// It is known to the scan alone, as a pattern: what renders pages never sees it.
package struct ForbiddenText: Sendable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case partner = "the name of another partner"
    case queue = "the name of another partner's queue"
    case identifier = "the id of another partner's queue"
    case agent = "the id of another partner's agent"
    /// Of whichever partner: it is known by a pseudonym alone, which the site may show at most.
    case hiddenAgent = "an agent's id"
    case canary = "a canary"
    case secret = "a secret"
  }

  package let kind: Kind
  package let text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  /// Shorter secrets and canaries would be found in every page.
  package static let shortest = 8
  /// Names have the ends of words to go by, yet one of two letters is found everywhere.
  private static let shortestName = 3

  /// Whether it is long enough to mean something where it is found.
  var isTelling: Bool {
    switch kind {
    case .partner, .queue:
      text.count { $0.isLetter || $0.isNumber } >= Self.shortestName
    case .identifier, .agent, .hiddenAgent, .canary, .secret: text.utf8.count >= Self.shortest
    }
  }

  /// Whether the operator may say that it is harmless in a partner's site.
  var allowsExceptions: Bool { kind != .canary && kind != .secret }

  /// Whether it counts only as whole words: "Sales" is not found in "salesperson".
  var isWord: Bool { kind == .partner || kind == .queue }
}

extension ForbiddenText: CustomStringConvertible, CustomReflectable {
  package var description: String { kind.rawValue }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// A text that may stand in a partner's site although a rule of the scan is against it.
package struct LeakException: Sendable, Hashable {
  package let text: String
  package let reason: String

  package init(text: String, reason: String) {
    self.text = text
    self.reason = reason
  }
}
