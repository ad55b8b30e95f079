package import Figures

/// The answer to one query about agents that was believed.
package struct FetchedAgentTime: Sendable, Hashable {
  package let query: AgentQuery
  package let page: FetchedAnswer.Page
  package let rows: [AgentRow]
}

/// Asks what agents did, several queries at once, and delivers the answers in the plan's order.
package struct AgentFetcher: Sendable {
  private let session: Session
  private let mask: AnswerMask
  private let now: @Sendable () -> Instant

  /// `names` decides what is kept of the agents' ids.
  package init(
    session: Session, names: NameMask, columns: ColumnPolicy = ColumnPolicy(),
    now: @escaping @Sendable () -> Instant
  ) {
    self.session = session
    mask = .agents(names, columns)
    self.now = now
  }

  /// Fetches what is not done yet, as ``Fetcher/fetch(_:skipping:deliver:)`` does.
  package func fetch(
    _ queries: [AgentQuery], skipping done: Set<String> = [],
    deliver: @Sendable (FetchedAgentTime) async throws -> Void
  ) async throws {
    let fetch = SplittingFetch<AgentQuery, FetchedAgentTime>(
      concurrency: session.concurrency
    ) { try await answer(to: $0) }
    try await fetch.fetch(queries, skipping: done, deliver: deliver)
  }

  private func answer(to query: AgentQuery) async throws -> FetchedAgentTime {
    let request = try query.request()
    do {
      return try await session.send(request) { response throws(FetchError) in
        // Only a 200 may say that there was nobody.
        let page = try FetchedAnswer.Page(
          request, response, at: now(), keeping: mask)
        return FetchedAgentTime(
          query: query, page: page,
          rows: try AgentAnswer.rows(in: mask.read(response).body, for: query))
      }
    } catch let error as FetchError {
      // A service may name an agent in what it refuses.
      throw error.hiding(query.agents.map(\.text))
    }
  }
}
