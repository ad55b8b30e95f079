import Figures
import Workspace

/// What stands of a partner's site from an earlier build, and which of it would come out the same.
///
/// In doubt nothing would: a part counts while its key is the same, and while every file of it bears the
/// stamp that it had when it was written and verified.
struct StandingSite: Sendable {
  let partner: String
  /// The partner's folder.
  let folder: String
  private let path: String
  private let workspace: WorkspaceFolder
  /// Contract, remarks and the like, as they were before anything was read; `nil` where one of them
  /// cannot be.
  private let sources: String?
  private var record: BuildRecord
  /// The files that were written in this build.
  private var fresh: [StampedFiles] = []
  private var isChanged = false

  init(
    _ settings: PartnerSettings, _ workspace: WorkspaceFolder, output: String, _ basis: BuildBasis
  ) throws {
    let id = settings.partner.id
    self.init(
      id, workspace, folder: output + "/" + id,
      record: workspace.recordPath(of: id, output: output),
      basis: basis.digest(of: id, brand: try workspace.brand(of: settings)),
      // Before anything of it is used: what changes from now on differs from the record.
      sources: try? workspace.sourcesDigest(of: settings))
  }

  /// What stands above the partners' folders; no partner has such an id.
  init(overview workspace: WorkspaceFolder, output: String, _ basis: BuildBasis) throws {
    let id = "_overview"
    self.init(
      id, workspace, folder: output, record: workspace.recordPath(of: id, output: output),
      basis: basis.digest(of: id, brand: try workspace.brand(of: nil)), sources: nil)
  }

  private init(
    _ partner: String, _ workspace: WorkspaceFolder, folder: String, record path: String,
    basis: String, sources: String?
  ) {
    self.partner = partner
    self.folder = folder
    self.workspace = workspace
    self.path = path
    self.sources = sources
    let found = BuildRecord(at: path)
    record = found.flatMap { $0.basis == basis ? $0 : nil } ?? BuildRecord(basis: basis)
  }

  // MARK: The whole

  /// The periods with the numbers of their files, when nothing of the site would come out otherwise.
  ///
  /// `wanted` are ids of periods, or none for all.
  func current(wanted: [String]) throws -> [(String, Int)]? {
    guard let whole = record.whole, wanted.allSatisfy(whole.periods.contains),
      whole.archive == workspace.archiveStamp(of: partner)?.digest, whole.sources == sources,
      whole.zoneStamp == workspace.zoneStamp(of: whole.zone),
      let portal = record.portal, isStanding(portal)
    else { return nil }
    var found: [(String, Int)] = []
    for id in whole.periods {
      guard let part = record.periods[id], try isStanding(id, part) else { return nil }
      if wanted.isEmpty || wanted.contains(id) { found.append((id, part.count)) }
    }
    return found
  }

  /// Notes that every part is as it would come out, unless one of them has no record.
  mutating func completed(_ periods: [Period], zone: String) {
    guard periods.allSatisfy({ record.periods[$0.id] != nil }), record.portal != nil, let sources,
      let archive = workspace.archiveStamp(of: partner),
      let zoneStamp = workspace.zoneStamp(of: zone)
    else { return }
    fresh.append(archive)
    let whole = BuildRecord.Whole(
      sources: sources, zone: zone, zoneStamp: zoneStamp, archive: archive.digest,
      periods: periods.map(\.id))
    isChanged = isChanged || record.whole != whole
    record.whole = whole
  }

  // MARK: Parts

  private func isStanding(_ id: String, _ part: BuildRecord.Part) throws -> Bool {
    try part.stamp == StampedFiles(folder: "\(folder)/\(id)")?.digest
  }

  private func isStanding(_ portal: BuildRecord.Portal) -> Bool {
    portal.part.stamp == StampedFiles(portal.paths, in: folder)?.digest
  }

  /// How many files a period has, when it would come out as it stands.
  func count(of period: Period, key: String) throws -> Int? {
    guard let part = record.periods[period.id], part.key == key, try isStanding(period.id, part)
    else { return nil }
    return part.count
  }

  /// The files of a period as they stand that were looked through and verified as they are.
  func vouched(for period: Period) throws -> VouchedFiles? {
    guard let manifest = record.periods[period.id]?.manifest else { return nil }
    return try VouchedFiles(folder: "\(folder)/\(period.id)", manifest: manifest)
  }

  /// The pages that would come out the same; `nil` where none are known.
  func pages(of period: Period, key: String) -> BuildRecord.Pages? {
    record.periods[period.id]?.pages.flatMap { $0.key == key ? $0 : nil }
  }

  /// Notes a period as it was just put in its place.
  ///
  /// `manifest` is the digest of its list, where all that it lists was verified.
  mutating func wrote(
    _ period: Period, key: String, count: Int, manifest: String?, pages: BuildRecord.Pages?
  ) throws {
    let files = try StampedFiles(folder: "\(folder)/\(period.id)")
    record.whole = nil
    record.periods[period.id] = files.map {
      BuildRecord.Part(
        key: key, stamp: $0.digest, count: count, manifest: manifest, pages: pages)
    }
    note(files)
  }

  /// Notes that nothing is known of a period.
  mutating func forget(_ period: Period) {
    isChanged = true
    record.whole = nil
    record.periods[period.id] = nil
  }

  func holdsPortal(key: String) -> Bool {
    guard let portal = record.portal, portal.part.key == key else { return false }
    return isStanding(portal)
  }

  mutating func wrotePortal(key: String, paths: [String]) {
    let files = StampedFiles(paths, in: folder)
    record.whole = nil
    record.portal = files.map {
      BuildRecord.Portal(
        part: BuildRecord.Part(key: key, stamp: $0.digest, count: paths.count), paths: paths)
    }
    note(files)
  }

  private mutating func note(_ files: StampedFiles?) {
    isChanged = true
    if let files { fresh.append(files) }
  }

  /// Keeps what is known now, for the next build.
  ///
  /// Waits first until every later change of a file must show in its stamp.
  func keep() throws {
    guard isChanged else { return }
    for files in fresh { files.outwait() }
    try record.write(to: path)
  }
}
