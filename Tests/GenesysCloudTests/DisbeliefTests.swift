import Figures
import GenesysCloud
import Testing

/// Answers that must not become figures.
@Suite struct DisbeliefTests {
  private func error(_ bytes: [UInt8]) throws -> FetchError {
    try #require(throws: FetchError.self) {
      try PublishedAnswer.rows(in: bytes, for: try Example.query())
    }
  }

  private func error(_ text: String) throws -> FetchError { try error(Array(text.utf8)) }

  private static func at(_ interval: String) -> String {
    answer(
      #"{"interval": "\#(interval)", "metrics": [{"metric": "nOffered", "stats": {"count": 1}}]}"#)
  }

  private static func stats(_ metric: String, _ stats: String) -> String {
    answer(metrics: #"{"metric": "\#(metric)", "stats": {\#(stats)}}"#)
  }

  private static func group(_ group: String) -> String {
    #"{"results": [{"group": \#(group), "data": []}]}"#
  }

  @Test(arguments: [
    "", " ", "null", "[]", "7", "<html></html>", #"{"results": ["#, #"{"results": []"#,
    #"{"results": []} x"#, #"{"results": []}{}"#, #"{"results": [],}"#, #"{'results': []}"#,
    #"{"results": [01]}"#, #"{"results": [NaN]}"#, "{\"results\": [\"\u{1}\"]}",
    #"{"results": [99999999999999999999]}"#,
    #"{"errors": ["down"]}"#,
    #"{"message": "down", "code": "internal.server.error", "status": 500}"#,
  ])
  func `refuses what is no answer at all`(text: String) throws {
    let error = try error(text)
    guard case .unreadable = error.reason else {
      Issue.record("\(error.reason)")
      return
    }
    #expect(error.explanation.status == .badData)
  }

  @Test func `refuses text that is no UTF-8`() throws {
    let bytes = Array(#"{"results": [], "x": ""#.utf8) + [0xff, 0xfe] + Array(#""}"#.utf8)
    guard case .unreadable = try error(bytes).reason else {
      Issue.record("it was read")
      return
    }
  }

  @Test func `refuses every truncation of a good answer`() throws {
    let whole = Array(Self.stats("tWait", #""count": 4, "sum": 52000, "max": 30000"#).utf8)
    for length in 0..<whole.count {
      let query = try Example.query()
      #expect(throws: FetchError.self, "\(length) bytes") {
        try PublishedAnswer.rows(in: Array(whole[..<length]), for: query)
      }
    }
  }

  @Test(arguments: [
    // The place, then what is wrong there.
    (at("2026-03-02T07:55:00Z/2026-03-02T08:00:00Z"), "was not asked for"),
    (at("2026-03-02T09:00:00Z/2026-03-02T09:05:00Z"), "was not asked for"),
    (at("2026-03-02T08:01:00Z/2026-03-02T08:06:00Z"), "was not asked for"),
    (at("2026-03-02T08:00:00Z/2026-03-02T08:10:00Z"), "was not asked for"),
    (at("2026-03-02T08:00:00Z/2026-03-02T08:00:00Z"), "was not asked for"),
    (at("2026-03-02T08:05:00Z/2026-03-02T08:00:00Z"), "was not asked for"),
    (at("2026-03-02T08:00:00/2026-03-02T08:05:00"), "is no interval"),
    (at("2026-02-30T08:00:00Z/2026-02-30T08:05:00Z"), "is no interval"),
    (at("2026-03-02T08:00:00.0001Z/2026-03-02T08:05:00Z"), "is no interval"),
    (at("1772438400000/1772438700000"), "is no interval"),
    (at("2026-03-02T08:00:00Z/2026-03-02T08:05:00Z/x"), "is no interval"),
    (answer(#"{"metrics": []}"#), "'interval' is missing"),
    (answer(#"{"interval": 7}"#), "'interval' is missing or of the wrong kind"),
    (answer(#"{"interval": "\#(eight)"}, {"interval": "\#(eight)"}"#), "comes twice"),
    (answer(#"{"interval": "\#(eight)", "metrics": null}"#), "'metrics' is missing"),
    (answer(#"{"interval": "\#(eight)", "metrics": {}}"#), "'metrics' is missing"),
    (answer(metrics: "3"), "'metrics' is missing or of the wrong kind"),
    (answer(metrics: #"{"stats": {"count": 1}}"#), "'metric' is missing"),
    (answer(metrics: #"{"metric": "nOffered"}"#), "'stats' is missing"),
    (answer(metrics: #"{"metric": "nOffered", "stats": []}"#), "'stats' is missing"),
    (
      answer(
        metrics: #"{"metric": "nOffered", "stats": {"count": 1}}, "#
          + #"{"metric": "nOffered", "stats": {"count": 1}}"#), "metric nOffered comes twice"
    ),
    (stats("nOffered", #""count": "12""#), "metric nOffered: 'count' is a text, not a number"),
    (stats("nOffered", #""count": -1"#), "'count' is negative"),
    (stats("nOffered", #""count": -0.5"#), "'count' is negative"),
    (stats("nOffered", #""count": 1.5"#), "'count' is no whole number"),
    (stats("nOffered", #""count": 1e-9"#), "'count' is no whole number"),
    (stats("nOffered", #""count": 1000000000001"#), "'count' is too large"),
    (stats("nOffered", #""count": 1e300"#), "'count' is too large"),
    (stats("nOffered", #""count": 18446744073709551615"#), "'count' is too large"),
    (stats("nOffered", #""count": null"#), "'count' is missing or of the wrong kind"),
    (stats("nOffered", #""count": true"#), "'count' is missing or of the wrong kind"),
    (stats("nOffered", #""sum": 4"#), "metric nOffered has no count"),
    (stats("tWait", #""sum": 4, "max": 4"#), "metric tWait has no count"),
    (stats("tWait", #""count": 4, "max": 4"#), "metric tWait has no sum"),
    (stats("tWait", #""count": 4, "sum": 4"#), "metric tWait has no max"),
    (stats("tWait", #""count": 4, "sum": "4", "max": 4"#), "'sum' is a text"),
    (stats("tWait", #""count": 4, "sum": 40, "max": 41"#), "a max above its sum"),
    (
      stats("tAnsweredInThreshold", #""count": 1"#),
      "tAnsweredInThreshold counts more than tAnswered"
    ),
    (
      answer(
        metrics: #"{"metric": "tAbandon", "stats": {"count": 1, "sum": 9, "max": 9}}, "#
          + #"{"metric": "tAbandonShort", "stats": {"count": 2}}"#),
      "tAbandonShort counts more than tAbandon"
    ),
    (stats("nOffered", #""count": 1, "count": 2"#), "member 'count' comes twice"),
    (#"{"results": [], "results": []}"#, "member 'results' comes twice"),
    (#"{"results": [], "x": [{"y": {"a": 1, "a": 1}}]}"#, "member 'a' comes twice"),
    (
      #"{"results": [], "a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1, "g": 1, "h": 1, "c": 1}"#,
      "member 'c' comes twice"
    ),
    (#"{"results": null}"#, "'results' is missing or of the wrong kind"),
    (#"{"results": {}}"#, "'results' is missing or of the wrong kind"),
    (#"{"results": [null]}"#, "'results' is missing or of the wrong kind"),
    (#"{"results": [{"data": []}]}"#, "'group' is missing"),
    (#"{"results": [{"group": \#(GenesysCloudTests.group), "data": null}]}"#, "'data' is missing"),
    (group("{}"), "does not name its queue, medium and direction"),
    (group(#"{"queueId": "90e0e000-0000-4000-8000-000000000101"}"#), "does not name its queue"),
    (group(#"{"queueId": 7}"#), "'queueId' is missing or of the wrong kind"),
  ])
  func `refuses what cannot be true, and says where`(text: String, what: String) throws {
    let error = try error(text)
    guard case .contradiction(let why) = error.reason else {
      Issue.record("\(error.reason)")
      return
    }
    #expect(why.contains(what), "\(why)")
    #expect(error.explanation.status == .badData)
  }

  @Test(arguments: [
    (
      group(
        #"{"queueId": "90e0e000-0000-4000-8000-000000000102", "mediaType": "voice", "direction": "inbound"}"#
      ),
      "the queue '90e0e000-0000-4000-8000-000000000102'"
    ),
    (
      group(
        #"{"queueId": "90e0e000-0000-4000-8000-000000000101", "mediaType": "email", "direction": "inbound"}"#
      ),
      "the medium 'email'"
    ),
    (
      group(
        #"{"queueId": "90e0e000-0000-4000-8000-000000000101", "mediaType": "voice", "direction": "outbound"}"#
      ),
      "the direction 'outbound'"
    ),
    (
      group(
        #"{"queueId": "90e0e000-0000-4000-8000-000000000101", "ani": "+4930123", "mediaType": "voice"}"#
      ),
      "the column 'ani'"
    ),
    (stats("nConnected", #""count": 1"#), "the column 'nConnected'"),
    (stats("tAnswered10s", #""count": "x""#), "the column 'tAnswered10s'"),
  ])
  func `stops for what was not asked for, and shows names only`(text: String, name: String) throws {
    let error = try error(text)
    guard case .unasked = error.reason else {
      Issue.record("\(error.reason)")
      return
    }
    #expect(error.explanation.what == "the source sent \(name), which was not asked for")
    #expect(error.explanation.status == .badData)
  }

  @Test func `names group, interval and metric`() throws {
    let error = try error(Self.stats("tWait", #""count": 4, "max": 4"#))
    #expect(
      error.explanation.what
        == "the answer cannot be believed: group 90e0e000-0000-4000-8000-000000000101 voice "
        + "inbound, interval \(eight): metric tWait has no sum")
  }
}
