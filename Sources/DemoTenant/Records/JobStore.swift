import Synchronization

/// The jobs for records that were submitted, each with what it found.
final class JobStore: Sendable {
  enum State: String {
    case queued = "QUEUED"
    case pending = "PENDING"
    case fulfilled = "FULFILLED"
  }

  private struct Job {
    let search: RecordSearch
    var polls = 0

    /// Queued at the first look, pending at the second, done after that.
    var state: State { polls < 2 ? .queued : polls == 2 ? .pending : .fulfilled }
  }

  /// The most jobs that are kept; an older one is forgotten, as one that has expired.
  private static let limit = 50

  private struct Jobs {
    var byID: [String: Job] = [:]
    var order: [String] = []
    var count = 0
  }

  private let jobs = Mutex(Jobs())

  /// Takes a job and gives it an id.
  func submit(_ search: RecordSearch, seed: Int) -> String {
    jobs.withLock { jobs in
      jobs.count += 1
      var chance = Chance(seed, 60, jobs.count)
      let id = chance.uuid()
      jobs.byID[id] = Job(search: search)
      jobs.order.append(id)
      if jobs.order.count > Self.limit { jobs.byID[jobs.order.removeFirst()] = nil }
      return id
    }
  }

  /// Looks at a job, which brings it on.
  func poll(_ id: String) throws(Refusal) -> State {
    let state = jobs.withLock { jobs -> State? in
      jobs.byID[id]?.polls += 1
      return jobs.byID[id]?.state
    }
    guard let state else { throw .notFound }
    return state
  }

  /// What a job found, when it is done.
  func results(_ id: String) throws(Refusal) -> RecordSearch {
    guard let job = jobs.withLock({ $0.byID[id] }) else { throw .notFound }
    guard job.state == .fulfilled else {
      throw .bad("The job is not fulfilled but \(job.state.rawValue).")
    }
    return job.search
  }
}
