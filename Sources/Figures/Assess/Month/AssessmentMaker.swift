import Foundation

extension Assessment {
  /// A measure whose judgement has come to its end.
  ///
  /// `counted` is what its credit counts for beside the others of the month. Too little received
  /// gives no figure to judge, but what was received of its rows is still shown.
  package init(
    measure: Measure, working: MeasureWorking, counted: Money, rows: CountedRows
  ) {
    var outcome = working.outcome
    var asMeasured = working.asMeasured
    if outcome == .missing, working.asMeasured == nil, measure.conditions.stretches == nil,
      let total = rows.total
    {
      outcome = measure.metric.value(of: total)
      asMeasured = measure.metric.value(of: total + rows.leftOut)
    }
    let figure = outcome.quotient.map(measure.figure)
    let difference = figure.map { $0 - Fraction(measure.target.bound) }
    self.init(
      measure: measure, outcome: outcome, verdict: working.verdict,
      reason: working.reason(counted: counted),
      difference: outcome.quotient.map(measure.difference),
      credit: working.credit(shortfall: difference?.magnitude, counted: counted),
      asMeasured: asMeasured ?? outcome, margin: measure.margin(of: outcome),
      working: working, rows: rows)
  }

  /// A measure on what has happened so far, without a verdict.
  package init(measure: Measure, outcome: Outcome, asMeasured: Outcome, rows: CountedRows) {
    self.init(
      measure: measure, outcome: outcome, verdict: .provisional, reason: "the period is not over",
      difference: outcome.quotient.map(measure.difference), credit: nil, asMeasured: asMeasured,
      margin: measure.margin(of: outcome), rows: rows)
  }
}

extension Measure {
  /// A quotient in the unit of the target: percent, or seconds.
  func figure(_ quotient: Quotient) -> Fraction {
    isShare ? quotient.percent : Fraction(quotient.inSeconds)
  }

  /// Result minus target, in percentage points or seconds, not rounded.
  func difference(_ quotient: Quotient) -> Decimal {
    let factor = isShare ? 100 : Decimal(sign: .plus, exponent: -3, significand: 1)
    let denominator = Decimal(quotient.denominator)
    return (Decimal(quotient.numerator) * factor - target.bound * denominator) / denominator
  }

  fileprivate func margin(of outcome: Outcome) -> CountMargin? {
    guard isShare, let quotient = outcome.quotient else { return nil }
    let stretches = conditions.stretches
    let unit: CountMargin.Unit =
      stretches?.weighting == .interval ? .stretches(stretches?.length ?? .day) : .contacts
    return CountMargin(quotient, target, conditions.rule, unit: unit)
  }
}

extension MeasureWorking {
  /// Why there is no verdict, or no money for one, in one sentence.
  fileprivate func reason(counted: Money) -> String? {
    guard let last = steps.last else { return nil }
    switch last {
    case .completeness(let completeness, let percent):
      return "\(completeness.received) of \(completeness.expected) open intervals were received; "
        + "the contract asks for \(percent) % before there is a verdict"
    case .division(.missing): return "the source does not record a part of the formula"
    case .division, .stretches: return "there is nothing to divide by"
    case .volume(let volume, let minimum):
      return "\(volume) contacts were offered; the contract asks for \(minimum) before there is a "
        + "verdict"
    case .relief(let result) where result.isExcused:
      return "\(result.volume) contacts were offered, more than \(result.relief.upperPercent) % of "
        + "the \(result.relief.forecast) that were forecast"
    case .outside(let days):
      return "the measure counts from \(days.first.text) to \(days.last.text) only"
    case .notDue(let days):
      return "it is judged once, over \(days.first.text) to \(days.last.text) as one"
    case .earlier(let months, _):
      let lacking = months.filter { $0.tally == nil }.map(\.month.monthText)
      return lacking.isEmpty
        ? "there is nothing to divide by"
        : "too little was received of \(lacking.joined(separator: ", ")), which is judged with it"
    case .relief: return "nothing is left to judge up to the line of the forecast"
    case .standing(.provisional): return "late data may still arrive"
    case .standing(.grace): return "the measure does not move money yet"
    case .weight(_, _, let credit) where credit != counted:
      return "only the highest credit of the month counts, and this is a lower one"
    default: return verdict == .noData ? "the source does not record the contacts offered" : nil
    }
  }

  /// The credit that was worked out; `nil` where nothing follows from the verdict.
  fileprivate func credit(shortfall: Fraction?, counted: Money) -> Credit? {
    for case .weight(let percent, let multiplier, _) in steps {
      guard let consequence, consequence != .none,
        verdict == .missed || counted.minorUnits != 0
      else { return nil }
      return Credit(
        shortfall: verdict == .missed ? shortfall?.decimal ?? 0 : 0, applied: consequence,
        weightPercent: percent, multiplier: multiplier,
        base: consequence.base ?? .zero(counted.currency), amount: counted)
    }
    return nil
  }
}

extension AppliedConsequence {
  /// What percentages were taken of, where they were.
  fileprivate var base: Money? {
    switch self {
    case .tier(let credit): credit.base
    case .band(let credit): credit.base
    case .share(let credit): credit.base
    case .none, .units, .points: nil
    }
  }
}

extension Fraction {
  /// The value with twelve decimals.
  fileprivate var decimal: Decimal { rounded(12) }
}
