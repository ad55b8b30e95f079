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
    let fetch = SplittingFetch<TallyQuery, FetchedAnswer>(concurrency: session.concurrency) {
      try await PageWalk(session, dialect, now).answer(to: $0)
    }
    try await fetch.fetch(queries, skipping: done, deliver: deliver)
  }
}
