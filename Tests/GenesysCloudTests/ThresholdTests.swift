import Figures
import GenesysCloud
import Testing

/// Contracts may name other thresholds than the two of every tally.
@Suite struct ThresholdTests {
  private func query() throws -> TallyQuery {
    try Example.query(
      settings: try QuerySettings(
        granularitySeconds: 300, media: ["voice"], directions: ["inbound"],
        recorded: CounterSet([.answered, .answeredInThreshold, .range1, .range2]),
        thresholds: Thresholds(
          answeredWithin: 20_000, shortAbandon: 5000,
          ranges: [WaitRange(.answered, within: 45_000), WaitRange(.abandoned, within: 20_000)])))
  }

  @Test func `one request asks for every threshold`() throws {
    let text = String(decoding: try PublishedQuery.request(for: query()).body, as: UTF8.self)
    #expect(text.contains(#""metrics":["tAbandon","tAnswered"]"#))
    let views = [
      ("tAnsweredInThreshold", 20_001, "tAnswered"), ("tRange1", 45_001, "tAnswered"),
      ("tRange2", 20_001, "tAbandon"),
    ]
    for (name, bound, target) in views {
      #expect(
        text.contains(
          #""name":"\#(name)","range":{"gte":0,"lt":\#(bound)},"target":"\#(target)""#))
    }
    #expect(
      try SchemaValidator("conversation-aggregates.request").faults(
        in: PublishedQuery.request(for: query()).body) == [])
    #expect(try query().key.contains("short<=5000 answered<=45000 abandoned<=20000 "))
  }

  @Test func `each threshold counts for itself`() throws {
    let text = """
      {"results": [{"group": {"queueId": "\(Example.queue.text)", "mediaType": "voice",
      "direction": "inbound"}, "data": [{"interval":
      "2026-03-02T08:00:00.000Z/2026-03-02T08:05:00.000Z", "metrics": [
      {"metric": "tAnswered", "stats": {"count": 9, "sum": 300000, "max": 60000}},
      {"metric": "tAbandon", "stats": {"count": 3, "sum": 90000, "max": 50000}}], "views": [
      {"name": "tRange1", "stats": {"count": 7}},
      {"name": "tAnsweredInThreshold", "stats": {"count": 4}}]}]}]}
      """
    let row = try #require(
      try PublishedAnswer.rows(in: Array(text.utf8).filter { $0 != 0x0a }, for: query()).first)
    #expect(row.tally[.answeredInThreshold] == 4)
    #expect(row.tally[.range1] == 7)
    #expect(row.tally[.range2] == 0)
    #expect(row.tally[.range3] == nil)
    #expect(row.tally[.abandoned] == nil)
  }

  @Test(
    arguments: [
      // Nobody waited longer than 20 s, yet not all are counted, or none at all.
      (20_000, "3", "counts 3 of 5, though none waited longer than its threshold"),
      (19_999, nil, "counts 0 of 5, though none waited longer than its threshold"),
      // One waited longer, yet all are counted.
      (20_001, "5", "counts all 5, though one waited longer than its threshold"),
      (60_000, "6", "counts more than tAnswered"),
      (20_000, "5", nil), (20_001, "4", nil), (60_000, nil, nil),
    ] as [(Int, String?, String?)])
  func `the longest wait tells whether a threshold was applied`(
    longest: Int, count: String?, why: String?
  ) async throws {
    let query = try Example.query(
      settings: try Example.settings(recorded: CounterSet([.answered, .answeredInThreshold])))
    let view = count.map { #"{"name": "tAnsweredInThreshold", "stats": {"count": \#($0)}}"# } ?? ""
    let text =
      #"{"results": [{"group": {"queueId": "\#(Example.queue.text)", "mediaType": "voice", "#
      + #""direction": "inbound"}, "data": [{"interval": "#
      + #""2026-03-02T08:00:00.000Z/2026-03-02T08:05:00.000Z", "metrics": [{"metric": "tAnswered", "#
      + #""stats": {"count": 5, "sum": 61000, "max": \#(longest)}}], "views": [\#(view)]}]}]}"#
    let error = await failure { _ = try PublishedAnswer.rows(in: Array(text.utf8), for: query) }
    guard let why else {
      #expect(error == nil)
      return
    }
    guard case .contradiction(let found) = error?.reason else {
      Issue.record("it was believed")
      return
    }
    #expect(found.hasSuffix("tAnsweredInThreshold " + why))
  }
}
