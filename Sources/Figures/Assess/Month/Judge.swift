import Foundation

extension MeasureRules {
  /// Judges the intervals of a month.
  ///
  /// In order: completeness, hours, exclusions, sum, earlier months of the same span, division, minimum volume, relief, comparison,
  /// standing, consequence, weight and multiplier. `base` is what percentages are taken of;
  /// `stretch` gives intervals of one day, or of another stretch that is judged by itself, the
  /// same number.
  package func judge(
    _ intervals: [MeasuredInterval], completeness: Completeness, standing: Standing = .final,
    base: Money, span: SpanJudgement = .month, isOpen: (Instant) -> Bool = { _ in true },
    stretch: (Instant) -> Int = { $0.seconds }
  ) throws(CreditTableError) -> MeasureWorking {
    var steps: [WorkingStep] = []
    func ends(_ verdict: Verdict, _ outcome: Outcome) -> MeasureWorking {
      MeasureWorking(
        steps: steps, verdict: verdict, outcome: outcome, credit: .zero(base.currency))
    }

    if case .outside(let days) = span {
      steps.append(.outside(days))
      return ends(.notAssessed, .missing)
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
      .exclusions(exclusions, dropped: dropped, asMeasured: outcome(of: open, by: stretch)))

    var total = kept.total(recorded: recorded)
    steps.append(.sum(total))
    if case .closing(let months) = span {
      total = months.reduce(total) { sum, month in month.tally.map { sum + $0 } ?? sum }
      steps.append(.earlier(months, total: total))
      guard months.allSatisfy({ $0.tally != nil }) else { return ends(.noData, .missing) }
    }
    var outcome = metric.value(of: total)
    if case .open(let days) = span {
      steps.append(.notDue(days))
      return ends(.notAssessed, outcome)
    }
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

    if let stretches {
      let result = stretches.attainment(of: open, metric, excluding: exclusions, by: stretch)
      steps.append(.stretches(result))
      outcome = result.attainment
      guard let attained = outcome.quotient else { return ends(.notAssessed, outcome) }
      quotient = attained
    }

    let result = try concluded(figure(quotient), standing, base)
    return MeasureWorking(
      steps: steps + result.steps, verdict: result.verdict, outcome: outcome, credit: result.credit)
  }

  /// The same judgement on a figure that another party states, in the unit of the target.
  ///
  /// Where ours never came to a comparison, theirs does not either.
  package func judge(
    _ figure: Fraction, insteadOf own: MeasureWorking, standing: Standing, base: Money
  ) throws(CreditTableError) -> MeasureWorking {
    let place = own.steps.firstIndex { step in
      if case .comparison = step { true } else { false }
    }
    guard let place else { return own }
    let result = try concluded(figure, standing, base)
    return MeasureWorking(
      steps: own.steps.prefix(place) + result.steps, verdict: result.verdict, outcome: own.outcome,
      credit: result.credit)
  }

  /// Comparison, standing, consequence, weight and multiplier.
  private func concluded(
    _ value: Fraction, _ standing: Standing, _ base: Money
  ) throws(CreditTableError) -> (steps: [WorkingStep], verdict: Verdict, credit: Money) {
    let figure = ComparedFigure(value, against: target, by: rule)
    var steps: [WorkingStep] = [.comparison(figure), .standing(standing)]
    switch standing {
    case .final: break
    case .provisional: return (steps, .provisional, .zero(base.currency))
    case .grace: return (steps, .grace, .zero(base.currency))
    }

    let applied = try consequence.applied(to: figure.compared, base: base, rounding)
    steps.append(.consequence(applied))
    let times = figure.isMet ? 1 : multiplier
    let exact = applied.exact * Fraction(weightPercent) / 100 * Fraction(times)
    let credit = Money(exact, base.currency, rounding)
    steps.append(.weight(percent: weightPercent, multiplier: times, credit: credit))
    return (steps, figure.isMet ? .met : .missed, credit)
  }
}

extension MeasureRules {
  /// The figure of intervals without any exclusion.
  func outcome(of intervals: [MeasuredInterval], by stretch: (Instant) -> Int) -> Outcome {
    if let stretches {
      return stretches.attainment(of: intervals, metric, excluding: Exclusions(), by: stretch)
        .attainment
    }
    return metric.value(of: intervals.total(recorded: intervals.first?.tally.recorded ?? []))
  }
}

extension StretchRule {
  /// How many of the stretches reach their target; one that is wholly excluded does not count.
  fileprivate func attainment(
    of intervals: [MeasuredInterval], _ metric: Metric, excluding exclusions: Exclusions,
    by key: (Instant) -> Int
  ) -> IntervalAttainment.Result {
    rule(metric).result(
      of: sums(of: intervals, metric, excluding: exclusions, by: key).map(\.interval))
  }

  /// Each stretch with what it counts for, in order.
  func stretches(
    of intervals: [MeasuredInterval], _ metric: Metric, excluding exclusions: Exclusions,
    by key: (Instant) -> Int
  ) -> [CountedRows.Stretch] {
    let rule = rule(metric)
    func shares(_ exclusions: Exclusions) -> [(window: Window, share: CountedRows.Stretch.Share)] {
      sums(of: intervals, metric, excluding: exclusions, by: key).map {
        ($0.window, .init(parts: $0.interval.parts, part: rule.part(of: $0.interval)))
      }
    }
    // Both have every stretch, in order.
    return zip(shares(exclusions), shares(Exclusions())).map {
      CountedRows.Stretch(window: $0.window, judged: $0.share, measured: $1.share)
    }
  }

  private func rule(_ metric: Metric) -> IntervalAttainment {
    // A time in milliseconds is held against a bound in seconds as if both were shares.
    let bound = metric.isShare ? target : Target(target.comparison, target.bound * 100_000)
    return IntervalAttainment(
      target: bound, required: 0, minimum: minimum, smallPolicy: smallPolicy, weighting: weighting)
  }

  /// From the first to the last interval of each stretch that was received.
  private func sums(
    of intervals: [MeasuredInterval], _ metric: Metric, excluding exclusions: Exclusions,
    by key: (Instant) -> Int
  ) -> [(window: Window, interval: IntervalAttainment.Interval)] {
    var order: [Int] = []
    var windows: [Int: Window] = [:]
    var sums: [Int: Tally] = [:]
    for interval in intervals {
      let key = key(interval.window.start)
      if windows[key] == nil { order.append(key) }
      windows[key] = Window(windows[key]?.start ?? interval.window.start, interval.window.end)
      guard !exclusions.excludes(interval.window) else { continue }
      sums[key] = sums[key].map { $0 + interval.tally } ?? interval.tally
    }
    return order.compactMap { key in
      guard let window = windows[key] else { return nil }
      guard let tally = sums[key] else { return (window, .init(.zero, isExcluded: true)) }
      let quotient = metric.value(of: tally).quotient
      return (
        window, .init(quotient.map { Parts($0.numerator, over: $0.denominator) } ?? .zero)
      )
    }
  }
}

extension [MeasuredInterval] {
  /// The tallies added up; a month that is wholly closed or excluded has zeros, not gaps.
  func total(recorded: CounterSet) -> Tally {
    reduce(Tally(recorded: recorded)) { $0 + $1.tally }
  }
}
