package import Foundation

/// Everything that a contract says about judging one measure.
package struct MeasureRules: Sendable, Hashable {
  package let metric: Metric
  package let target: Target
  package let rule: ComparisonRule
  /// The share of the open intervals that must have been received.
  package let minimumCoveragePercent: Decimal
  package let exclusions: Exclusions
  /// Contacts offered below which the measure is not assessed.
  package let minimumVolume: Int
  package let relief: ForecastRelief?
  package let consequence: Consequence
  /// Percent of the consequence that this measure carries.
  package let weightPercent: Decimal
  /// How often the consequence of a miss counts, such as twice for a repeat.
  package let multiplier: Int
  /// `nil` when all intervals are judged as one.
  package let stretches: StretchRule?
  /// How the credit becomes whole minor units.
  package let rounding: Rounding

  /// Relief that takes contacts out one by one needs a measure that counts contacts.
  package init(
    metric: Metric, target: Target, rule: ComparisonRule = .exact,
    minimumCoveragePercent: Decimal = 100, exclusions: Exclusions = Exclusions(),
    minimumVolume: Int = 0, relief: ForecastRelief? = nil, consequence: Consequence = .none,
    weightPercent: Decimal = 100, multiplier: Int = 1, stretches: StretchRule? = nil,
    rounding: Rounding = .halfUp
  ) throws(MeasureRulesError) {
    guard metric.isShareOfContacts || relief?.mode != .excessFavourable else {
      throw .reliefNeedsShare
    }
    guard stretches == nil || relief?.mode != .excessFavourable else {
      throw .reliefNeedsMonth
    }
    self.metric = metric
    self.target = target
    self.rule = rule
    self.minimumCoveragePercent = minimumCoveragePercent
    self.exclusions = exclusions
    self.minimumVolume = minimumVolume
    self.relief = relief
    self.consequence = consequence
    self.weightPercent = weightPercent
    self.multiplier = multiplier
    self.stretches = stretches
    self.rounding = rounding
  }

  /// A quotient in the unit of its target: percent, or seconds; days or intervals that reach a
  /// target are a share also where each of them is held against a time.
  package func figure(_ quotient: Quotient) -> Fraction {
    metric.isShare || stretches != nil ? quotient.percent : Fraction(quotient.inSeconds)
  }
}

/// Why the rules of a measure contradict each other.
package enum MeasureRulesError: Error, Hashable {
  case reliefNeedsShare
  case reliefNeedsMonth
}

extension MeasureRulesError: Explained {
  package var explanation: Explanation {
    switch self {
    case .reliefNeedsShare:
      Explanation(
        .configuration,
        what:
          "the relief takes contacts above the forecast out of a time, which has no contacts to "
          + "take out",
        remedy: "use the relief 'void' for measures in seconds")
    case .reliefNeedsMonth:
      Explanation(
        .configuration,
        what: "the relief takes contacts above the forecast out of a month that is judged in parts",
        remedy: "use the relief 'void', or judge the month as one")
    }
  }
}

/// Whether a verdict of a month can be final.
package enum Standing: String, Sendable, Hashable, CaseIterable {
  case final
  /// Late data may still arrive.
  case provisional
  /// Before the date from which the measure moves money.
  case grace
}
