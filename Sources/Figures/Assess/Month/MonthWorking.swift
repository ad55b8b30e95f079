/// A contract's month from its measures to the amount to pay.
///
/// The bill holds the last steps: credits added up, capped at what is at risk, earlier credits
/// earned back, net.
package struct MonthWorking: Sendable, Hashable {
  package let measures: [MeasureWorking]
  /// What each measure's credit counts for, in their order: all of it, or nothing where only the
  /// highest counts.
  package let counted: [Money]
  package let points: PointsCredit?
  package let earnedBack: [EarnedBack]
  package let bill: Bill

  package init(
    measures: [MeasureWorking], counted: [Money], points: PointsCredit?, earnedBack: [EarnedBack],
    bill: Bill
  ) {
    self.measures = measures
    self.counted = counted
    self.points = points
    self.earnedBack = earnedBack
    self.bill = bill
  }

  /// Bills a month: the charges come first, because credits are a share of them.
  ///
  /// `judge` gets the amount that percentages are taken of and gives the measures of the month;
  /// each measure's credit is a line of its own.
  package init(
    _ items: [BillItem], rules: BillRules, creditBase: BillCredit.Base,
    judge: (_ base: Money) throws(CreditTableError) -> [MeasureWorking]
  ) throws(CreditTableError) {
    let base = Self.base(items, rules, creditBase)
    self.init(items, rules: rules, base: base, measures: try judge(base))
  }

  /// What percentages of credits are taken of.
  package static func base(_ items: [BillItem], _ rules: BillRules, _ base: BillCredit.Base)
    -> Money
  {
    let gross = Bill(items, credits: [], rules: rules)
    return base == .subtotal ? gross.subtotal : gross.charges
  }

  /// Adds up what the measures cost, by what the contract says about all of them together.
  package init(
    _ items: [BillItem], rules: BillRules, base: Money, measures: [MeasureWorking],
    counting: CreditTerms.Counting = .all, points rule: CreditTerms.PointsRule? = nil,
    earnedBack: [EarnedBack] = []
  ) {
    let points = rule.map { rule in
      let sum = measures.reduce(0) { $0 + $1.points }
      return PointsCredit(
        points: sum, base: base, amount: rule.credit(points: sum, of: base, rules.rounding))
    }

    var counted = measures.map(\.credit)
    let pointsCount = points?.amount ?? .zero(rules.currency)
    var pointsCounted = pointsCount
    if counting == .highest, let highest = (counted + [pointsCount]).max() {
      // A bonus is no credit and stays; of equal credits the first counts.
      let winner = counted.firstIndex(of: highest)
      for index in counted.indices where counted[index].minorUnits > 0 && index != winner {
        counted[index] = .zero(rules.currency)
      }
      if winner != nil { pointsCounted = .zero(rules.currency) }
    }

    let bill = Bill(
      items, credits: (counted + [pointsCounted]).map { .amount($0.amount) }, rules: rules,
      earnedBack: earnedBack.map(\.returned).sum(rules.currency))
    self.init(
      measures: measures, counted: counted,
      points: points.map { PointsCredit(points: $0.points, base: base, amount: pointsCounted) },
      earnedBack: earnedBack, bill: bill)
  }
}

/// A month's service points and what they cost.
package struct PointsCredit: Sendable, Hashable {
  package let points: Int
  package let base: Money
  package let amount: Money

  package init(points: Int, base: Money, amount: Money) {
    self.points = points
    self.base = base
    self.amount = amount
  }
}

/// An earlier month's credit and what the months since return of it.
package struct EarnedBack: Sendable, Hashable {
  package let measure: Measure
  package let month: Period
  package let result: EarnBackResult
  /// At most what was taken off in that month, after its cap.
  package let returned: Money

  package init(measure: Measure, month: Period, result: EarnBackResult, returned: Money) {
    self.measure = measure
    self.month = month
    self.result = result
    self.returned = returned
  }
}

extension CreditTerms.PointsRule {
  fileprivate func credit(points: Int, of base: Money, _ rounding: Rounding) -> Money {
    switch self {
    case .each(let percent):
      PointsPool(percentPerPoint: percent).credit(points: points, charges: base, rounding)
    case .steps(let steps): steps.credit(points: points, charges: base, rounding)
    }
  }
}
