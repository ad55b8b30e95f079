import Figures
import Foundation
import Pages
import Workspace

/// One partner's part of a build: period after period, then the start page.
///
/// What stands as it would come out is left alone; its figures are added up only when another page
/// shows them.
struct PartnerBuild {
  private let stage: BuildStage
  private let source: PartnerSource
  private var gate: LeakGate
  /// `nil` where everything is built.
  private var site: StandingSite?
  private let progress: Progress?

  private var history: [PeriodResult] = []
  private var others: [PeriodResult] = []
  private var editions: [String: [Edition]] = [:]
  private var results: [BuildStage.Result] = []
  /// Periods whose figures nobody has asked for yet.
  private var open: [Period] = []
  /// What overlapping periods had sealed when each was looked at.
  private var besides: [String: String] = [:]
  /// Of all that the pages of the periods so far depend on.
  private var chain = BuildKey()
  /// The same without what only reports and seals bear.
  private var pageChain = BuildKey()
  private lazy var renderer = Result { try stage.renderer(of: source.settings) }

  init(
    _ stage: BuildStage, _ source: PartnerSource, _ known: LeakGate.Knowledge,
    _ site: StandingSite?, _ progress: Progress?
  ) throws {
    self.stage = stage
    self.source = source
    self.site = site
    self.progress = progress
    let queues = try source.queueNames()
    gate = LeakGate(source.settings, in: stage.workspace.configuration, queues: queues, known)
    chain.add("contract", source.contract.sha256)
    // What the platform calls the partner's own queues may be shown.
    for queue in queues { chain.add("queue", queue) }
    pageChain = chain
  }

  private var id: String { source.settings.partner.id }
  private var folder: String { stage.output + "/" + id }

  /// Builds what is wanted, then the start page; what was done is kept in the record also on a failure.
  mutating func run() async throws -> [BuildStage.Result] {
    do {
      for period in source.captured {
        try Task.checkCancellation()
        try await Failure.naming("build \(id) \(period.id)") { try pass(period) }
      }
      try await Failure.naming("build \(id)") { try buildPortal() }
      // What was sealed after a period may change what it hides: the next build looks again.
      if source.wanted.count == source.captured.count,
        try source.captured.allSatisfy({ try source.inputs(beside: $0) == besides[$0.id] })
      {
        site?.completed(source.captured, zone: source.contract.contract.zone.name)
      }
    } catch {
      try? site?.keep()
      throw error
    }
    try site?.keep()
    return results
  }

  /// Builds a period, or passes it over.
  private mutating func pass(_ period: Period) throws {
    let kept = try source.archive.editions(of: period.id)
    editions[period.id] = kept.map(\.edition)
    guard source.wanted.contains(period) else {
      open.append(period)
      return try link(period, kept)
    }
    let previous = try link(before: period)
    let beside = try source.inputs(beside: period)
    besides[period.id] = beside
    let key = try self.key(period, try source.inputs(of: period, kept), previous)
    if let count = try site?.count(of: period, key: key) {
      open.append(period)
      note(period, files: count, drawn: 0, isNew: false)
    } else {
      try build(period, previous)
    }
    try link(period, source.archive.editions(of: period.id))
    progress?.advance()
  }

  /// Adds a period to what later ones depend on.
  private mutating func link(_ period: Period, _ editions: [SealedEdition]) throws {
    chain.add(period.id, try source.inputs(of: period, editions))
    pageChain.add(period.id, try source.inputs(of: period, editions, ofReport: false))
  }

  /// Of what the pages of a period depend on, but for the report.
  private mutating func pagesKey(
    _ period: Period, _ editions: [SealedEdition]
  ) throws -> String {
    var key = pageChain
    // The brand's files as they were when the templates were filled.
    key.add("templates", try renderer.get().templatesSHA256)
    key.add(period.id, try source.inputs(of: period, editions, ofReport: false))
    key.add("beside", besides[period.id])
    return key.digest
  }

  private func key(
    _ period: Period, _ inputs: String, _ previous: SealRecord.Link?
  ) throws -> String {
    var key = chain
    key.add(period.id, inputs)
    key.add("previous", previous?.manifestSHA256)
    key.add("beside", besides[period.id])
    return key.digest
  }

  private mutating func note(_ period: Period, files: Int, drawn: Int, isNew: Bool) {
    results.append(
      BuildStage.Result(
        partner: id, period: period.id, files: files, folder: "\(folder)/\(period.id)",
        drawn: drawn, isNew: isNew))
  }

  /// The period of the same kind before this one, as it stands now.
  private func link(before period: Period) throws -> SealRecord.Link? {
    let previous = source.captured.last {
      $0.kind == period.kind && $0.firstDay < period.firstDay
    }
    return try previous.flatMap { try SealRecord.Link(period: $0.id, in: folder) }
  }

  /// A period's finished files, and what later ones need of it.
  private struct Drawn {
    let sealed: SealedPeriod
    let result: PeriodResult
    let editions: [Edition]
    let remarks: Commentary?
    let drawn: Int
  }

  private mutating func build(_ period: Period, _ previous: SealRecord.Link?) throws {
    try addUp()
    let files = try source.files(on: period)
    let drawn = try draw(period, previous, files)
    let sealed = drawn.sealed
    let vouched = try site?.vouched(for: period)
    // Superseded editions too: what may be shown is what today's rules say.
    let known = vouched?.lookedThrough(in: sealed.manifest) ?? []
    try gate.check(
      sealed.files.map { OutputFile(path: "\(period.id)/\($0.path)", bytes: $0.bytes) },
      known: Set(known.map { "\(period.id)/\($0)" }))
    let isNew = try stage.seal.write(
      sealed.files, to: "\(folder)/\(period.id)", vouched: vouched,
      keeping: stage.keepsEditions ? sealed.keep : {})
    editions[period.id] = drawn.editions
    if period.kind == .month {
      history.append(drawn.result)
    } else {
      others.append(drawn.result)
    }
    note(period, files: sealed.files.count, drawn: drawn.drawn, isNew: isNew)
    guard site != nil else { return }
    let kept = try source.archive.editions(of: period.id)
    let key = try self.key(period, try source.inputs(of: period, kept), previous)
    let pages = try kept.last.map {
      BuildRecord.Pages(
        key: try pagesKey(period, kept), remarks: source.remarks(drawn.remarks, kept),
        edition: $0.manifestSHA256)
    }
    // What was saved meanwhile is not known to be on the pages: the next build looks again.
    guard try source.files(on: period) == files else {
      site?.forget(period)
      return
    }
    try site?.wrote(
      period, key: key, count: sealed.files.count, manifest: isNew ? sealed.manifestSHA256 : nil,
      pages: pages)
  }

  /// Makes the files; the counts and figures that they were made from are let go.
  ///
  /// `files` is the digest of the period's files from before they are read.
  private mutating func draw(
    _ period: Period, _ previous: SealRecord.Link?, _ files: String
  ) throws -> Drawn {
    let renderer = try renderer.get()
    let chapter = try source.chapter(of: period)
    let recent = history.suffix(12)
    let edition = try EditionStage(
      source: source, chapter: chapter,
      history: recent.map { "\($0.period.id) \(editions[$0.period.id]?.last?.number ?? 0)" },
      renderer: renderer, seal: stage.seal)
    let draft = try chapter.statement(
      history: recent, commentary: source.commentary(on: period),
      theirs: source.theirSide(of: chapter, history: recent))
    let tables = try renderer.tables(draft)
    let statement = try edition.issue(draft, tables: tables)
    let record = SealRecord(
      partner: id, period: period.id, edition: statement.editions.last?.number ?? 1,
      previousEdition: try edition.previous(of: statement), previousPeriod: previous,
      provenance: statement.provenance, templatesSHA256: renderer.templatesSHA256)
    let pages = try pages(statement, tables, files, edition, renderer)
    let sealed = try edition.sealedFiles(pages.files, of: statement, record: record)
    return Drawn(
      sealed: sealed, result: statement.result, editions: statement.editions,
      remarks: statement.commentary,
      drawn: pages.drawn)
  }

  /// The pages of an issued statement, as the archive keeps them where they would come out the same, and how
  /// many were drawn.
  private mutating func pages(
    _ statement: Statement, _ tables: [DataFile], _ files: String, _ edition: EditionStage,
    _ renderer: SiteRenderer
  ) throws -> (files: [OutputFile], drawn: Int) {
    let period = statement.period
    let editions = edition.sealed
    guard let number = editions.last?.edition.number, number == statement.editions.last?.number,
      let known = try site?.pages(of: period, key: pagesKey(period, editions)),
      var kept = edition.keptPages(ofEdition: known.edition),
      // The key is of what the statement was made from.
      try source.files(on: period) == files
    else {
      let files = try renderer.periodFiles(statement, tables: tables)
      return (files, files.count { $0.path.hasSuffix(".html") })
    }
    var drawn = 0
    if known.remarks != source.remarks(statement.commentary, editions) {
      kept.removeAll { $0.path == SiteRenderer.report }
      let report = try renderer.page(SiteRenderer.report, of: statement, tables: tables)
      kept += report.map { [$0] } ?? []
      kept.sort { $0.path < $1.path }
      drawn = 1
    }
    return (kept.map { $0.moved(to: "\(period.id)/\($0.path)") }, drawn)
  }

  /// How the periods went that were passed over.
  private mutating func addUp() throws {
    for period in open {
      let work = "build \(id) \(period.id)"
      switch try source.result(of: source.chapter(of: period), after: history) {
      case .success(let result):
        if period.kind == .month { history.append(result) } else { others.append(result) }
      case .failure(let error):
        if !stage.quiet {
          Terminal.message("\(work): left out of the start page: \(error.explanation.what)")
        }
      }
    }
    open = []
  }

  private mutating func buildPortal() throws {
    var own = chain
    own.add("portal", id)
    let key = own.digest
    guard site?.holdsPortal(key: key) != true else { return }
    try addUp()
    let portal = Portal(
      organization: stage.workspace.configuration.organization.name,
      notice: stage.workspace.configuration.organization.notice, partner: source.settings.partner,
      contract: source.contract.contract, periods: history.reversed(),
      others: others.reversed(), editions: editions)
    let files = try renderer.get().portalFiles(portal)
    try gate.check(files)
    try SiteWriter.replace(files, in: folder)
    site?.wrotePortal(key: key, paths: files.map(\.path))
  }
}
