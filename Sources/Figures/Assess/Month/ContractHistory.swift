/// The earlier months of a contract, as far as a month's money hangs on them.
package struct ContractHistory: Sendable {
  private let months: [LocalDate: PeriodResult]
  /// The contract's first month: none lies before it.
  private let start: LocalDate

  package init(_ results: [PeriodResult], since start: LocalDate) {
    months = Dictionary(
      results.filter { $0.period.kind == .month }.map { ($0.period.month, $0) },
      uniquingKeysWith: { $1 })
    self.start = start
  }

  /// How often a miss of a measure counts: more right after another miss of it.
  ///
  /// A month without a final verdict neither ends a run nor begins one. A month that was not
  /// fetched could hold either, so it is refused.
  package func multiplier(of measure: Measure, _ terms: Terms, _ period: Period)
    throws(BillingError) -> Int
  {
    guard terms.credits.repeatMultiplier > 1, measure.consequence != .none else { return 1 }
    var month = period.month
    // Eleven months back is as far as a year of results reaches.
    for _ in 0..<11 {
      month = month.startOfPreviousMonth
      guard month >= start else { return 1 }
      guard let result = months[month] else {
        throw .needsMonth(month, clause: measure.clause, why: "a repeated miss counts more")
      }
      guard let verdict = result.assessment(of: measure)?.verdict, verdict.isFinal else { continue }
      return verdict == .missed ? terms.credits.repeatMultiplier : 1
    }
    return 1
  }

  /// What the months up to and with `period` return of credits that came before them.
  ///
  /// `figures` holds the month's own share of each measure, `nil` without a final verdict; such a
  /// month, like an earlier one, returns nothing. A month gives back at most what was taken off in
  /// it after its cap.
  package func earnedBack(
    _ figures: [(measure: Measure, share: Quotient?)], in period: Period, _ currency: Currency
  ) throws(BillingError) -> [EarnedBack] {
    var left: [LocalDate: Money] = [:]
    var found: [EarnedBack] = []
    for (measure, share) in figures {
      guard let terms = measure.conditions.earnBack,
        let source = try creditMonth(measure, terms, before: period),
        let credit = source.assessment(of: measure)?.credit, credit.amount.minorUnits > 0,
        let bill = source.invoice?.bill
      else { continue }
      let between = try earlier(measure, terms.months - 1, before: period)
        .compactMap { $0.assessment(of: measure) }
        .compactMap { $0.verdict.isFinal ? $0.outcome.quotient : nil }
      let shares = (share.map { [$0] } ?? []) + between
      let result = EarnBack(terms.rule, expected: terms.expected).result(
        of: shares.count == terms.months ? shares : [], credits: [credit.amount], currency)
      let month = source.period.month
      let returned = min(result.earnedBack, left[month] ?? bill.creditTaken)
      left[month] = (left[month] ?? bill.creditTaken) - returned
      found.append(
        EarnedBack(measure: measure, month: source.period, result: result, returned: returned))
    }
    return found
  }

  /// What earlier months add to a judgement over several; each must have been fetched, and must
  /// have counted the same contacts.
  func months(
    _ names: [LocalDate], of measure: Measure
  ) throws(BillingError) -> [EarlierMonth] {
    var found: [EarlierMonth] = []
    for month in names {
      guard let result = months[month] else {
        throw .needsMonth(month, clause: measure.clause, why: "it is judged as one with this month")
      }
      let assessment = result.assessment(of: measure)
      guard let assessment, let working = assessment.working,
        assessment.measure.metric == measure.metric,
        assessment.measure.conditions.scope == measure.conditions.scope,
        assessment.measure.conditions.span == measure.conditions.span
      else { throw .changedMeanwhile(month, clause: measure.clause) }
      found.append(
        EarlierMonth(
          month: month, tally: working.monthTotal, asMeasured: working.monthAsMeasured ?? .missing))
    }
    return found
  }

  /// What percentages are taken of: the charges of all months that are judged as one.
  func base(
    _ month: Money, of span: SpanJudgement, _ base: BillCredit.Base
  ) throws(BillingError) -> Money {
    guard case .closing(let earlier) = span else { return month }
    return earlier.reduce(month) { sum, earlier in
      guard let bill = months[earlier.month]?.invoice?.bill else { return sum }
      return sum + (base == .subtotal ? bill.subtotal : bill.charges)
    }
  }

  /// The month whose credit can be returned now, unless the contract is younger.
  private func creditMonth(
    _ measure: Measure, _ terms: EarnBackTerms, before period: Period
  ) throws(BillingError) -> PeriodResult? {
    var month = period.month
    for _ in 0..<terms.months { month = month.startOfPreviousMonth }
    guard month >= start else { return nil }
    return try earlier(measure, terms.months, before: period).last
  }

  /// So many months before a period, the latest first; each must have been fetched.
  private func earlier(
    _ measure: Measure, _ count: Int, before period: Period
  ) throws(BillingError) -> [PeriodResult] {
    var month = period.month
    var results: [PeriodResult] = []
    for _ in 0..<count {
      month = month.startOfPreviousMonth
      guard let result = months[month] else {
        throw .needsMonth(month, clause: measure.clause, why: "its credit or figure returns money")
      }
      results.append(result)
    }
    return results
  }
}

extension PeriodResult {
  fileprivate func assessment(of measure: Measure) -> Assessment? {
    assessments.first { $0.measure.id == measure.id }
  }
}
