package import Foundation

/// One step of judging a measure, with what went in and what came out.
package enum WorkingStep: Sendable, Hashable {
  case completeness(Completeness, requiredPercent: Decimal)
  case hours(open: Int, closed: Int)
  /// The intervals taken out, and the outcome if none had been.
  case exclusions(Exclusions, dropped: [Window], asMeasured: Outcome)
  case sum(Tally)
  /// What earlier months add where several are judged as one, and the sum with them.
  case earlier([EarlierMonth], total: Tally)
  /// The days that the measure counts, none of which lie in the month.
  case outside(JudgedDays)
  /// Days that are judged as one, the last of which is still to come.
  case notDue(JudgedDays)
  case division(Outcome)
  case volume(Int, minimum: Int)
  case relief(ReliefResult)
  /// The days or intervals that reach their own target.
  case stretches(IntervalAttainment.Result)
  case comparison(ComparedFigure)
  case standing(Standing)
  case consequence(AppliedConsequence)
  /// Percent, multiplier, and the credit that is now rounded.
  case weight(percent: Decimal, multiplier: Int, credit: Money)
}

/// An interval and what was counted in it.
package struct MeasuredInterval: Sendable, Hashable {
  package let window: Window
  package let tally: Tally
  /// For how many queues it was received.
  package let queues: Int

  package init(window: Window, tally: Tally, queues: Int = 1) {
    self.window = window
    self.tally = tally
    self.queues = queues
  }
}

/// The judgement of one measure in its fixed order, ready to be printed line by line.
///
/// The order is part of the promise: a step that ends the judgement is the last one in `steps`.
package struct MeasureWorking: Sendable, Hashable {
  package let steps: [WorkingStep]
  package let verdict: Verdict
  /// The outcome that was judged, after exclusions and relief.
  package let outcome: Outcome
  /// Rounded once; zero unless the verdict is final, negative when it is a bonus.
  package let credit: Money

  package init(steps: [WorkingStep], verdict: Verdict, outcome: Outcome, credit: Money) {
    self.steps = steps
    self.verdict = verdict
    self.outcome = outcome
    self.credit = credit
  }

  /// How many intervals the exclusions took out.
  package var droppedIntervals: Int {
    steps.reduce(0) { count, step in
      guard case .exclusions(_, let dropped, _) = step else { return count }
      return count + dropped.count
    }
  }

  /// The counters that the judged outcome was made of, with those of earlier months that are judged
  /// as one with it; `nil` when too little was received.
  package var total: Tally? {
    for case .earlier(_, let total) in steps { return total }
    return monthTotal
  }

  /// The month's own counters after exclusions; `nil` when too little was received.
  package var monthTotal: Tally? {
    for case .sum(let tally) in steps { return tally }
    return nil
  }

  /// The outcome if nothing had been excluded; `nil` when too little was received.
  package var asMeasured: Outcome? {
    for case .earlier(let months, _) in steps {
      let outcomes = months.map(\.asMeasured) + [monthAsMeasured ?? .missing]
      let quotients = outcomes.compactMap(\.quotient)
      guard let first = quotients.first else { return outcomes.last }
      return .value(
        quotients.dropFirst().reduce(first) {
          Quotient($0.numerator + $1.numerator, $0.denominator + $1.denominator)
        })
    }
    return monthAsMeasured
  }

  /// The month's own outcome if nothing had been excluded.
  package var monthAsMeasured: Outcome? {
    for case .exclusions(_, _, let outcome) in steps { return outcome }
    return nil
  }

  /// Service points, repeats counted.
  package var points: Int {
    for case .weight(_, let multiplier, _) in steps {
      return (consequence?.points ?? 0) * multiplier
    }
    return 0
  }

  /// The row of the table or the units that applied; `nil` without a final verdict.
  package var consequence: AppliedConsequence? {
    for case .consequence(let applied) in steps { return applied }
    return nil
  }
}
