import Figures
import GenesysCloud
import Logging
import Workspace

/// Fetches one task into its partner's archive, at one granularity.
struct CaptureFetch: Sendable {
  let stage: FetchStage
  let task: FetchTask
  let service: FetchService
  let session: Session
  let granularity: Workspace.Organization.Granularity
  let refused: [Workspace.Organization.Granularity]
  /// Called after each request that brought something.
  let advance: @Sendable () async -> Void

  private var partner: String { task.job.settings.partner.id }

  /// Fetches; when the parts do not add up to the service's total, once more from nothing.
  func run() async throws -> FetchStage.Result {
    let plan = try task.plan(granularity)
    let records = RecordStage(task, granularity, session, now: stage.now)
    try await records.requireAvailability()
    let header = task.header(
      plan, records.plan, granularity, refused: refused, stage.organization, service)
    let archive = try stage.workspace.archive(of: partner)
    let sent = Count()
    for isLast in [false, true] {
      let capture = try archive.beginOrResume(
        header, zone: task.job.contract.zone, now: stage.now())
      if capture.isResumed {
        stage.logger.notice(
          "\(task.job.name): going on with \(capture.finished.count) answers of an interrupted fetch"
        )
      }
      do {
        try await fill(capture, plan, records) { [sent] count in
          await sent.add(count)
          await advance()
        }
      } catch let error as FetchError where error.isDifferingTotal {
        // Kept, a wrong answer would be resumed with, again and again.
        try capture.discard()
        guard !isLast else { throw error }
        stage.logger.notice(
          "\(task.job.name): \(error.explanation.what); all is asked for once more")
        continue
      }
      let completion = try capture.complete(now: stage.now()) {
        try archive.isNews(task.columns, of: capture.capture)
      }
      try archive.close()
      var unchanged = false
      if case .confirmed = completion { unchanged = true }
      return FetchStage.Result(
        partner: partner, period: task.job.period.id, capture: completion.capture.id,
        requests: await sent.value, resumed: capture.isResumed, unchanged: unchanged,
        granularity: granularity.rawValue,
        until: header.until == header.window.end ? nil : header.until.text)
    }
    preconditionFailure("the second attempt returns or throws")
  }

  /// Asks what the capture does not hold yet: tallies, their totals, records, agents, the present.
  private func fill(
    _ capture: OpenCapture, _ plan: [TallyQuery], _ records: RecordStage,
    _ count: @escaping @Sendable (_ requests: Int) async -> Void
  ) async throws {
    let zone = task.job.contract.zone.zone.name
    let fetcher = Fetcher(
      session: session, dialect: service.dialect(zone: zone, task.columns), now: stage.now)
    let finished = capture.finished.filter { !AgentQuery.isKey($0) }
    try await fetcher.fetch(plan, skipping: finished) { answer in
      try capture.store(
        answer.archived,
        covering: Coverage(window: answer.query.window, series: answer.query.series),
        rows: answer.rows)
      stage.logger.debug("\(task.job.name): kept \(answer.query.window.start.text) and on")
      await count(answer.pages.count)
    }
    try await checkTotals(of: capture, count)
    try await records.run(into: capture, advance: count)
    try await stage.fetchAgents(of: task, into: capture, session) { await count(1) }
    if task.includesNow { try capture.store(try await present()) }
    try capture.store(service.masking)
  }

  private func checkTotals(
    of capture: OpenCapture, _ count: @escaping @Sendable (_ requests: Int) async -> Void
  ) async throws {
    let controls = try task.controls(
      granularity, stage.organization.dialect, asOf: service.time)
    guard !controls.isEmpty else { return }
    let rows = try capture.archive.rows(of: capture.capture)
    try await Controller(session: session, columns: task.columns, now: stage.now).check(
      controls, skipping: capture.finished, against: rows
    ) { agreed in
      try capture.store(agreed.page.archived(as: agreed.control.key), covering: nil, rows: [])
      await count(1)
    }
  }

  /// What happens in the task's queues now; nothing when the client may not see it.
  private func present() async throws -> [QueueNow] {
    let ids = task.queues.map(\.id)
    do {
      guard service.definitions == nil else {
        let media = Set(task.queues.flatMap(\.media)).sorted()
        return try await GuideObservations.read(ids, media: media, through: session)
      }
      return try await Directory(session: session).observations(of: ids)
    } catch let error as FetchError where error.isMissingPermission {
      stage.logger.warning(
        "\(task.job.name): the present is not shown: \(error.explanation.what)")
      return []
    }
  }
}

/// Counts across tasks.
private actor Count {
  private(set) var value = 0

  func add(_ count: Int) { value += count }
}

extension FetchedAnswer {
  /// The pages as they are kept: the last one bears the query's key, and so says that all are there.
  fileprivate var archived: [Answer] {
    pages.enumerated().map { index, page in
      let isLast = index == pages.count - 1
      return page.archived(
        as: isLast ? query.key : "\(query.key) page \((index + 1).digits(4))")
    }
  }
}

extension FetchedAnswer.Page {
  func archived(as key: String) -> Answer {
    Answer(
      key: key, method: request.method.rawValue, path: request.target,
      body: String(decoding: request.body, as: UTF8.self), status: status,
      correlationID: correlationID ?? "", receivedAt: receivedAt, response: body,
      keptBody: keptRequestBody.map { String(decoding: $0, as: UTF8.self) },
      keptResponse: keptBody)
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
