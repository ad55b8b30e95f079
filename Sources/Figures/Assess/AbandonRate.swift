/// The published ways to form an abandon rate.
package enum AbandonRateFormula: String, Sendable, Hashable, CaseIterable {
  case offered
  /// Short abandons leave both parts.
  case offeredLessShort = "offered_less_short"
  /// Only long abandons above, everything offered below.
  case longOverOffered = "long_over_offered"
  case answeredPlusAbandoned = "answered_plus_abandoned"
  /// Contacts sent to voicemail count as abandoned.
  case withVoicemailFlowOuts = "with_voicemail_flowouts"

  /// The rate on the counts of a closed stretch of time; `missing` when a count is not recorded.
  package func rate(of counts: ServiceLevelCounts) -> Outcome {
    guard let abandoned = counts.abandoned, let offered = counts.offered else { return .missing }
    let traffic = offered != 0 || abandoned != 0
    func outcome(_ numerator: Int?, _ denominator: Int?) -> Outcome {
      guard let numerator, let denominator else { return .missing }
      return Outcome(numerator, over: denominator, traffic: traffic)
    }
    let short = counts.shortAbandoned
    switch self {
    case .offered: return outcome(abandoned, offered)
    case .offeredLessShort: return outcome(short.map { abandoned - $0 }, short.map { offered - $0 })
    case .longOverOffered: return outcome(short.map { abandoned - $0 }, offered)
    case .answeredPlusAbandoned: return outcome(abandoned, counts.answered.map { $0 + abandoned })
    case .withVoicemailFlowOuts:
      return outcome(counts.voicemailFlowOut.map { abandoned + $0 }, offered)
    }
  }

  /// The formula in words, as pages and contracts print it.
  package var words: String {
    switch self {
    case .offered: "abandoned / offered"
    case .offeredLessShort: "(abandoned − short abandons) / (offered − short abandons)"
    case .longOverOffered: "(abandoned − short abandons) / offered"
    case .answeredPlusAbandoned: "abandoned / (answered + abandoned)"
    case .withVoicemailFlowOuts: "(abandoned + sent to voicemail) / offered"
    }
  }
}
