/// A contract's month from its measures to the amount to pay.
///
/// The bill holds the last steps: credits added up, capped at what is at risk, earlier credits
/// earned back, net.
package struct MonthWorking: Sendable, Hashable {
  package let measures: [MeasureWorking]
  package let earnBack: EarnBackResult?
  package let bill: Bill

  package init(measures: [MeasureWorking], earnBack: EarnBackResult?, bill: Bill) {
    self.measures = measures
    self.earnBack = earnBack
    self.bill = bill
  }

  /// Bills a month: the charges come first, because credits are a share of them.
  ///
  /// `judge` gets the amount that percentages are taken of and gives the measures of the month;
  /// each measure's credit is a line of its own.
  package init(
    _ items: [BillItem], rules: BillRules, creditBase: BillCredit.Base,
    earnBack: EarnBackResult? = nil,
    judge: (_ base: Money) throws(CreditTableError) -> [MeasureWorking]
  ) throws(CreditTableError) {
    let gross = Bill(items, credits: [], rules: rules)
    let measures = try judge(creditBase == .subtotal ? gross.subtotal : gross.charges)
    let bill = Bill(
      items, credits: measures.map { .amount($0.credit.amount) }, rules: rules,
      earnedBack: earnBack?.earnedBack)
    self.init(measures: measures, earnBack: earnBack, bill: bill)
  }
}
