extension MeasureRules {
  /// Judges the intervals of a month.
  ///
  /// In order: completeness, hours, exclusions, sum, division, minimum volume, relief, comparison,
  /// standing, consequence, weight and multiplier. `base` is what percentages are taken of.
  package func judge(
    _ intervals: [MeasuredInterval], completeness: Completeness, standing: Standing = .final,
    base: Money, isOpen: (Instant) -> Bool = { _ in true }
  ) throws(CreditTableError) -> MeasureWorking {
    var steps: [WorkingStep] = []
    func ends(_ verdict: Verdict, _ outcome: Outcome) -> MeasureWorking {
      MeasureWorking(
        steps: steps, verdict: verdict, outcome: outcome, credit: .zero(base.currency))
    }

    steps.append(.completeness(completeness, requiredPercent: minimumCoveragePercent))
    guard completeness.received > 0, completeness.reaches(percent: minimumCoveragePercent) else {
      return ends(.noData, .missing)
    }

    let open = intervals.filter { isOpen($0.window.start) }
    steps.append(.hours(open: open.count, closed: intervals.count - open.count))

    let recorded = intervals.first?.tally.recorded ?? []
    let kept = open.filter { !exclusions.excludes($0.window) }
    let dropped = open.map(\.window).filter(exclusions.excludes)
    steps.append(
      .exclusions(
        exclusions, dropped: dropped, asMeasured: metric.value(of: open.total(recorded: recorded))))

    let total = kept.total(recorded: recorded)
    steps.append(.sum(total))
    var outcome = metric.value(of: total)
    steps.append(.division(outcome))
    guard var quotient = outcome.quotient else {
      return ends(outcome == .missing ? .noData : .notAssessed, outcome)
    }

    // A contract that asks for no volume is judged from sources that record none.
    let volume = total[.offered]
    if minimumVolume > 0 {
      guard let volume else { return ends(.noData, outcome) }
      steps.append(.volume(volume, minimum: minimumVolume))
      guard volume >= minimumVolume else { return ends(.notAssessed, outcome) }
    }
    if let relief {
      guard let volume else { return ends(.noData, outcome) }
      let result = relief.judge(
        Parts(quotient.numerator, over: quotient.denominator), volume: volume,
        wantsHigh: target.comparison.wantsHigh)
      steps.append(.relief(result))
      if result.isExcused { return ends(.excused, outcome) }
      outcome = result.parts.outcome
      guard let relieved = outcome.quotient else { return ends(.notAssessed, outcome) }
      quotient = relieved
    }

    let figure = ComparedFigure(figure(quotient), against: target, by: rule)
    steps.append(.comparison(figure))
    steps.append(.standing(standing))
    switch standing {
    case .final: break
    case .provisional: return ends(.provisional, outcome)
    case .grace: return ends(.grace, outcome)
    }

    let applied = try consequence.applied(to: figure.compared, base: base)
    steps.append(.consequence(applied))
    let exact = applied.exact * Fraction(weightPercent) / 100 * Fraction(multiplier)
    let credit = Money(exact, base.currency)
    steps.append(.weight(percent: weightPercent, multiplier: multiplier, credit: credit))
    return MeasureWorking(
      steps: steps, verdict: figure.isMet ? .met : .missed, outcome: outcome, credit: credit)
  }
}

extension [MeasuredInterval] {
  /// The tallies added up; a month that is wholly closed or excluded has zeros, not gaps.
  fileprivate func total(recorded: CounterSet) -> Tally {
    reduce(Tally(recorded: recorded)) { $0 + $1.tally }
  }
}
