import Figures
import GenesysCloud
import Workspace

/// Finds the finest intervals that the organization answers, by at most ten requests.
struct GranularityProbe: Sendable {
  let workspace: WorkspaceFolder
  let session: Session
  let queues: [ListedQueue]

  private static let mostRequests = 10

  /// Asks for an hour of the first partner's first queue, which ended six hours ago.
  func run(at now: Instant) async throws -> [DoctorLine] {
    let organization = workspace.configuration.organization
    guard let settings = workspace.configuration.partners.first,
      let setting = settings.queues.first,
      let queue = try QueueReference.resolve(settings.references, in: queues).first
    else { return [] }
    let contract = try workspace.contract(of: settings).contract
    let hour = now.seconds / 3600 * 3600 - 7 * 3600
    let start = Instant(milliseconds: hour * 1000)
    let first = await session.cost.requests
    let dialect: Dialect =
      organization.dialect == .guide
      ? .guide(
        try await GuideDefinitions.read(through: session), timeZoneID: contract.zone.name,
        columns: organization.columns)
      : .published(organization.columns)
    var refused: [String] = []
    for granularity in Organization.Granularity.allCases {
      guard await session.cost.requests - first < Self.mostRequests - 3 else { break }
      let plan = try FetchPlan(
        queues: [queue.id], window: Window(start, start + 3600),
        settings: try QuerySettings(
          granularitySeconds: granularity.seconds, media: setting.media,
          directions: setting.directions,
          recorded: organization.recorded.union(contract.thresholds.rangeCounters),
          thresholds: contract.thresholds),
        localDayStarts: [])
      do {
        try await Fetcher(session: session, dialect: dialect, now: { now })
          .fetch(plan.queries) { _ in }
        let requests = await session.cost.requests - first
        let text =
          "\(granularity.rawValue) is answered, in \(requests == 1 ? "1 request" : "\(requests) requests")"
        return [
          refused.isEmpty
            ? .ok("granularity", text)
            : .warning(
              "granularity", "\(refused.joined(separator: " and ")) refused, \(text)",
              do: "nothing: fetch goes on coarser by itself; windows finer than that have no figure"
            )
        ]
      } catch let error as FetchError where error.refusesTheGranularity {
        refused.append(granularity.rawValue)
      }
    }
    return [
      .failure(
        "granularity", "the service refuses intervals of \(refused.joined(separator: ", "))",
        do: "ask the platform's support which intervals the organization may query")
    ]
  }
}
