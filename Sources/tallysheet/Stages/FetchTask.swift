import Figures
import GenesysCloud
import Workspace

/// What a run knows of the service before it asks for figures.
struct FetchService: Sendable {
  let organization: Directory.Organization
  let queues: [ListedQueue]
  /// What the client may do beyond reading, which the operator allowed.
  let overGrants: [String]
  let host: String
  /// The service's clock when the plans were made.
  let time: Instant
  /// Who serves which queue, where a partner's agents are asked for; or why nobody says so, which
  /// concerns these partners alone.
  let agents: Result<AgentDirectory?, any Error>
  /// What the service defines, in the dialect that has definitions.
  let definitions: GuideDefinitions?
  /// What the organization says of its own masking; `nil` when it does not tell.
  let masking: [MaskingSwitch]?

  /// How to ask by the clock of this zone.
  func dialect(zone: String, _ columns: ColumnPolicy) -> Dialect {
    definitions.map { .guide($0, timeZoneID: zone, columns: columns) } ?? .published(columns)
  }
}

/// A job whose queues are found, and the part of its window that history can answer.
struct FetchTask: Sendable {
  let job: FetchStage.Job
  let queues: [Figures.Queue]
  let names: [CapturedQueue]
  let window: Window
  /// Whether the period reaches into the present.
  var includesNow = false
  /// What the source can count of what the contract needs.
  let recorded: CounterSet
  /// Whose time is asked for; `nil` for nobody's.
  var agents: TaskAgents?
  /// What is kept of ids.
  var mask = NameMask.nobody
  /// What the operator decided about columns that no figure is made of.
  var columns = ColumnPolicy()

  /// As few queries as the limits allow; queues with other media or directions are asked apart.
  func plan(_ granularity: Workspace.Organization.Granularity) throws -> [TallyQuery] {
    try kinds(granularity).flatMap { kind in
      try FetchPlan(
        queues: kind.queues, window: window(for: granularity), settings: kind.settings,
        localDayStarts: dayStarts
      ).queries
    }
  }

  /// The totals that the plan's rows must add up to: of all that is final by the service's clock.
  ///
  /// The rest may still grow between two questions, is shown as provisional and fetched again.
  /// The guide's dialect has none: each of its answers tells how many rows it has.
  func controls(
    _ granularity: Workspace.Organization.Granularity,
    _ dialect: Workspace.Organization.Dialect, asOf time: Instant
  ) throws -> [ControlQuery] {
    guard dialect == .published else { return [] }
    let window = window(for: granularity)
    let end = min(window.end, job.contract.contract.finalUntil(asOf: time))
    guard window.start < end else { return [] }
    return try kinds(granularity).flatMap { kind in
      ControlQuery.covering(
        Window(window.start, end), queues: kind.queues, settings: kind.settings,
        localDayStarts: dayStarts)
    }
  }

  private var dayStarts: [Instant] {
    job.period.days.map(job.contract.contract.zone.start(of:))
  }

  /// Queues that are asked for together, because their media and directions are the same.
  private func kinds(
    _ granularity: Workspace.Organization.Granularity
  ) throws -> [(queues: [QueueID], settings: QuerySettings)] {
    var kinds: [(media: [String], directions: [String], queues: [QueueID])] = []
    for queue in queues {
      let place = kinds.firstIndex { ($0.media, $0.directions) == (queue.media, queue.directions) }
      if let place {
        kinds[place].queues.append(queue.id)
      } else {
        kinds.append((queue.media, queue.directions, [queue.id]))
      }
    }
    return try kinds.map { kind in
      (
        kind.queues,
        try QuerySettings(
          granularitySeconds: granularity.seconds, media: kind.media,
          directions: kind.directions, recorded: recorded,
          thresholds: job.contract.contract.thresholds, also: Array(columns.published.keys))
      )
    }
  }

  func header(
    _ plan: [TallyQuery], _ records: [RecordQuery],
    _ granularity: Workspace.Organization.Granularity,
    refused: [Workspace.Organization.Granularity], _ settings: Workspace.Organization,
    _ service: FetchService
  ) -> CaptureHeader {
    let thresholds = job.contract.contract.thresholds
    return CaptureHeader(
      period: job.period.id, window: job.window,
      plan: SHA256.hex(
        of: Array(
          (plan.map(\.key) + records.map(\.description) + agentLines(granularity) + columnLines)
            .joined(separator: "\n").utf8)),
      dialect: settings.dialect.rawValue, apiHost: service.host,
      organizationID: service.organization.id, organizationName: service.organization.name,
      programVersion: Tallysheet.version, granularity: granularity.rawValue,
      step: granularity.seconds, recorded: recorded,
      thresholds: thresholds, zone: job.contract.zone.stamp, queues: names,
      series: queues.flatMap(\.series), until: window(for: granularity).end,
      refusedGranularities: refused.map(\.rawValue), overGrants: service.overGrants,
      records: job.settings.records.map { AskedRecords(route: $0, queries: records.count) },
      naming: mask.naming)
  }

  /// Answers of two decisions about columns are not mixed in one capture.
  private var columnLines: [String] {
    columns.published.keys.sorted().map { "publish \($0)" }
      + columns.withheld.sorted().map { "withhold \($0)" }
  }

  /// The window, cut to whole intervals of a coarser granularity.
  func window(for granularity: Workspace.Organization.Granularity) -> Window {
    guard window.end != job.window.end else { return window }
    let count = window.seconds / granularity.seconds
    return Window(window.start, window.start + count * granularity.seconds)
  }
}

/// The granularities from the configured one on, and how far down the service has sent us.
actor GranularityLadder {
  private var refused: [Workspace.Organization.Granularity] = []
  private var rest: ArraySlice<Workspace.Organization.Granularity>

  init(from first: Workspace.Organization.Granularity) {
    rest = Workspace.Organization.Granularity.allCases.drop { $0 != first }
  }

  /// The granularity to ask for, and the finer ones that were refused.
  var current: (Workspace.Organization.Granularity, refused: [Workspace.Organization.Granularity]) {
    (rest.first ?? .halfHours, refused)
  }

  /// Takes the next coarser one; says whether there is one.
  ///
  /// Several partners may report the same refusal: only the first moves the ladder.
  func refuse(_ granularity: Workspace.Organization.Granularity) -> Bool {
    guard rest.first == granularity else { return true }
    guard rest.count > 1 else { return false }
    refused.append(granularity)
    rest = rest.dropFirst()
    return true
  }
}

/// Nothing of the period has happened yet.
struct NotBegun: Explained {
  let period: Period
  let at: Instant

  var explanation: Explanation {
    Explanation(
      .missingInput,
      what: "\(period.id) has no closed interval yet: the service's clock says \(at.text)",
      remedy: "fetch it a quarter of an hour after its first interval, or name another period")
  }
}

extension PartnerSettings {
  /// The queues as the source is asked for them.
  var references: [QueueReference] {
    queues.map { setting in
      switch setting.reference {
      case .id(let id): .id(id)
      case .name(let name): .name(name)
      }
    }
  }
}
