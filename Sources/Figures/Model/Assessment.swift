package import Foundation

/// A measure, judged.
package struct Assessment: Sendable, Hashable {
  package let measure: Measure
  /// The parts: counts for a share, milliseconds and contacts for a time.
  package let outcome: Outcome
  package let verdict: Verdict
  /// Why there is no verdict, in one sentence.
  package let reason: String?
  /// Result minus target, in percentage points or seconds, not rounded; negative is below.
  package let difference: Decimal?
  package let credit: Credit?
  /// The figure without any exclusion; the same as `outcome` where nothing was excluded.
  package let asMeasured: Outcome
  /// Contacts, or days, between the figure and the border of its target; `nil` for times.
  package let margin: CountMargin?
  /// Every step in its order; `nil` while the period is not over.
  package let working: MeasureWorking?
  /// What it counts in its own month; `nil` where that is not known, such as from another party.
  package let rows: CountedRows?

  package init(
    measure: Measure, outcome: Outcome, verdict: Verdict, reason: String?, difference: Decimal?,
    credit: Credit?, asMeasured: Outcome? = nil, margin: CountMargin? = nil,
    working: MeasureWorking? = nil, rows: CountedRows? = nil
  ) {
    self.measure = measure
    self.outcome = outcome
    self.verdict = verdict
    self.reason = reason
    self.difference = difference
    self.credit = credit
    self.asMeasured = asMeasured ?? outcome
    self.margin = margin
    self.working = working
    self.rows = rows
  }

  /// What the months before its own add, which the measure judges as one with it, the earliest first.
  package var monthsBefore: [EarlierMonth] {
    for case .earlier(let months, _) in working?.steps ?? [] { return months }
    return []
  }

  /// Those months by their names.
  package var earlierMonths: [LocalDate] { monthsBefore.map(\.month) }

  /// How much of what it needs was received; `nil` where that was not asked.
  package var completeness: Completeness? {
    for case .completeness(let completeness, _) in working?.steps ?? [] { return completeness }
    return nil
  }

  /// How many of the intervals that were received its opening hours leave out.
  package var closedIntervals: Int? {
    for case .hours(_, let closed) in working?.steps ?? [] { return closed }
    return nil
  }

  /// Whether exclusions took anything out of the figure.
  package var hasExclusions: Bool { (working?.droppedIntervals ?? 0) > 0 }
}

/// What a missed measure costs, with the step of the table that applied.
package struct Credit: Sendable, Hashable {
  /// Percentage points or seconds on the wrong side of the target, not rounded.
  package let shortfall: Decimal
  package let applied: AppliedConsequence
  /// Percent of the consequence that the measure carries.
  package let weightPercent: Decimal
  /// Above one where the miss repeats another.
  package let multiplier: Int
  package let base: Money
  /// What it counts for: weighted, repeated and rounded, or zero where only a higher one counts.
  package let amount: Money

  package init(
    shortfall: Decimal, applied: AppliedConsequence, weightPercent: Decimal = 100,
    multiplier: Int = 1, base: Money, amount: Money
  ) {
    self.shortfall = shortfall
    self.applied = applied
    self.weightPercent = weightPercent
    self.multiplier = multiplier
    self.base = base
    self.amount = amount
  }

  /// Service points, repeats counted.
  package var points: Int { applied.points * multiplier }

  /// The step of the table; zero percent without a bound where the credit has none.
  package var tier: CreditTier {
    switch applied {
    case .tier(let credit): credit.tier
    case .band(let credit): CreditTier(upTo: nil, percent: credit.band.percent)
    case .share(let credit):
      CreditTier(upTo: nil, percent: credit.atRiskPercent * credit.percent / 100)
    case .none, .units, .points: CreditTier(upTo: nil, percent: 0)
    }
  }
}
