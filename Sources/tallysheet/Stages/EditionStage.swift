import Figures
import Pages
import Workspace

/// Decides which edition the figures of a period are, and keeps what is sealed.
struct EditionStage: Sendable {
  let source: PartnerSource
  let chapter: Chapter
  let renderer: SiteRenderer
  let seal: SiteSeal
  /// The editions that were sealed before, the first one first.
  let sealed: [SealedEdition]
  /// The files of the last of them.
  private let newestFiles: [OutputFile]
  /// Its tables, which are held against the figures twice.
  private let newestTables: [PublishedTable]
  /// The earlier periods with the numbers of their editions.
  private let history: [String]

  init(
    source: PartnerSource, chapter: Chapter, history: [String], renderer: SiteRenderer,
    seal: SiteSeal
  ) throws {
    self.history = history
    self.source = source
    self.chapter = chapter
    self.renderer = renderer
    self.seal = seal
    sealed = try source.archive.editions(of: chapter.period.id)
    newestFiles =
      try sealed.last.map { try source.archive.files(of: $0, period: chapter.period.id) } ?? []
    newestTables = newestFiles.isEmpty ? [] : try PublishedFigures.tables(of: newestFiles)
  }

  private var period: Period { chapter.period }

  /// The statement as the edition that it is.
  ///
  /// While nothing differs from the newest sealed one it is that one again; else it is the next. A
  /// period under way has none: its figures grow, and the page says until when they go.
  func issue(_ statement: Statement, tables: [DataFile]) throws -> Statement {
    let issued = try self.issued(statement, tables: tables)
    guard let number = issued.editions.last?.number else { return issued }
    // Remarks that stand below other figures than they were written for say so.
    let own = Self.digest(of: statement.commentary)
    var written = number
    while !own.isEmpty,
      sealed.contains(where: {
        $0.edition.number == written - 1 && $0.commentarySHA256 == own
      })
    { written -= 1 }
    return issued.issued(as: issued.editions, remarksOf: written < number ? written : nil)
  }

  private static func digest(of commentary: Commentary?) -> String {
    commentary.map { SHA256.hex(of: Array($0.markdown.utf8)) } ?? ""
  }

  private func issued(_ statement: Statement, tables: [DataFile]) throws -> Statement {
    guard let newest = sealed.last else {
      let first = Edition(
        number: 1, capture: chapter.capture.id, captured: chapter.capture.completion)
      return statement.isUnderWay ? statement : statement.issued(as: [first])
    }
    let editions = sealed.map(\.edition)
    let changes = try differences(of: renderer.dataFiles(tables))
    guard !changes.isEmpty else { return statement.issued(as: editions) }
    let basis = chapter.basis(of: statement, history: history)
    let former = try self.basis(of: newest)
    return statement.issued(
      as: editions + [
        Edition(
          number: newest.edition.number + 1, capture: chapter.capture.id,
          captured: chapter.capture.completion,
          causes: try basis.causes(of: changes, since: former, in: newestTables),
          exclusions: basis.exclusions(since: former), changes: changes)
      ])
  }

  /// Seals the pages of an issued statement with every superseded edition beside them.
  ///
  /// Paths of pages begin with the period's id, those of the result below it. `record` says what they
  /// were made from.
  func sealedFiles(
    _ pages: [OutputFile], of statement: Statement, record: SealRecord
  ) throws -> SealedPeriod {
    // A new edition is listed twice: beside the ones before it, and alone for when it is one of them.
    let own = pages.map { $0.moved(to: String($0.path.dropFirst(period.id.count + 1))).hashed }
    try chapter.checkAgentTime(in: own, of: statement)
    if let newest = sealed.last {
      try statement.editions.check(
        differences(of: own), from: newest.edition.number)
    }
    guard let edition = statement.editions.last else {
      return try SealedPeriod(files: try seal.sealed(own, record: record), keep: {})
    }
    let published = try seal.sealed(
      edition.number == 1 ? own : own + superseded(by: edition, statement), record: record)
    let alone =
      edition.number == 1
      ? published
      : try seal.sealed(own + signposts(in: own, statement), record: record)
        + PublishedList.files(of: published)
    let kept = self.kept(alone, as: edition, statement)
    // Figures and pages are not held until it is kept: the month's counts are as large as its files.
    return try SealedPeriod(files: published) { [archive = source.archive, id = period.id] in
      if let kept { try archive.keep(kept, files: alone, period: id) }
    }
  }

  /// The pages of the newest edition as the archive keeps them; `nil` when its list is another one.
  func keptPages(ofEdition manifest: String) -> [OutputFile]? {
    guard let newest = sealed.last, newest.manifestSHA256 == manifest else { return nil }
    return newestFiles.filter {
      !FolderSeal.brings($0.path) && !$0.path.hasPrefix("editions/")
    }
  }

  /// What leads from pages to older editions once they stand in the folder of a newer one.
  ///
  /// There the older ones lie beside an edition, not below it; it is sealed for that place too, from
  /// the beginning.
  private func signposts(in own: [OutputFile], _ statement: Statement) throws -> [OutputFile] {
    try renderer.signposts(
      statement, to: Addresses.outside(own).filter { $0.path.hasPrefix("editions/") },
      from: "edition \(statement.editions.last?.number ?? 1)")
  }

  /// The manifest with which the edition before was published; `nil` for the first.
  func previous(of statement: Statement) throws -> SealRecord.Link? {
    guard let number = statement.editions.last?.number,
      let former = sealed.last(where: { $0.edition.number == number - 1 })
    else { return nil }
    return SealRecord.Link(
      period: period.id,
      manifestSHA256: PublishedList.sha256(
        of: try files(of: former), alone: former.manifestSHA256))
  }

  private func files(of former: SealedEdition) throws -> [OutputFile] {
    former.edition.number == sealed.last?.edition.number
      ? newestFiles : try source.archive.files(of: former, period: period.id)
  }

  /// Every superseded edition in its folder, and what leads on from there.
  private func superseded(by edition: Edition, _ statement: Statement) throws -> [OutputFile] {
    var files: [OutputFile] = []
    var addresses: [String: Set<String>] = [:]
    for former in sealed where former.edition.number < edition.number {
      let folder = "editions/\(former.edition.number)/"
      let kept = try self.files(of: former)
      files += kept.map { $0.moved(to: folder + $0.path) }
      for address in Addresses.outside(kept, in: folder) {
        addresses[address.path, default: []].formUnion(address.fragments)
      }
    }
    let known = Set(files.map(\.path))
    let wanted = addresses.filter { $0.key.hasPrefix("editions/") && !known.contains($0.key) }
      .sorted { $0.key < $1.key }.map { (path: $0.key, fragments: $0.value.sorted()) }
    return try files
      + renderer.signposts(statement, to: wanted, from: "a superseded edition", listing: true)
  }

  /// What the archive is to keep of an edition; `nil` where it has just that.
  private func kept(
    _ files: [OutputFile], as edition: Edition, _ statement: Statement
  ) -> SealedEdition? {
    guard let manifest = files.first(where: { $0.path == Manifest.fileName }) else {
      preconditionFailure("sealed files have a manifest")
    }
    let digest = SHA256.hex(of: manifest.bytes)
    if let newest = sealed.last, newest.edition.number == edition.number,
      newest.manifestSHA256 == digest, newest.isFinal == statement.isFinal,
      newest.contractSHA256 == source.contract.sha256, newest.history == history
    {
      return nil
    }
    return SealedEdition(
      edition: edition, isFinal: statement.isFinal, history: history,
      commentarySHA256: Self.digest(of: statement.commentary), contract: source.contract.bytes,
      contractSHA256: source.contract.sha256, manifestSHA256: digest)
  }

  /// What differs from the newest sealed edition.
  private func differences(of files: [OutputFile]) throws -> [CellChange] {
    try PublishedTable.changes(from: newestTables, to: PublishedFigures.tables(of: files))
  }

  /// What a sealed edition was made from: its capture, and the contract as it was then.
  private func basis(of edition: SealedEdition) throws -> EditionBasis {
    guard
      let capture = try source.captures(of: period).first(where: {
        $0.id == edition.edition.capture
      })
    else { throw UnreadableEdition(file: "capture \(edition.edition.capture)") }
    let contract = try source.contract(keptAs: edition.contract)
    return capture.basis(
      contract: contract.contract, isFinal: edition.isFinal, history: edition.history)
  }
}

/// What stands in a period's folder, and what the archive has to keep of it.
struct SealedPeriod {
  let files: [OutputFile]
  /// The list among them.
  let manifest: Manifest
  let manifestSHA256: String
  /// Keeps the edition in the archive.
  let keep: () throws -> Void

  init(files: [OutputFile], keep: @escaping () throws -> Void) throws {
    self.files = files
    self.keep = keep
    guard let list = files.first(where: { $0.path == Manifest.fileName }) else {
      preconditionFailure("sealed files have a manifest")
    }
    manifest = try Manifest(reading: String(decoding: list.bytes, as: UTF8.self))
    manifestSHA256 = SHA256.hex(of: list.bytes)
  }
}

extension Capture {
  /// When its figures were complete; a capture under way has only begun.
  var completion: Instant { completedAt ?? startedAt }

  /// What figures follow from that a contract makes of this capture.
  func basis(contract: Contract, isFinal: Bool, history: [String]) -> EditionBasis {
    EditionBasis(
      answer: [digest, recordDigest].compactMap { $0 }.joined(separator: " "),
      question: EditionBasis.Question(
        thresholds: header.thresholds, step: header.step, recorded: header.recorded,
        series: header.series, until: header.until),
      contract: contract, isFinal: isFinal, history: history)
  }
}
