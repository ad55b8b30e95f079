package import Foundation

/// What the other published formulas would give on the same calls, and whether a verdict hangs on
/// the choice.
package struct DefinitionComparison: Sendable, Hashable {
  package struct Row: Sendable, Hashable {
    package let formula: ServiceLevelFormula
    /// `missing` when the formula needs a count that the source was not asked for or does not
    /// record: nothing is approximated.
    package let outcome: Outcome
    /// Whether the measure's own target would be met; `nil` without a value.
    package let isMet: Bool?
    /// Result minus target in percentage points, not rounded.
    package let difference: Decimal?
    /// Whether this is the formula of the contract.
    package let isContract: Bool
    /// Whether a final verdict would be the other one.
    package let flips: Bool
  }

  package let assessment: Assessment
  package let rows: [Row]

  /// Compares on the tally that the measure was judged on.
  ///
  /// `nil` for what is no service level, for a result without a value, and for a tally on which
  /// the contract's own formula does not give the judged result: those would be other calls.
  package init?(_ assessment: Assessment, tally: Tally, thresholds: Thresholds) {
    guard case .serviceLevel(let level) = assessment.measure.metric,
      assessment.outcome.quotient != nil, assessment.measure.conditions.stretches == nil
    else { return nil }
    var counts = level.counts(of: tally)
    counts.abandonedInThreshold = thresholds.counter(
      of: .abandoned, within: level.within ?? thresholds.answeredWithin
    ).flatMap { tally[$0] }
    guard level.formula.level(of: counts) == assessment.outcome else { return nil }

    let measure = assessment.measure
    self.assessment = assessment
    rows = ServiceLevelFormula.published.map { formula in
      let outcome = formula.level(of: counts)
      let isMet = outcome.quotient.map {
        ComparedFigure($0.percent, against: measure.target, by: measure.conditions.rule).isMet
      }
      let isContract = formula.code == level.formula.code
      return Row(
        formula: formula, outcome: outcome, isMet: isMet,
        difference: outcome.quotient.map(measure.difference), isContract: isContract,
        flips: !isContract && assessment.verdict.isFinal
          && isMet.map { $0 != (assessment.verdict == .met) } ?? false)
    }
  }

  /// The formulas that would turn the verdict.
  package var flipping: [Row] { rows.filter(\.flips) }
}
