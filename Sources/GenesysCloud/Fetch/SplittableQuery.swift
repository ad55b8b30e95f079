package import Figures

/// A query that can be asked in parts when the service finds it too large.
package protocol SplittableQuery: Sendable {
  var window: Window { get }
  /// Its name in an archive, the same in every run; it begins with the window.
  var key: String { get }
  /// The largest number of rows that the answer can have.
  var cells: Int { get }
  /// Two queries that together ask for the same, or `nil` for the smallest.
  func split() -> [Self]?
}

extension TallyQuery: SplittableQuery {}

/// Asks queries, several at once, and delivers their answers in the queries' order.
struct SplittingFetch<Query: SplittableQuery, Answer: Sendable>: Sendable {
  /// Queries that may be under way at once.
  let concurrency: Int
  let ask: @Sendable (Query) async throws -> Answer

  /// Fetches what is not done yet, as ``Fetcher/fetch(_:skipping:deliver:)`` says.
  func fetch(
    _ queries: [Query], skipping done: Set<String>,
    deliver: @Sendable (Answer) async throws -> Void
  ) async throws {
    let done = DoneQueries(done)
    var work = FetchQueue<Query, Answer>(queries.flatMap { done.remainder(of: $0) })
    do {
      try await withThrowingTaskGroup(of: Outcome.self) { group in
        while !work.isDone {
          while work.running < concurrency, let job = work.next() {
            group.addTask { try await attempt(job) }
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
    case answered(Answer, FetchQueue<Query, Answer>.Job)
    case tooLarge(FetchError, FetchQueue<Query, Answer>.Job)
  }

  private func attempt(_ job: FetchQueue<Query, Answer>.Job) async throws -> Outcome {
    do {
      return .answered(try await ask(job.query), job)
    } catch let error as FetchError where error.asksForLess {
      return .tooLarge(error, job)
    }
  }
}
