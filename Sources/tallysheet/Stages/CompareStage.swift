import Figures
import Workspace

/// compare: a captured period against the other side's file, offline.
struct CompareStage: Sendable {
  struct Result: Sendable {
    let partner: String
    let period: Period
    let capture: String
    let file: TheirFile
    let comparison: Comparison
    /// The terms by which the period is billed are those of whole months.
    let isBilled: Bool
  }

  let source: PartnerSource
  let period: Period

  init(workspace: WorkspaceFolder, partner: String, period: Period) throws {
    source = try PartnerSource(try workspace.partner(partner), workspace, wanted: [period])
    self.period = source.contract.contract.period(period)
  }

  func run(_ path: String, mapping: String?) throws -> Result {
    let mapping = try mapping.map { try TheirMapping(reading: $0) } ?? TheirMapping()
    let chapter = try source.chapter(of: period)
    let contract = chapter.sources.contract
    guard let terms = contract.terms(on: period.firstDay) else {
      throw BillingError.noTerms(period.firstDay, contract: contract.title)
    }
    let ledger = ledger(chapter, terms)
    let file = try TheirFile(
      reading: path, mapping: mapping,
      context: TheirFile.Context(
        queues: chapter.sheet.queues, zone: contract.zone, period: chapter.sheet.window))
    var money: CommonGround.Terms?
    // What single calls cost cannot be worked out for a part of them.
    if period.kind == .month, !terms.chargesSingleCalls,
      chapter.sources.until ?? chapter.sheet.window.end
        >= chapter.sheet.window.end
    {
      let currency = contract.currency
      let month = period.month
      let rules = BillRules(
        currency, rounding: terms.billing.rounding, roundsLines: terms.billing.roundsLines)
      money = CommonGround.Terms(currency) { tally in
        Bill(try terms.items(tally, month: month), credits: [], rules: rules).lines
      }
    }
    let earlier = try source.earlierChapters(of: period).filter {
      // Causes are tried on intervals: a capture with other intervals or series cannot stand in.
      $0.sheet.step == chapter.sheet.step && $0.sheet.series == chapter.sheet.series
    }
    let comparison = try Comparison(
      ours: ledger, earlier: earlier.map { self.ledger($0, terms) }, theirs: file.report,
      tolerances: mapping.tolerances, money: money)
    return Result(
      partner: source.settings.partner.id, period: period, capture: chapter.capture.id,
      file: file, comparison: comparison, isBilled: money != nil)
  }

  private func ledger(_ chapter: Chapter, _ terms: Terms) -> Ledger {
    let contract = chapter.sources.contract
    return Ledger(
      chapter.sheet, zone: contract.zone, hours: contract.hours, formulas: Formulas(terms.measures),
      media: chapter.sheet.queues.first?.media.first ?? "voice")
  }
}
