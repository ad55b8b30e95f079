import Figures
import GenesysCloud
import Testing

/// Pages in the guide's dialect that must not become figures.
@Suite struct GuideDisbeliefTests {
  private typealias Guide = GuideExample

  private func error(_ pages: String..., recorded: CounterSet = CounterSet([.offered])) throws
    -> FetchError
  {
    try #require(throws: FetchError.self) {
      try Guide.rows(pages.map { .json($0) }, try Guide.query(recorded))
    }
  }

  private static func page(_ members: [String: String?]) -> String {
    Guide.page([Guide.row(["offered": "1"].merging(members) { $1 })])
  }

  private static let good = Guide.row(["offered": "1"])

  @Test(arguments: [
    "", " ", "null", "[]", "7", "<html></html>", "{}", #"{"rows": ["#, #"{"rows": []"#,
    #"{"rows": []} x"#, #"{"rows": [],}"#, #"{"rows": [01]}"#, #"{"rows": [NaN]}"#,
    #"{"rows": [99999999999999999999]}"#, #"{"results": []}"#, #"{"total": 0}"#,
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

  @Test func `refuses every truncation of a good answer`() throws {
    let whole = Array(Guide.page([Self.good], #""total":1"#).utf8)
    for length in 0..<whole.count {
      #expect(throws: FetchError.self, "\(length) bytes") {
        try Guide.rows([Response(status: 200, body: Array(whole[..<length]))])
      }
    }
  }

  @Test(arguments: [
    (page(["offered": #""12""#]), "row 1: 'offered' is a text, not a number"),
    (page(["offered": "-1"]), "row 1: 'offered' is negative"),
    (page(["offered": "-0.5"]), "row 1: 'offered' is negative"),
    (page(["offered": "1.5"]), "row 1: 'offered' is no whole number"),
    (page(["offered": "1e-9"]), "row 1: 'offered' is no whole number"),
    (page(["offered": "1000000000001"]), "row 1: 'offered' is too large"),
    (page(["offered": "9e18"]), "row 1: 'offered' is too large"),
    (page(["offered": "1e300"]), "row 1: 'offered' is too large"),
    (page(["offered": "18446744073709551615"]), "row 1: 'offered' is too large"),
    (page(["offered": "null"]), "row 1: 'offered' is missing or of the wrong kind"),
    (page(["offered": "true"]), "row 1: 'offered' is missing or of the wrong kind"),
    (page(["offered": "[1]"]), "row 1: 'offered' is missing or of the wrong kind"),
    (page(["offered": nil]), "row 1: 'offered' is missing or of the wrong kind"),
    (page(["queueId": nil]), "row 1: 'queueId' is missing or of the wrong kind"),
    (page(["queueId": "7"]), "row 1: 'queueId' is missing or of the wrong kind"),
    (page(["mediaType": "null"]), "row 1: 'mediaType' is missing or of the wrong kind"),
    (page(["intervalEnd": nil]), "row 1: 'intervalEnd' is missing or of the wrong kind"),
    (page(["intervalStart": #""1772438400000""#]), "row 1: 'intervalStart' is a text"),
    // Seconds, before, after, off the grid, too long, empty, backwards.
    (page(["intervalStart": "1772438400", "intervalEnd": "1772438700"]), "was not asked for"),
    (page(["intervalStart": "1772438100000", "intervalEnd": "1772438400000"]), "was not asked"),
    (page(["intervalStart": "1772442000000", "intervalEnd": "1772442300000"]), "was not asked"),
    (page(["intervalStart": "1772438460000", "intervalEnd": "1772438760000"]), "was not asked"),
    (page(["intervalEnd": "1772439000000"]), "row 1: the interval was not asked for"),
    (page(["intervalEnd": "1772438400000"]), "row 1: the interval was not asked for"),
    (page(["intervalEnd": "1772438100000"]), "row 1: the interval was not asked for"),
    (Guide.page([good, good]), "page 1, row 2: it repeats an earlier row"),
    (
      Guide.page([
        good,
        Guide.row(["offered": "1", "queueId": #""90E0E000-0000-4000-8000-000000000101""#]),
      ]), "page 1, row 2: it repeats an earlier row"
    ),
    (Guide.page([Guide.row(["offered": "0"]), good]), "page 1, row 2: it repeats an earlier row"),
    (
      Guide.page([good.dropLast() + #","offered":1}"#]),
      "page 1, row 1: member 'offered' comes twice"
    ),
    (#"{"rows": [], "rows": []}"#, "page 1: member 'rows' comes twice"),
    (#"{"rows": [], "x": {"a": 1, "a": 1}}"#, "page 1: member 'a' comes twice"),
    (#"{"rows": null}"#, "page 1: 'rows' is missing or of the wrong kind"),
    (#"{"rows": {}}"#, "page 1: 'rows' is missing or of the wrong kind"),
    (#"{"rows": [null]}"#, "page 1, row 1: 'rows' is missing or of the wrong kind"),
    (Guide.page([good], #""total":2"#), "1 rows came, where the total is 2"),
    (Guide.page([good], #""total":0"#), "page 1 brings more rows than the total of 0"),
    (Guide.page([good], #""total":"1""#), "'total' is a text, not a number"),
    (Guide.page([good], #""total":-1"#), "'total' is negative"),
    (Guide.page([good], #""next":7"#), "'next' is missing or of the wrong kind"),
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
    (["answered": "2", "answeredWithin20s": "3"], Counter.answeredInThreshold),
    (["abandoned": "0", "abandonedWithin5s": "1"], .shortAbandoned),
    (["waitMs": "40", "waitMaxMs": "41"], .waitMax),
    (["handleMs": "0", "handleMaxMs": "1"], .handleMax),
  ])
  func `holds a part against its whole`(members: [String: String], counter: Counter) throws {
    let names = members.keys.sorted { $0.count > $1.count }
    let error = try error(Guide.page([Guide.row(members)]), recorded: CounterSet([counter]))
    #expect(
      error.reason == .contradiction("page 1, row 1: '\(names[0])' is above '\(names[1])'"))
  }

  @Test(arguments: [
    (
      page(["queueId": #""90e0e000-0000-4000-8000-000000000102""#]),
      "the queue '90e0e000-0000-4000-8000-000000000102'"
    ),
    (page(["mediaType": #""email""#]), "the medium 'email'"),
    (page(["direction": #""outbound""#]), "the direction 'outbound'"),
    (page(["ani": #""canary +442079460001""#]), "the column 'ani'"),
    (page(["queueName": #""canary""#]), "the column 'queueName'"),
    (page(["answered": "1"]), "the column 'answered'"),
  ])
  func `stops for what was not asked for, and shows names only`(text: String, name: String) throws {
    let error = try error(text)
    #expect(error.explanation.what == "the source sent \(name), which was not asked for")
    #expect(error.explanation.status == .badData)
    #expect(!"\(error)".contains("canary"))
  }
}
