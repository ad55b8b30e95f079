import Figures
import GenesysCloud
import Testing

@Suite struct PublishedAnswerTests {
  private func rows(_ text: String, _ query: TallyQuery) throws -> [TallyRow] {
    try PublishedAnswer.rows(in: Array(text.utf8), for: query)
  }

  /// The answer that the vendor's reference prints, with a direction and the views we ask for.
  private static let reference = """
    {"results": [{"group": {"mediaType": "voice", "direction": "inbound",
      "queueId": "90e0e000-0000-4000-8000-000000000101"}, "data": [
      {"interval": "2026-10-25T00:00:00.000Z/2026-10-25T00:30:00.000Z", "metrics": [
        {"metric": "nOffered", "stats": {"count": 10}},
        {"metric": "tAbandon", "stats": {"max": 38000, "min": 3000, "count": 2, "sum": 41000}},
        {"metric": "tAcw", "stats": {"max": 45000, "min": 15000, "count": 8, "sum": 240000}},
        {"metric": "tAnswered", "stats": {"max": 27000, "min": 4000, "count": 8, "sum": 96000}},
        {"metric": "tHandle", "stats": {"max": 410000, "min": 120000, "count": 8, "sum": 2140000}},
        {"metric": "tHeldComplete", "stats": {"max": 40000, "min": 20000, "count": 2, "sum": 60000}},
        {"metric": "tTalkComplete", "stats": {"max": 340000, "min": 95000, "count": 8, "sum": 1840000}},
        {"metric": "tWait", "stats": {"max": 38000, "min": 3000, "count": 10, "sum": 137000}},
        {"metric": "tAnsweredInThreshold", "stats": {"max": 19000, "count": 7, "sum": 69000}},
        {"metric": "tAbandonShort", "stats": {"max": 3000, "min": 3000, "count": 1, "sum": 3000}}]},
      {"interval": "2026-10-25T00:30:00.000Z/2026-10-25T01:00:00.000Z", "metrics": [
        {"metric": "nOffered", "stats": {"count": 4}},
        {"metric": "tAcw", "stats": {"max": 40000, "min": 20000, "count": 3, "sum": 90000}},
        {"metric": "tAnswered", "stats": {"max": 30000, "min": 5000, "count": 4, "sum": 52000}},
        {"metric": "tHandle", "stats": {"max": 300000, "min": 180000, "count": 3, "sum": 700000}},
        {"metric": "tTalkComplete", "stats": {"max": 260000, "min": 150000, "count": 3, "sum": 610000}},
        {"metric": "tWait", "stats": {"max": 30000, "min": 5000, "count": 4, "sum": 52000}}]}]}]}
    """

  @Test func `reads the example of the reference`() throws {
    #expect(
      try SchemaValidator("conversation-aggregates.response").faults(
        in: Array(Self.reference.utf8).filter { $0 != 0x0a }
      ).filter { !$0.contains("InThreshold") && !$0.contains("Short") } == [])
    let query = try Example.query(
      "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z",
      settings: try Example.settings(seconds: 1800))
    let rows = try rows(Self.reference, query)
    let expected: [[Counter: Int]] = [
      [
        .offered: 10, .answered: 8, .answeredInThreshold: 7, .abandoned: 2, .shortAbandoned: 1,
        .flowOut: 0, .transferred: 0, .wait: 137_000, .waitAnswered: 96_000,
        .waitAbandoned: 41_000, .waitMax: 38_000, .handled: 8, .handle: 2_140_000,
        .talk: 1_840_000, .hold: 60_000, .acw: 240_000, .handleMax: 410_000,
      ],
      [
        .offered: 4, .answered: 4, .answeredInThreshold: 0, .abandoned: 0, .shortAbandoned: 0,
        .flowOut: 0, .transferred: 0, .wait: 52_000, .waitAnswered: 52_000, .waitAbandoned: 0,
        .waitMax: 30_000, .handled: 3, .handle: 700_000, .talk: 610_000, .hold: 0, .acw: 90_000,
        .handleMax: 300_000,
      ],
    ]
    #expect(rows.map(\.start.text) == ["2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z"])
    #expect(
      rows.map(\.series)
        == Array(
          repeating: Series(queue: Example.queue, media: "voice", direction: "inbound"), count: 2))
    for (row, values) in zip(rows, expected) {
      for counter in Counter.allCases {
        #expect(row.tally[counter] == values[counter], "\(counter) at \(row.start.text)")
      }
    }
  }

  @Test(arguments: [
    "{}", #"{"results": []}"#, #"{"results": [], "extra": {"a": [1, {"b": null}]}}"#,
    #"{"results": [{"group": \#(group)}]}"#,
    #"{"results": [{"group": \#(group), "data": []}]}"#,
    answer(#"{"interval": "\#(eight)"}"#),
    answer(#"{"interval": "\#(eight)", "metrics": []}"#),
    answer(metrics: #"{"metric": "nOffered", "stats": {"count": 0}}"#),
  ])
  func `takes absence for nothing counted`(text: String) throws {
    #expect(try rows(text, Example.query()) == [])
  }

  @Test func `reads what a view counts where the service puts it`() throws {
    let text = answer(
      #"{"interval": "\#(eight)", "metrics": [{"metric": "tAnswered", "stats": {"count": 5, "sum": 99000, "max": 40000}}], "views": [{"name": "tAnsweredInThreshold", "stats": {"count": 3}}]}"#
    )
    let row = try #require(try rows(text, Example.query()).first)
    #expect(row.tally[.answered] == 5)
    #expect(row.tally[.answeredInThreshold] == 3)
  }

  @Test(arguments: ["52000", "52000.0", "5.2e4", "520E2", "52000.000"])
  func `reads whole numbers in every spelling`(number: String) throws {
    let text = answer(
      metrics: #"{"metric": "tWait", "stats": {"count": 4, "sum": \#(number), "max": 1e3}}"#)
    let row = try #require(try rows(text, Example.query()).first)
    #expect(row.tally[.wait] == 52_000)
    #expect(row.tally[.waitMax] == 1000)
  }

  @Test(arguments: [
    eight, "2026-03-02T08:00:00Z/2026-03-02T08:05:00Z", "2026-03-02T08:00Z/2026-03-02T08:05Z",
    "2026-03-02T09:00:00.000+01:00/2026-03-02T09:05:00.000+0100",
    "2026-03-02T00:00:00.000000-08:00/2026-03-02T00:05:00-08:00",
    "2026-03-01T23:30:00-08:30/2026-03-02T13:50:00+05:45",
  ])
  func `reads intervals with any offset`(interval: String) throws {
    let text = answer(
      #"{"interval": "\#(interval)", "metrics": [{"metric": "nOffered", "stats": {"count": 1}}]}"#)
    #expect(try rows(text, Example.query()).map(\.start.text) == ["2026-03-02T08:00:00Z"])
  }

  @Test func `orders rows by series and start, and ignores members it does not know`() throws {
    let offered = #"[{"metric": "nOffered", "qualifier": null, "stats": {"count": 1, "p95": "x"}}]"#
    func group(_ queue: String, _ media: String, _ hours: [String]) -> String {
      let data = hours.map {
        #"{"interval": "2026-03-02T\#($0):00Z/2026-03-02T\#($0.dropLast())5:00Z", "remarks": 1, "metrics": \#(offered)}"#
      }
      return
        #"{"group": {"queueId": "\#(queue)", "mediaType": "\#(media)", "direction": "inbound"}, "data": [\#(data.joined(separator: ","))]}"#
    }
    let text =
      #"{"results": ["#
      + [
        group("90E0E000-0000-4000-8000-000000000102", "voice", ["08:10", "08:00"]),
        group(Example.queue.text, "voice", ["08:20"]),
        group(Example.queue.text, "email", ["08:30"]),
        // The same group may come in pieces.
        group(Example.queue.text, "voice", ["08:00"]),
      ].joined(separator: ",") + "]}"
    let query = try Example.query(
      queues: [Example.other, Example.queue],
      settings: try Example.settings(media: ["voice", "email"], recorded: CounterSet([.offered])))
    #expect(
      try rows(text, query).map {
        "\($0.series.queue.text.suffix(3)) \($0.series.media) \($0.start.text.dropFirst(11))"
      } == [
        "101 email 08:30:00Z", "101 voice 08:00:00Z", "101 voice 08:20:00Z", "102 voice 08:00:00Z",
        "102 voice 08:10:00Z",
      ])
  }

  @Test func `leaves counters empty that are not recorded`() throws {
    let query = try Example.query(
      settings: try Example.settings(recorded: CounterSet([.offered])))
    let text = answer(metrics: #"{"metric": "nOffered", "stats": {"count": 3}}"#)
    let row = try #require(try rows(text, query).first)
    #expect(row.tally[.offered] == 3)
    #expect(row.tally[.answered] == nil)
  }
}

// MARK: - Pieces of answers

let group =
  #"{"queueId": "90e0e000-0000-4000-8000-000000000101", "mediaType": "voice", "direction": "inbound"}"#
let eight = "2026-03-02T08:00:00.000Z/2026-03-02T08:05:00.000Z"

func answer(_ data: String) -> String {
  #"{"results": [{"group": \#(group), "data": [\#(data)]}]}"#
}

func answer(metrics: String) -> String {
  answer(#"{"interval": "\#(eight)", "metrics": [\#(metrics)]}"#)
}
