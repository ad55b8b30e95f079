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
  }

  let workspace: WorkspaceFolder
  /// The folder that holds a folder for each partner.
  let output: String
  private let templates: TemplateSet
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
    templates = try TemplateSet(replacing: try workspace.templates())
    signer = seal.folder.signer.map {
      Signer(identity: $0.signer.identity, fingerprint: $0.signer.publicKey.fingerprint)
    }
    self.seal = seal
    // What is wrong with a template is wrong before any partner is built.
    _ = try renderer(of: nil)
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

    // All are looked at before the first is built, and opened again one by one: what is open does
    // not grow with the partners.
    var count = 0
    for settings in chosen {
      count += try await Failure.naming("build \(settings.partner.id)") {
        try PartnerSource(settings, workspace, wanted: periods).wanted.count
      }
    }
    let progress = Progress.onTerminal("building", total: count, unit: "periods", quiet: quiet)
    defer { progress?.finish() }
    let known = try await LeakGate.Knowledge(of: workspace)
    let results = try await sideBySide(chosen, atOnce: jobs) { settings in
      try await Failure.naming("build \(settings.partner.id)") {
        let source = try PartnerSource(settings, workspace, wanted: periods)
        let gate = LeakGate(
          settings, in: workspace.configuration, queues: try source.queueNames(), known)
        return try await build(source, gate, progress)
      }
    }
    try await Failure.naming("build") { try await writeOverview() }
    return results.flatMap(\.self)
  }

  private func build(
    _ source: PartnerSource, _ gate: LeakGate, _ progress: Progress?
  ) async throws -> [Result] {
    var gate = gate
    let renderer = try renderer(of: source.settings)
    let id = source.settings.partner.id
    let folder = output + "/" + id
    var history: [PeriodResult] = []
    var others: [PeriodResult] = []
    var results: [Result] = []
    var editions: [String: [Edition]] = [:]
    for period in source.captured {
      editions[period.id] = try source.archive.editions(of: period.id).map(\.edition)
      try Task.checkCancellation()
      let work = "build \(id) \(period.id)"
      let chapter = try await Failure.naming(work) { try source.chapter(of: period) }
      let result: PeriodResult
      if source.wanted.contains(period) {
        let (files, issued, built) = try await Failure.naming(work) {
          let stage = try EditionStage(
            source: source, chapter: chapter,
            history: history.suffix(12).map {
              "\($0.period.id) \(editions[$0.period.id]?.last?.number ?? 0)"
            }, renderer: renderer, seal: seal)
          let draft = try chapter.statement(
            history: history.suffix(12), commentary: source.commentary(on: period),
            theirs: source.theirSide(of: chapter, history: history.suffix(12)))
          let tables = try renderer.tables(draft)
          let statement = try stage.issue(draft, tables: tables)
          let previous = source.captured.last {
            $0.kind == period.kind && $0.firstDay < period.firstDay
          }
          let record = SealRecord(
            partner: id, period: period.id, edition: statement.editions.last?.number ?? 1,
            previousEdition: try stage.previous(of: statement),
            previousPeriod: try previous.flatMap {
              try SealRecord.Link(period: $0.id, in: folder)
            }, provenance: statement.provenance, templatesSHA256: renderer.templatesSHA256)
          let sealed = try stage.sealedFiles(
            renderer.periodFiles(statement, tables: tables), of: statement, record: record)
          // Superseded editions too: what may be shown is what today's rules say.
          try gate.check(
            sealed.files.map { file in
              OutputFile(path: "\(period.id)/\(file.path)", bytes: file.bytes)
            })
          try seal.write(
            sealed.files, to: "\(folder)/\(period.id)",
            keeping: keepsEditions ? sealed.keep : {})
          return (sealed.files.count, statement.editions, statement.result)
        }
        editions[period.id] = issued
        result = built
        results.append(
          Result(
            partner: id, period: period.id, files: files, folder: "\(folder)/\(period.id)"))
        progress?.advance()
      } else {
        switch try await Failure.naming(work, { try source.result(of: chapter, after: history) }) {
        case .success(let known): result = known
        case .failure(let error):
          if !quiet {
            Terminal.message(
              "\(work): left out of the start page: \(error.explanation.what)")
          }
          continue
        }
      }
      if period.kind == .month { history.append(result) } else { others.append(result) }
    }
    try await Failure.naming("build \(id)") {
      let portal = Portal(
        organization: workspace.configuration.organization.name,
        notice: workspace.configuration.organization.notice, partner: source.settings.partner,
        contract: source.contract.contract, periods: history.reversed(),
        others: others.reversed(), editions: editions)
      let files = try renderer.portalFiles(portal)
      try gate.check(files)
      for file in files { try SiteWriter.replace(file, in: folder) }
    }
    return results
  }

  /// The operator's own list of partners, which is never published.
  private func writeOverview() async throws {
    let partners = workspace.configuration.partners.map(\.partner)
      .filter { SiteWriter.exists("\(output)/\($0.id)/index.html") }
    for file in try renderer(of: nil).overviewFiles(
      organization: workspace.configuration.organization.name, partners: partners)
    {
      try SiteWriter.replace(file, in: output)
    }
  }
}
