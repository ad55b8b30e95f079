/// What a measure measures.
///
/// Shares are judged in percent, times in seconds.
package enum Metric: Sendable, Hashable {
  case serviceLevel(ServiceLevel)
  case abandonRate(AbandonRateFormula)
  /// Transfers of contacts to others, over those that were answered or handled.
  case transferRate(TransferRateFormula)
  /// Handle time over handled contacts.
  case averageHandleTime
  /// Talk time alone over handled contacts.
  case averageTalkTime
  /// Waits of answered contacts over answered contacts.
  case averageSpeedOfAnswer

  package var isShare: Bool {
    switch self {
    case .serviceLevel, .abandonRate, .transferRate: true
    case .averageHandleTime, .averageTalkTime, .averageSpeedOfAnswer: false
    }
  }

  /// Whether each contact below the line is one of those above it or not; a contact may be
  /// transferred twice.
  package var isShareOfContacts: Bool {
    if case .transferRate = self { false } else { isShare }
  }

  /// The metric of a summed tally; times are a quotient of milliseconds and contacts.
  package func value(of tally: Tally) -> Outcome {
    switch self {
    case .serviceLevel(let level): level.outcome(of: tally)
    case .abandonRate(let formula): formula.rate(of: ServiceLevelCounts(tally))
    case .transferRate(let formula):
      Self.mean(tally[.transferred], per: tally[formula.denominator])
    case .averageHandleTime: Self.mean(tally[.handle], per: tally[.handled])
    case .averageTalkTime: Self.mean(tally[.talk], per: tally[.handled])
    case .averageSpeedOfAnswer: Self.mean(tally[.waitAnswered], per: tally[.answered])
    }
  }

  /// The formula in words.
  package var words: String {
    switch self {
    case .serviceLevel(let level): level.formula.words
    case .abandonRate(let formula): formula.words
    case .transferRate(let formula): "transfers / \(formula.rawValue)"
    case .averageHandleTime: "handle time / handled"
    case .averageTalkTime: "talk time / handled"
    case .averageSpeedOfAnswer: "waiting time of answered / answered"
    }
  }

  /// One sum over another; with nothing below and something above there is no value.
  private static func mean(_ sum: Int?, per count: Int?) -> Outcome {
    guard let sum, let count else { return .missing }
    return Outcome(sum, over: count, traffic: sum != 0)
  }
}

/// What transfers are a share of: contacts differ from contacts that an agent's work has ended in.
package enum TransferRateFormula: String, Sendable, Hashable, CaseIterable {
  case answered, handled

  var denominator: Counter {
    switch self {
    case .answered: .answered
    case .handled: .handled
    }
  }
}
