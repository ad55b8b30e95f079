import Figures
import GenesysCloud
import Logging
import Workspace

/// fetch --from: answers that were saved elsewhere, read from a folder into the archives.
///
/// They go through the same decoder, mask and archive as the network's; no word of the service itself
/// stands against them, so what is missing or does not fit ends the import.
struct ImportStage: Sendable {
  let fetch: FetchStage
  let saved: SavedAnswers
  /// How many partners are read at a time; the archives do not depend on it.
  let jobs: Int

  /// Reads every job, each partner's period at once or not at all.
  func run(_ jobs: [FetchStage.Job]) async throws -> FetchStage.Report {
    try await Failure.naming("fetch") { try refuseDialect() }
    var found: [Task] = []
    for job in jobs {
      found.append(try await Failure.naming("fetch \(job.name)") { try task(job) })
    }
    let tasks = found
    let lock = try fetch.workspace.lock()
    defer { withExtendedLifetime(lock) {} }
    try fetch.remember(tasks.map(\.task))
    let progress = Progress.onTerminal(
      "importing", total: tasks.reduce(0) { $0 + $1.days.count }, unit: "days", quiet: fetch.quiet)
    defer { progress?.finish() }
    // Periods of one partner share an archive and come one after the other.
    let byPartner = Dictionary(grouping: tasks.indices) { tasks[$0].partner.id }
      .values.sorted { $0[0] < $1[0] }
    let results = try await sideBySide(byPartner, atOnce: self.jobs) { places in
      var results: [(Int, FetchStage.Result, Int)] = []
      for place in places {
        try _Concurrency.Task.checkCancellation()
        let (result, bytes) = try await Failure.naming("fetch \(tasks[place].task.job.name)") {
          try read(tasks[place], progress)
        }
        results.append((place, result, bytes))
      }
      return results
    }.flatMap(\.self).sorted { $0.0 < $1.0 }
    var cost = SessionCost()
    cost.bytes = results.reduce(0) { $0 + $1.2 }
    return FetchStage.Report(results: results.map(\.1), cost: cost)
  }

  /// A job with what the folder holds for it.
  private struct Task: Sendable {
    let task: FetchTask
    let partner: SavedAnswers.Partner
    let granularity: Workspace.Organization.Granularity
    let days: [(date: LocalDate, query: TallyQuery)]
  }

  private func refuseDialect() throws {
    guard fetch.organization.dialect == .published else { throw SavedDialect() }
  }

  private func task(_ job: FetchStage.Job) throws -> Task {
    let partner = try saved.partner(job.settings.partner.id)
    let contract = job.contract.contract
    guard let granularity = Workspace.Organization.Granularity(rawValue: saved.granularity) else {
      throw UnfitAnswers(
        what: "their intervals are '\(saved.granularity)'",
        remedy: "intervals are PT5M, PT15M or PT30M")
    }
    guard partner.timeZone == contract.zone.name else {
      throw UnfitAnswers(
        what:
          "their days are those of \(partner.timeZone), the contract's of \(contract.zone.name)",
        remedy: "save them again by the contract's clock")
    }
    guard
      partner.answeredWithin == contract.thresholds.answeredWithin
        || !fetch.organization.recorded.contains(.answeredInThreshold)
    else {
      throw UnfitAnswers(
        what:
          "they count what was answered within \(partner.answeredWithin) ms, the contract within "
          + "\(contract.thresholds.answeredWithin) ms",
        remedy:
          "list answered_in_threshold under 'organization.notRecorded', or save answers of the "
          + "contract's threshold")
    }
    if !contract.thresholds.ranges.isEmpty {
      fetch.logger.warning(
        "\(job.name): saved answers do not count waits within further thresholds")
    }
    let listed = try QueueReference.resolve(
      job.settings.references, in: partner.queues.map { ListedQueue(id: $0.id, name: $0.name) })
    for queue in listed { try PersonalName.refuse(queue.name, of: queue.id, job.settings) }
    let task = FetchTask(
      job: job, queues: zip(job.settings.queues, listed).map { $0.queue(id: $1.id, name: $1.name) },
      names: listed.map { CapturedQueue(id: $0.id, name: $0.name) }, window: job.window,
      recorded: fetch.organization.recorded, columns: fetch.organization.columns)
    let settings = try QuerySettings(
      granularitySeconds: granularity.seconds,
      media: task.queues.flatMap(\.media), directions: task.queues.flatMap(\.directions),
      recorded: task.recorded, thresholds: contract.thresholds,
      also: Array(fetch.organization.columns.published.keys))
    let days = job.period.days.map { date in
      (
        date,
        TallyQuery.saved(
          Window(contract.zone.start(of: date), contract.zone.start(of: date.adding(days: 1))),
          queues: listed.map(\.id), settings: settings)
      )
    }
    return Task(task: task, partner: partner, granularity: granularity, days: days)
  }

  private func read(_ task: Task, _ progress: Progress?) throws -> (FetchStage.Result, Int) {
    let job = task.task.job
    let service = FetchService(
      organization: Directory.Organization(id: "", name: fetch.organization.name), queues: [],
      overGrants: [], host: "answers saved on disk", time: fetch.now(), agents: .success(nil),
      definitions: nil, masking: nil)
    let header = task.task.header(
      task.days.map(\.query), [], task.granularity, refused: [], fetch.organization, service)
    let archive = try fetch.workspace.archive(of: task.partner.id)
    let capture = try archive.beginOrResume(header, zone: job.contract.zone, now: fetch.now())
    // What an interrupted import left is nothing: it stores all days or none.
    let directions = Set(task.task.queues.flatMap(\.directions))
    let direction = directions.count == 1 ? directions.first : nil
    let series = task.task.queues.flatMap(\.series)
    var bytes = 0
    try capture.storeTogether { store in
      for (date, query) in task.days where !capture.finished.contains(query.key) {
        let path = task.partner.path(of: date)
        let response = try saved.answer(task.partner, date)
        let answer: SavedAnswer
        do throws(FetchError) {
          answer = try SavedAnswer(response, for: query, task.task.columns, direction: direction)
        } catch {
          throw error.at("\(saved.folder)/\(path)")
        }
        bytes += response.count
        try store(
          Answer(
            key: query.key, method: "FILE", path: "/" + path, body: "", status: 200,
            correlationID: "", receivedAt: fetch.now(), response: response,
            keptResponse: answer.kept),
          Coverage(window: query.window, series: series), answer.rows)
        progress?.advance()
      }
    }
    let completion = try capture.complete(now: fetch.now()) {
      try archive.isNews(task.task.columns, of: capture.capture)
    }
    try archive.close()
    var unchanged = false
    if case .confirmed = completion { unchanged = true }
    return (
      FetchStage.Result(
        partner: task.partner.id, period: job.period.id, capture: completion.capture.id,
        requests: 0, resumed: capture.isResumed, unchanged: unchanged,
        granularity: task.granularity.rawValue, until: nil), bytes
    )
  }
}

/// Saved answers are in the published dialect alone.
private struct SavedDialect: Explained {
  var explanation: Explanation {
    Explanation(
      .configuration, what: "--from reads answers of the published dialect, not of the guide's",
      remedy: "set 'organization.dialect' to published in a workspace of its own")
  }
}

/// Saved answers were counted by other rules than the contract's.
private struct UnfitAnswers: Explained {
  let what: String
  let remedy: String

  var explanation: Explanation {
    Explanation(
      .badData, what: "the saved answers do not fit the contract: \(what)", place: "tenant.json",
      remedy: remedy)
  }
}
