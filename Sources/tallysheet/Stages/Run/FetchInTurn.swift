import Figures
import GenesysCloud
import Workspace

extension FetchStage {
  /// What became of a partner in a run.
  enum Outcome: Sendable {
    case fetched([Result])
    case failed(any Error)
    /// The service had no room left for it.
    case putOff
  }

  /// Fetches partner after partner with one token for all, and tells of each as soon as it is through.
  ///
  /// A partner's failure leaves the others alone; a quota or a service that is down puts off all that
  /// come after it. `noted` is called before the first figure is asked for, when the names of all these
  /// partners are noted: sites can be searched for them from then on. The workspace's lock is the
  /// caller's.
  func inTurn(
    _ partners: [[Job]], noted: () -> Void, done: (_ place: Int, Outcome) -> Void
  ) async throws -> SessionCost {
    let session = try await organization.withSession(logger) { session in
      let service = try await service(session, for: partners.flatMap(\.self))
      try await Failure.naming("fetch") { try refuseSharing(among: service.queues) }
      var tasks: [Swift.Result<[FetchTask], any Error>] = []
      var count = 0
      for jobs in partners {
        do {
          let ready = try await ready(jobs, service)
          count += try planned(ready, service)
          tasks.append(.success(ready))
        } catch { tasks.append(.failure(error)) }
      }
      try remember(tasks.flatMap { (try? $0.get()) ?? [] })
      noted()
      let progress = Progress.onTerminal(
        "fetching", total: count, unit: "requests", quiet: quiet)
      defer { progress?.finish() }
      let ladder = GranularityLadder(from: organization.granularity)
      var isStopped = false
      for (place, tasks) in tasks.enumerated() {
        guard !isStopped else {
          done(place, .putOff)
          continue
        }
        do {
          let results = try await sideBySide(try tasks.get(), atOnce: session.concurrency) { task in
            try await Failure.naming("fetch \(task.job.name)") {
              try await fetch(task, service, session, ladder, progress)
            }
          }
          done(place, .fetched(results))
        } catch {
          try Task.checkCancellation()
          done(place, .failed(error))
          isStopped = Self.stopsAll(error)
        }
      }
      return session
    }
    return await session.cost
  }

  /// A partner's tasks; what cannot be masked is not fetched.
  private func ready(_ jobs: [Job], _ service: FetchService) async throws -> [FetchTask] {
    let key =
      jobs.contains(where: \.settings.needsPseudonyms)
      ? try await workspace.pseudonymKey(at: now()) : nil
    return try await tasks(jobs, service, key)
  }

  /// Whether nothing more is to be asked in this run.
  static func stopsAll(_ error: any Error) -> Bool {
    let status = Failure(error)?.status
    return status == .tryAgainLater || status == .unavailable
  }
}
