import Figures
import Foundation
import GenesysCloud
import Logging
import Workspace

/// fetch: from the source into the archive of each partner.
struct FetchStage: Sendable {
  /// A partner's period, with the contract whose clock cuts it.
  struct Job: Sendable {
    let settings: PartnerSettings
    let contract: ContractFile
    let period: Period

    var window: Window { contract.contract.zone.window(of: period) }
    var name: String { "\(settings.partner.id) \(period.id)" }
  }

  /// What became of a job.
  struct Result: Sendable, Encodable {
    let partner: String
    let period: String
    let capture: String
    /// Requests sent in this run; those of an interrupted run are not counted.
    let requests: Int
    let resumed: Bool
    /// Whether an earlier capture holds the same figures and published columns.
    let unchanged: Bool
    /// Such as `PT5M`.
    let granularity: String
    /// Where the figures end while the period is under way; `nil` when it is over.
    let until: String?
  }

  /// A job and the requests that it takes, when nothing has to be split or repeated.
  struct Cost: Sendable {
    let job: Job
    let requests: Int
    /// The least that records of conversations take besides; 0 when none are asked for.
    let recordRequests: Int
  }

  /// The results in the order of the jobs, and what they cost together.
  struct Report: Sendable {
    let results: [Result]
    let cost: SessionCost
  }

  let workspace: WorkspaceFolder
  let now: @Sendable () -> Instant
  let logger: Logger
  let quiet: Bool
  let allowsOverPrivileged: Bool

  /// The jobs of periods and partners, in the order of the configuration; no partner means all.
  func jobs(periods: [Period], partners: [String]) throws -> [Job] {
    let chosen =
      partners.isEmpty
      ? workspace.configuration.partners : try partners.map { try workspace.partner($0) }
    return try chosen.flatMap { settings in
      let contract = try workspace.contract(of: settings)
      return periods.map {
        Job(settings: settings, contract: contract, period: contract.contract.period($0))
      }
    }
  }

  /// Says what each job will cost; nothing is asked.
  func costs(of jobs: [Job]) throws -> [Cost] {
    try jobs.map { job in
      let queues = job.settings.queues.map { setting in
        // The cost depends on how many queues there are, not on their ids.
        switch setting.reference {
        case .id(let id): setting.queue(id: id, name: id.text)
        case .name(let name): setting.queue(id: QueueID("name:" + name), name: name)
        }
      }
      let task = FetchTask(
        job: job, queues: queues, names: [], window: job.window, recorded: wanted(job))
      let plan = try task.plan(organization.granularity)
      let controls = try task.controls(
        organization.granularity, organization.dialect, asOf: now())
      // The guide's answers come in pages; an interval without contacts takes no row.
      let pages = plan.map { max(1, ($0.cells + GuideQuery.pageSize - 1) / GuideQuery.pageSize) }
      return Cost(
        job: job,
        requests: organization.dialect == .guide
          ? pages.reduce(0, +) : plan.count + controls.count,
        recordRequests: task.leastRecordRequests(organization.granularity))
    }
  }

  /// The shortest time in which the limits let so many requests leave.
  func leastTime(for requests: Int) throws -> Duration {
    Pace.leastTime(for: requests, try organization.serviceLimits)
  }

  /// Fetches every job with one token for all, several partners at once.
  ///
  /// Queues are found before the first archive is touched, so that a wrong name writes nothing.
  /// What was fetched longest ago comes first: a quota that ends the run never starves the same.
  func run(_ jobs: [Job]) async throws -> Report {
    // Before anything is asked: what cannot be masked is not fetched.
    let key =
      jobs.contains(where: \.settings.needsPseudonyms)
      ? try await workspace.pseudonymKey(at: now()) : nil
    let (results, session) = try await organization.withSession(logger) { session in
      (try await run(jobs, session, key), session)
    }
    // The end of the token has its cost, too.
    return Report(results: results, cost: await session.cost)
  }

  private func run(
    _ jobs: [Job], _ session: Session, _ key: PseudonymKey?
  ) async throws -> [Result] {
    let service = try await service(session, for: jobs)
    let tasks = try await self.tasks(jobs, service, key)
    try await Failure.naming("fetch") { try refuseSharing(among: service.queues) }
    let lock = try workspace.lock()
    defer { withExtendedLifetime(lock) {} }
    try remember(tasks)
    let progress = Progress.onTerminal(
      "fetching", total: try planned(tasks, service), unit: "requests", quiet: quiet)
    defer { progress?.finish() }
    let ladder = GranularityLadder(from: organization.granularity)
    let order = try oldestFirst(tasks)
    let results = try await sideBySide(
      order.map { tasks[$0] }, atOnce: session.concurrency
    ) { task in
      try await Failure.naming("fetch \(task.job.name)") {
        try await fetch(task, service, session, ladder, progress)
      }
    }
    return zip(order, results).sorted { $0.0 < $1.0 }.map(\.1)
  }

  func tasks(
    _ jobs: [Job], _ service: FetchService, _ key: PseudonymKey?
  ) async throws -> [FetchTask] {
    var tasks: [FetchTask] = []
    for job in jobs {
      try await Failure.naming("fetch \(job.name)") {
        tasks.append(try task(job, service, key))
      }
    }
    return tasks
  }

  /// How many requests tasks take, when nothing has to be split or repeated.
  func planned(_ tasks: [FetchTask], _ service: FetchService) throws -> Int {
    try tasks.reduce(0) { count, task in
      try count + task.plan(organization.granularity).count
        + task.controls(organization.granularity, organization.dialect, asOf: service.time).count
        + task.recordPlan(organization.granularity).count
        + (task.agentPlan(organization.granularity)?.queries.count ?? 0)
    }
  }

  /// What is asked once for all partners.
  func service(_ session: Session, for jobs: [Job]) async throws -> FetchService {
    let directory = Directory(session: session)
    return try await Failure.naming("fetch") {
      let isGuide = organization.dialect == .guide
      let access =
        isGuide ? try await directory.scopeReport() : try await directory.accessReport()
      if allowsOverPrivileged {
        for grant in access.overGrants { logger.warning("the client may do more: \(grant)") }
      } else {
        try access.refuseOverGrants()
      }
      // Together, because each waits for the service by itself; what is wrong is told in this order.
      async let known = directory.organization()
      async let allowance = directory.allowedPerMinute()
      async let listed = directory.queues()
      async let masking = directory.maskingSwitches()
      async let definitions = isGuide ? GuideDefinitions.read(through: session) : nil
      let asked = try await known
      if let allowed = try await allowance {
        logger.debug("the organization allows \(allowed) requests a minute")
        await session.learn(allowedPerMinute: allowed)
      }
      let queues = try await listed
      return FetchService(
        organization: asked, queues: queues, overGrants: access.overGrants,
        host: session.api.origin, time: await session.serverTime ?? now(),
        agents: await agentDirectory(for: jobs, queues: queues, directory),
        definitions: try await definitions, masking: try await masking)
    }
  }

  private func task(
    _ job: Job, _ service: FetchService, _ key: PseudonymKey?
  ) throws -> FetchTask {
    guard let mask = job.settings.mask(with: key) else {
      preconditionFailure("a key was read for the jobs that need one")
    }
    let listed = try QueueReference.resolve(job.settings.references, in: service.queues)
    let named = zip(job.settings.queues, listed).map { $0.queue(id: $1.id, name: $1.name) }
    for queue in listed {
      try PersonalName.refuse(queue.name, of: queue.id, job.settings)
    }
    let split = WindowSplit(
      job.window, step: organization.granularity.seconds, serverTime: service.time)
    guard let history = split.history else { throw NotBegun(period: job.period, at: service.time) }
    return FetchTask(
      job: job, queues: named, names: listed.map { CapturedQueue(id: $0.id, name: $0.name) },
      window: history, includesNow: split.includesNow, recorded: try recorded(job, service),
      agents: try agents(of: job, queues: listed.map(\.id), in: service.agents), mask: mask,
      columns: organization.columns)
  }

  /// Keeps what tells each partner from the others, before anything of it is fetched.
  func remember(_ tasks: [FetchTask]) throws {
    let before = try workspace.knownNames()
    var known = before
    for task in tasks {
      known.partners[task.job.settings.partner.id, default: KnownNames.Names()].add(
        queues: task.names, agents: task.agents?.agents ?? [], task.mask)
    }
    if known != before { try workspace.keep(known) }
  }

  /// What a contract needs and the organization is configured to record.
  private func wanted(_ job: Job) -> CounterSet {
    organization.recorded.union(job.contract.contract.thresholds.rangeCounters)
  }

  /// What the service can count of it; the rest becomes empty cells, never zeros.
  private func recorded(_ job: Job, _ service: FetchService) throws -> CounterSet {
    guard let definitions = service.definitions else { return wanted(job) }
    let recording = try definitions.recording(
      of: wanted(job), thresholds: job.contract.contract.thresholds)
    for finding in recording.findings { logger.warning("\(job.name): \(finding.text)") }
    return recording.recorded
  }

  /// The places of the tasks, those without a complete capture first.
  private func oldestFirst(_ tasks: [FetchTask]) throws -> [Int] {
    let times = try tasks.map { task in
      let archive = try workspace.existingArchive(of: task.job.settings.partner.id)
      let last = try archive?.latestComplete(task.job.window)
      try archive?.close()
      return (last?.confirmedAt ?? last?.completedAt)?.milliseconds ?? Int.min
    }
    return tasks.indices.sorted { (times[$0], $0) < (times[$1], $1) }
  }

  /// Fetches a task at the finest granularity that the service takes.
  func fetch(
    _ task: FetchTask, _ service: FetchService, _ session: Session, _ ladder: GranularityLadder,
    _ progress: Progress?
  ) async throws -> Result {
    while true {
      let (granularity, refused) = await ladder.current
      do {
        return try await CaptureFetch(
          stage: self, task: task, service: service, session: session, granularity: granularity,
          refused: refused, advance: { progress?.advance(quotaLeft: await session.quotaLeft) }
        ).run()
      } catch let error as FetchError where error.refusesTheGranularity {
        guard await ladder.refuse(granularity) else { throw error }
        logger.notice(
          "\(task.job.name): the service refuses \(granularity.rawValue), going on coarser")
      }
    }
  }

  var organization: Workspace.Organization { workspace.configuration.organization }
}
