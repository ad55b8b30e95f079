import Figures
import GenesysCloud
import Testing

@Suite struct SavedAnswerTests {
  /// Three contacts in the first interval, one of them too late and one lost; one in the last.
  private static let answer = """
    {"results":[{"group":{"mediaType":"voice","queueId":"90e0e000-0000-4000-8000-000000000101"},\
    "data":[{"interval":"2026-03-02T08:00:00.000Z/2026-03-02T08:05:00.000Z","metrics":[\
    {"metric":"nConnected","stats":{"count":2}},{"metric":"nOffered","stats":{"count":3}},\
    {"metric":"nOverSla","stats":{"count":1}},\
    {"metric":"tAbandon","stats":{"max":2500,"min":2500,"count":1,"sum":2500}},\
    {"metric":"tAnswered","stats":{"max":30000,"min":4000,"count":2,"sum":34000}},\
    {"metric":"tHandle","stats":{"max":200000,"min":100000,"count":2,"sum":300000}},\
    {"metric":"tShortAbandon","stats":{"max":2500,"min":2500,"count":1,"sum":2500}},\
    {"metric":"tWait","stats":{"max":30000,"min":2500,"count":3,"sum":36500}},\
    {"metric":"oServiceLevel","stats":{"ratio":0.5,"numerator":1,"denominator":2,"target":0.8}}]},\
    {"interval":"2026-03-02T08:55:00.000Z/2026-03-02T09:00:00.000Z","metrics":[\
    {"metric":"nOffered","stats":{"count":1}},\
    {"metric":"tAnswered","stats":{"max":9000,"count":1,"sum":9000}},\
    {"metric":"oServiceLevel","stats":{"ratio":1.0,"numerator":1,"denominator":1}}]}]}]}
    """

  private func saved(
    _ text: String, columns: ColumnPolicy = ColumnPolicy(), direction: String? = "inbound"
  ) throws -> SavedAnswer {
    let query = TallyQuery.saved(
      try Example.window("2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z"),
      queues: [Example.queue], settings: try Example.settings())
    return try SavedAnswer(Array(text.utf8), for: query, columns, direction: direction)
  }

  private func change(_ old: String, to new: String) throws -> String {
    #expect(Self.answer.contains(old))
    return Self.answer.replacing(old, with: new)
  }

  @Test func `takes what was in time from the service level and short abandons from their metric`()
    throws
  {
    let answer = try saved(Self.answer)
    #expect(answer.rows.map(\.start.text) == ["2026-03-02T08:00:00Z", "2026-03-02T08:55:00Z"])
    let first = try #require(answer.rows.first)
    #expect(
      first.series == Series(queue: Example.queue, media: "voice", direction: "inbound"))
    let expected: [Counter: Int] = [
      .offered: 3, .answered: 2, .answeredInThreshold: 1, .abandoned: 1, .shortAbandoned: 1,
      .wait: 36_500, .waitAnswered: 34_000, .waitAbandoned: 2500, .waitMax: 30_000, .handled: 2,
      .handle: 300_000, .handleMax: 200_000, .talk: 0, .acw: 0, .flowOut: 0,
    ]
    for (counter, value) in expected { #expect(first.tally[counter] == value, "\(counter)") }
    #expect(answer.rows.last?.tally[.answeredInThreshold] == 1)
    // All of it may be kept as it came.
    #expect(answer.kept == nil)
  }

  @Test func `an answer that names a direction keeps it, one that does not needs one`() throws {
    let named = try change(
      #"{"mediaType":"voice","#, to: #"{"direction":"inbound","mediaType":"voice","#)
    #expect(try saved(named, direction: nil).rows.count == 2)
    #expect(throws: FetchError.self) { try saved(Self.answer, direction: nil) }
    let other = try change(
      #"{"mediaType":"voice","#, to: #"{"direction":"outbound","mediaType":"voice","#)
    #expect(throws: FetchError.self) { try saved(other) }
  }

  @Test func `keeps nothing that no reader names`() throws {
    let text = try change(
      #"{"results":["#, to: #"{"caller":"Ann Example","results":["#)
    let kept = try #require(try saved(text).kept)
    #expect(String(decoding: kept, as: UTF8.self) == Self.answer)
    let inside = try change(#""min":2500,"count":3"#, to: #""min":"x","count":3"#)
    let cut = try #require(try saved(inside).kept)
    #expect(!String(decoding: cut, as: UTF8.self).contains(#":"x""#))
  }

  @Test(arguments: [
    (#""nOverSla""#, #""nCallsByNumber""#), (#""voice""#, #""chat""#),
    ("90e0e000-0000-4000-8000-000000000101", "90e0e000-0000-4000-8000-000000000109"),
    (#""numerator":1,"denominator":2"#, #""denominator":2"#),
    (#""count":3,"sum":36500"#, #""sum":36500"#),
    (#""count":2,"sum":34000"#, #""count":2"#),
    (#""max":30000,"min":4000"#, #""max":16999,"min":4000"#),
    ("T08:55:00.000Z/2026-03-02T09:00", "T08:55:00.000Z/2026-03-02T09:05"),
    ("T08:55:00.000Z/2026-03-02T09:00", "T08:00:00.000Z/2026-03-02T08:05"),
    (#""count":3}"#, #""count":"3"}"#), (#""count":3}"#, #""count":-3}"#), ("]}]}]}", "]}]}"),
  ])
  func `refuses what was not asked for or contradicts itself`(old: String, new: String) throws {
    let text = try change(old, to: new)
    #expect(throws: FetchError.self) { try saved(text) }
  }

  @Test func `the operator decides about other columns, and not about ours`() throws {
    let text = try change(#""nOverSla""#, to: #""nCallsByNumber""#)
    let answer = try saved(text, columns: ColumnPolicy(withheld: ["nCallsByNumber"]))
    #expect(answer.rows.count == 2)
    let kept = String(decoding: try #require(answer.kept), as: UTF8.self)
    #expect(!kept.contains("nCallsByNumber"))
    #expect(throws: FetchError.self) {
      try saved(Self.answer, columns: ColumnPolicy(withheld: ["oServiceLevel"]))
    }
  }

  /// White space before an answer leaves its meaning alone, and takes it off the short way that is
  /// made for answers as the service writes them.
  @Test func `the short way reads what the grammar reads, and refuses what it refuses`() throws {
    struct Outcome: Equatable {
      var rows: [TallyRow] = []
      var isKeptWhole = false
      var error: FetchError?
    }
    func outcome(_ text: String) throws -> Outcome {
      do {
        let answer = try saved(text)
        return Outcome(rows: answer.rows, isKeptWhole: answer.kept == nil)
      } catch let error as FetchError {
        return Outcome(error: error)
      }
    }
    var state: UInt64 = 20_260_302
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let pieces = [
      "\"", ",", "}", "{", "]", "[", ":", "0", "9", ".", "-", "e1", "\\", "\u{1}", "é", "null",
      "true", " ", "\n", "\"max\":1,", "\"count\":3,", "00", "1.5", "T", "Z", "/", "1000000000001",
      "\"views\":[],", "\"data\":[],", "\"group\":{},", "+01:00",
    ]
    var read = 0
    for _ in 0..<5000 {
      var bytes = Array(Self.answer.utf8)
      for _ in 0...next(2) {
        let place = next(bytes.count - 8)
        switch next(3) {
        case 0: bytes[place] = UInt8(32 + next(95))
        case 1: bytes.removeSubrange(place..<place + 1 + next(4))
        default: bytes.insert(contentsOf: pieces[next(pieces.count)].utf8, at: place)
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let short = try outcome(text)
      #expect(short == (try outcome(" " + text)), "\(text)")
      if short.error == nil { read += 1 }
    }
    #expect(read > 300, "changes that leave an answer readable are among them")
  }
}
