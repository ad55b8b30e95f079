package import Figures

/// Asks the queries of a plan, several at once, and delivers the answers in the plan's order.
///
/// The pages of an answer are delivered together or not at all.
package struct Fetcher: Sendable {
  private let session: Session
  private let dialect: Dialect
  private let now: @Sendable () -> Instant

  package init(
    session: Session, dialect: Dialect, now: @escaping @Sendable () -> Instant
  ) {
    self.session = session
    self.dialect = dialect
    self.now = now
  }

  /// Fetches what is not done yet; one delivery at a time, in the order of the queries.
  ///
  /// A query that is too large for the service is replaced by its parts, each delivered for
  /// itself, and no later one is sent in that size. When something fails, the answers that are
  /// complete are still delivered; then the failure is thrown. `done` holds keys of queries.
  package func fetch(
    _ queries: [TallyQuery], skipping done: Set<String> = [],
    deliver: @Sendable (FetchedAnswer) async throws -> Void
  ) async throws {
    let done = DoneQueries(done)
    var work = FetchQueue(queries.flatMap { done.remainder(of: $0) })
    do {
      try await withThrowingTaskGroup(of: Outcome.self) { group in
        while !work.isDone {
          while work.running < session.concurrency, let job = work.next() {
            group.addTask { try await ask(job) }
          }
          guard let outcome = try await group.next() else { break }
          switch outcome {
          case .answered(let answer, let job): work.finish(job, with: answer)
          case .tooLarge(let error, let job): try work.split(job, because: error)
          }
          while let answer = work.deliverable() { try await deliver(answer) }
        }
      }
    } catch {
      // Finished behind one that failed: kept, unless keeping is what failed.
      for answer in work.leftovers() {
        do { try await deliver(answer) } catch { break }
      }
      throw error
    }
  }

  private enum Outcome: Sendable {
    case answered(FetchedAnswer, FetchQueue.Job)
    case tooLarge(FetchError, FetchQueue.Job)
  }

  private func ask(_ job: FetchQueue.Job) async throws -> Outcome {
    do {
      return .answered(try await PageWalk(session, dialect, now).answer(to: job.query), job)
    } catch let error as FetchError where error.asksForLess {
      return .tooLarge(error, job)
    }
  }
}
