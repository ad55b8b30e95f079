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
    let read = try source.comparison(of: chapter, with: path, mapping: mapping) {
      try source.history(before: period).suffix(12)
    }
    return Result(
      partner: source.settings.partner.id, period: period, capture: chapter.capture.id,
      file: read.file, comparison: read.comparison, isBilled: read.comparison.money != nil)
  }
}

extension PartnerSource {
  /// The partner's own figures beside ours, when it sent any for the period.
  func theirSide(
    of chapter: Chapter, history: ArraySlice<PeriodResult>
  ) throws -> TheirSide? {
    guard let found = theirFile(on: chapter.period) else { return nil }
    let read = try comparison(of: chapter, with: found.path, mapping: found.mapping) { history }
    return TheirSide(
      comparison: read.comparison,
      file: read.file.path.split(separator: "/").last.map(String.init) ?? "",
      sha256: read.file.sha256, readings: read.file.readings)
  }

  /// Reads the other side's file and holds it against a captured period.
  ///
  /// The months before are only asked for where the period's money hangs on them.
  func comparison(
    of chapter: Chapter, with path: String, mapping: String?,
    history: () throws -> ArraySlice<PeriodResult>
  ) throws -> (file: TheirFile, comparison: Comparison) {
    let mapping = try mapping.map { try TheirMapping(reading: $0) } ?? TheirMapping()
    let period = chapter.period
    let contract = chapter.sources.contract
    guard let terms = contract.terms(on: period.firstDay) else {
      throw BillingError.noTerms(period.firstDay, contract: contract.place ?? contract.title)
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
      amounts: file.amounts, tolerances: mapping.tolerances,
      money: chapter.isBilled(terms)
        ? chapter.money(terms, terms.hangsOnEarlierMonths ? try history() : []) : nil)
    return (file, comparison)
  }
}

extension Chapter {
  fileprivate func ledger(_ terms: Terms) -> Ledger {
    let contract = sources.contract
    let (exclusions, areForAll) = contract.exclusions.exclusions(in: sheet.window, contract.zone)
    return Ledger(
      sheet, zone: contract.zone, hours: contract.hours,
      formulas: Formulas(terms.measures), media: sheet.queues.shownMedium,
      exclusions: exclusions, excludesFromResults: period.kind == .month && areForAll)
  }

  /// Whether amounts follow from counts: not where the period is no whole month, or a fee rounds
  /// single calls, of which a part costs nobody knows what.
  fileprivate func isBilled(_ terms: Terms) -> Bool {
    period.kind == .month && !terms.chargesSingleCalls
      && sources.until ?? sheet.window.end >= sheet.window.end
  }

  /// How fees and credits follow from one side's figures.
  fileprivate func money(
    _ terms: Terms, _ history: ArraySlice<PeriodResult>
  ) -> CommonGround.Terms {
    CommonGround.Terms(sources.contract.currency, measures: terms.measures) { tally, figures in
      try month(history: history, tally: tally, figures: figures)
    }
  }
}

extension Terms {
  /// Whether a credit may repeat, come back, or be judged with other months.
  fileprivate var hangsOnEarlierMonths: Bool {
    credits.repeatMultiplier > 1
      || measures.contains { $0.conditions.earnBack != nil || $0.conditions.span != nil }
  }
}
