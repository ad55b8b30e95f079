import Figures
import GenesysCloud
import Testing

@Suite struct RecordQueryTests {
  @Test func `pages are asked by days of UTC, and by weeks before the window`() throws {
    // From 22:00 on the day before to 23:00, as in Berlin on the day the clocks go back.
    let window = try Example.window("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")
    let plan = RecordPlan.queries(
      .pages, for: [RecordExample.queue()], window: window, localDayStarts: [])
    let intervals = plan.map { "\($0.interval.start.text)/\($0.interval.end.text)" }
    // 62 days before 24 October are 8 weeks and 6 days.
    #expect(intervals.count == 9 + 2)
    #expect(intervals.first == "2026-08-23T00:00:00Z/2026-08-30T00:00:00Z")
    #expect(intervals[8] == "2026-10-18T00:00:00Z/2026-10-24T00:00:00Z")
    #expect(intervals[9] == "2026-10-24T00:00:00Z/2026-10-25T00:00:00Z")
    // No further than the window, which lies in the past.
    #expect(intervals[10] == "2026-10-25T00:00:00Z/2026-10-25T23:00:00Z")
    #expect(plan.allSatisfy { $0.kept == window })
    #expect(Set(plan.map(\.key)).count == plan.count)
    for (left, right) in zip(plan, plan.dropFirst()) {
      #expect(left.begins?.end == right.begins?.start)
    }
  }

  @Test func `jobs are asked by local days, each keeping its own events`() throws {
    let window = try Example.window("2026-10-23T22:00:00Z", "2026-10-25T23:00:00Z")
    let plan = RecordPlan.queries(
      .job, for: [RecordExample.queue()], window: window,
      localDayStarts: [window.start, try Instant("2026-10-24T22:00:00Z"), window.end])
    #expect(
      plan.map(\.interval) == [
        try Example.window("2026-10-23T22:00:00Z", "2026-10-24T22:00:00Z"),
        try Example.window("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
      ])
    #expect(plan.allSatisfy { $0.kept == $0.interval && $0.begins == nil })
  }

  @Test func `no query names more than fifty queues`() throws {
    let queues = Example.queues(51).map { RecordExample.queue($0) }
    let plan = RecordPlan.queries(
      .job, for: queues, window: RecordExample.window, localDayStarts: [])
    #expect(plan.map(\.queues.count) == [50, 1])
    #expect(Set(plan.flatMap(\.queues)).count == 51)
    #expect(Set(plan.map(\.key)).count == 2)
  }

  @Test func `what decides about the answer is in the description`() throws {
    let query = try RecordExample.query()
    #expect(
      query.description
        == "records pages 2026-03-02T00:00:00Z/2026-03-03T00:00:00Z began "
        + "2026-03-02T00:00:00Z/2026-03-03T00:00:00Z 2026-03-02T00:00:00Z/2026-03-03T00:00:00Z "
        + "90e0e000-0000-4000-8000-000000000101 voice inbound")
  }

  @Test func `a page is asked as published, letter for letter`() throws {
    let request = RecordRequest.page(2, of: try RecordExample.query())
    #expect(request.target == "/api/v2/analytics/conversations/details/query")
    #expect(request.permission == "analytics:conversationDetail:view")
    #expect(request.isRepeatable)
    #expect(
      String(decoding: request.body, as: UTF8.self) == """
        {"interval":"2026-03-02T00:00:00.000Z/2026-03-03T00:00:00.000Z","order":"asc",\
        "orderBy":"conversationStart","paging":{"pageNumber":2,"pageSize":100},\
        "segmentFilters":[{"clauses":[{"predicates":[{"dimension":"queueId",\
        "operator":"matches","type":"dimension","value":"90e0e000-0000-4000-8000-000000000101"}],\
        "type":"or"},{"predicates":[{"dimension":"mediaType","operator":"matches",\
        "type":"dimension","value":"voice"}],"type":"or"},{"predicates":[{"dimension":"direction",\
        "operator":"matches","type":"dimension","value":"inbound"}],"type":"or"}],"type":"and"}]}
        """)
    let schema = try SchemaValidator("conversation-details.request")
    #expect(try schema.faults(in: request.body) == [])
  }

  @Test func `a job is asked as published, and never twice by itself`() throws {
    let request = RecordRequest.job(try RecordExample.query(.job))
    #expect(request.target == "/api/v2/analytics/conversations/details/jobs")
    #expect(request.permission == "analytics:conversationDetail:view")
    #expect(!request.isRepeatable)
    #expect(!String(decoding: request.body, as: UTF8.self).contains("paging"))
    let schema = try SchemaValidator("conversation-details-job.request")
    #expect(try schema.faults(in: request.body) == [])
  }
}
