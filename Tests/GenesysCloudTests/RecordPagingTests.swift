import Figures
import GenesysCloud
import Testing

/// Synchronous pages, which are careless by nature.
@Suite struct RecordPagingTests {
  private func records(_ numbers: Int...) -> [String] {
    numbers.map { RecordExample.record(RecordExample.id($0)) }
  }

  private func fetch(_ pages: [String]) async throws -> (FetchedRecords, FakeService) {
    let service = FakeService.scripted(pages.map { .json($0) })
    let records = try await RecordExample.fetcher(service).fetch(try RecordExample.query())
    return (records, service)
  }

  @Test func `the end is a page without conversations, not a count and not a short page`()
    async throws
  {
    let (records, service) = try await fetch([
      RecordExample.page(records(1, 2), hits: 2), RecordExample.page(records(3), hits: 2),
      RecordExample.page([], hits: 2), RecordExample.page(records(4), hits: 2),
      #"{"totalHits": 3}"#,
    ])
    #expect(records.events.map(\.conversation) == (1...4).map(RecordExample.id))
    #expect(RecordExample.pageNumbers(service) == [1, 2, 3, 4, 5])
    #expect(records.pages.count == 5)
  }

  @Test func `a conversation that comes twice counts once`() async throws {
    let (records, _) = try await fetch([
      RecordExample.page(records(1, 2)), RecordExample.page(records(2, 3)),
      RecordExample.page(records(3)), "{}",
    ])
    #expect(records.events.map(\.conversation) == (1...3).map(RecordExample.id))
  }

  @Test func `nothing at all is an answer too`() async throws {
    let (records, service) = try await fetch(["{}"])
    #expect(records.events == [])
    #expect(service.apiRequests.count == 1)
  }

  @Test func `pages that bring nothing new again and again are a loop`() async throws {
    let service = FakeService { (request, _) throws(FetchError) in
      request.host == .login ? .token() : .json(RecordExample.page(self.records(1)))
    }
    let error = await failure {
      _ = try await RecordExample.fetcher(service).fetch(try RecordExample.query())
    }
    #expect(error?.explanation.status == .badData)
    #expect(error?.explanation.what.contains("3 pages in a row") == true)
    // Read once more from the first, then refused.
    #expect(RecordExample.pageNumbers(service) == [1, 2, 3, 4, 1, 2, 3, 4])
  }

  @Test func `a page that comes again in place of another is noticed`() async throws {
    let first = RecordExample.page(records(1, 2, 3, 4, 5, 6))
    let whole = [first, RecordExample.page(records(6, 7)), "{}"]
    let (records, service) = try await fetch([first, first] + whole)
    #expect(records.events.count == 7)
    #expect(RecordExample.pageNumbers(service) == [1, 2, 1, 2, 3])
    let error = await failure { _ = try await fetch([first, first, first, first]) }
    #expect(error?.explanation.what.contains("came before") == true)
  }

  @Test func `an end far from what was promised is not believed`() async throws {
    let pages = [RecordExample.page(records(1, 2, 3), hits: 7), #"{"totalHits": 7}"#]
    let error = await failure { _ = try await fetch(pages + pages) }
    #expect(error?.explanation.what.contains("3 of about 7") == true)
    #expect(error?.explanation.status == .badData)
    let (enough, _) = try await fetch([
      RecordExample.page(records(1, 2, 3), hits: 6), #"{"totalHits": 6}"#,
    ])
    #expect(enough.events.count == 3)
  }

  @Test func `a conversation that comes twice with other events is read again`() async throws {
    let other = RecordExample.record(
      RecordExample.id(1),
      metric: #"{"emitDate": "2026-03-02T09:00:00Z", "name": "nOffered", "value": 1}"#)
    let torn = [RecordExample.page(records(1)), RecordExample.page([other])]
    let whole = [RecordExample.page(records(1, 2)), "{}"]
    let (records, service) = try await fetch(torn + whole)
    #expect(records.events.map(\.conversation) == [1, 2].map(RecordExample.id))
    #expect(records.pages.count == 2)
    #expect(RecordExample.pageNumbers(service) == [1, 2, 1, 2])
    let error = await failure { _ = try await fetch(torn + torn) }
    #expect(error?.explanation.what.contains("twice") == true)
    #expect(error?.explanation.place == "POST /api/v2/analytics/conversations/details/query")
  }

  @Test func `an answer that cannot be read is asked for again, and not taken for the end`()
    async throws
  {
    let (records, service) = try await fetch([
      #"{"conversations": ["#, RecordExample.page(records(1)), "{}",
    ])
    #expect(records.events.count == 1)
    #expect(RecordExample.pageNumbers(service) == [1, 1, 2])
  }

  @Test func `a missing permission is named`() async throws {
    let service = FakeService { (request, _) throws(FetchError) in
      request.host == .login ? .token() : .json("{}", status: 403)
    }
    for route in RecordRoute.allCases {
      let error = await failure {
        _ = try await RecordExample.fetcher(service).fetch(try RecordExample.query(route))
      }
      #expect(error?.reason == .missingPermission("analytics:conversationDetail:view"))
      #expect(error?.explanation.status == .permission)
    }
  }

  @Test func `days before the window that are too large together are asked one by one`()
    async throws
  {
    let plan = RecordPlan.queries(
      .pages, for: [RecordExample.queue()],
      window: try RecordExample.day("2026-03-02", "2026-03-03"), localDayStarts: [])
    let week = try #require(plan.first)
    let late = RecordExample.record(
      start: "2025-12-30T10:00:00Z",
      metric: #"{"emitDate": "2026-03-02T09:00:00Z", "name": "tHandle", "value": 5}"#)
    let service = FakeService { (request, _) throws(FetchError) in
      guard request.host == .api else { return .token() }
      let text = String(decoding: request.body, as: UTF8.self)
      guard text.contains("T00:00:00.000Z/2025-12-30") || !text.contains("2026-01-05/") else {
        return .json("{}")
      }
      let days = text.contains("2025-12-30T00:00:00.000Z/2025-12-31")
      if text.contains("2025-12-30T00:00:00.000Z/2026-01-06") {
        return .json(#"{"message": "the result limit was exceeded"}"#, status: 400)
      }
      return days && text.contains("\"pageNumber\":1")
        ? .json(RecordExample.page([late])) : .json("{}")
    }
    let records = try await RecordExample.fetcher(service).fetch(week)
    #expect(records.query == week)
    #expect(records.events.map(\.value) == [5])
    // The refused week, then seven days, one of which has a page before its end.
    #expect(service.apiRequests.count == 1 + 8)
  }

  @Test func `queues of a day that are too large together are asked apart, each for its own`()
    async throws
  {
    let queues = [Example.queue, Example.other].map { RecordExample.queue($0) }
    let plan = RecordPlan.queries(
      .pages, for: queues, window: try RecordExample.day("2026-03-02", "2026-03-03"),
      localDayStarts: [])
    let day = try #require(plan.last)
    // One conversation in both queues: each part finds it, and keeps what is its own.
    let both = """
      {"conversationId": "\(RecordExample.conversation)",
       "conversationStart": "2026-03-02T08:00:00Z", "participants": [
      \(queues.map { queue in
        """
        {"sessions": [{"mediaType": "voice", "direction": "inbound", "metrics": [
          {"emitDate": "2026-03-02T08:01:12.000Z", "name": "nOffered", "value": 1}],
          "segments": [{"queueId": "\(queue.id.text)", "segmentStart": "2026-03-02T08:01:00Z"}]}]}
        """
      }.joined(separator: ","))]}
      """
    let service = FakeService { (request, _) throws(FetchError) in
      guard request.host == .api else { return .token() }
      let text = String(decoding: request.body, as: UTF8.self)
      if queues.allSatisfy({ text.contains($0.id.text) }) { return Response(status: 413) }
      return text.contains("\"pageNumber\":1") ? .json(RecordExample.page([both])) : .json("{}")
    }
    let records = try await RecordExample.fetcher(service).fetch(day)
    #expect(records.events.map(\.series.queue) == [Example.queue, Example.other])
    let one = RecordPlan.queries(
      .pages, for: [queues[0]], window: try RecordExample.day("2026-03-02", "2026-03-03"),
      localDayStarts: [])
    let refused = FakeService { (request, _) throws(FetchError) in
      request.host == .api ? Response(status: 413) : .token()
    }
    let error = await failure {
      _ = try await RecordExample.fetcher(refused).fetch(try #require(one.last))
    }
    #expect(error?.asksForLess == true)
  }
}
