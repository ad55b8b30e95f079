import Figures
import GenesysCloud
import Workspace

/// Records of single conversations, fetched beside the tallies of a task that asks for them.
struct RecordStage: Sendable {
  let plan: [RecordQuery]
  private let task: FetchTask
  private let window: Window
  private let fetcher: RecordFetcher

  init(
    _ task: FetchTask, _ granularity: Workspace.Organization.Granularity, _ session: Session,
    now: @escaping @Sendable () -> Instant
  ) {
    self.task = task
    plan = task.recordPlan(granularity)
    window = task.window(for: granularity)
    fetcher = RecordFetcher(session: session, now: now) { SHA256.hex(of: $0) }
  }

  /// Stops before anything is asked when the jobs' data does not reach the window's end yet.
  func requireAvailability() async throws {
    guard task.job.settings.records == .job else { return }
    try await fetcher.requireAvailability(of: window)
  }

  /// Fetches what an earlier run has not, one query after the other.
  ///
  /// Jobs are a scarce good of the organization: one at a time leaves the others to it. `advance`
  /// gets the number of answers of each query.
  func run(into capture: OpenCapture, advance: (Int) async -> Void) async throws {
    for query in plan where !capture.finishedRecords.contains(query.key) {
      let records = try await fetcher.fetch(query)
      try capture.store(
        task.mask.kept(records.events), answering: query.key, receipts: records.pages.map(\.receipt)
      )
      await advance(records.pages.count)
    }
  }
}

extension FetchTask {
  /// The queries for records; none when the partner's settings ask for none.
  func recordPlan(_ granularity: Workspace.Organization.Granularity) -> [RecordQuery] {
    guard let route = job.settings.records else { return [] }
    let zone = job.contract.contract.zone
    return RecordPlan.queries(
      route, for: queues, window: window(for: granularity),
      localDayStarts: job.period.days.map(zone.start(of:)))
  }

  /// The end of each stretch, or each job with a look at it and its result.
  func leastRecordRequests(_ granularity: Workspace.Organization.Granularity) -> Int {
    let queries = recordPlan(granularity).count
    switch job.settings.records {
    case .pages: return queries
    case .job: return 1 + queries * 3
    case nil: return 0
    }
  }
}

extension FetchedRecords.Page {
  /// The answer as the archive remembers it.
  fileprivate var receipt: AnswerReceipt {
    AnswerReceipt(
      method: method, path: path, body: String(decoding: body, as: UTF8.self), status: status,
      correlationID: correlationID ?? "", receivedAt: receivedAt, sha256: sha256, size: size)
  }
}
