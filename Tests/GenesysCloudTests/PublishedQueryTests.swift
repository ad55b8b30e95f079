import Figures
import GenesysCloud
import Testing

@Suite struct PublishedQueryTests {
  @Test func `writes the same bytes for the same query`() throws {
    let query = try Example.query(
      settings: try Example.settings(recorded: CounterSet([.offered, .shortAbandoned])))
    let request = try PublishedQuery.request(for: query)
    #expect(request.name == "POST /api/v2/analytics/conversations/aggregates/query")
    #expect(request.host == .api)
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == #"{"filter":{"clauses":[{"predicates":[{"dimension":"queueId","operator":"matches","#
        + #""type":"dimension","value":"90e0e000-0000-4000-8000-000000000101"}],"type":"or"},"#
        + #"{"predicates":[{"dimension":"mediaType","operator":"matches","type":"dimension","#
        + #""value":"voice"}],"type":"or"},{"predicates":[{"dimension":"direction","operator":"#
        + #""matches","type":"dimension","value":"inbound"}],"type":"or"}],"type":"and"},"#
        + #""granularity":"PT5M","groupBy":["queueId","mediaType","direction"],"interval":"#
        + #""2026-03-02T08:00:00.000Z/2026-03-02T09:00:00.000Z","metrics":["nOffered","#
        + #""tAbandon"],"views":[{"function":"rangeBound","name":"tAbandonShort","range":"#
        + #"{"gte":0,"lt":5001},"target":"tAbandon"}]}"#)
  }

  @Test(arguments: [CounterSet.all, CounterSet([.offered]), CounterSet([.answeredInThreshold])])
  func `fits the published schema`(recorded: CounterSet) throws {
    let schema = try SchemaValidator("conversation-aggregates.request")
    for seconds in [300, 900, 1800, 3600] {
      let query = try Example.query(
        queues: Example.queues(50),
        settings: try Example.settings(
          seconds: seconds, media: ["callback", "voice"], directions: ["inbound", "outbound"],
          recorded: recorded))
      #expect(try schema.faults(in: PublishedQuery.request(for: query).body) == [])
    }
  }

  @Test func `asks for the metrics of the recorded counters only`() throws {
    let recorded = CounterSet([.answered, .answeredInThreshold, .handle])
    let query = try Example.query(settings: try Example.settings(recorded: recorded))
    let text = String(decoding: try PublishedQuery.request(for: query).body, as: UTF8.self)
    #expect(text.contains(#""metrics":["tAnswered","tHandle"]"#))
    #expect(text.contains(#""range":{"gte":0,"lt":20001},"target":"tAnswered""#))
    #expect(!text.contains("tAbandonShort"))
  }

  @Test func `escapes what a configuration may hold`() throws {
    let query = try Example.query(settings: try Example.settings(media: ["a\"\\\u{1}é"]))
    let text = String(decoding: try PublishedQuery.request(for: query).body, as: UTF8.self)
    #expect(text.contains(#""value":"a\"\\\u0001é""#))
  }

  @Test func `the validator refuses what the schema does not list`() throws {
    let schema = try SchemaValidator("conversation-aggregates.request")
    let bad = #"{"interval":"now","metrics":["nMade"],"columns":[],"groupBy":"queueId"}"#
    #expect(try schema.faults(in: Array(bad.utf8)).count == 4)
    #expect(try schema.faults(in: Array("{}".utf8)).count == 2)
  }
}
