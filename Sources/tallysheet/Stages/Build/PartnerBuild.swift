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
      return chain.add(period.id, try source.inputs(of: period, kept))
    }
    let previous = try link(before: period)
    let beside = try source.inputs(beside: period)
    besides[period.id] = beside
    let key = try self.key(period, try source.inputs(of: period, kept), previous)
    if let count = try site?.count(of: period, key: key) {
      open.append(period)
      note(period, files: count, isNew: false)
    } else {
      try build(period, previous)
    }
    chain.add(
      period.id, try source.inputs(of: period, source.archive.editions(of: period.id)))
    progress?.advance()
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

  private mutating func note(_ period: Period, files: Int, isNew: Bool) {
    results.append(
      BuildStage.Result(
        partner: id, period: period.id, files: files, folder: "\(folder)/\(period.id)",
        isNew: isNew))
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
  }

  private mutating func build(_ period: Period, _ previous: SealRecord.Link?) throws {
    try addUp()
    let drawn = try draw(period, previous)
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
    note(period, files: sealed.files.count, isNew: isNew)
    guard site != nil else { return }
    let key = try self.key(
      period, try source.inputs(of: period, source.archive.editions(of: period.id)), previous)
    try site?.wrote(
      period, key: key, count: sealed.files.count, manifest: isNew ? sealed.manifestSHA256 : nil)
  }

  /// Makes the files; the counts and figures that they were made from are let go.
  private mutating func draw(_ period: Period, _ previous: SealRecord.Link?) throws -> Drawn {
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
    let sealed = try edition.sealedFiles(
      renderer.periodFiles(statement, tables: tables), of: statement, record: record)
    return Drawn(sealed: sealed, result: statement.result, editions: statement.editions)
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

extension PartnerSource {
  /// What periods that overlap with one have sealed, as one digest: of an agent's day that they show
  /// the period hides no less.
  func inputs(beside period: Period) throws -> String {
    var key = BuildKey()
    guard settings.agentTime != nil else { return key.digest }
    for other in captured
    where other != period && other.firstDay < period.endDay && period.firstDay < other.endDay {
      for sealed in try archive.editions(of: other.id) {
        key.add(other.id, sealed.manifestSHA256)
      }
    }
    return key.digest
  }

  /// Where the capture's final figures end: all that follows from when it was last confirmed.
  private func finalUntil(_ capture: Capture) throws -> Instant {
    let first = try archive.firstAnswer(of: capture) ?? capture.startedAt
    let contract = contract.contract.by(try archive.zone(of: capture).zone)
    return min(
      capture.header.window.end, contract.finalUntil(asOf: capture.asOf(takenFrom: first)))
  }

  /// What a period's figures and pages are made from, besides what all periods share, as one digest.
  func inputs(of period: Period, _ editions: [SealedEdition]) throws -> String {
    var key = BuildKey()
    if let capture = try archive.latestComplete(period: period.id) {
      key.add("capture", capture.id)
      for instant in [capture.startedAt, capture.completedAt, try finalUntil(capture)] {
        key.add("time", instant.map { "\($0.milliseconds)" })
      }
      key.add("tallies", capture.digest)
      key.add("records", capture.recordDigest)
    }
    for sealed in editions {
      key.add("edition", "\(sealed.edition.number) \(sealed.edition.capture) \(sealed.isFinal)")
      key.add("history", sealed.history.joined(separator: "\n"))
      for digest in [sealed.commentarySHA256, sealed.contractSHA256, sealed.manifestSHA256] {
        key.add("digest", digest)
      }
    }
    key.add("remarks", try commentary(on: period)?.markdown)
    if let theirs = theirFile(on: period) {
      key.add("theirs", theirs.path)
      for path in [theirs.path, theirs.mapping] {
        key.add("theirs", try path.map { try SHA256.hex(of: Data(contentsOf: URL(filePath: $0))) })
      }
    }
    return key.digest
  }
}
