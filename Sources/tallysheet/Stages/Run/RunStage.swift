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
    try await fetchAndBuild(&report)
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

  // MARK: Fetch and build

  /// Fetches partner after partner and builds each as soon as it is through.
  ///
  /// What is only stale is built as soon as the names of those that are fetched are noted: each site is
  /// searched for the names of all others.
  private func fetchAndBuild(_ report: inout RunReport) async throws {
    do {
      let lock = try workspace.lock()
      defer { withExtendedLifetime(lock) {} }
      try await fetchAndBuildLocked(&report)
    } catch let error as LockError {
      for (index, partner) in report.partners.enumerated() {
        if !partner.due.isEmpty {
          try report.partners[index].fail("fetch", error)
        } else if try isStale(partner.id) {
          try report.partners[index].fail("build", error)
        }
      }
    }
  }

  private func fetchAndBuildLocked(_ report: inout RunReport) async throws {
    let due = report.partners.indices.filter { !report.partners[$0].due.isEmpty }
    let others = report.partners.indices.filter { report.partners[$0].due.isEmpty }
    let (ready, places) = AsyncStream.makeStream(of: (Int, FetchStage.Outcome?).self)
    defer { places.finish() }
    // Nobody is built twice at a time.
    var told: Set<Int> = []
    func tell(_ index: Int, _ outcome: FetchStage.Outcome?) {
      if told.insert(index).inserted { places.yield((index, outcome)) }
    }
    async let building = BuildQueue(stage: self, ids: report.partners.map(\.id)).run(ready)
    do {
      report.requests += try await fetch(due, report) {
        for index in others { tell(index, nil) }
      } done: {
        tell($0, $1)
      }
    } catch {
      try Task.checkCancellation()
      // Nobody was fetched, for one reason; what is stale is built all the same.
      for (count, index) in due.enumerated() {
        let isPutOff = count > 0 && FetchStage.stopsAll(error)
        tell(index, isPutOff ? .putOff : .failed(error))
      }
      for index in others { tell(index, nil) }
    }
    places.finish()
    for (index, done) in try await building {
      try report.partners[index].take(done)
    }
  }

  /// Fetches those that are due; what it cost, in requests.
  private func fetch(
    _ due: [Int], _ report: RunReport, noted: () -> Void,
    done: (Int, FetchStage.Outcome) -> Void
  ) async throws -> Int {
    let stage = FetchStage(
      workspace: workspace, now: now, logger: logger, quiet: quiet, allowsOverPrivileged: false)
    var places: [Int] = []
    var jobs: [[FetchStage.Job]] = []
    var failed: [(place: Int, error: any Error)] = []
    for index in due {
      do {
        let periods = try report.partners[index].due.map { due throws(PeriodError) in
          try Period(due.period)
        }
        jobs.append(try stage.jobs(periods: periods, partners: [report.partners[index].id]))
        places.append(index)
      } catch { failed.append((index, error)) }
    }
    // Nobody is built before the names are noted: what a site is searched for is gathered once.
    func begin() {
      noted()
      for (index, error) in failed { done(index, .failed(error)) }
    }
    guard !jobs.isEmpty else {
      begin()
      return 0
    }
    return try await stage.inTurn(jobs, noted: begin) { done(places[$0], $1) }.requests
  }

  /// Whether the built site lags behind its archive, contract, remarks or configuration.
  func isStale(_ id: String) throws -> Bool {
    guard try workspace.existingArchive(of: id)?.periods().isEmpty == false else { return false }
    let home = workspace.publicPath(of: id) + "/index.html"
    guard let built = Self.modified(home) else { return true }
    // Something was saved while the last build was under way.
    let record = workspace.recordPath(
      of: id, output: workspace.configuration.paths.publicFolder)
    if BuildRecord(at: record)?.whole == nil { return true }
    let settings = try workspace.partner(id)
    var inputs = [
      workspace.configurationPath, settings.contractFile, workspace.archivePath(of: id),
    ]
    let remarks =
      (workspace.commentaryPath(of: id, period: try Period("2000-01")) as NSString)
      .deletingLastPathComponent
    let theirs = workspace.configuration.paths.theirs + "/\(id)"
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
