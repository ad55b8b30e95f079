/// What a restatement does to verdicts and money: both sides of each, also where they agree.
package struct RestatementEffect: Sendable, Hashable {
  package struct Judgement: Sendable, Hashable {
    package let measure: String
    package let title: String
    /// `nil` where that side does not know the measure.
    package let former: Verdict?
    package let verdict: Verdict?
    package let formerCredit: Money?
    package let credit: Money?
  }

  package let judgements: [Judgement]
  /// The net amount of the invoice; `nil` where that side has none.
  package let formerNet: Money?
  package let net: Money?

  package init(
    from former: (assessments: [Assessment], invoice: Invoice?),
    to current: (assessments: [Assessment], invoice: Invoice?)
  ) {
    let gone = former.assessments.filter { old in
      !current.assessments.contains { $0.measure.id == old.measure.id }
    }
    judgements = (current.assessments + gone).map { any in
      let id = any.measure.id
      let old = former.assessments.first { $0.measure.id == id }
      let new = current.assessments.first { $0.measure.id == id }
      return Judgement(
        measure: id, title: any.measure.title, former: old?.verdict, verdict: new?.verdict,
        formerCredit: old?.credit?.amount, credit: new?.credit?.amount)
    }
    formerNet = former.invoice?.net
    net = current.invoice?.net
  }

  /// Whether a verdict is another one.
  package var turnsVerdict: Bool { judgements.contains { $0.former != $0.verdict } }
}
