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
    let chapter = try source.chapter(of: period)
    let read = try source.comparison(of: chapter, with: path, mapping: mapping)
    return Result(
      partner: source.settings.partner.id, period: period, capture: chapter.capture.id,
      file: read.file, comparison: read.comparison, isBilled: read.comparison.money != nil)
  }
}

extension PartnerSource {
  /// The partner's own figures beside ours, when it sent any for the period.
  func theirSide(of chapter: Chapter) throws -> TheirSide? {
    guard let found = theirFile(on: chapter.period) else { return nil }
    let read = try comparison(of: chapter, with: found.path, mapping: found.mapping)
    return TheirSide(
      comparison: read.comparison,
      file: read.file.path.split(separator: "/").last.map(String.init) ?? "",
      sha256: read.file.sha256, readings: read.file.readings)
  }

  /// Reads the other side's file and holds it against a captured period.
  func comparison(
    of chapter: Chapter, with path: String, mapping: String?
  ) throws -> (file: TheirFile, comparison: Comparison) {
    let mapping = try mapping.map { try TheirMapping(reading: $0) } ?? TheirMapping()
    let period = chapter.period
    let contract = chapter.sources.contract
    guard let terms = contract.terms(on: period.firstDay) else {
      throw BillingError.noTerms(period.firstDay, contract: contract.title)
    }
    let file = try TheirFile(
      reading: path, mapping: mapping,
      context: TheirFile.Context(
        queues: chapter.sheet.queues, zone: contract.zone, period: chapter.sheet.window))
    let earlier = try earlierChapters(of: period).filter {
      // Causes are tried on intervals: a capture with other intervals or series cannot stand in.
      $0.sheet.step == chapter.sheet.step && $0.sheet.series == chapter.sheet.series
    }
    let comparison = try Comparison(
      ours: chapter.ledger(terms), earlier: earlier.map { $0.ledger(terms) }, theirs: file.report,
      tolerances: mapping.tolerances, money: chapter.money(terms))
    return (file, comparison)
  }
}

extension Chapter {
  fileprivate func ledger(_ terms: Terms) -> Ledger {
    Ledger(
      sheet, zone: sources.contract.zone, hours: sources.contract.hours,
      formulas: Formulas(terms.measures), media: sheet.queues.first?.media.first ?? "voice")
  }

  /// How fees follow from counts; `nil` where the period is not billed, or a fee rounds single
  /// calls, of which a part costs nobody knows what.
  fileprivate func money(_ terms: Terms) -> CommonGround.Terms? {
    guard period.kind == .month, !terms.chargesSingleCalls,
      sources.until ?? sheet.window.end >= sheet.window.end
    else { return nil }
    let currency = sources.contract.currency
    let month = period.month
    let rules = BillRules(
      currency, rounding: terms.billing.rounding, roundsLines: terms.billing.roundsLines)
    return CommonGround.Terms(currency) { tally in
      Bill(try terms.items(tally, month: month), credits: [], rules: rules).lines
    }
  }
}
