import DemoTenant
import Foundation
import Testing

/// Every kind of fault, seen over HTTP beside the answer that it stands in for.
@Suite struct FaultTableTests {
  /// A request that faults are tried on.
  enum Ask: Sendable, CaseIterable {
    case date, queues, secondQueues, definitions, tokenInfo, subject, aggregates, report
    case firstPage, secondPage, observations

    /// Method, path and body.
    var request: (method: String, path: String, body: String?) {
      switch self {
      case .date: ("GET", "date", nil)
      case .queues: ("GET", "routing/queues?pageSize=2", nil)
      case .secondQueues: ("GET", "routing/queues?pageSize=2&pageNumber=2", nil)
      case .definitions: ("GET", "reporting/reports/definitions?pageSize=5", nil)
      case .tokenInfo: ("GET", "tokens/me", nil)
      case .subject: ("GET", "authorization/subjects/me?includeFullRoles=true", nil)
      case .aggregates:
        ("POST", "analytics/conversations/aggregates/query", FaultTableTests.aggregates)
      case .report: ("POST", "reporting/reports/queries", FaultTableTests.report().body)
      case .firstPage: ("POST", "reporting/reports/queries", FaultTableTests.report(size: 2).body)
      case .secondPage:
        ("POST", "reporting/reports/queries", FaultTableTests.report(size: 2, token: true).body)
      case .observations: ("GET", "analytics/measures", nil)
      }
    }
  }

  /// Two quarters of an hour of NW and NE with two counters, a timer and a view.
  private static let aggregates = """
    {"interval": "1999-10-31T08:00:00.000Z/1999-10-31T08:30:00.000Z", "granularity": "PT15M",
     "groupBy": ["queueId"], "metrics": ["nOffered", "tAbandon", "tWait"],
     "views": [{"target": "tAbandon", "name": "short", "function": "rangeBound",
       "range": {"lt": 600001}}],
     "filter": {"type": "or", "predicates": [
       {"dimension": "queueId", "value": "\(QueueID.newCustomers)"},
       {"dimension": "queueId", "value": "\(QueueID.securities)"}]}}
    """

  /// The same as a report: four rows, NW before NE.
  private static func report(size: Int = 100, token: Bool = false) -> ReportText {
    var query = ReportText()
    query.filters = ReportText.queues(QueueID.newCustomers, QueueID.securities)
    query.metrics =
      #""metrics": ["abandoned", "offered", "waitMs", "overTarget", "answeredWithin5s"]"#
    query.more = [#""pageSize": \#(size)"#]
    if token, let second = secondToken { query.more.append(#""pageToken": "\#(second)""#) }
    return query
  }

  /// The token of the second page, which is the same on each server.
  private static let secondToken: String? = {
    let next = try? Guest().report(report(size: 2)).json()["next"]?.text
    return next?.split(separator: "=").last.map { String($0) }
  }()

  /// What came, and what would have come.
  struct Pair {
    let bad: RawReply
    let good: RawReply

    func body() throws -> JSON { try bad.json() }

    func rows(_ list: String = "rows") throws -> [JSON] { try bad.json()[list]?.elements ?? [] }

    func goodRows(_ list: String = "rows") throws -> [JSON] {
      try good.json()[list]?.elements ?? []
    }

    /// The groups, buckets and metrics of published aggregates.
    func buckets(_ group: Int = 0) throws -> [JSON] {
      try rows("results")[group]["data"]?.elements ?? []
    }

    func text() -> String { String(decoding: bad.body, as: UTF8.self) }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let kind: String
    let ask: Ask
    let check: @Sendable (Pair) throws -> Bool

    init(_ kind: String, _ ask: Ask, _ check: @escaping @Sendable (Pair) throws -> Bool) {
      self.kind = kind
      self.ask = ask
      self.check = check
    }

    var testDescription: String { "\(kind) on \(ask)" }
  }

  private static func isRefused(_ status: Int, _ code: String) -> @Sendable (Pair) throws -> Bool {
    { try $0.bad.status == status && $0.body()["code"]?.text == code }
  }

  private static let tooMany = "too.many.requests.retry.after"

  private static let failures: [Case] = [
    Case("429", .date) { $0.bad.status == 429 && $0.bad.headers["retry-after"] == "1" },
    Case("429-date", .report) { pair in
      let date = try #require(seconds(pair.bad.headers["date"]))
      return try pair.bad.status == 429 && seconds(pair.bad.headers["retry-after"]) == date + 1
        && pair.body()["code"]?.text == tooMany
    },
    Case("429-bare", .date) {
      try $0.bad.status == 429 && $0.bad.headers["retry-after"] == nil
        && $0.bad.headers["inin-ratelimit-reset"] == nil
        && $0.body()["message"]?.text?.hasSuffix("Retry the request in [1] seconds") == true
    },
    Case("429-reset", .date) {
      try $0.bad.status == 429 && $0.bad.headers["retry-after"] == nil
        && $0.bad.headers["inin-ratelimit-reset"] == "1"
        && $0.body()["message"]?.text?.contains("[") == false
    },
    Case("429-day", .report) { $0.bad.status == 429 && $0.bad.headers["retry-after"] == "7200" },
    Case("500", .date, isRefused(500, "internal.server.error")),
    Case("502", .report) { $0.bad.status == 502 && $0.text().hasPrefix("<!DOCTYPE html>") },
    Case("503", .date) { $0.bad.status == 503 && $0.bad.headers["retry-after"] == nil },
    Case("503-after", .date) { $0.bad.status == 503 && $0.bad.headers["retry-after"] == "1" },
    Case("504", .date, isRefused(504, "request.timeout")),
    Case("cut", .report) {
      !$0.bad.isComplete && $0.bad.body == Array($0.good.body.prefix($0.good.body.count / 2))
    },
    Case("garbage", .report) { $0.bad.status == 200 && $0.text().hasPrefix("<!DOCTYPE html>") },
    Case("truncated-json", .aggregates) {
      $0.bad.isComplete && $0.bad.status == 200
        && $0.bad.body == Array($0.good.body.prefix($0.good.body.count / 2))
    },
    Case("drip", .report) { $0.bad.isComplete && $0.bad.body == $0.good.body },
    Case("bomb", .report) { pair in
      // A megabyte that ends with its length before compression, least significant byte first.
      pair.bad.status == 200 && pair.bad.headers["content-encoding"] == "gzip"
        && pair.bad.isComplete && pair.bad.body.count < 2_000_000
        && pair.bad.body.prefix(3) == [0x1F, 0x8B, 8] && pair.bad.body.suffix(4) == [0, 0, 0, 64]
    },
    Case("skew", .date) { pair in
      let (bad, good) = (seconds(pair.bad.headers["date"]), seconds(pair.good.headers["date"]))
      let ahead = try #require(bad) - #require(good)
      return (590...610).contains(ahead) && pair.bad.body == pair.good.body
    },
    Case("skew", .observations) {
      $0.bad.headers["date"] == "Sun, 31 Oct 1999 08:40:00 GMT"
    },
    Case("redirect", .queues) {
      $0.bad.status == 302
        && $0.bad.headers["location"] == "https://evil.example/api/v2/routing/queues?pageSize=2"
    },
    Case("401", .date, isRefused(401, "bad.credentials")),
    Case("expire", .report, isRefused(401, "bad.credentials")),
    Case("revoke", .date, isRefused(401, "bad.credentials")),
    Case("unknown-scope", .tokenInfo) {
      try $0.rows("authorizedScope")
        == $0.goodRows("authorizedScope") + [.text("reporting:custom")]
    },
    Case("write-scope", .tokenInfo) {
      try $0.rows("authorizedScope") == $0.goodRows("authorizedScope") + [.text("reporting:write")]
    },
    Case("write-grant", .subject) { pair in
      let policies = try pair.rows("grants")[0]["role"]?["policies"]?.elements
      return try policies?.last
        == JSON(#"{"domain": "routing", "entityName": "queue", "actions": ["edit"]}"#)
    },
  ]

  private static let lists: [Case] = [
    Case("page-loop", .firstPage) { pair in
      let next = try #require(pair.body()["next"]?.text)
      let again = try Guest().send("POST", next, body: Ask.firstPage.request.body)
      return try again.json()["rows"] == pair.good.json()["rows"]
        && pair.bad.headers["link"] == "<\(next)>; rel=\"next\""
    },
    Case("page-loop", .definitions) { pair in
      let again = try Guest().get(#require(pair.body()["next"]?.text))
      return try again["definitions"] == pair.good.json()["definitions"]
    },
    Case("page-loop", .secondQueues) { pair in
      try pair.body()["nextUri"] == pair.body()["selfUri"]
        && pair.good.json()["nextUri"] != pair.good.json()["selfUri"]
    },
    Case("page-repeat", .secondPage) { pair in
      let first = try Guest().report(report(size: 2)).json()
      return try pair.rows() == first["rows"]?.elements && pair.body()["total"]?.integer == 4
        && pair.rows() != pair.goodRows()
    },
    Case("page-repeat", .secondQueues) { pair in
      let first = try Guest().get("routing/queues?pageSize=2")
      return try pair.body()["entities"] == first["entities"]
        && pair.body()["pageNumber"]?.integer == 2
    },
    Case("page-short", .report) {
      try $0.rows() == Array($0.goodRows().dropLast()) && $0.body()["total"]?.integer == 4
    },
    Case("page-short", .queues) {
      try $0.rows("entities") == Array($0.goodRows("entities").dropLast())
        && $0.body()["total"]?.integer == 6
    },
    Case("page-reorder", .report) { try $0.rows() == $0.goodRows().reversed() },
    Case("page-reorder", .queues) { try $0.rows("entities") == $0.goodRows("entities").reversed() },
    Case("foreign-next", .report) { pair in
      let next = try #require(pair.body()["next"]?.text)
      return try next.hasPrefix("https://evil.example/api/v2/reporting/")
        && pair.bad.headers["link"] == "<\(next)>; rel=\"next\""
        && pair.rows() == pair.goodRows() && pair.good.json()["next"] == nil
    },
    Case("foreign-next", .queues) {
      try $0.body()["nextUri"]?.text
        == "https://evil.example/api/v2/routing/queues?pageSize=2&pageNumber=2"
    },
    Case("no-next", .firstPage) {
      try $0.body()["next"] == nil && $0.bad.headers["link"] == $0.good.headers["link"]
        && $0.bad.headers["link"] != nil
    },
    Case("no-link", .firstPage) {
      try $0.bad.headers["link"] == nil && $0.body()["next"] == $0.good.json()["next"]
        && $0.body()["next"] != nil
    },
    Case("no-total", .report) {
      try $0.body()["total"] == nil && $0.rows() == $0.goodRows()
        && $0.good.json()["total"] != nil
    },
  ]

  private static let figures: [Case] = [
    Case("absent-groups", .aggregates) {
      try $0.goodRows("results").count == 2
        && $0.rows("results") == [$0.goodRows("results")[0]]
    },
    Case("absent-groups", .report) {
      try $0.rows() == Array($0.goodRows().prefix(2)) && $0.body()["total"]?.integer == 4
    },
    Case("absent-metrics", .aggregates) {
      try names($0.buckets()[0]) == ["nOffered", "tAbandon"]
        && $0.goodRows("results")[0]["data"].map { names($0.elements[0]) }
          == ["nOffered", "tAbandon", "tWait"]
    },
    Case("absent-metrics", .report) { pair in
      let row = try pair.rows()[0]
      return row["waitMs"] == nil && row["answeredWithin5s"] == nil
        && row["offered"]?.integer == 7
    },
    Case("decimal", .aggregates) {
      $0.text().contains(#"{"metric":"nOffered","stats":{"count":7.0}}"#)
    },
    Case("decimal", .report) { $0.text().contains(#""abandoned":5.0,"offered":7.0,"#) },
    Case("exponent", .aggregates) { $0.text().contains(#""sum":9.15E5"#) },
    Case("exponent", .report) { pair in
      pair.text().contains(#""offered":7E0,"waitMs":1.326E6"#)
        && pair.text().contains(#""intervalStart":941356800000,"#)
    },
    Case("text-number", .aggregates) { $0.text().contains(#""stats":{"count":"7"}"#) },
    Case("text-number", .report) { $0.text().contains(#""abandoned":"5","offered":7,"#) },
    Case("negative", .aggregates) { $0.text().contains(#""stats":{"count":-7}"#) },
    Case("negative", .report) { $0.text().contains(#""abandoned":-5,"offered":7,"#) },
    Case("overflow", .report) {
      $0.text().contains(#""abandoned":9223372036854775808,"offered":9000000000000000000,"#)
    },
    Case("overflow", .aggregates) { $0.text().contains(#""count":9223372036854775808"#) },
    Case("unknown-member", .aggregates) { pair in
      let bucket = try pair.buckets()[0]
      return try pair.body()["servedBy"] != nil && bucket["servedBy"] != nil
        && bucket["metrics"]?.elements[0]["stats"]?["servedBy"] != nil
        && pair.rows("results")[0]["group"] == pair.goodRows("results")[0]["group"]
    },
    Case("unknown-member", .report) {
      try $0.body()["servedBy"] != nil && $0.rows() == $0.goodRows()
    },
    Case("unknown-metric", .aggregates) { pair in
      let metrics = try pair.buckets()[0]["metrics"]?.elements ?? []
      return metrics.last?["qualifier"]?.text == FaultPlan.canary && metrics.count == 4
    },
    Case("unknown-metric", .report) {
      try $0.rows()[0]["ani"]?.text == FaultPlan.canary && $0.rows()[1]["ani"] == nil
    },
    Case("wrong-interval", .aggregates) {
      try $0.buckets()[0]["interval"]?.text == "1999-10-31T08:01:00.000Z/1999-10-31T08:16:00.000Z"
    },
    Case("wrong-interval", .report) {
      try $0.rows()[0]["intervalStart"]?.integer == 941_356_860_000
        && $0.rows()[0]["intervalEnd"]?.integer == 941_357_760_000
    },
    Case("repeat-interval", .aggregates) {
      try $0.buckets().count == 3 && $0.buckets()[0] == $0.buckets()[1]
    },
    Case("repeat-interval", .report) { try $0.rows() == [$0.goodRows()[0]] + $0.goodRows() },
    Case("ignores-views", .aggregates) { pair in
      try pair.buckets().allSatisfy { $0["views"] == nil }
        && pair.goodRows("results")[0]["data"]?.elements[0]["views"] != nil
    },
  ]

  @Test(arguments: failures + lists + figures)
  func `looks as its row of the table says`(example: Case) throws {
    let request = example.ask.request
    let good = try Guest().send(request.method, request.path, body: request.body)
    try #require(good.status == 200)
    let bad = try Guest(faults: "\(example.kind)@1+1")
      .send(request.method, request.path, body: request.body)
    #expect(
      try example.check(Pair(bad: bad, good: good)),
      "\(bad.status) \(bad.headers) \(String(decoding: bad.body.prefix(2000), as: UTF8.self))")
  }

  @Test(arguments: [
    ("unknown-scope", Ask.allCases.filter { $0 != .tokenInfo }),
    ("write-scope", Ask.allCases.filter { $0 != .tokenInfo }),
    ("write-grant", Ask.allCases.filter { $0 != .subject }),
    ("page-loop", [.date, .report, .secondPage, .aggregates, .observations]),
    ("page-repeat", [.date, .report, .firstPage, .queues, .definitions, .aggregates]),
    ("page-short", [.date, .definitions, .aggregates, .tokenInfo, .observations]),
    ("page-reorder", [.date, .definitions, .aggregates, .subject]),
    ("foreign-next", [.date, .aggregates, .observations]),
    ("no-next", [.date, .report, .queues]), ("no-link", [.report, .queues]),
    ("no-total", [.date, .queues, .aggregates]), ("ignores-views", [.report, .queues]),
    ("absent-groups", [.date, .queues]), ("absent-metrics", [.date, .tokenInfo]),
    ("decimal", [.date, .queues, .observations]), ("overflow", [.queues, .definitions]),
    ("repeat-interval", [.queues, .observations]), ("unknown-metric", [.queues, .definitions]),
    ("too-large", Ask.allCases), ("too-large-400", Ask.allCases), ("no-5m", Ask.allCases),
    ("no-15m", Ask.allCases.filter { !isFigures($0) }), ("restated", Ask.allCases),
  ])
  func `does nothing to a request that it cannot hit`(kind: String, asks: [Ask]) throws {
    for ask in asks {
      let request = ask.request
      let good = try Guest().send(request.method, request.path, body: request.body)
      let tried = try Guest(faults: "\(kind)@1+1")
        .send(request.method, request.path, body: request.body)
      #expect(tried.status == 200, "\(ask)")
      #expect(try tried.json() == good.json(), "\(ask)")
      #expect(tried.headers["link"] == good.headers["link"], "\(ask)")
    }
  }

  private static func isFigures(_ ask: Ask) -> Bool {
    [.aggregates, .report, .firstPage, .secondPage].contains(ask)
  }

  /// Faults that need more than one request stand in `FaultStateTests`, by these names.
  @Test func `has a row for each kind`() {
    let here = Set((Self.failures + Self.lists + Self.figures).map(\.kind))
    #expect(Set(FaultPlan.kinds).subtracting(here) == Set(FaultStateTests.kinds))
  }

  private static func names(_ bucket: JSON) -> [String?] {
    (bucket["metrics"]?.elements ?? []).map { $0["metric"]?.text }
  }

  /// The seconds of an HTTP date since 1970.
  private static func seconds(_ text: String?) -> Int? {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = .gmt
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return text.flatMap { formatter.date(from: $0) }.map { Int($0.timeIntervalSince1970) }
  }
}
