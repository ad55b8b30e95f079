import Figures

/// What was received, left out, asked for and forgiven, in the order in which it was judged.
struct GateSteps {
  private let assessment: Assessment
  private let figures: AssessmentFigures
  private let zone: Zone
  private let make: WorkingSteps

  init(_ assessment: Assessment, figures: AssessmentFigures, zone: Zone) {
    self.zone = zone
    self.assessment = assessment
    self.figures = figures
    make = WorkingSteps(measure: assessment.measure)
  }

  private var working: [WorkingStep] { assessment.working?.steps ?? [] }

  /// Completeness, hours and exclusions: which intervals are counted at all.
  var before: [Working.Step] {
    working.flatMap { step -> [Working.Step] in
      switch step {
      case .completeness(let completeness, let percent):
        return received(completeness, "\(Shown.decimal(percent))%")
      case .hours(_, let closed) where closed > 0:
        return [
          make.count(
            "closed_intervals", "Intervals outside opening hours",
            "left out: the measure counts opening hours only", closed, "intervals")
        ]
      case .exclusions(let exclusions, let dropped, _) where !dropped.isEmpty:
        return [
          Working.Step(
            id: "", name: "Intervals left out", how: reasons(exclusions),
            figure: figures.excludedIntervals),
          Working.Step(
            id: "", name: "As measured", how: "the result if nothing had been left out",
            figure: figures.asMeasured),
        ]
      case .earlier(let months, _):
        let names = months.map { DateWords.month($0.month) }.joined(separator: ", ")
        return [
          make.count(
            "earlier_months", "Months judged with it",
            "\(names): their counts, after exclusions, are added", months.count, "months")
        ]
      default: return []
      }
    }
  }

  /// Minimum volume, relief and the days or intervals that reach their own target.
  var after: [Working.Step] {
    working.flatMap { step -> [Working.Step] in
      switch step {
      case .volume(let volume, let minimum):
        return [
          make.count(
            "volume", "Contacts offered",
            "\(Shown.count(minimum)) are needed for a verdict", volume, "contacts")
        ]
      case .relief(let result): return relief(result)
      case .stretches(let result): return stretches(result)
      default: return []
      }
    }
  }

  private func received(_ completeness: Completeness, _ percent: String) -> [Working.Step] {
    let expected = make.count(
      "expected_intervals", "Open intervals expected",
      "by the contract’s hours, counted once for each queue", completeness.expected, "intervals")
    return [
      expected,
      make.count(
        "received_intervals", "Open intervals received",
        "of \(expected.figure.data()); the contract asks for \(percent)", completeness.received,
        "intervals"),
    ]
  }

  private func reasons(_ exclusions: Exclusions) -> HTML {
    let causes = exclusions.list.map { entry -> HTML in
      let papers = [entry.approver.map { "approved by \($0)" }, entry.evidence]
        .compactMap { $0 }.joined(separator: ", ")
      let reason: HTML =
        papers.isEmpty
        ? .outside(entry.reason) : "\(.outside(entry.reason)) (\(.outside(papers)))"
      return """
        \(DateWords.moment(entry.window.start, in: zone)) to \
        \(DateWords.moment(entry.window.end, in: zone)): \(reason)
        """
    }
    return causes.joined(separator: "; ")
  }

  private func relief(_ result: ReliefResult) -> [Working.Step] {
    let forecast = make.number(
      "forecast", "Forecast", "the last one that was given before its lock date",
      result.relief.forecast, "contacts")
    let line = make.number(
      "relief_line", "Line of relief",
      "\(Shown.decimal(result.relief.upperPercent))% of \(forecast.figure.data())",
      result.relief.line.rounded(6), "contacts")
    let effect: HTML =
      switch (result.isOver, result.relief.mode) {
      case (false, _): "not above the line: nothing is forgiven"
      case (true, .void): "above the line: the measure is excused"
      case (true, .excessFavourable):
        "above the line: only the volume up to it counts, missed contacts are taken out first"
      case (true, .none): "above the line, for which the contract has no relief"
      }
    return [
      forecast, line,
      make.count(
        "relief_volume", "Contacts offered", "of those that the measure counts; \(effect)",
        result.volume, "contacts"),
    ] + taken(result)
  }

  /// What relief takes out of the counts, contact by contact.
  private func taken(_ result: ReliefResult) -> [Working.Step] {
    guard result.isOver, result.relief.mode == .excessFavourable else { return [] }
    for case .division(let outcome) in working {
      guard let raw = outcome.quotient else { return [] }
      return [
        make.count(
          "numerator_before_relief", "Upper part before relief", "as it was counted", raw.numerator,
          "contacts"),
        make.count(
          "denominator_before_relief", "Lower part before relief", "as it was counted",
          raw.denominator, "contacts"),
        make.count(
          "excess", "Contacts taken out", "those above the line, the first included",
          raw.denominator - result.parts.denominator, "contacts"),
        make.count(
          "excess_in_numerator", "Of them from the upper part",
          "missed contacts are taken out first", raw.numerator - result.parts.numerator,
          "contacts"),
      ]
    }
    return []
  }

  private func stretches(_ result: IntervalAttainment.Result) -> [Working.Step] {
    guard let rule = assessment.measure.conditions.stretches else { return [] }
    let unit = rule.length.words
    let target = rule.target.words(isShare: assessment.measure.metric.isShare)
    var steps = [
      make.count(
        "stretches_counted", "\(Sentences.capitalized(unit)) that count",
        "each is held against its own target by itself", result.eligible, unit),
      make.count(
        "stretches_reached", "\(Sentences.capitalized(unit)) at target", "\(target)", result.met,
        unit),
    ]
    if result.belowMinimum > 0 {
      steps.append(
        make.count(
          "stretches_small", "Small \(unit)",
          "fewer than \(Shown.count(rule.minimum)) contacts: \(rule.smallPolicy.words)",
          result.belowMinimum, unit))
    }
    if result.excluded > 0 {
      steps.append(
        make.count(
          "stretches_excluded", "Wholly excluded \(unit)", "they do not count", result.excluded,
          unit))
    }
    return steps
  }
}

extension IntervalAttainment.SmallPolicy {
  fileprivate var words: HTML {
    switch self {
    case .exclude: "they do not count"
    case .met: "counted as reached"
    case .missed: "counted as not reached"
    }
  }
}
