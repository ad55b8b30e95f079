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
        return received(completeness, Shown.percent(decimal: percent))
      case .hours(_, let closed) where closed > 0:
        return [
          make.count(
            "closed_intervals", sayPlain("Intervals outside opening hours"),
            say("left out: the measure counts opening hours only"), closed, "intervals")
        ]
      case .exclusions(let exclusions, let dropped, _) where !dropped.isEmpty:
        return [
          Working.Step(
            id: "", name: sayPlain("Intervals left out"), how: reasons(exclusions),
            figure: figures.excludedIntervals),
          Working.Step(
            id: "", name: sayPlain("As measured"),
            how: say("the result if nothing had been left out"),
            figure: figures.asMeasured),
        ]
      case .earlier(let months, _) where !months.isEmpty:
        let names = months.map { DateWords.month($0.month) }.joined(separator: ", ")
        return [
          make.count(
            "earlier_months", sayPlain("Months judged with it"),
            say("\(names): their counts, after exclusions, are added"), months.count, "months")
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
            "volume", sayPlain("Contacts offered"),
            say("\(Shown.count(minimum)) are needed for a verdict"), volume, "contacts")
        ]
      case .relief(let result): return relief(result)
      case .stretches(let result): return stretches(result)
      default: return []
      }
    }
  }

  private func received(_ completeness: Completeness, _ percent: String) -> [Working.Step] {
    let expected = make.count(
      "expected_intervals", sayPlain("Open intervals expected"),
      say("by the contract’s hours, counted once for each queue"), completeness.expected,
      "intervals")
    return [
      expected,
      make.count(
        "received_intervals", sayPlain("Open intervals received"),
        say("of \(expected.figure.data()); the contract asks for \(percent)"),
        completeness.received,
        "intervals"),
    ]
  }

  private func reasons(_ exclusions: Exclusions) -> HTML {
    let causes = exclusions.list.map { entry -> HTML in
      let papers = [entry.approver.map { sayPlain("approved by \($0)") }, entry.evidence]
        .compactMap { $0 }.joined(separator: ", ")
      let reason: HTML =
        papers.isEmpty
        ? .outside(entry.reason) : "\(.outside(entry.reason)) (\(.outside(papers)))"
      return say(
        """
        \(DateWords.moment(entry.window.start, in: zone)) to \
        \(DateWords.moment(entry.window.end, in: zone)): \(reason)
        """)
    }
    return causes.joined(separator: "; ")
  }

  private func relief(_ result: ReliefResult) -> [Working.Step] {
    let forecast = make.number(
      "forecast", sayPlain("Forecast"), say("the last one that was given before its lock date"),
      result.relief.forecast, "contacts")
    let line = make.number(
      "relief_line", sayPlain("Line of relief"),
      say(
        """
        \(Shown.percent(decimal: result.relief.upperPercent)) of the forecast of \
        \(forecast.figure.data())
        """),
      result.relief.line.rounded(6), "contacts")
    let effect: HTML =
      switch (result.isOver, result.relief.mode) {
      case (false, _): say("not above the line: nothing is forgiven")
      case (true, .void): say("above the line: the measure is excused")
      case (true, .excessFavourable):
        say("above the line: only the volume up to it counts, missed contacts are taken out first")
      case (true, .none): say("above the line, for which the contract has no relief")
      }
    return [
      forecast, line,
      make.count(
        "relief_volume", sayPlain("Contacts offered"),
        say("of those that the measure counts; \(effect)"), result.volume, "contacts"),
    ] + taken(result)
  }

  /// What relief takes out of the counts, contact by contact.
  private func taken(_ result: ReliefResult) -> [Working.Step] {
    guard result.isOver, result.relief.mode == .excessFavourable else { return [] }
    for case .division(let outcome) in working {
      guard let raw = outcome.quotient else { return [] }
      return [
        make.count(
          "numerator_before_relief", sayPlain("Upper part before relief"),
          say("as it was counted"), raw.numerator, "contacts"),
        make.count(
          "denominator_before_relief", sayPlain("Lower part before relief"),
          say("as it was counted"), raw.denominator, "contacts"),
        make.count(
          "excess", sayPlain("Contacts taken out"),
          say("those above the line, the first included"),
          raw.denominator - result.parts.denominator, "contacts"),
        make.count(
          "excess_in_numerator", sayPlain("Of them from the upper part"),
          say("missed contacts are taken out first"), raw.numerator - result.parts.numerator,
          "contacts"),
      ]
    }
    return []
  }

  private func stretches(_ result: IntervalAttainment.Result) -> [Working.Step] {
    guard let rule = assessment.measure.conditions.stretches else { return [] }
    let unit = rule.length.words
    let name = MeasureWords.said(rule.length)
    let target = MeasureWords.target(rule.target, isShare: assessment.measure.metric.isShare)
    var steps = [
      make.count(
        "stretches_counted", sayPlain("\(Sentences.capitalized(name)) that count"),
        say("each is held against its own target by itself"), result.eligible, unit),
      make.count(
        "stretches_reached", sayPlain("\(Sentences.capitalized(name)) at target"), "\(target)",
        result.met,
        unit),
    ]
    if result.belowMinimum > 0 {
      steps.append(
        make.count(
          "stretches_small", sayPlain("Small \(name)"),
          say("fewer than \(Shown.count(rule.minimum)) contacts: \(rule.smallPolicy.words)"),
          result.belowMinimum, unit))
    }
    if result.excluded > 0 {
      steps.append(
        make.count(
          "stretches_excluded", sayPlain("Wholly excluded \(name)"), say("they do not count"),
          result.excluded,
          unit))
    }
    return steps
  }
}

extension IntervalAttainment.SmallPolicy {
  fileprivate var words: HTML {
    switch self {
    case .exclude: say("they do not count")
    case .met: say("counted as reached")
    case .missed: say("counted as not reached")
    }
  }
}
