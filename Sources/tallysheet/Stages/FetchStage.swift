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
    /// Whether an earlier capture holds the same figures.
    let unchanged: Bool
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
      return periods.map { Job(settings: settings, contract: contract, period: $0) }
    }
  }

  /// Prints the plan and its cost; nothing is asked.
  func costs(of jobs: [Job]) throws -> [(job: Job, requests: Int)] {
    try jobs.map { job in
      let queues = job.settings.queues.map { setting in
        // The cost depends on how many queues there are, not on their ids.
        switch setting.reference {
        case .id(let id): setting.queue(id: id, name: id.text)
        case .name(let name): setting.queue(id: QueueID("name:" + name), name: name)
        }
      }
      return (job, try plan(job, queues).count)
    }
  }

  /// Fetches every job, one after the other, with one token for all.
  ///
  /// Queues are found before the first archive is touched, so that a wrong name writes nothing.
  func run(_ jobs: [Job]) async throws -> [Result] {
    let connection = try await connection()
    let session = Session(
      connection: connection, transport: CurlTransport(connection).transport, notice: log)
    do {
      let results = try await run(jobs, session)
      await session.end()
      return results
    } catch {
      // The token ends also when the work was cancelled, which a child task would not survive.
      await Task { await session.end() }.value
      throw error
    }
  }

  private func run(_ jobs: [Job], _ session: Session) async throws -> [Result] {
    let directory = Directory(session: session)
    let (organization, queues) = try await Failure.naming("fetch") {
      let access = try await directory.accessReport()
      if allowsOverPrivileged {
        for grant in access.overGrants { logger.warning("the client may do more: \(grant)") }
      } else {
        try access.refuseOverGrants()
      }
      return (try await directory.organization(), try await directory.queues())
    }
    var found: [(job: Job, queues: [Figures.Queue], names: [CapturedQueue])] = []
    for job in jobs {
      try await Failure.naming("fetch \(job.name)") {
        let listed = try QueueReference.resolve(job.settings.references, in: queues)
        let named = zip(job.settings.queues, listed).map { $0.queue(id: $1.id, name: $1.name) }
        let names = listed.map { CapturedQueue(id: $0.id, name: $0.name) }
        found.append((job, named, names))
      }
    }
    let lock = try workspace.lock()
    defer { withExtendedLifetime(lock) {} }
    let plans = try found.map { try plan($0.job, $0.queues) }
    let progress = Progress.onTerminal(
      "fetching", total: plans.reduce(0) { $0 + $1.count }, unit: "requests", quiet: quiet)
    defer { progress?.finish() }
    var results: [Result] = []
    for ((job, queues, names), plan) in zip(found, plans) {
      let header = header(
        job, plan, organization, queues: queues, names: names, host: session.api.origin)
      let result = try await Failure.naming("fetch \(job.name)") {
        try await fetch(job, plan, header, session, progress)
      }
      results.append(result)
    }
    return results
  }

  private func fetch(
    _ job: Job, _ plan: [TallyQuery], _ header: CaptureHeader, _ session: Session,
    _ progress: Progress?
  ) async throws -> Result {
    let archive = try workspace.archive(of: job.settings.partner.id)
    let capture = try archive.beginOrResume(header, zone: job.contract.zone, now: now())
    if capture.isResumed {
      logger.notice(
        "\(job.name): going on with \(capture.finished.count) answers of an interrupted fetch")
    }
    let fetcher = Fetcher(session: session, dialect: .published, now: now)
    let sent = Count()
    try await fetcher.fetch(plan, skipping: capture.finished) { answer in
      try capture.store(
        Answer(answer),
        covering: Coverage(window: answer.query.window, series: answer.query.series),
        rows: answer.rows)
      await sent.add()
      progress?.advance()
    }
    let completion = try capture.complete(now: now())
    try archive.close()
    var unchanged = false
    if case .confirmed = completion { unchanged = true }
    return Result(
      partner: job.settings.partner.id, period: job.period.id, capture: completion.capture.id,
      requests: await sent.value, resumed: capture.isResumed, unchanged: unchanged)
  }

  /// As few queries as the limits allow; queues with other media or directions are asked apart.
  private func plan(_ job: Job, _ queues: [Figures.Queue]) throws -> [TallyQuery] {
    let organization = workspace.configuration.organization
    let zone = job.contract.contract.zone
    var kinds: [(media: [String], directions: [String], queues: [QueueID])] = []
    for queue in queues {
      let place = kinds.firstIndex { ($0.media, $0.directions) == (queue.media, queue.directions) }
      if let place {
        kinds[place].queues.append(queue.id)
      } else {
        kinds.append((queue.media, queue.directions, [queue.id]))
      }
    }
    return try kinds.flatMap { kind in
      try FetchPlan(
        queues: kind.queues, window: job.window,
        settings: QuerySettings(
          granularitySeconds: organization.granularity.seconds, media: kind.media,
          directions: kind.directions, recorded: organization.recorded,
          thresholds: job.contract.contract.thresholds),
        localDayStarts: job.period.days.map(zone.start(of:))
      ).queries
    }
  }

  private func header(
    _ job: Job, _ plan: [TallyQuery], _ organization: Directory.Organization,
    queues: [Figures.Queue], names: [CapturedQueue], host: String
  ) -> CaptureHeader {
    let settings = workspace.configuration.organization
    return CaptureHeader(
      period: job.period.id, window: job.window,
      plan: SHA256.hex(of: Array(plan.map(\.key).joined(separator: "\n").utf8)),
      dialect: settings.dialect.rawValue, apiHost: host, organizationID: organization.id,
      organizationName: organization.name, programVersion: Tallysheet.version,
      granularity: settings.granularity.rawValue, step: settings.granularity.seconds,
      recorded: settings.recorded, thresholds: job.contract.contract.thresholds,
      zone: job.contract.zone.stamp, queues: names, series: queues.flatMap(\.series))
  }

  private func connection() async throws -> Connection {
    let organization = workspace.configuration.organization
    guard organization.dialect == .published else { throw DialectRefusal() }
    return Connection(
      login: try Endpoint(organization.loginURL), api: try Endpoint(organization.apiURL),
      credentials: Credentials(
        clientID: try await organization.clientID.resolve(),
        clientSecret: try await organization.clientSecret.resolve()),
      limits: try GenesysCloud.Limits(
        perSecond: organization.limits.perSecond,
        perMinuteShare: organization.limits.perMinuteShare,
        concurrency: organization.limits.concurrency))
  }

  private var log: @Sendable (SessionNotice) -> Void {
    { [logger] notice in
      switch notice {
      case .sending(let request): logger.trace("\(request)")
      case .signedIn(let seconds): logger.debug("signed in, the token lives \(seconds) s")
      case .waiting(let duration, let request, let why, let pausesAll):
        logger.info(
          "waiting \(duration) before \(request) (\(why))\(pausesAll ? ", all requests" : "")")
      }
    }
  }
}

/// The guide's dialect is configured, which this version does not speak.
struct DialectRefusal: Explained {
  var explanation: Explanation {
    Explanation(
      .configuration, what: "the dialect 'guide' is not spoken by this version",
      place: "organization.dialect", remedy: "write 'dialect: published'")
  }
}

/// Counts across tasks.
private actor Count {
  private(set) var value = 0

  func add() { value += 1 }
}

extension Answer {
  fileprivate init(_ answer: FetchedAnswer) {
    self.init(
      key: answer.query.key, method: answer.request.method.rawValue, path: answer.request.target,
      body: String(decoding: answer.request.body, as: UTF8.self), status: answer.status,
      correlationID: answer.correlationID ?? "", receivedAt: answer.receivedAt,
      response: answer.body)
  }
}

extension TallyQuery {
  /// Every series that an answer covers, whether or not it had events.
  fileprivate var series: [Series] {
    queues.flatMap { queue in
      settings.media.flatMap { media in
        settings.directions.map { Series(queue: queue, media: media, direction: $0) }
      }
    }
  }
}

extension PartnerSettings {
  /// The queues as the source is asked for them.
  fileprivate var references: [QueueReference] {
    queues.map { setting in
      switch setting.reference {
      case .id(let id): .id(id)
      case .name(let name): .name(name)
      }
    }
  }
}
