import Figures
import GenesysCloud
import Testing

@Suite struct GuideQueryTests {
  private func request(
    _ query: TallyQuery, _ definitions: GuideDefinitions? = nil
  ) throws -> Request {
    try GuideQuery.request(
      for: query, try definitions ?? GuideExample.definitions(), timeZoneID: "Asia/Jerusalem")
  }

  @Test func `writes the same bytes for the same query`() throws {
    let query = try GuideExample.query(CounterSet([.offered, .shortAbandoned, .waitMax]))
    let request = try request(query)
    #expect(request.name == "POST /api/v2/reporting/reports/queries")
    #expect(request.host == .api)
    #expect(request.permission == "reporting:read")
    // 2026-03-02T08:00Z is 1772438400 seconds after 1970; the window is an hour.
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == #"{"columns":["direction","mediaType","queueId"],"dateFilterType":"since","#
        + #""entityType":"queue","filters":{"operator":"AND","predicates":[{"columnId":"queueId","#
        + #""operator":"EQ","values":["90e0e000-0000-4000-8000-000000000101"]},{"columnId":"#
        + #""mediaType","operator":"EQ","values":["voice"]},{"columnId":"direction","operator":"#
        + #""EQ","values":["inbound"]}]},"interval":"5m","metrics":["abandoned","#
        + #""abandonedWithin5s","offered","waitMaxMs","waitMs"],"pageSize":1000,"#
        + #""sinceTimestamp":1772438400000,"timeZoneId":"Asia/Jerusalem","#
        + #""untilTimestamp":1772442000000}"#)
  }

  @Test func `lists several values of a column`() throws {
    let query = try GuideExample.query(
      queues: [Example.other, Example.queue], directions: ["outbound", "inbound"])
    let text = String(decoding: try request(query).body, as: UTF8.self)
    #expect(
      text.contains(
        #"{"columnId":"queueId","operator":"IN","values":["90e0e000-0000-4000-8000-000000000101","#
          + #""90e0e000-0000-4000-8000-000000000102"]}"#))
    #expect(
      text.contains(#"{"columnId":"direction","operator":"IN","values":["inbound","outbound"]}"#))
    #expect(text.contains(#"{"columnId":"mediaType","operator":"EQ","values":["voice"]}"#))
  }

  @Test(arguments: [(300, "5m"), (900, "15m"), (1800, "30m"), (3600, "1h"), (86_400, "1d")])
  func `names each step`(seconds: Int, word: String) throws {
    let query = try Example.query(
      "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z",
      settings: try Example.settings(seconds: seconds))
    let text = String(decoding: try request(query).body, as: UTF8.self)
    #expect(text.contains(#""interval":"\#(word)""#))
  }

  @Test func `refuses a step that has no word`() throws {
    let query = try Example.query(settings: try Example.settings(seconds: 600))
    let error = try #require(throws: FetchError.self) { try request(query) }
    #expect(
      error.explanation.what
        == "'granularity' must be 5, 15 or 30 minutes, an hour or a day")
    #expect(error.explanation.status == .configuration)
  }

  @Test func `asks for the ratio where handle time has no sum of its own`() throws {
    let query = try GuideExample.query(CounterSet([.handle, .handled]))
    let text = String(
      decoding: try request(query, GuideExample.definitions(without: ["handleMs"])).body,
      as: UTF8.self)
    #expect(text.contains(#""metrics":["averageHandleTimeSeconds"]"#))
  }

  @Test func `never asks for what is not defined`() throws {
    let query = try GuideExample.query(CounterSet([.offered, .talk]))
    let error = try #require(throws: FetchError.self) {
      try request(query, GuideExample.definitions(without: ["talkMs"]))
    }
    #expect(
      error.reason
        == .badPlan("talk_ms cannot be asked for: the source does not define 'talkMs'"))
  }
}
