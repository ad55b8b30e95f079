import Figures
import GenesysCloud
import Logging
import Pages
import Workspace

/// live: each partner's queues now, written anew every round until the task is cancelled.
///
/// The present is asked for first; the day's sums follow when their turn has come. What the service
/// does not answer is said on the page, with the last figures and their time.
struct LiveStage: Sendable {
  /// What is known of a partner's queues.
  private struct Known: Sendable {
    let settings: PartnerSettings
    let contract: Contract
    let queues: [Figures.Queue]
    var observations: [QueueNow] = []
    var today: [QueueID: Tally] = [:]
    var todayUntil: Instant?
    var failure: Wording?
    /// Lets its page be written.
    var gate: LeakGate

    /// The one that the reports show.
    var medium: String { queues.shownMedium }
  }

  let workspace: WorkspaceFolder
  let now: @Sendable () -> Instant
  let logger: Logger
  /// Seconds between two rounds.
  let every: Int
  /// Rounds; `nil` for as many as come.
  let rounds: Int?
  /// Whether the files also go to the targets.
  let publishes: Bool

  /// Closed intervals are asked for this often, in seconds.
  private static let historyEvery = 300

  /// Runs until it is cancelled; `done` is called after each round.
  func run(partners: [String], done: @Sendable (_ stale: Int) -> Void) async throws {
    let chosen =
      partners.isEmpty
      ? workspace.configuration.partners : try partners.map { try workspace.partner($0) }
    let templates = try TemplateSet(replacing: try workspace.templates())
    let renderers = try Dictionary(
      uniqueKeysWithValues: chosen.map { settings in
        (
          settings.partner.id,
          try SiteRenderer(templates: templates, brand: workspace.brand(of: settings)) {
            SHA256.digest(of: $0)
          }
        )
      })
    try await workspace.configuration.organization.withSession(logger) { session in
      var known = try await find(chosen, session)
      let clock = ContinuousClock()
      var next = clock.now
      var round = 0
      do {
        while true {
          for index in known.indices { try await observe(&known[index], session) }
          try await write(known, renderers)
          if round.isMultiple(of: max(1, Self.historyEvery / every)) {
            for index in known.indices { try await sum(&known[index], session) }
            try await write(known, renderers)
          }
          done(known.count { $0.failure != nil })
          round += 1
          if let rounds, round >= rounds { return }
          // A round that took too long is not made up for.
          next = max(next.advanced(by: .seconds(every)), clock.now)
          try await clock.sleep(until: next)
        }
      } catch {
        // Whatever ends it, nobody must take the last page for the present.
        try await sayGoodbye(known, renderers)
        throw error
      }
    }
  }

  private func find(_ chosen: [PartnerSettings], _ session: Session) async throws -> [Known] {
    let access = Directory(session: session)
    if workspace.configuration.organization.dialect == .published {
      try await access.accessReport().refuseOverGrants()
    } else {
      try await access.scopeReport().refuseOverGrants()
    }
    let listed = try await access.queues()
    let known = try await LeakGate.Knowledge(of: workspace)
    return try chosen.map { settings in
      let queues = try QueueReference.resolve(settings.references, in: listed)
      return Known(
        settings: settings, contract: try workspace.contract(of: settings).contract,
        queues: zip(settings.queues, queues).map { $0.queue(id: $1.id, name: $1.name) },
        gate: LeakGate(
          settings, in: workspace.configuration, queues: queues.map(\.name), known))
    }
  }

  // MARK: Asking

  private func observe(_ known: inout Known, _ session: Session) async throws {
    let ids = known.queues.map(\.id)
    do {
      let media = Set(known.queues.flatMap(\.media)).sorted()
      let all =
        workspace.configuration.organization.dialect == .guide
        ? try await GuideObservations.read(ids, media: media, through: session)
        : try await Directory(session: session).observations(of: ids)
      known.observations = all.filter { now in
        known.queues.contains { $0.id == now.queue && $0.media.contains(now.media) }
      }
      known.failure = nil
    } catch {
      try note(error, in: &known)
    }
  }

  /// Adds up the closed intervals since local midnight.
  private func sum(_ known: inout Known, _ session: Session) async throws {
    let organization = workspace.configuration.organization
    let zone = known.contract.zone
    let time = await session.serverTime ?? now()
    let midnight = zone.start(of: zone.date(at: time))
    let day = Window(midnight, zone.day(zone.date(at: time)).end)
    let step = organization.granularity.seconds
    guard let window = WindowSplit(day, step: step, serverTime: time).history else { return }
    do {
      let dialect: Dialect =
        organization.dialect == .guide
        ? .guide(
          try await GuideDefinitions.read(through: session), timeZoneID: zone.name,
          columns: organization.columns)
        : .published(organization.columns)
      let sums = DaySums()
      for queue in known.queues where queue.media.contains(known.medium) {
        let plan = try FetchPlan(
          queues: [queue.id], window: window,
          settings: try QuerySettings(
            granularitySeconds: step, media: [known.medium],
            directions: queue.directions,
            recorded: organization.recorded, thresholds: known.contract.thresholds),
          localDayStarts: [midnight])
        let empty = Tally(recorded: organization.recorded)
        await sums.begin(queue.id, empty)
        try await Fetcher(session: session, dialect: dialect, now: now).fetch(plan.queries) {
          for row in $0.rows { await sums.add(row.tally, to: queue.id) }
        }
      }
      known.today = await sums.all
      known.todayUntil = window.end
    } catch {
      try note(error, in: &known)
    }
  }

  /// Keeps what is known and says why it is not newer; a stop goes on its way.
  private func note(_ error: any Error, in known: inout Known) throws {
    guard !(error is CancellationError), let failure = Failure(error) else { throw error }
    // A client that may not ask will not be allowed a minute later either.
    guard failure.status != .permission, failure.status != .configuration else { throw error }
    logger.warning("\(known.settings.partner.id): \(failure.explanation.what)")
    known.failure = Wording("The service did not answer.")
  }

  // MARK: Writing

  private func write(
    _ known: [Known], _ renderers: [String: SiteRenderer], isLast: Bool = false
  ) async throws {
    for var partner in known {
      let id = partner.settings.partner.id
      let view = LiveView(
        organization: workspace.configuration.organization.name,
        notice: workspace.configuration.organization.notice, partner: partner.settings.partner,
        zone: partner.contract.zone, queues: partner.queues, observations: partner.observations,
        medium: partner.medium, today: partner.today, todayUntil: partner.todayUntil,
        writtenAt: now(), every: every,
        failure: isLast ? Wording("This page is no longer kept up.") : partner.failure)
      guard let files = try renderers[id]?.liveFiles(view) else { continue }
      try await Failure.naming("live \(id)") { try partner.gate.check(files) }
      let folder = workspace.publicPath(of: id)
      for file in files { try SiteWriter.replace(file, in: folder) }
      guard publishes, let target = partner.settings.publish else { continue }
      let own = files.filter { SiteListing.volatile.contains($0.path) }
      do { try await SiteTarget(source: folder, target: target).put(own) } catch {
        guard !(error is CancellationError), let failure = Failure(error) else { throw error }
        logger.warning("\(id): \(failure.explanation.what)")
      }
    }
  }

  /// Nobody must take the last page for the present; a cancelled task can still write it.
  private func sayGoodbye(_ known: [Known], _ renderers: [String: SiteRenderer]) async throws {
    try await Task { try await write(known, renderers, isLast: true) }.value
  }
}

/// The sums of a day, while answers come in.
private actor DaySums {
  private(set) var all: [QueueID: Tally] = [:]

  func begin(_ queue: QueueID, _ empty: Tally) { all[queue] = empty }

  func add(_ tally: Tally, to queue: QueueID) {
    if let sum = all[queue] { all[queue] = sum + tally }
  }
}
