package import Foundation

/// What was agreed with one partner: the clock, the hours, the measures and the prices.
package struct Contract: Sendable {
  package let title: String
  package let zone: Zone
  package let currency: Currency
  package let hours: OpeningHours
  package let thresholds: Thresholds
  /// The share of the open intervals that must have been received before there is a verdict.
  package let minimumCoveragePercent: Decimal
  /// Days after the end of a period until its figures count as final.
  package let finalAfterDays: Int
  /// In the order of their validity, without gap or overlap.
  package let terms: [Terms]

  package init(
    title: String, zone: Zone, currency: Currency, hours: OpeningHours, thresholds: Thresholds,
    minimumCoveragePercent: Decimal, finalAfterDays: Int, terms: [Terms]
  ) {
    self.title = title
    self.zone = zone
    self.currency = currency
    self.hours = hours
    self.thresholds = thresholds
    self.minimumCoveragePercent = minimumCoveragePercent
    self.finalAfterDays = finalAfterDays
    self.terms = terms
  }

  /// The same contract by the clock of a zone file that was kept with a capture.
  package func by(_ zone: Zone) -> Contract {
    Contract(
      title: title, zone: zone, currency: currency, hours: hours, thresholds: thresholds,
      minimumCoveragePercent: minimumCoveragePercent, finalAfterDays: finalAfterDays, terms: terms)
  }

  /// Where final figures end, known as they were at `asOf`; what ends later may still change.
  ///
  /// It is a local midnight: a day is final when ``finalAfterDays`` whole days have followed it.
  package func finalUntil(asOf: Instant) -> Instant {
    zone.start(of: zone.date(at: asOf).adding(days: -finalAfterDays))
  }

  /// The terms that hold on a date, if any do.
  package func terms(on date: LocalDate) -> Terms? {
    terms.first { $0.from <= date && ($0.until.map { date < $0 } ?? true) }
  }
}

/// Up to how long a wait counts as short, in milliseconds, the bound included.
package struct Thresholds: Sendable, Hashable {
  package let answeredWithin: Int
  package let shortAbandon: Int
  /// What the four range counters count, in their order; at most four.
  package let ranges: [WaitRange]

  package init(answeredWithin: Int, shortAbandon: Int, ranges: [WaitRange] = []) {
    precondition(ranges.count <= Counter.ranges.count, "a tally has four ranges")
    self.answeredWithin = answeredWithin
    self.shortAbandon = shortAbandon
    self.ranges = ranges
  }

  /// The counters of the ranges.
  package var rangeCounters: CounterSet { CounterSet(Counter.ranges.prefix(ranges.count)) }

  /// The counter of contacts whose wait was at most `within`, if there is one.
  package func counter(of kind: WaitRange.Kind, within: Int) -> Counter? {
    switch kind {
    case .answered where within == answeredWithin: return .answeredInThreshold
    case .abandoned where within == shortAbandon: return .shortAbandoned
    default:
      let range = WaitRange(kind, within: within)
      return zip(Counter.ranges, ranges).first { $0.1 == range }?.0
    }
  }
}

/// The contacts that were answered, or abandoned, after a wait of at most so many milliseconds.
package struct WaitRange: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable { case answered, abandoned }

  package let kind: Kind
  package let within: Int

  package init(_ kind: Kind, within: Int) {
    self.kind = kind
    self.within = within
  }
}

/// What a contract says between two dates: the original, or an amendment.
package struct Terms: Sendable, Hashable {
  package let from: LocalDate
  /// The first day on which these terms no longer hold; `nil` while they are open-ended.
  package let until: LocalDate?
  /// How the document is cited, such as "Amendment 1 of 14 June 1999".
  package let reference: String?
  package let measures: [Measure]
  package let fees: [Fee]

  package init(
    from: LocalDate, until: LocalDate?, reference: String?, measures: [Measure], fees: [Fee]
  ) {
    self.from = from
    self.until = until
    self.reference = reference
    self.measures = measures
    self.fees = fees
  }
}

/// One promise of a contract: a metric, a target and what a miss costs.
package struct Measure: Sendable, Hashable {
  /// Lower-case letters, digits and hyphens; the name under which commentary finds the figure.
  package let id: String
  package let title: String
  package let clause: String
  package let metric: Metric
  package let target: Target
  /// Empty when a miss has no price.
  package let credit: [CreditTier]

  package init(
    id: String, title: String, clause: String, metric: Metric, target: Target, credit: [CreditTier]
  ) {
    self.id = id
    self.title = title
    self.clause = clause
    self.metric = metric
    self.target = target
    self.credit = credit
  }
}

/// What a measure measures.
///
/// Shares are judged in percent, times in seconds.
package enum Metric: Sendable, Hashable {
  case serviceLevel(ServiceLevel)
  case abandonRate(AbandonRateFormula)
  /// Handle time over handled contacts.
  case averageHandleTime
  /// Talk time alone over handled contacts.
  case averageTalkTime
  /// Waits of answered contacts over answered contacts.
  case averageSpeedOfAnswer

  package var isShare: Bool {
    switch self {
    case .serviceLevel, .abandonRate: true
    case .averageHandleTime, .averageTalkTime, .averageSpeedOfAnswer: false
    }
  }

  /// The metric of a summed tally; times are a quotient of milliseconds and contacts.
  package func value(of tally: Tally) -> Outcome {
    switch self {
    case .serviceLevel(let level): level.outcome(of: tally)
    case .abandonRate(let formula): formula.rate(of: ServiceLevelCounts(tally))
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
    case .averageHandleTime: "handle time / handled"
    case .averageTalkTime: "talk time / handled"
    case .averageSpeedOfAnswer: "waiting time of answered / answered"
    }
  }

  private static func mean(_ sum: Int?, per count: Int?) -> Outcome {
    guard let sum, let count else { return .missing }
    return Outcome(sum, over: count, traffic: sum != 0)
  }
}

/// A bound and the side of it that meets the promise.
package struct Target: Sendable, Hashable {
  package enum Comparison: String, Sendable, Hashable, CaseIterable {
    case atLeast = "at least"
    case moreThan = "more than"
    case atMost = "at most"
    case lessThan = "less than"

    /// The operator as `sla.csv` writes it: `ge`, `gt`, `le`, `lt`.
    package var code: String {
      switch self {
      case .atLeast: "ge"
      case .moreThan: "gt"
      case .atMost: "le"
      case .lessThan: "lt"
      }
    }

    /// The sign as pages print it.
    package var sign: String {
      switch self {
      case .atLeast: "≥"
      case .moreThan: ">"
      case .atMost: "≤"
      case .lessThan: "<"
      }
    }

    package var wantsHigh: Bool { self == .atLeast || self == .moreThan }
  }

  package let comparison: Comparison
  /// Percent for shares, seconds for times.
  package let bound: Decimal

  package init(_ comparison: Comparison, _ bound: Decimal) {
    self.comparison = comparison
    self.bound = bound
  }
}

/// A step of a credit table: up to `upTo` points of shortfall, `percent` of the month's fees.
package struct CreditTier: Sendable, Hashable {
  /// Percentage points of shortfall, the bound included; `nil` on the last step.
  package let upTo: Decimal?
  package let percent: Decimal

  package init(upTo: Decimal?, percent: Decimal) {
    self.upTo = upTo
    self.percent = percent
  }
}

/// A line of the invoice: a price for each unit of a counter.
package struct Fee: Sendable, Hashable {
  package let item: String
  package let counter: Counter
  package let rate: Decimal

  package init(item: String, counter: Counter, rate: Decimal) {
    self.item = item
    self.counter = counter
    self.rate = rate
  }
}
