/// What a contract says between two dates: the original, or an amendment.
package struct Terms: Sendable, Hashable {
  package let from: LocalDate
  /// The first day on which these terms no longer hold; `nil` while they are open-ended.
  package let until: LocalDate?
  /// How the document is cited, such as "Amendment 1 of 14 June 1999".
  package let reference: String?
  package let measures: [Measure]
  package let fees: [Fee]
  package let credits: CreditTerms
  package let billing: BillingTerms

  package init(
    from: LocalDate, until: LocalDate?, reference: String?, measures: [Measure], fees: [Fee],
    credits: CreditTerms = CreditTerms(), billing: BillingTerms = BillingTerms()
  ) {
    self.from = from
    self.until = until
    self.reference = reference
    self.measures = measures
    self.fees = fees
    self.credits = credits
    self.billing = billing
  }

  /// `charges` where a top-up to a minimum counts among what percentages of credits are taken of,
  /// else `fees`.
  package var creditBaseWord: String {
    credits.base == .charges && billing.minimum != nil ? "charges" : "fees"
  }
}
