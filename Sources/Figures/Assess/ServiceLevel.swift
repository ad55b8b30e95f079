/// The published ways to form a service level.
///
/// They differ by points on the same calls, so every page names the one it used.
package enum ServiceLevelFormula: Sendable, Hashable {
  case offered
  case offeredLessShort
  case answered
  case answeredPlusAbandoned
  case answeredPlusLateAbandoned
  case abandonedInThresholdMet
  case shortMet
  /// The platform's own formula with its three switches.
  case genesys(flowOuts: Bool, shortAbandons: Bool, abandons: Bool)

  /// The formula on the counts of a closed stretch of time.
  ///
  /// A count that the formula needs and the source does not record gives `missing`.
  package func level(of counts: ServiceLevelCounts) -> Outcome {
    guard let parts = parts(of: counts), let offered = counts.offered ?? counts.answered
    else { return .missing }
    let traffic = offered != 0 || counts.answered != 0 || counts.abandoned != 0
    return Outcome(parts.0, over: parts.1, traffic: traffic)
  }

  /// The numerator and denominator, whatever their signs; `nil` when a count is not recorded.
  package func parts(of counts: ServiceLevelCounts) -> (numerator: Int, denominator: Int)? {
    guard let answered = counts.answered, let met = counts.answeredInThreshold else { return nil }
    let abandoned = counts.abandoned
    switch self {
    case .offered:
      guard let offered = counts.offered else { return nil }
      return (met, offered)
    case .offeredLessShort:
      guard let offered = counts.offered, let short = counts.shortAbandoned else { return nil }
      return (met, offered - short)
    case .answered: return (met, answered)
    case .answeredPlusAbandoned:
      guard let abandoned else { return nil }
      return (met, answered + abandoned)
    case .answeredPlusLateAbandoned:
      guard let abandoned, let early = counts.abandonedInThreshold else { return nil }
      return (met, answered + abandoned - early)
    case .abandonedInThresholdMet:
      guard let abandoned, let early = counts.abandonedInThreshold else { return nil }
      return (met + early, answered + abandoned)
    case .shortMet:
      guard let abandoned, let short = counts.shortAbandoned else { return nil }
      return (met + short, answered + abandoned)
    case .genesys(let flowOuts, let shortAbandons, let abandons):
      var denominator = answered
      if abandons {
        guard let abandoned else { return nil }
        denominator += abandoned
        if !shortAbandons {
          // Short abandons are part of the abandons: with both switched off they leave only once.
          guard let short = counts.shortAbandoned else { return nil }
          denominator -= short
        }
      }
      if flowOuts {
        guard let flowOut = counts.flowOut else { return nil }
        denominator += flowOut
      }
      return (met, denominator)
    }
  }

  /// The formula in words, as pages and contracts print it.
  package var words: String {
    switch self {
    case .offered: "answered in time / offered"
    case .offeredLessShort: "answered in time / (offered − short abandons)"
    case .answered: "answered in time / answered"
    case .answeredPlusAbandoned: "answered in time / (answered + abandoned)"
    case .answeredPlusLateAbandoned:
      "answered in time / (answered + abandoned − abandoned in time)"
    case .abandonedInThresholdMet:
      "(answered in time + abandoned in time) / (answered + abandoned)"
    case .shortMet: "(answered in time + short abandons) / (answered + abandoned)"
    case .genesys(let flowOuts, let shortAbandons, let abandons):
      if !abandons && !flowOuts {
        "answered in time / answered"
      } else {
        "answered in time / (answered" + (abandons ? " + abandoned" : "")
          + (abandons && !shortAbandons ? " − short abandons" : "")
          + (flowOuts ? " + flow-outs" : "") + ")"
      }
    }
  }
}

/// A formula with the counters that it takes for "in time".
package struct ServiceLevel: Sendable, Hashable {
  package let formula: ServiceLevelFormula
  /// The longest wait that counts as in time, in milliseconds; `nil` for the contract's own.
  package let within: Int?
  package let answered: Counter
  /// `nil` when the formula does not take them apart.
  package let abandoned: Counter?

  /// The formula by the threshold that the whole contract shares.
  package init(_ formula: ServiceLevelFormula) {
    self.init(formula, within: nil, answered: .answeredInThreshold, abandoned: nil)
  }

  /// The formula by a threshold of its own, whose counters the contract's thresholds name.
  package init(
    _ formula: ServiceLevelFormula, within: Int?, answered: Counter, abandoned: Counter?
  ) {
    self.formula = formula
    self.within = within
    self.answered = answered
    self.abandoned = abandoned
  }

  package func outcome(of tally: Tally) -> Outcome { formula.level(of: counts(of: tally)) }

  package func counts(of tally: Tally) -> ServiceLevelCounts {
    var counts = ServiceLevelCounts(tally)
    counts.answeredInThreshold = tally[answered]
    counts.abandonedInThreshold = abandoned.flatMap { tally[$0] }
    return counts
  }
}

extension ServiceLevelFormula {
  /// Whether it takes the contacts that were abandoned within the threshold apart.
  package var needsAbandonedInThreshold: Bool {
    self == .answeredPlusLateAbandoned || self == .abandonedInThresholdMet
  }
}

/// The counts that service level and abandon rate are made of; `nil` is not recorded.
package struct ServiceLevelCounts: Sendable, Hashable {
  package var offered: Int?
  package var answered: Int?
  package var answeredInThreshold: Int?
  package var abandoned: Int?
  package var abandonedInThreshold: Int?
  package var shortAbandoned: Int?
  package var flowOut: Int?
  package var voicemailFlowOut: Int?

  package init() {}

  package init(_ tally: Tally) {
    offered = tally[.offered]
    answered = tally[.answered]
    answeredInThreshold = tally[.answeredInThreshold]
    abandoned = tally[.abandoned]
    shortAbandoned = tally[.shortAbandoned]
    flowOut = tally[.flowOut]
  }
}
