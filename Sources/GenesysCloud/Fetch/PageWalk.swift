import Figures

/// Asks for one query, page by page until its answer is whole.
struct PageWalk {
  private let session: Session
  private let dialect: Dialect
  private let now: @Sendable () -> Instant

  init(_ session: Session, _ dialect: Dialect, _ now: @escaping @Sendable () -> Instant) {
    self.session = session
    self.dialect = dialect
    self.now = now
  }

  /// The whole answer.
  ///
  /// Rows may come in between while pages are read: pages that contradict each other are read once
  /// more from the first, and then refused.
  func answer(to query: TallyQuery) async throws -> FetchedAnswer {
    var pages: [FetchedAnswer.Page] = []
    do {
      return try await walk(query, &pages)
    } catch let error as FetchError where error.isContradiction && !pages.isEmpty {
      pages = []
      return try await walk(query, &pages)
    }
  }

  private func walk(
    _ query: TallyQuery, _ pages: inout [FetchedAnswer.Page]
  ) async throws -> FetchedAnswer {
    var reader = try dialect.reader(query, session.api)
    let first = try dialect.request(query)
    var next: NextPage? = NextPage(first)
    while let asked = next {
      let (page, content) = try await bring(asked, reader)
      pages.append(page)
      reader.add(content)
      next = content.next
    }
    do {
      return FetchedAnswer(query: query, pages: pages, rows: try reader.finish())
    } catch {
      throw error.at(first.name)
    }
  }

  private func bring(
    _ page: NextPage, _ reader: any PageReader
  ) async throws -> (FetchedAnswer.Page, AnswerPage) {
    do {
      return try await bring(page.request, reader)
    } catch let error as FetchError where error.isUnknownRequest {
      guard let fallback = page.fallback else { throw error }
      return try await bring(fallback, reader)
    }
  }

  private func bring(
    _ request: Request, _ reader: any PageReader
  ) async throws -> (FetchedAnswer.Page, AnswerPage) {
    try await session.send(request) { response throws(FetchError) in
      let page = try FetchedAnswer.Page(request, response, at: now(), keeping: dialect.mask)
      return (page, try reader.read(dialect.mask.read(response), of: request))
    }
  }
}

extension FetchError {
  /// Whether the answer contradicts itself or the question.
  var isContradiction: Bool { if case .contradiction = reason { true } else { false } }

  /// Whether the service has nothing under this method and path.
  var isUnknownRequest: Bool {
    switch reason {
    case .refused(404, _, _), .refused(405, _, _): true
    default: false
    }
  }
}
