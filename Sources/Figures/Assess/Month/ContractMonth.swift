import Foundation

/// A partner's month under its contract: from the sheet to assessments and invoice.
struct ContractMonth {
  let contract: Contract
  let terms: Terms
  let period: Period
  let sheet: Sheet
  /// The medium that fees count, and measures that name none.
  let media: String
  let total: Tally
  /// How long the medium's single calls were, where their records were fetched.
  let calls: CallLengths?
  let isFinal: Bool
  /// Earlier months, oldest first.
  let history: ContractHistory

  /// The measures on what has happened so far; a month that is not over has no verdict.
  func soFar() throws -> [Assessment] {
    let scopes = try scopes()
    return try terms.measures.map { measure in
      let rules = try rules(measure, multiplier: 1)
      let intervals = counted(scopes[measure.conditions.scope], measure).intervals.filter {
        isCounted($0.window.start, measure)
      }
      let kept = intervals.filter { !rules.exclusions.excludes($0.window) }
      return Assessment(
        measure: measure,
        outcome: rules.outcome(of: kept) { key($0, measure) },
        asMeasured: rules.outcome(of: intervals) { key($0, measure) },
        rows: rows(measure, scopes, rules))
    }
  }

  /// The month's results and invoice; `figures` of another party, by a measure's id and in the
  /// unit of its target, are judged in place of what was measured.
  func judged(_ figures: [String: Fraction] = [:]) throws
    -> (assessments: [Assessment], invoice: Invoice)
  {
    let stated = figures
    let scopes = try scopes()
    let items = try terms.items(total, month: period.month, calls: calls)
    let credits = terms.credits
    let bill = BillRules(
      contract.currency, rounding: terms.billing.rounding, roundsLines: terms.billing.roundsLines,
      minimumCommitment: terms.billing.minimum, creditCapPercent: credits.atRiskPercent)
    let base = MonthWorking.base(items, bill, credits.base)
    // What is at risk is percent of the charges, whatever other credits are percent of.
    let charges = MonthWorking.base(items, bill, .charges)

    var measures: [MeasureWorking] = []
    var rows: [CountedRows] = []
    for measure in terms.measures {
      let rules = try rules(measure, multiplier: history.multiplier(of: measure, terms, period))
      let scope = counted(scopes[measure.conditions.scope], measure)
      rows.append(self.rows(measure, scopes, rules))
      let span = try span(measure)
      let base =
        try measure.consequence.isAtRisk
        ? history.base(charges, of: span, .charges) : history.base(base, of: span, credits.base)
      let working = try rules.judge(
        scope.intervals, completeness: scope.completeness, standing: standing(measure),
        base: base, span: span,
        isOpen: { isCounted($0, measure) }, stretch: { key($0, measure) })
      measures.append(
        try stated[measure.id].map {
          try rules.judge($0, insteadOf: working, standing: standing(measure), base: base)
        } ?? working)
    }
    let figures = zip(terms.measures, measures).map { measure, working in
      (measure: measure, share: working.verdict.isFinal ? working.outcome.quotient : nil)
    }
    let working = MonthWorking(
      items, rules: bill, base: base, measures: measures, counting: credits.counting,
      points: credits.points,
      earnedBack: try history.earnedBack(figures, in: period, contract.currency))
    let assessments = terms.measures.indices.map { place in
      let measure = terms.measures[place]
      return Assessment(
        measure: measure, working: working.measures[place], counted: working.counted[place],
        rows: rows[place])
    }
    return (assessments, Invoice(working, assessments, terms))
  }

  private func scopes() throws -> [Scope: MeasuredScope] {
    let isOpen = (0..<sheet.intervalCount).map {
      contract.hours.isOpen(at: sheet.interval($0).start, in: contract.zone)
    }
    var scopes: [Scope: MeasuredScope] = [:]
    for scope in terms.measures.map(\.conditions.scope) where scopes[scope] == nil {
      scopes[scope] = try sheet.measured(scope, media: media, isOpen: isOpen)
    }
    return scopes
  }

  /// What was added up for a measure, without the days that it does not count.
  private func counted(_ scope: MeasuredScope?, _ measure: Measure) -> MeasuredScope {
    guard let scope else { preconditionFailure("every measure's scope was added up") }
    guard let window = window(measure) else { return scope }
    return MeasuredScope(
      intervals: scope.intervals.filter { window.contains($0.window.start) },
      series: scope.series, completeness: scope.completeness)
  }

  private func rows(
    _ measure: Measure, _ scopes: [Scope: MeasuredScope], _ rules: MeasureRules
  ) -> CountedRows {
    let scope = counted(scopes[measure.conditions.scope], measure)
    var rows = sheet.rows(
      of: scope, by: period.days.map { ($0, contract.zone.day($0).clamped(to: sheet.window)) },
      excluding: rules.exclusions, within: window(measure)
    ) { isCounted($0, measure) }
    if let stretches = rules.stretches {
      rows.stretches = stretches.stretches(
        of: scope.intervals.filter { isCounted($0.window.start, measure) }, measure.metric,
        excluding: rules.exclusions
      ) { key($0, measure) }
    }
    return rows
  }

  /// The time of the days that a measure counts instead of the month.
  private func window(_ measure: Measure) -> Window? {
    days(measure).map {
      Window(contract.zone.start(of: $0.first), contract.zone.start(of: $0.end))
    }
  }

  private func days(_ measure: Measure) -> JudgedDays? {
    measure.conditions.span?.days(with: period, of: contract)
  }

  private func span(_ measure: Measure) throws(BillingError) -> SpanJudgement {
    guard let days = days(measure) else { return .month }
    guard days.first < period.endDay, period.firstDay < days.end else { return .outside(days) }
    guard days.end <= period.endDay else { return .open(days) }
    return .closing(try history.months(days.earlier, of: measure))
  }

  private func isCounted(_ start: Instant, _ measure: Measure) -> Bool {
    !measure.conditions.scope.openOnly || contract.hours.isOpen(at: start, in: contract.zone)
  }

  private func key(_ start: Instant, _ measure: Measure) -> Int {
    measure.conditions.stretches?.key(of: start, in: contract.zone) ?? 0
  }

  private func standing(_ measure: Measure) -> Standing {
    guard isFinal else { return .provisional }
    return measure.conditions.graceUntil.map { period.firstDay < $0 } ?? false ? .grace : .final
  }

  private func rules(_ measure: Measure, multiplier: Int) throws -> MeasureRules {
    let conditions = measure.conditions
    if case .seconds(let seconds) = conditions.stretches?.length, seconds % sheet.step != 0 {
      throw BillingError.tooCoarse(clause: measure.clause, seconds: sheet.step)
    }
    let relief = try conditions.relief.map { relief in
      guard let forecast = contract.forecast.locked(for: period) else {
        throw BillingError.noForecast(
          period.id, locked: contract.forecast.lockDate(of: period),
          clause: measure.clause)
      }
      return ForecastRelief(
        forecast: Decimal(forecast.contacts), upperPercent: relief.abovePercent, mode: relief.mode)
    }
    return try MeasureRules(
      metric: measure.metric, target: measure.target, rule: conditions.rule,
      minimumCoveragePercent: contract.minimumCoveragePercent,
      exclusions: contract.exclusions.exclusions(of: measure.id, in: sheet.window, contract.zone),
      minimumVolume: conditions.minimumVolume, relief: relief,
      consequence: measure.consequence.rules(measure.target, terms.credits),
      weightPercent: conditions.weightPercent, multiplier: multiplier,
      stretches: conditions.stretches, rounding: terms.billing.rounding)
  }
}

extension MeasureCredit {
  fileprivate var isAtRisk: Bool {
    if case .atRisk = self { true } else { false }
  }

  /// The consequence of a figure that is held against a target.
  package func rules(_ target: Target, _ terms: CreditTerms) -> Consequence {
    switch self {
    case .none: .none
    case .tiers(let tiers): .tiers(tiers, target)
    case .bands(let bands): .bands(CreditTable(bands))
    case .points(let tiers): .points(tiers, target)
    case .atRisk(let allocation):
      .atRisk(percent: terms.atRiskPercent ?? 0, allocationPercent: allocation, target)
    case .perUnit(let price):
      .perPoint(
        PointPenalty(
          target: target.bound, wantsHigh: target.comparison.wantsHigh, perUnit: price.amount,
          partUnits: price.partUnits, bonusLine: price.bonusLine))
    }
  }
}
