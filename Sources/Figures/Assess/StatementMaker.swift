/// What a statement is made from, besides the sheet itself.
package struct StatementSources: Sendable {
  package let organization: String
  package let notice: String?
  package let partner: Partner
  package let contract: Contract
  package let gaps: [Gap]
  package let confirmedSilences: [ConfirmedSilence]
  /// Where the figures end while the period is under way.
  package let until: Instant?
  /// The time of the partner's agents, where it was asked for.
  package let agents: AgentSheet?
  package let disclosure: Disclosure
  /// Columns that are published beside the figures, of the whole period.
  package let columns: [PublishedColumn]

  package init(
    organization: String, notice: String?, partner: Partner, contract: Contract, gaps: [Gap],
    confirmedSilences: [ConfirmedSilence],
    until: Instant? = nil, agents: AgentSheet? = nil, disclosure: Disclosure = Disclosure(),
    columns: [PublishedColumn] = []
  ) {
    self.organization = organization
    self.notice = notice
    self.partner = partner
    self.contract = contract
    self.gaps = gaps
    self.confirmedSilences = confirmedSilences
    self.until = until
    self.agents = agents
    self.disclosure = disclosure
    self.columns = columns
  }

  /// Adds up a sheet, judges the contract's measures and computes the invoice.
  ///
  /// Measures and money belong to whole months; a week, a day or a range shows figures only.
  /// `asOf` is when the figures were last known to be what they are: the start of their capture,
  /// or a later fetch that found the same. It decides whether they are final.
  package func statement(
    for period: Period, sheet: Sheet, provenance: Provenance, history: [PeriodResult],
    commentary: Commentary?, records: RecordCheck? = nil, theirs: TheirSide? = nil, asOf: Instant
  ) throws -> Statement {
    let draft = try draft(
      for: period, sheet: sheet, history: history, records: records, asOf: asOf)
    let until = until ?? sheet.window.end
    let days = period.days.filter { contract.zone.start(of: $0) < until }
      .map(draft.summaries.day)
    return Statement(
      organization: organization, notice: notice, partner: partner, period: period,
      window: sheet.window, contract: contract, terms: draft.terms, formulas: draft.formulas,
      provenance: provenance, sheet: sheet, finalUntil: draft.finalUntil, until: until,
      media: draft.media,
      total: draft.result.total, queues: draft.summaries.queues(sheet.window), days: days,
      monthRows: draft.summaries.rows(sheet.window), assessments: draft.result.assessments,
      invoice: draft.result.invoice,
      findings: Finding.all(
        sheet: sheet, days: days, total: draft.result.total, zone: contract.zone,
        hours: contract.hours, gaps: gaps, confirmed: confirmedSilences,
        granularity: provenance.granularity, records: records),
      history: history, commentary: commentary, records: records,
      agents: agents?.time(
        of: sheet.window, days: days.map(\.date), in: contract.zone,
        finalUntil: draft.finalUntil, smallest: disclosure.smallestGroup), theirs: theirs,
      disclosure: disclosure, columns: columns)
  }

  /// The period in one line, for the portal and for the trend of later months.
  package func result(
    for period: Period, sheet: Sheet, history: [PeriodResult], records: RecordCheck? = nil,
    asOf: Instant
  ) throws -> PeriodResult {
    try draft(for: period, sheet: sheet, history: history, records: records, asOf: asOf).result
  }

  /// A month as another party's figures make it: `tally` is what fees count, and `figures`
  /// stand in for measures, by their id and in the unit of their target.
  package func month(
    of period: Period, sheet: Sheet, history: [PeriodResult], records: RecordCheck? = nil,
    asOf: Instant, tally: Tally, figures: [String: Fraction]
  ) throws -> CommonGround.Month {
    guard let terms = contract.terms(on: period.firstDay) else {
      throw BillingError.noTerms(period.firstDay, contract: contract.place ?? contract.title)
    }
    let media = sheet.queues.shownMedium
    let month = self.month(
      terms, period, sheet, media, total: tally, history: history, records: records,
      isFinal: sheet.window.end <= contract.finalUntil(asOf: asOf))
    let (assessments, invoice) = try month.judged(figures)
    return CommonGround.Month(lines: invoice.lines, assessments: assessments)
  }

  private func month(
    _ terms: Terms, _ period: Period, _ sheet: Sheet, _ media: String, total: Tally,
    history: [PeriodResult], records: RecordCheck?, isFinal: Bool
  ) -> ContractMonth {
    ContractMonth(
      contract: contract, terms: terms, period: period, sheet: sheet, media: media,
      total: total, calls: records?.calls[media], isFinal: isFinal,
      history: ContractHistory(
        history, since: contract.month(holding: contract.terms.first?.from ?? terms.from).month))
  }

  private struct Draft {
    let terms: Terms
    let formulas: Formulas
    let finalUntil: Instant
    let media: String
    let summaries: Summaries
    let result: PeriodResult
  }

  private func draft(
    for period: Period, sheet: Sheet, history: [PeriodResult], records: RecordCheck?, asOf: Instant
  ) throws -> Draft {
    guard let terms = contract.terms(on: period.firstDay) else {
      throw BillingError.noTerms(period.firstDay, contract: contract.place ?? contract.title)
    }
    let formulas = Formulas(terms.measures)
    let finalUntil = contract.finalUntil(asOf: asOf)
    let isFinal = sheet.window.end <= finalUntil
    let isUnderWay = until.map { $0 < sheet.window.end } ?? false
    let media = sheet.queues.shownMedium
    let summaries = Summaries(
      of: sheet, zone: contract.zone, hours: contract.hours, formulas: formulas, media: media,
      finalUntil: finalUntil)
    let total = summaries.total(sheet.window)

    var assessments: [Assessment] = []
    var invoice: Invoice?
    if period.kind == .month, total.state != .missing {
      let month = month(
        terms, period, sheet, media, total: total.tally, history: history, records: records,
        isFinal: isFinal)
      if isUnderWay {
        assessments = try month.soFar()
      } else {
        (assessments, invoice) = try month.judged()
      }
    }
    return Draft(
      terms: terms, formulas: formulas, finalUntil: finalUntil, media: media, summaries: summaries,
      result: PeriodResult(
        period: period, total: total, assessments: assessments, invoice: invoice, isFinal: isFinal,
        until: isUnderWay ? until : nil)
    )
  }
}
