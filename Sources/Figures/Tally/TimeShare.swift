/// A kind of agents' time, in milliseconds.
package enum AgentTime: String, Sendable, Hashable, CaseIterable {
  case interacting, communicating, idle
  case handle, available, logged, paid
  case inAdherence = "in_adherence"
  case worked, scheduled
}

/// The published shares of agents' time.
///
/// The bare words occupancy and utilisation mean different things to different people, so every
/// page names the formula.
package enum TimeShare: String, Sendable, Hashable, CaseIterable {
  /// Occupancy by routing status.
  case genesys
  case handleOverHandlePlusAvailable = "handle_over_handle_plus_available"
  case utilisationPaid = "utilisation_paid"
  /// Passes 100 % when an agent works on several contacts at once.
  case handleOverLogged = "handle_over_logged"
  case adherence
  /// May pass 100 %.
  case conformance

  package var parts: (numerator: [AgentTime], denominator: [AgentTime]) {
    switch self {
    case .genesys: ([.interacting], [.interacting, .communicating, .idle])
    case .handleOverHandlePlusAvailable: ([.handle], [.handle, .available])
    case .utilisationPaid: ([.handle, .available], [.paid])
    case .handleOverLogged: ([.handle], [.logged])
    case .adherence: ([.inAdherence], [.scheduled])
    case .conformance: ([.worked], [.scheduled])
    }
  }

  /// The share of summed times; `missing` when one it needs is not recorded.
  package func outcome(of times: [AgentTime: Int]) -> Outcome {
    func sum(_ kinds: [AgentTime]) -> Int? {
      let values = kinds.compactMap { times[$0] }
      return values.count == kinds.count ? values.reduce(0, +) : nil
    }
    guard let numerator = sum(parts.numerator), let denominator = sum(parts.denominator) else {
      return .missing
    }
    return Outcome(numerator, over: denominator, traffic: numerator != 0)
  }

  /// The formula in words.
  package var words: String {
    func words(_ kinds: [AgentTime]) -> String {
      let names = kinds.map { $0.rawValue.replacing("_", with: " ") }
      return names.count > 1 ? "(" + names.joined(separator: " + ") + ")" : names.joined()
    }
    return words(parts.numerator) + " / " + words(parts.denominator)
  }
}

extension Outcome {
  /// Whether a share is more than the whole: to be marked, never clamped.
  package var isOverWhole: Bool { quotient.map { $0.numerator > $0.denominator } ?? false }
}
