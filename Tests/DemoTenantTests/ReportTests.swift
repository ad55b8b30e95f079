import Testing

@Suite struct ReportTests {
  private func rows(_ query: ReportText) throws -> [JSON] {
    let reply = try Guest().report(query)
    #expect(reply.status == 200)
    return try #require(try reply.json()["rows"]).elements
  }

  /// The same six rows of queue NW as in `AggregateTests`, worked out there.
  @Test func `tells the same of a quarter of an hour as the published aggregates`() throws {
    var query = ReportText()
    query.metrics = """
      "metrics": ["offered", "answered", "abandoned", "shortAbandoned", "overTarget", "waitMs",
       "waitAnsweredMs", "waitAbandonedMs", "waitMaxMs", "handled", "handleMs", "talkMs",
       "handleMaxMs", "averageHandleTimeSeconds", "serviceLevelPercent", "abandonedWithin5s",
       "abandonedWithin600s", "answeredWithin300s"]
      """
    #expect(
      try rows(query) == [
        JSON(
          """
          {"direction": "inbound", "mediaType": "voice", "queueId": "\(QueueID.newCustomers)",
           "intervalStart": 941356800000, "intervalEnd": 941357700000,
           "offered": 7, "answered": 1, "abandoned": 5, "shortAbandoned": 1, "overTarget": 1,
           "waitMs": 1326000, "waitAnsweredMs": 411000, "waitAbandonedMs": 915000,
           "waitMaxMs": 485000, "handled": 2, "handleMs": 299000, "talkMs": 299000,
           "handleMaxMs": 202000,
           "averageHandleTimeSeconds": 149.5, "averageHandleTimeSecondsNumerator": 299,
           "averageHandleTimeSecondsDenominator": 2,
           "serviceLevelPercent": 0, "serviceLevelPercentNumerator": 0,
           "serviceLevelPercentDenominator": 6,
           "abandonedWithin5s": 1, "abandonedWithin600s": 5, "answeredWithin300s": 0}
          """),
        JSON(
          """
          {"direction": "inbound", "mediaType": "voice", "queueId": "\(QueueID.newCustomers)",
           "intervalStart": 941357700000, "intervalEnd": 941358600000,
           "offered": 7, "answered": 2, "abandoned": 4, "shortAbandoned": 0, "overTarget": 2,
           "waitMs": 1227000, "waitAnsweredMs": 905000, "waitAbandonedMs": 322000,
           "waitMaxMs": 474000, "handled": 2, "handleMs": 202000, "talkMs": 202000,
           "handleMaxMs": 154000,
           "averageHandleTimeSeconds": 101, "averageHandleTimeSecondsNumerator": 202,
           "averageHandleTimeSecondsDenominator": 2,
           "serviceLevelPercent": 0, "serviceLevelPercentNumerator": 0,
           "serviceLevelPercentDenominator": 6,
           "abandonedWithin5s": 0, "abandonedWithin600s": 4, "answeredWithin300s": 0}
          """),
      ])
  }

  /// Ten views are the most that one published query has; these are twelve.
  @Test func `tells more thresholds than one published query could`() throws {
    var query = ReportText()
    query.interval = #""interval": "1h""#
    // From 08:00 to 08:40: the waits of `ViewTests`.
    query.window = ReportText.window(941_356_800_000, 941_359_200_000)
    let seconds = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600]
    let names = seconds.map { #""abandonedWithin\#($0)s""# }.joined(separator: ", ")
    query.metrics = #""metrics": [\#(names), "answeredWithin180s"]"#
    let row = try #require(try rows(query).first)
    #expect(
      seconds.map { row["abandonedWithin\($0)s"]?.integer }
        == [1, 1, 1, 3, 4, 6, 8, 9, 11, 13, 13, 15])
    #expect(row["answeredWithin180s"]?.integer == 1)
  }

  @Test func `gives a ratio over nothing as null, with its parts`() throws {
    var query = ReportText()
    query.interval = #""interval": "5m""#
    query.metrics = #""metrics": ["averageHandleTimeSeconds", "offered"]"#
    // Nobody stopped talking from 08:05 to 08:10; three called.
    query.window = ReportText.window(941_357_100_000, 941_357_400_000)
    let row = try #require(try rows(query).first)
    #expect(row["offered"]?.integer == 3)
    #expect(row["averageHandleTimeSeconds"] == .null)
    #expect(row["averageHandleTimeSecondsNumerator"]?.integer == 0)
    #expect(row["averageHandleTimeSecondsDenominator"]?.integer == 0)
  }

  /// October of `MonthTests`, queue by queue, from 744 + 1 hours of local days.
  @Test func `adds the days of a month up to its figures`() throws {
    var query = ReportText()
    query.interval = #""interval": "1d""#
    query.window = ReportText.window(938_728_800_000, 941_407_200_000)
    query.filters = ReportText.queues(QueueID.online, QueueID.english, QueueID.callBacks)
    query.metrics = #""metrics": ["offered", "answered", "abandoned", "shortAbandoned"]"#
    query.more = [#""pageSize": 1000"#]
    var sums: [String: [Int]] = [:]
    for row in try rows(query) {
      let counts = ["offered", "answered", "abandoned", "shortAbandoned"].map {
        row[$0]?.integer ?? 0
      }
      let queue = try #require(row["queueId"]?.text)
      sums[queue] = zip(sums[queue] ?? [0, 0, 0, 0], counts).map { $0 + $1 }
    }
    #expect(
      sums == [
        QueueID.online: [2840, 2490, 350, 8], QueueID.english: [130, 111, 19, 1],
        QueueID.callBacks: [311, 289, 22, 2],
      ])
  }

  @Test func `gives the day of the clock change 23 hours`() throws {
    var query = ReportText()
    query.interval = #""interval": "1d""#
    query.window = ReportText.window(922_917_600_000, 923_173_200_000)
    query.filters = ReportText.queues(QueueID.everyday)
    #expect(
      try rows(query).map {
        [$0["intervalStart"]?.integer, $0["intervalEnd"]?.integer, $0["offered"]?.integer]
      } == [
        [922_917_600_000, 923_004_000_000, 82], [923_004_000_000, 923_086_800_000, 444],
        [923_086_800_000, 923_173_200_000, 101],
      ])
  }

  @Test(arguments: [
    (#""columns": ["queueName"]"#, #"{"queueName": "New customers"}"#),
    (#""columns": ["mediaType"]"#, #"{"mediaType": "voice"}"#),
    (
      #""columns": ["queueName", "direction"]"#,
      #"{"queueName": "New customers", "direction": "inbound"}"#
    ),
  ])
  func `carries just the columns and metrics that were asked for`(
    columns: String, expected: String
  ) throws {
    var query = ReportText()
    query.interval = #""interval": "30m""#
    query.columns = columns
    guard case .object(var members) = try JSON(expected) else { return }
    members["intervalStart"] = .integer(941_356_800_000)
    members["intervalEnd"] = .integer(941_358_600_000)
    members["offered"] = .integer(14)
    #expect(try rows(query) == [.object(members)])
  }

  @Test(arguments: [
    (ReportText.predicate("queueName", "EQ", #""New customers""#), [14]),
    (ReportText.predicate("queueName", "EQ", #""New customer""#), []),
    (ReportText.predicate("mediaType", "EQ", #""email""#), []),
    (
      ReportText.predicate("direction", "IN", #""outbound", "inbound""#) + ","
        + ReportText.predicate("queueId", "EQ", #""\#(QueueID.newCustomers)""#), [14]
    ),
    (
      ReportText.predicate("direction", "EQ", #""outbound""#) + ","
        + ReportText.predicate("queueId", "EQ", #""\#(QueueID.newCustomers)""#), []
    ),
  ])
  func `filters by all predicates together`(predicates: String, offered: [Int]) throws {
    var query = ReportText()
    query.interval = #""interval": "30m""#
    query.filters = #""filters": {"operator": "AND", "predicates": [\#(predicates)]}"#
    #expect(try rows(query).map { $0["offered"]?.integer } == offered)
  }

  @Test func `sorts by queue, then by time, and says when it was made`() throws {
    var query = ReportText()
    query.filters = ReportText.queues(
      QueueID.securities, QueueID.newCustomers, QueueID.everyday)
    query.more = [#""entityType": "queue""#]
    let reply = try Guest().report(query)
    let body = try reply.json()
    let places = try #require(body["rows"]).elements.map {
      "\($0["queueId"]?.text ?? "") \($0["intervalStart"]?.integer ?? 0)"
    }
    #expect(places.count == 6)
    #expect(places == places.sorted())
    #expect(body["total"]?.integer == 6)
    #expect(body["next"] == nil)
    #expect(body["generatedAt"]?.integer == 941_358_600_000)
    #expect(reply.headers["link"] == nil)
  }

  @Test func `carries the quota header and none of the published ones`() throws {
    let guest = try Guest()
    let first = try guest.report(ReportText())
    #expect(first.headers["x-ratelimit-remaining"] == "299")
    #expect(first.headers["date"] != nil)
    #expect(first.headers.keys.contains { $0.hasPrefix("inin") } == false)
    let published = try guest.send("GET", "routing/queues")
    #expect(published.headers["x-ratelimit-remaining"] == nil)
    #expect(published.headers["inin-ratelimit-count"] == "2")
    #expect(try guest.report(ReportText()).headers["x-ratelimit-remaining"] == "297")
  }
}
