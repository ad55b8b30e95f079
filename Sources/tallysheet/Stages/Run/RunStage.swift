import Figures
import Foundation
import GenesysCloud
import Logging
import Workspace

/// run: whatever is due, fetched, built and published; safe to start every hour.
///
/// A partner's failure leaves the others alone. A quota or a service that is down ends the fetching
/// of this run: the next one goes on.
struct RunStage: Sendable {
  let workspace: WorkspaceFolder
  let now: @Sendable () -> Instant
  let logger: Logger
  let quiet: Bool

  /// Works out what is due; nothing is asked or written.
  func plan() async throws -> [RunReport.Partner] {
    var partners: [RunReport.Partner] = []
    for settings in workspace.configuration.partners {
      var partner = RunReport.Partner(id: settings.partner.id)
      do { try look(at: settings, &partner) } catch {
        try partner.fail("plan", error)
      }
      partners.append(partner)
    }
    return partners
  }

  func run() async throws -> RunReport {
    let lock = try workspace.runLock()
    defer { withExtendedLifetime(lock) {} }
    let clock = ContinuousClock()
    let began = clock.now
    var report = RunReport(began: now().text, partners: try await plan())
    try await fetch(&report)
    try await build(&report)
    try await publish(&report)
    // What is still due, and what comes next, as it is now.
    for (index, left) in try await plan().enumerated() {
      report.partners[index].stillDue = left.due.map(\.period)
      report.partners[index].next = left.next
      report.partners[index].checks = left.checks
    }
    report.ended = now().text
    report.seconds = Int((clock.now - began).components.seconds)
    return report
  }

  // MARK: Due

  private func look(at settings: PartnerSettings, _ partner: inout RunReport.Partner) throws {
    let contract = try workspace.contract(of: settings).contract
    let rule = DueRule(contract)
    let captured = try captures(of: settings, contract)
    let time = now()
    partner.due = rule.due(at: time, captured: captured)
      .map { RunReport.Due(period: $0.period.id, reason: $0.reason.text) }
    partner.next = rule.next(after: time, captured: captured).text
    partner.checks = captured.map {
      RunReport.Check(period: $0.period.id, checkedAt: $0.checkedAt.seconds)
    }
  }

  private func captures(
    of settings: PartnerSettings, _ contract: Contract
  ) throws -> [DueRule.Captured] {
    guard let archive = try workspace.existingArchive(of: settings.partner.id) else { return [] }
    let captured = try archive.periods().compactMap { id -> DueRule.Captured? in
      guard let period = Period(id: id), period.kind == .month,
        let capture = try archive.latestComplete(period: id)
      else { return nil }
      return DueRule.Captured(
        contract.period(period), until: capture.header.until,
        checkedAt: max(capture.startedAt, capture.confirmedAt ?? capture.startedAt))
    }
    try archive.close()
    return captured
  }

  // MARK: Fetch

  private func fetch(_ report: inout RunReport) async throws {
    guard report.partners.contains(where: { !$0.due.isEmpty }) else { return }
    let stage = FetchStage(
      workspace: workspace, now: now, logger: logger, quiet: quiet, allowsOverPrivileged: false)
    var isStopped = false
    for index in report.partners.indices where !report.partners[index].due.isEmpty {
      let id = report.partners[index].id
      guard !isStopped else {
        report.partners[index].isPutOff = true
        continue
      }
      do {
        let periods = try report.partners[index].due.map { due throws(PeriodError) in
          try Period(due.period)
        }
        let fetched = try await stage.run(try stage.jobs(periods: periods, partners: [id]))
        report.requests += fetched.cost.requests
        report.partners[index].fetched = fetched.results
      } catch {
        try report.partners[index].fail("fetch", error)
        let last = report.partners[index].failures.last.flatMap { ExitStatus(rawValue: $0.status) }
        isStopped = last == .tryAgainLater || last == .unavailable
      }
    }
  }

  // MARK: Build

  private func build(_ report: inout RunReport) async throws {
    for index in report.partners.indices {
      let partner = report.partners[index]
      guard try isStale(partner) else { continue }
      do {
        let stage = try await BuildStage(workspace: workspace, output: nil, quiet: quiet)
        report.partners[index].built = try await stage.run(periods: [], partners: [partner.id])
          .map(\.period)
      } catch {
        try report.partners[index].fail("build", error)
      }
    }
  }

  /// Whether the built site lags behind its archive, contract, remarks or configuration.
  private func isStale(_ partner: RunReport.Partner) throws -> Bool {
    guard try workspace.existingArchive(of: partner.id)?.periods().isEmpty == false else {
      return false
    }
    let home = workspace.publicPath(of: partner.id) + "/index.html"
    guard partner.fetched.isEmpty, let built = Self.modified(home) else { return true }
    let settings = try workspace.partner(partner.id)
    var inputs = [
      workspace.configurationPath, settings.contractFile, workspace.archivePath(of: partner.id),
    ]
    let remarks =
      (workspace.commentaryPath(of: partner.id, period: try Period("2000-01")) as NSString)
      .deletingLastPathComponent
    let theirs = workspace.configuration.paths.theirs + "/\(partner.id)"
    for folder in [remarks, theirs, workspace.configuration.paths.templates].compactMap(\.self) {
      inputs.append(folder)
      inputs += ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .map { "\(folder)/\($0)" }
    }
    return inputs.compactMap(Self.modified).contains { $0 > built }
  }

  private static func modified(_ path: String) -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
  }

  // MARK: Publish

  /// Publishes what is built and differs from what was last verified at its target.
  private func publish(_ report: inout RunReport) async throws {
    let stage = PublishStage(workspace: workspace)
    for index in report.partners.indices {
      let partner = report.partners[index]
      let settings = try workspace.partner(partner.id)
      guard settings.publish != nil, !partner.failures.contains(where: { $0.stage == "build" })
      else { continue }
      let folder = workspace.publicPath(of: partner.id)
      guard SiteWriter.exists(folder + "/index.html") else { continue }
      do {
        let note = PublishedNote(workspace: workspace, partner: partner.id)
        let digest = try SiteListing(of: folder).digest
        guard note.digest != digest else { continue }
        guard let outcome = try await stage.run(partners: [partner.id]).first else { continue }
        report.partners[index].published = outcome.state.rawValue
        if let failure = outcome.failure {
          report.partners[index].failures.append(RunReport.Failed("publish", failure))
        } else if let standing = outcome.digest {
          try note.write(standing)
        }
      } catch {
        try report.partners[index].fail("publish", error)
      }
    }
  }
}

/// What was last verified at a partner's target, so that a run without news asks no host.
struct PublishedNote: Sendable {
  let workspace: WorkspaceFolder
  let partner: String

  private var name: String { "published-\(partner).txt" }

  var digest: String? {
    let path = workspace.configuration.runs.folder + "/" + name
    return (try? String(contentsOfFile: path, encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func write(_ digest: String) throws {
    try SiteWriter.replace(
      OutputFile(path: name, text: digest + "\n"), in: workspace.configuration.runs.folder)
  }
}
