import Testing

@Suite struct ReportRefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let reason: String
    let edit: @Sendable (inout ReportText) -> Void

    init(
      _ testDescription: String, _ reason: String,
      _ edit: @escaping @Sendable (inout ReportText) -> Void
    ) {
      self.testDescription = testDescription
      self.reason = reason
      self.edit = edit
    }
  }

  private static func predicate(_ text: String) -> String {
    #""filters": {"operator": "AND", "predicates": [\#(text)]}"#
  }

  private static let manyQueues = (1...51).map { #""queue-\#($0)""# }.joined(separator: ", ")

  @Test(arguments: [
    Case("another member", "no property 'columnIds'") { $0.more = [#""columnIds": []"#] },
    Case("no step", "interval is required") { $0.interval = "" },
    Case("another step", "5m, 15m, 30m, 1h, 1d") { $0.interval = #""interval": "PT5M""# },
    Case("no filter type", "dateFilterType is required") { $0.filterType = "" },
    Case("another filter type", "none of since") { $0.filterType = #""dateFilterType": "last""# },
    Case("another entity", "none of queue") { $0.more = [#""entityType": "user""#] },
    Case("no start", "sinceTimestamp is required") {
      $0.window = #""untilTimestamp": 941358600000"#
    },
    Case("no end", "untilTimestamp is required") { $0.window = #""sinceTimestamp": 941356800000"# },
    Case("seconds", "100000000000") { $0.window = ReportText.window(941_356_800, 941_358_600) },
    Case("a fraction of a millisecond", "whole number") {
      $0.window = #""sinceTimestamp": 941356800000.5, "untilTimestamp": 941358600000"#
    },
    Case("a text as time", "must be a number") {
      $0.window = #""sinceTimestamp": "941356800000", "untilTimestamp": 941358600000"#
    },
    Case("an empty window", "not after") {
      $0.window = ReportText.window(941_356_800_000, 941_356_800_000)
    },
    Case("off the five minutes", "not aligned") {
      $0.window = ReportText.window(941_356_860_000, 941_358_600_000)
    },
    Case("a day more than 31", "31 days") {
      $0.window = ReportText.window(938_728_800_000, 941_407_200_000 + 86_400_000)
    },
    Case("no zone", "timeZoneId is required") { $0.zone = "" },
    Case("an unknown zone", "Asia/Jerusalm") { $0.zone = #""timeZoneId": "Asia/Jerusalm""# },
    Case("no filters", "filters is required") { $0.filters = "" },
    Case("no predicates", "predicates is required") { $0.filters = predicate("") },
    Case("another operator", "none of AND") {
      $0.filters = #""filters": {"operator": "OR", "predicates": []}"#
    },
    Case("another match", "none of EQ, IN") {
      $0.filters = predicate(ReportText.predicate("queueId", "LIKE", #""a""#))
    },
    Case("two values for one", "EQ takes one value") {
      $0.filters = predicate(ReportText.predicate("queueId", "EQ", #""a", "b""#))
    },
    Case("no values", "values is required") {
      $0.filters = predicate(ReportText.predicate("queueId", "IN", ""))
    },
    Case("51 queues", "at most 50 queues") {
      $0.filters = predicate(ReportText.predicate("queueId", "IN", manyQueues))
    },
    Case("a filter that is not public", "'ani' is not public") {
      $0.filters = predicate(ReportText.predicate("ani", "EQ", #""1""#))
    },
    Case("no columns", "columns is required") { $0.columns = "" },
    Case("all columns", "'all' is not defined") { $0.columns = #""columns": ["all"]"# },
    Case("a personal column", "'ani' is not public") {
      $0.columns = #""columns": ["queueId", "ani"]"#
    },
    Case("an internal metric", "'internalRoutingScore' is not public") {
      $0.metrics = #""metrics": ["internalRoutingScore"]"#
    },
    Case("a column as metric", "'queueId' is not defined") {
      $0.metrics = #""metrics": ["queueId"]"#
    },
    Case("what is not recorded", "'acwMs' is not defined") {
      $0.metrics = #""metrics": ["acwMs"]"#
    },
    Case("another threshold", "'answeredWithin7s' is not defined") {
      $0.metrics = #""metrics": ["answeredWithin7s"]"#
    },
    Case("a part of a ratio", "is not defined") {
      $0.metrics = #""metrics": ["serviceLevelPercentNumerator"]"#
    },
    Case("no metrics", "metrics is required") { $0.metrics = #""metrics": []"# },
    Case("a metric twice", "names one twice") {
      $0.metrics = #""metrics": ["offered", "offered"]"#
    },
    Case("a page of nothing", "from 1 to 1000") { $0.more = [#""pageSize": 0"#] },
    Case("too large a page", "from 1 to 1000") { $0.more = [#""pageSize": 1001"#] },
    Case("no token", "not one of this query") { $0.more = [#""pageToken": "1""#] },
  ])
  func `refuses with 400 and a reason`(example: Case) throws {
    var query = ReportText()
    example.edit(&query)
    let reply = try Guest().report(query)
    #expect(reply.status == 400)
    let body = try reply.json()
    #expect(try Schema(named: "error-body.response").problems(in: body) == [])
    #expect(try #require(body["message"]?.text).contains(example.reason), "\(body)")
    #expect(body["contextId"]?.text == reply.headers["genesys-correlation-id"])
  }

  @Test func `takes 31 local days, of 25 hours one, and no queue more than 50`() throws {
    var query = ReportText()
    query.interval = #""interval": "1d""#
    // 1 October 1999, 00:00 in Berlin, for 31 days and the hour of 31 October.
    query.window = ReportText.window(938_728_800_000, 941_410_800_000)
    query.zone = #""timeZoneId": "Europe/Berlin""#
    let fifty = (1...50).map { #""queue-\#($0)""# }.joined(separator: ", ")
    query.filters =
      #""filters": {"operator": "AND", "predicates": [\#(ReportText.predicate("queueId", "IN", fifty))]}"#
    let reply = try Guest().report(query)
    #expect(reply.status == 200)
    #expect(try reply.json()["total"]?.integer == 0)
  }

  @Test func `says 413 to too large an answer`() throws {
    var query = ReportText()
    query.interval = #""interval": "5m""#
    // Six queues for 31 days are 53,568 intervals; three are 26,784.
    query.window = ReportText.window(938_728_800_000, 938_728_800_000 + 31 * 86_400_000)
    query.filters = ReportText.queues(
      QueueID.everyday, QueueID.english, QueueID.callBacks, QueueID.newCustomers,
      QueueID.securities, QueueID.online)
    let guest = try Guest()
    let reply = try guest.report(query)
    #expect(reply.status == 413)
    #expect(try reply.json()["code"]?.text == "request.entity.too.large")
    query.filters = ReportText.queues(QueueID.english, QueueID.callBacks, QueueID.online)
    #expect(try guest.report(query).status == 200)
  }

  @Test(arguments: [
    ("GET", "reporting/reports/queries"), ("POST", "reporting/reports/definitions"),
    ("POST", "analytics/measures"), ("DELETE", "analytics/queues"), ("GET", "reporting/reports"),
  ])
  func `does not find other methods`(method: String, path: String) throws {
    #expect(try Guest().send(method, path, body: method == "POST" ? "{}" : nil).status == 404)
  }

  @Test func `wants a token and JSON`() throws {
    let guest = try Guest()
    #expect(try guest.raw.send("POST", "/api/v2/reporting/reports/queries").status == 401)
    let form = try guest.raw.send(
      "POST", "/api/v2/reporting/reports/queries",
      headers: [("Authorization", "Bearer \(guest.token)"), ("Content-Type", "text/plain")],
      body: ReportText().body)
    #expect(form.status == 415)
  }
}
