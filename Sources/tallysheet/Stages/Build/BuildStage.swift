import CMalloc
import Figures
import Foundation
import Pages
import Workspace

/// build: from the archives to finished sites, offline.
///
/// A few partners are built side by side, each period after period, so that memory grows with neither.
struct BuildStage: Sendable {
  /// What was written for a period.
  struct Result: Sendable, Encodable {
    let partner: String
    let period: String
    let files: Int
    let folder: String
    /// How many pages were made for it: what would come out as it stands is not.
    let drawn: Int
    /// Whether it came out otherwise than it stood; reports name what is there.
    let isNew: Bool

    private enum CodingKeys: CodingKey { case partner, period, files, folder, drawn }
  }

  let workspace: WorkspaceFolder
  /// The folder that holds a folder for each partner.
  let output: String
  private let templates: TemplateSet
  private let ownTemplates: [String: String]
  private let signer: Signer?
  let seal: SiteSeal
  let quiet: Bool
  /// Whether the archive keeps what is sealed; a preview of a contract that is being written is no
  /// edition.
  let keepsEditions: Bool
  /// How many partners are built at a time; the bytes do not depend on it.
  let jobs: Int

  /// A key that has expired, or whose time has not come, seals nothing: `now` decides.
  init(
    workspace: WorkspaceFolder, output: String?, quiet: Bool, keepsEditions: Bool = true,
    jobs: Int = ProcessInfo.processInfo.activeProcessorCount, now: Instant = .now
  ) async throws {
    try self.init(
      workspace: workspace, output: output, quiet: quiet, keepsEditions: keepsEditions, jobs: jobs,
      seal: SiteSeal(signer: try await workspace.sealSigner(at: now)))
  }

  init(
    workspace: WorkspaceFolder, output: String?, quiet: Bool, keepsEditions: Bool, jobs: Int = 1,
    seal: SiteSeal
  ) throws {
    self.workspace = workspace
    self.jobs = max(1, jobs)
    self.keepsEditions = keepsEditions
    self.output = output ?? workspace.configuration.paths.publicFolder
    self.quiet = quiet
    ownTemplates = try workspace.templates()
    templates = try TemplateSet(replacing: ownTemplates)
    signer = seal.folder.signer.map {
      Signer(identity: $0.signer.identity, fingerprint: $0.signer.publicKey.fingerprint)
    }
    self.seal = seal
  }

  /// Renders a partner's site in its look, or with `nil` what no partner sees.
  func renderer(of partner: PartnerSettings?) throws -> SiteRenderer {
    try SiteRenderer(
      templates: templates, brand: workspace.brand(of: partner), signer: signer,
      untranslated: { tag, phrases in
        Terminal.message(
          "warning: \(phrases.count) phrases have no words in '\(tag)' and stay English: "
            + phrases.prefix(3).map { "“\($0.prefix(60))”" }.joined(separator: ", "))
      }, sha256: { SHA256.digest(of: $0) })
  }

  /// Builds the given periods, or every period that was fetched, and each partner's start page.
  func run(periods: [Period], partners: [String]) async throws -> [Result] {
    let chosen =
      partners.isEmpty
      ? workspace.configuration.partners : try partners.map { try workspace.partner($0) }
    let lock = try workspace.lock()
    defer { withExtendedLifetime(lock) {} }
    let ground = try await ground()
    var parts: [Part] = []
    for settings in chosen {
      parts.append(
        try await Failure.naming("build \(settings.partner.id)") {
          try part(settings, periods, ground)
        })
    }
    if parts.contains(where: { $0.current == nil }) {
      // What is wrong with a template is wrong before any partner is built.
      _ = try renderer(of: nil)
    }

    // All are looked at before the first is built, and opened again one by one: what is open does
    // not grow with the partners.
    var count = 0
    for part in parts where part.current == nil {
      count += try await Failure.naming("build \(part.settings.partner.id)") {
        try PartnerSource(part.settings, workspace, wanted: periods).wanted.count
      }
    }
    let progress = Progress.onTerminal("building", total: count, unit: "periods", quiet: quiet)
    defer { progress?.finish() }
    let results = try await sideBySide(parts, atOnce: jobs) { part in
      try await build(part, periods, ground, progress)
    }
    try await finish(ground)
    return results.flatMap(\.self)
  }

  /// What all partners of a build share, gathered once.
  struct Ground: Sendable {
    fileprivate let known: LeakGate.Knowledge
    /// `nil` for what keeps no editions, tries out or compares: it rests on nothing that stands.
    fileprivate let basis: BuildBasis?
  }

  /// Gathers what sites are searched for, as it is known now; the workspace's lock is the caller's.
  func ground() async throws -> Ground {
    // A month's largest tables go back at once: what lies between them would keep their places.
    cmalloc_return(1 << 20)
    let known = try await LeakGate.Knowledge(of: workspace)
    return Ground(
      known: known,
      basis: keepsEditions
        ? BuildBasis(workspace, templates: ownTemplates, seal: seal.folder, known) : nil)
  }

  /// Builds every period of one partner that was fetched, and its start page.
  func build(_ settings: PartnerSettings, _ ground: Ground) async throws -> [Result] {
    let part = try await Failure.naming("build \(settings.partner.id)") {
      try self.part(settings, [], ground)
    }
    return try await build(part, [], ground, nil)
  }

  private func build(
    _ part: Part, _ periods: [Period], _ ground: Ground, _ progress: Progress?
  ) async throws -> [Result] {
    if let current = part.current { return current }
    // Each partner begins with as little as the first.
    cmalloc_release()
    return try await Failure.naming("build \(part.settings.partner.id)") {
      let source = try PartnerSource(part.settings, workspace, wanted: periods)
      var build = try PartnerBuild(self, source, ground.known, part.site, progress)
      return try await build.run()
    }
  }

  /// Writes what stands above the partners, when the last of them is built.
  func finish(_ ground: Ground) async throws {
    try await Failure.naming("build") { try writeOverview(ground.basis) }
  }

  /// A partner, and what an earlier build left of it.
  private struct Part: Sendable {
    let settings: PartnerSettings
    var site: StandingSite?
    /// What stands, when nothing of it would come out otherwise.
    var current: [Result]?
  }

  private func part(
    _ settings: PartnerSettings, _ periods: [Period], _ ground: Ground
  ) throws -> Part {
    guard let basis = ground.basis else { return Part(settings: settings) }
    let site = try StandingSite(settings, workspace, output: output, basis)
    let current = try site.current(wanted: periods.map(\.id))
    return Part(
      settings: settings, site: site,
      current: current.map { periods in
        periods.map { id, count in
          Result(
            partner: site.partner, period: id, files: count, folder: "\(site.folder)/\(id)",
            drawn: 0, isNew: false)
        }
      })
  }

  /// The operator's own list of partners, which is never published.
  private func writeOverview(_ basis: BuildBasis?) throws {
    let partners = workspace.configuration.partners.map(\.partner)
      .filter { SiteWriter.exists("\(output)/\($0.id)/index.html") }
    var key = BuildKey()
    for partner in partners { key.add("partner", partner.id) }
    var standing = try basis.map { try StandingSite(overview: workspace, output: output, $0) }
    guard standing?.holdsPortal(key: key.digest) != true else { return }
    let files = try renderer(of: nil).overviewFiles(
      organization: workspace.configuration.organization.name, partners: partners)
    for file in files { try SiteWriter.replace(file, in: output) }
    standing?.wrotePortal(key: key.digest, paths: files.map(\.path))
    try standing?.keep()
  }
}
