package import Figures

/// What one query for records brought: its events, and proof of the answers that were let go.
package struct FetchedRecords: Sendable, Hashable {
  package let query: RecordQuery
  /// In the order in which they were asked for; at least one.
  package let pages: [Page]
  /// By series, time, metric, value and conversation.
  package let events: [RecordEvent]

  /// An answer after it was read: its bytes are gone, its digest stays.
  package struct Page: Sendable, Hashable {
    package let method: String
    /// Without host and query, where a service's own texts could stand.
    package let path: String
    package let body: [UInt8]
    package let status: Int
    package let correlationID: String?
    package let receivedAt: Instant
    package let sha256: String
    /// Bytes of the answer.
    package let size: Int
  }
}

/// Asks for records of conversations, and forgets everything that the allow-list does not name.
package struct RecordFetcher: Sendable {
  private let session: Session
  private let now: @Sendable () -> Instant
  private let sha256: @Sendable ([UInt8]) -> String

  package init(
    session: Session, now: @escaping @Sendable () -> Instant,
    sha256: @escaping @Sendable ([UInt8]) -> String
  ) {
    self.session = session
    self.now = now
    self.sha256 = sha256
  }

  /// Refuses a window that the jobs' data does not reach yet.
  package func requireAvailability(of window: Window) async throws {
    struct Shape: Decodable { var dataAvailabilityDate: String }
    let until = try await session.send(RecordRequest.availability) { response throws(FetchError) in
      let shape = try SmallJSON.read(Shape.self, from: response)
      return try RecordReader.instant(shape.dataAvailabilityDate, "dataAvailabilityDate")
    }
    try Self.require(until, window.end)
  }

  /// Everything that a query finds.
  ///
  /// Pages that contradict each other are read once more from the first, and then refused. A
  /// query that is too large for the service is asked in parts.
  package func fetch(_ query: RecordQuery) async throws -> FetchedRecords {
    do {
      switch query.route {
      case .pages: return try await twice { try await walk(query) }
      case .job:
        let (job, submission) = try await submit(query)
        try await wait(for: job)
        return try await twice { try await results(of: job, query, after: submission) }
      }
    } catch let error as FetchError where error.asksForLess {
      guard let parts = query.split() else { throw error }
      var pages: [FetchedRecords.Page] = []
      var events: [RecordEvent] = []
      for part in parts {
        let records = try await fetch(part)
        pages += records.pages
        events += records.events
      }
      return FetchedRecords(
        query: query, pages: pages, events: RecordCollection.sorted(events))
    }
  }

  private func twice(
    _ work: () async throws -> FetchedRecords
  ) async throws -> FetchedRecords {
    do { return try await work() } catch let error as FetchError where error.isContradiction {
      return try await work()
    }
  }

  // MARK: - Pages

  /// Page by page until one has no conversations at all: no count says where the end is.
  private func walk(_ query: RecordQuery) async throws -> FetchedRecords {
    var collection = RecordCollection()
    var pages: [FetchedRecords.Page] = []
    while true {
      let request = RecordRequest.page(pages.count + 1, of: query)
      let (page, content) = try await bring(request, query)
      pages.append(page)
      guard content.conversations != nil else {
        return try finish(query, pages, content, &collection, request)
      }
      do { try collection.add(content) } catch { throw error.at(request.name) }
    }
  }

  /// The last page counts for what it promises.
  private func finish(
    _ query: RecordQuery, _ pages: [FetchedRecords.Page], _ last: RecordPage,
    _ collection: inout RecordCollection, _ request: Request
  ) throws -> FetchedRecords {
    do throws(FetchError) {
      collection.promise(last.totalHits)
      return FetchedRecords(query: query, pages: pages, events: try collection.finish())
    } catch { throw error.at(request.name) }
  }

  // MARK: - Jobs

  private func submit(_ query: RecordQuery) async throws -> (JobID, FetchedRecords.Page) {
    struct Shape: Decodable { var jobId: String }
    let request = RecordRequest.job(query)
    return try await session.send(request) { response throws(FetchError) in
      // 202 says that the job was accepted.
      let accepted = Response(
        status: response.status == 202 ? 200 : response.status, body: response.body)
      let shape = try SmallJSON.read(Shape.self, from: accepted)
      guard let job = JobID(shape.jobId) else {
        throw FetchError(.contradiction("'jobId' is no id"))
      }
      return (job, page(request, response))
    }
  }

  private func wait(for job: JobID) async throws {
    struct Shape: Decodable { var state: String }
    let request = RecordRequest.status(of: job)
    var wait = JobWait(began: session.time)
    var pause = wait.first()
    while true {
      try await session.rest(pause)
      let state = try await session.send(request) { response throws(FetchError) in
        try SmallJSON.read(Shape.self, from: response).state
      }
      switch wait.step(state, at: session.time) {
      case .look(let after): pause = after
      case .read: return
      case .fail(let error): throw error.at(request.name)
      }
    }
  }

  /// By cursor until there is none; one that came before would never end.
  private func results(
    of job: JobID, _ query: RecordQuery, after submission: FetchedRecords.Page
  ) async throws -> FetchedRecords {
    var collection = RecordCollection()
    var pages = [submission]
    var seen: Set<String> = []
    var cursor: String?
    repeat {
      let request = RecordRequest.results(of: job, after: cursor)
      let (page, content) = try await bring(request, query)
      pages.append(page)
      do throws(FetchError) {
        if let until = content.availableUntil { try Self.require(until, query.interval.end) }
        try collection.add(content)
        if let next = content.cursor, !seen.insert(next).inserted {
          throw FetchError(.contradiction("a cursor comes twice"))
        }
      } catch { throw error.at(request.name) }
      cursor = content.cursor
    } while cursor != nil
    return FetchedRecords(query: query, pages: pages, events: try collection.finish())
  }

  private static func require(_ until: Instant, _ end: Instant) throws(FetchError) {
    guard until >= end else { throw FetchError(.notYetAvailable(until: until, wanted: end)) }
  }

  // MARK: - Answers

  private func bring(
    _ request: Request, _ query: RecordQuery
  ) async throws -> (FetchedRecords.Page, RecordPage) {
    try await session.send(request) { response throws(FetchError) in
      guard response.status == 200 else {
        throw FetchError(.unreadable("status \(response.status) brings no result"))
      }
      return (page(request, response), try RecordPage(response.body, of: query))
    }
  }

  private func page(_ request: Request, _ response: Response) -> FetchedRecords.Page {
    FetchedRecords.Page(
      method: request.method.rawValue, path: String(request.target.prefix { $0 != "?" }),
      body: request.body, status: response.status, correlationID: response.correlationID,
      receivedAt: now(), sha256: sha256(response.body), size: response.body.count)
  }
}
