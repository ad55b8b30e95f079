/// One month of the portal's list, and of a report's trend.
package struct PeriodResult: Sendable, Hashable {
  package let period: Period
  package let total: Summary
  package let assessments: [Assessment]
  package let invoice: Invoice?
  package let isFinal: Bool
  /// Where the figures end while the period is under way, else `nil`.
  package let until: Instant?

  package init(
    period: Period, total: Summary, assessments: [Assessment], invoice: Invoice?, isFinal: Bool,
    until: Instant? = nil
  ) {
    self.period = period
    self.total = total
    self.assessments = assessments
    self.invoice = invoice
    self.isFinal = isFinal
    self.until = until
  }
}

/// Everything that the partner's start page shows.
package struct Portal: Sendable {
  package let organization: String
  package let notice: String?
  package let partner: Partner
  package let contract: Contract
  /// The months, newest first.
  package let periods: [PeriodResult]
  /// Days, weeks and ranges, newest first.
  package let others: [PeriodResult]
  /// The editions of each period by its id, where there are any.
  package let editions: [String: [Edition]]

  package init(
    organization: String, notice: String?, partner: Partner, contract: Contract,
    periods: [PeriodResult], others: [PeriodResult] = [], editions: [String: [Edition]] = [:]
  ) {
    self.organization = organization
    self.notice = notice
    self.partner = partner
    self.contract = contract
    self.periods = periods
    self.others = others
    self.editions = editions
  }
}
