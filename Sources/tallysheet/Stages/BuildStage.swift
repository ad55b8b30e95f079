import Figures
import Pages
import Workspace

/// build: from the archives to finished sites, offline.
///
/// Partners are built one after the other, periods too, so that memory does not grow with either.
struct BuildStage: Sendable {
  /// What was written for a period.
  struct Result: Sendable, Encodable {
    let partner: String
    let period: String
    let files: Int
    let folder: String
  }

  let workspace: WorkspaceFolder
  /// The folder that holds a folder for each partner.
  let output: String
  let renderer: SiteRenderer
  let seal: SiteSeal
  let quiet: Bool

  init(workspace: WorkspaceFolder, output: String?, quiet: Bool) async throws {
    self.workspace = workspace
    self.output = output ?? workspace.configuration.paths.publicFolder
    self.quiet = quiet
    let own = try workspace.templates()
    renderer = try SiteRenderer(templates: TemplateSet(replacing: own)) { SHA256.digest(of: $0) }
    seal = SiteSeal(
      key: try await workspace.signingKey(),
      identity: workspace.configuration.signing?.identity)
  }

  /// Builds the given periods, or every period that was fetched, and each partner's start page.
  func run(periods: [Period], partners: [String]) async throws -> [Result] {
    let chosen =
      partners.isEmpty
      ? workspace.configuration.partners : try partners.map { try workspace.partner($0) }
    let lock = try workspace.lock()
    defer { withExtendedLifetime(lock) {} }

    var sources: [PartnerSource] = []
    for settings in chosen {
      try await Failure.naming("build \(settings.partner.id)") {
        sources.append(try PartnerSource(settings, workspace, wanted: periods))
      }
    }
    let progress = Progress.onTerminal(
      "building", total: sources.reduce(0) { $0 + $1.wanted.count }, unit: "periods", quiet: quiet)
    defer { progress?.finish() }
    var results: [Result] = []
    for source in sources {
      results += try await build(source, progress)
    }
    try await Failure.naming("build") { try await writeOverview() }
    return results
  }

  private func build(_ source: PartnerSource, _ progress: Progress?) async throws -> [Result] {
    let id = source.settings.partner.id
    let folder = output + "/" + id
    var history: [PeriodResult] = []
    var results: [Result] = []
    for period in source.captured {
      try Task.checkCancellation()
      let work = "build \(id) \(period.id)"
      let chapter = try await Failure.naming(work) { try source.chapter(of: period) }
      if source.wanted.contains(period) {
        let files = try await Failure.naming(work) {
          let statement = try chapter.statement(
            history: history.suffix(12), commentary: source.commentary(on: period))
          let files = try renderer.periodFiles(statement)
          let previous = source.captured.last {
            $0.kind == period.kind && $0.firstDay < period.firstDay
          }
          let record = SealRecord(
            partner: id, period: period.id,
            previousPeriod: try previous.flatMap {
              try SealRecord.Link(period: $0.id, in: folder)
            }, provenance: statement.provenance, templatesSHA256: renderer.templatesSHA256)
          return try seal.write(files, of: period, record: record, to: folder)
        }
        results.append(
          Result(
            partner: id, period: period.id, files: files, folder: "\(folder)/\(period.id)"))
        progress?.advance()
      }
      if period.kind == .month {
        history.append(
          try await Failure.naming(work) { try chapter.result(history: history.suffix(12)) })
      }
    }
    try await Failure.naming("build \(id)") {
      let portal = Portal(
        organization: workspace.configuration.organization.name,
        notice: workspace.configuration.organization.notice, partner: source.settings.partner,
        contract: source.contract.contract, periods: history.reversed())
      for file in try renderer.portalFiles(portal) {
        try SiteWriter.replace(file, in: folder)
      }
    }
    return results
  }

  /// The operator's own list of partners, which is never published.
  private func writeOverview() async throws {
    let partners = workspace.configuration.partners.map(\.partner)
      .filter { SiteWriter.exists("\(output)/\($0.id)/index.html") }
    for file in try renderer.overviewFiles(
      organization: workspace.configuration.organization.name, partners: partners)
    {
      try SiteWriter.replace(file, in: output)
    }
  }
}
