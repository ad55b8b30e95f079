package import Foundation

/// One promise of a contract: a metric, a target and what a miss costs.
package struct Measure: Sendable, Hashable {
  /// Lower-case letters, digits and hyphens; the name under which commentary finds the figure.
  package let id: String
  package let title: String
  package let clause: String
  package let metric: Metric
  /// What the month's figure is held against; for shares of days or intervals, their share.
  package let target: Target
  package let consequence: MeasureCredit
  package let conditions: MeasureConditions

  package init(
    id: String, title: String, clause: String, metric: Metric, target: Target,
    consequence: MeasureCredit, conditions: MeasureConditions = MeasureConditions()
  ) {
    self.id = id
    self.title = title
    self.clause = clause
    self.metric = metric
    self.target = target
    self.consequence = consequence
    self.conditions = conditions
  }

  /// A measure by the month whose credit follows from steps of shortfall, if there are any.
  package init(
    id: String, title: String, clause: String, metric: Metric, target: Target, credit: [CreditTier]
  ) {
    self.init(
      id: id, title: title, clause: clause, metric: metric, target: target,
      consequence: credit.isEmpty ? .none : .tiers(credit))
  }

  /// The steps of a credit table by shortfall; empty when the credit is another kind or none.
  package var credit: [CreditTier] {
    if case .tiers(let tiers) = consequence { tiers } else { [] }
  }

  /// Whether its figure is a share: of contacts, or of the days or intervals that reach a target.
  package var isShare: Bool { metric.isShare || conditions.stretches != nil }

  /// What one day or interval is held against.
  package var levelTarget: Target { conditions.stretches?.target ?? target }

  /// The formula in words, with the stretches that it is formed for.
  package var words: String {
    guard let stretches = conditions.stretches else {
      return metric.words + (conditions.span.map { ", \($0.words)" } ?? "")
    }
    return "\(stretches.length.words) with \(metric.words) "
      + stretches.target.words(isShare: metric.isShare)
  }
}

/// What a contract says about judging a measure besides its target.
package struct MeasureConditions: Sendable, Hashable {
  /// How much hangs on a measure.
  package enum Category: String, Sendable, Hashable, CaseIterable {
    /// A miss may cost money.
    case critical
    /// Reported and escalated, without money.
    case key
    case info
  }

  package let category: Category
  package let rule: ComparisonRule
  package let scope: Scope
  /// `nil` when the month is judged as one.
  package let stretches: StretchRule?
  /// What is judged as one instead of the month; `nil` for the month.
  package let span: JudgedSpan?
  /// Contacts offered below which the measure is not assessed.
  package let minimumVolume: Int
  /// The first day from which the measure moves money.
  package let graceUntil: LocalDate?
  package let relief: ReliefTerms?
  /// Percent of the consequence that this measure carries.
  package let weightPercent: Decimal
  package let earnBack: EarnBackTerms?

  package init(
    category: Category = .critical, rule: ComparisonRule = .exact, scope: Scope = .all,
    stretches: StretchRule? = nil, span: JudgedSpan? = nil, minimumVolume: Int = 0,
    graceUntil: LocalDate? = nil,
    relief: ReliefTerms? = nil, weightPercent: Decimal = 100, earnBack: EarnBackTerms? = nil
  ) {
    self.category = category
    self.rule = rule
    self.scope = scope
    self.stretches = stretches
    self.span = span
    self.minimumVolume = minimumVolume
    self.graceUntil = graceUntil
    self.relief = relief
    self.weightPercent = weightPercent
    self.earnBack = earnBack
  }
}

/// Which contacts a measure counts; `nil` leaves a part open.
package struct Scope: Sendable, Hashable {
  /// Ids or labels.
  package let queues: [String]?
  /// The medium; the partner's first when the contract names none.
  package let media: String?
  package let directions: [String]?
  /// Whether only intervals in opening hours count.
  package let openOnly: Bool

  package init(
    queues: [String]? = nil, media: String? = nil, directions: [String]? = nil,
    openOnly: Bool = false
  ) {
    self.queues = queues
    self.media = media
    self.directions = directions
    self.openOnly = openOnly
  }

  package static let all = Scope()
}

/// From which volume on the month's forecast gives relief.
package struct ReliefTerms: Sendable, Hashable {
  /// Percent of the forecast; exactly on the line is not above it.
  package let abovePercent: Decimal
  package let mode: ForecastRelief.Mode

  package init(abovePercent: Decimal, mode: ForecastRelief.Mode) {
    self.abovePercent = abovePercent
    self.mode = mode
  }
}

/// The months after a credit that can return it.
package struct EarnBackTerms: Sendable, Hashable {
  package let rule: EarnBack.Rule
  /// Percent.
  package let expected: Decimal
  package let months: Int

  package init(rule: EarnBack.Rule, expected: Decimal, months: Int) {
    self.rule = rule
    self.expected = expected
    self.months = months
  }
}
