import Figures
import GenesysCloud
import Testing

@Suite struct GuideAnswerTests {
  private typealias Guide = GuideExample

  @Test func `reads every counter from its own member`() throws {
    let row = Guide.row([
      "offered": "14", "answered": "12", "answeredWithin20s": "9", "abandoned": "2",
      "abandonedWithin5s": "1", "flowOut": "3", "transferred": "4", "waitMs": "189000",
      "waitAnsweredMs": "148000", "waitAbandonedMs": "41000", "waitMaxMs": "38000",
      "handled": "11", "handleMs": "2840000", "talkMs": "2450000", "holdMs": "60000",
      "acwMs": "330000", "handleMaxMs": "410000",
    ])
    let found = try Guide.rows(Guide.page([row]), try Guide.query(.all))
    let expected: [Counter: Int] = [
      .offered: 14, .answered: 12, .answeredInThreshold: 9, .abandoned: 2, .shortAbandoned: 1,
      .flowOut: 3, .transferred: 4, .wait: 189_000, .waitAnswered: 148_000,
      .waitAbandoned: 41_000, .waitMax: 38_000, .handled: 11, .handle: 2_840_000,
      .talk: 2_450_000, .hold: 60_000, .acw: 330_000, .handleMax: 410_000,
    ]
    let only = try #require(found.first)
    #expect(found.count == 1)
    #expect(only.start.text == "2026-03-02T08:00:00Z")
    #expect(only.series == Series(queue: Example.queue, media: "voice", direction: "inbound"))
    for counter in Counter.allCases {
      #expect(only.tally[counter] == expected[counter], "\(counter)")
    }
  }

  @Test(arguments: [
    ("52000", 52_000), ("52000.0", 52_000), ("5.2e4", 52_000), ("520E2", 52_000),
    ("1000000000000", 1_000_000_000_000), ("1e12", 1_000_000_000_000),
  ])
  func `reads whole numbers in every spelling`(text: String, number: Int) throws {
    let found = try Guide.rows(Guide.page([Guide.row(["offered": text])]))
    #expect(found.first?.tally[.offered] == number)
  }

  @Test(arguments: [
    ("123.456", "3", 123_456), ("700", "3", 700_000), ("0.001", "1", 1), ("1.5e2", "2", 150_000),
    ("1000000000", "9", 1_000_000_000_000), ("999999999.999", "9", 999_999_999_999),
    ("0.07", "1", 70), ("4.35", "1", 4350), ("1.005", "1", 1005), ("8.2", "1", 8200),
  ])
  func `forms handle time of seconds to the millisecond`(
    numerator: String, denominator: String, milliseconds: Int
  ) throws {
    let row = Guide.row([
      "averageHandleTimeSeconds": "61.3", "averageHandleTimeSecondsNumerator": numerator,
      "averageHandleTimeSecondsDenominator": denominator,
    ])
    let found = try Guide.rows(
      Guide.page([row]), try Guide.query(CounterSet([.handle, .handled])),
      try Guide.definitions(without: ["handleMs"]))
    #expect(found.first?.tally[.handle] == milliseconds)
    #expect(found.first?.tally[.handled] == Int(denominator))
  }

  @Test(arguments: [
    ("0.0005", "has"), ("123.4567", "has"), ("-1.5", "negative"), ("1000000000.5", "too large"),
    (#""12""#, "text"), ("null", "wrong kind"),
  ])
  func `refuses seconds that are no whole milliseconds`(numerator: String, why: String) throws {
    let row = Guide.row([
      "averageHandleTimeSeconds": "61.3", "averageHandleTimeSecondsNumerator": numerator,
      "averageHandleTimeSecondsDenominator": "1",
    ])
    let query = try Guide.query(CounterSet([.handle]))
    let error = try #require(throws: FetchError.self) {
      try Guide.rows(Guide.page([row]), query, try Guide.definitions(without: ["handleMs"]))
    }
    let place = "page 1, row 1: 'averageHandleTimeSecondsNumerator' "
    #expect(error.explanation.what.contains(place), "\(error)")
    if why == "has" {
      #expect(error.explanation.what.hasSuffix(place + "is no whole number"))
    } else {
      #expect(error.explanation.what.contains(why))
    }
  }

  @Test(arguments: [("0", "0", true), ("0", "0.0", true), ("12", "0.5", false)])
  func `takes null for a ratio of nothing, and only then`(
    denominator: String, numerator: String, isBelieved: Bool
  ) throws {
    let row = Guide.row([
      "averageHandleTimeSeconds": "null", "averageHandleTimeSecondsNumerator": numerator,
      "averageHandleTimeSecondsDenominator": denominator,
    ])
    let query = try Guide.query(CounterSet([.handle]))
    let definitions = try Guide.definitions(without: ["handleMs"])
    if isBelieved {
      #expect(try Guide.rows(Guide.page([row]), query, definitions) == [])
    } else {
      let error = try #require(throws: FetchError.self) {
        try Guide.rows(Guide.page([row]), query, definitions)
      }
      #expect(
        error.reason
          == .contradiction(
            "page 1, row 1: 'averageHandleTimeSeconds' is null, though its denominator is not 0"))
    }
  }

  @Test func `takes rows in any order, and leaves out those without events`() throws {
    let other = #""90E0E000-0000-4000-8000-000000000102""#
    let page = Guide.page(
      [
        Guide.row(bucket: 2, ["queueId": other, "offered": "1"]),
        Guide.row(bucket: 3, ["offered": "2"]), Guide.row(bucket: 1, ["offered": "0"]),
        Guide.row(bucket: 0, ["offered": "3"]),
      ], #""total":4"#, #""generatedAt":1772442000000"#, #""remarks":[{"a":null}]"#)
    let found = try Guide.rows(page, try Guide.query(queues: [Example.queue, Example.other]))
    #expect(
      found.map { "\($0.series.queue.text.suffix(3)) \($0.start.text) \($0.tally[.offered] ?? -1)" }
        == [
          "101 2026-03-02T08:00:00Z 3", "101 2026-03-02T08:15:00Z 2", "102 2026-03-02T08:10:00Z 1",
        ])
  }

  @Test func `takes an empty answer for nothing counted`() throws {
    #expect(try Guide.rows(Guide.page([])) == [])
    #expect(try Guide.rows(Guide.page([], #""total":0"#, #""next":null"#)) == [])
  }

  @Test func `reads the same rows from either dialect`() throws {
    var chance = Chance(seed: 7)
    let query = try Example.query(
      queues: [Example.queue, Example.other],
      settings: try Example.settings(media: ["callback", "voice"]))
    for round in 0..<40 {
      let rows = chance.rows(of: query)
      let published = try PublishedAnswer.rows(in: Wire.published(rows), for: query)
      let guide = try Guide.rows(
        String(decoding: Wire.guide(rows), as: UTF8.self), query)
      let fromParts = try Guide.rows(
        String(decoding: Wire.guide(rows, handleFromParts: true), as: UTF8.self), query,
        try Guide.definitions(without: ["handleMs", "handled"]))
      #expect(published == rows, "round \(round)")
      #expect(guide == rows, "round \(round)")
      #expect(fromParts == rows, "round \(round)")
    }
  }
}

/// Numbers that look random and are the same in every run.
private struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }

  /// Rows that could be true, by series and start, in about half of the buckets.
  mutating func rows(of query: TallyQuery) -> [TallyRow] {
    var rows: [TallyRow] = []
    for queue in query.queues {
      for media in query.settings.media {
        for bucket in 0..<query.buckets where below(2) == 0 {
          rows.append(
            TallyRow(
              series: Series(queue: queue, media: media, direction: "inbound"),
              start: query.window.start + bucket * 300, tally: tally()))
        }
      }
    }
    return rows
  }

  private mutating func tally() -> Tally {
    var tally = Tally(recorded: .all)
    // At least one of each, so that a row is never one in which nothing happened.
    for counter in Counter.allCases { tally[counter] = 1 + below(1_000_000) }
    for (part, whole) in [
      (Counter.answeredInThreshold, Counter.answered), (.shortAbandoned, .abandoned),
      (.waitMax, .wait), (.handleMax, .handle),
    ] { tally[part] = below((tally[whole] ?? 0) + 1) }
    return tally
  }
}

/// The same rows in the wire forms of both dialects, written without the code under test.
private enum Wire {
  static func published(_ rows: [TallyRow]) -> [UInt8] {
    let groups = rows.map { row in
      let t = row.tally
      func stats(_ metric: String, _ count: Counter?, _ sum: Counter?, _ max: Counter?) -> String {
        let counted = count.flatMap { t[$0] } ?? 1
        let sum = sum.flatMap { t[$0] }.map { #","sum":\#($0)"# } ?? ""
        let max = max.flatMap { t[$0] }.map { #","max":\#($0)"# } ?? ""
        return #"{"metric":"\#(metric)","stats":{"count":\#(counted)\#(sum)\#(max)}}"#
      }
      let metrics = [
        stats("nOffered", .offered, nil, nil), stats("nTransferred", .transferred, nil, nil),
        stats("tAbandon", .abandoned, .waitAbandoned, nil), stats("tAcw", nil, .acw, nil),
        stats("tAnswered", .answered, .waitAnswered, nil), stats("tFlowOut", .flowOut, nil, nil),
        stats("tHandle", .handled, .handle, .handleMax), stats("tHeldComplete", nil, .hold, nil),
        stats("tTalkComplete", nil, .talk, nil), stats("tWait", nil, .wait, .waitMax),
        stats("tAnsweredInThreshold", .answeredInThreshold, nil, nil),
        stats("tAbandonShort", .shortAbandoned, nil, nil),
      ]
      let end = (row.start + 300).textWithMilliseconds
      return #"{"group":{"queueId":"\#(row.series.queue.text)","mediaType":"\#(row.series.media)","#
        + #""direction":"inbound"},"data":[{"interval":"\#(row.start.textWithMilliseconds)/\#(end)","#
        + #""metrics":[\#(metrics.joined(separator: ","))]}]}"#
    }
    return Array(#"{"results":[\#(groups.joined(separator: ","))]}"#.utf8)
  }

  private static let names: [Counter: String] = [
    .offered: "offered", .answered: "answered", .answeredInThreshold: "answeredWithin20s",
    .abandoned: "abandoned", .shortAbandoned: "abandonedWithin5s", .flowOut: "flowOut",
    .transferred: "transferred", .wait: "waitMs", .waitAnswered: "waitAnsweredMs",
    .waitAbandoned: "waitAbandonedMs", .waitMax: "waitMaxMs", .handled: "handled",
    .handle: "handleMs", .talk: "talkMs", .hold: "holdMs", .acw: "acwMs",
    .handleMax: "handleMaxMs",
  ]

  static func guide(_ rows: [TallyRow], handleFromParts: Bool = false) -> [UInt8] {
    let texts = rows.reversed().map { row in
      var members: [String: String] = [
        "queueId": #""\#(row.series.queue.text)""#, "mediaType": #""\#(row.series.media)""#,
        "direction": #""inbound""#, "intervalStart": "\(row.start.milliseconds)",
        "intervalEnd": "\(row.start.milliseconds + 300_000)",
      ]
      for (counter, name) in names { members[name] = "\(row.tally[counter] ?? 0)" }
      if handleFromParts {
        let milliseconds = row.tally[.handle] ?? 0
        let count = row.tally[.handled] ?? 0
        members["handleMs"] = nil
        members["handled"] = nil
        members["averageHandleTimeSeconds"] = "\(milliseconds / count).5"
        members["averageHandleTimeSecondsNumerator"] =
          "\(milliseconds / 1000).\((milliseconds % 1000).digits(3))"
        members["averageHandleTimeSecondsDenominator"] = "\(count)"
      }
      return "{" + members.map { #""\#($0)":\#($1)"# }.sorted().joined(separator: ",") + "}"
    }
    return Array(#"{"rows":[\#(texts.joined(separator: ","))],"total":\#(rows.count)}"#.utf8)
  }
}
