import Testing

@Suite struct AggregateTests {
  private static let metrics = """
    ["nOffered", "nOverSla", "nTransferred", "oServiceLevel", "oServiceTarget", "tAbandon",
     "tAcw", "tAnswered", "tFlowOut", "tHandle", "tHeldComplete", "tShortAbandon",
     "tTalkComplete", "tWait"]
    """

  /// The metrics of a bucket by name.
  private func metrics(_ bucket: JSON) throws -> [String: JSON] {
    var metrics: [String: JSON] = [:]
    for metric in try #require(bucket["metrics"]).elements {
      let name = try #require(metric["metric"]?.text)
      #expect(metrics[name] == nil)
      metrics[name] = metric["stats"]
    }
    return metrics
  }

  /// Worked out from six rows of queue NW.
  ///
  /// Offered; answered, wait, longest; abandoned, wait, longest, of them at most 5 s; talks, talk,
  /// longest. All answers came after more than 20 s.
  ///
  ///     08:00  2;  0           ;  2  490  485  1;  1  202  202
  ///     08:05  3;  0           ;  0             ;  0
  ///     08:10  2;  1  411  411 ;  3  425  365  0;  1   97   97
  ///     08:15  2;  1  431  431 ;  2   76   57  0;  1   48   48
  ///     08:20  1;  1  474  474 ;  1  141  141  0;  1  154  154
  ///     08:25  4;  0           ;  1  105  105  0;  0
  @Test func `adds rows up to buckets, in milliseconds`() throws {
    let results = try Visitor().aggregates(
      """
      {"interval": "1999-10-31T08:00:00.000Z/1999-10-31T08:30:00.000Z", "granularity": "PT15M",
       "groupBy": ["queueId", "mediaType"], "metrics": \(Self.metrics),
       "filter": {"type": "or", "predicates": [
         {"dimension": "queueId", "value": "\(QueueID.newCustomers)"}]}}
      """)
    #expect(results.count == 1)
    #expect(
      try results[0]["group"]
        == JSON(#"{"mediaType": "voice", "queueId": "\#(QueueID.newCustomers)"}"#))
    let data = try #require(results[0]["data"]).elements
    #expect(
      data.map { $0["interval"]?.text } == [
        "1999-10-31T08:00:00.000Z/1999-10-31T08:15:00.000Z",
        "1999-10-31T08:15:00.000Z/1999-10-31T08:30:00.000Z",
      ])
    #expect(
      try metrics(data[0]) == [
        "nOffered": JSON(#"{"count": 7}"#),
        "nOverSla": JSON(#"{"count": 1}"#),
        "tAnswered": JSON(#"{"count": 1, "sum": 411000, "max": 411000}"#),
        "tAbandon": JSON(#"{"count": 5, "sum": 915000, "max": 485000}"#),
        "tShortAbandon": JSON(#"{"count": 1}"#),
        "tWait": JSON(#"{"count": 6, "sum": 1326000, "max": 485000}"#),
        "tTalkComplete": JSON(#"{"count": 2, "sum": 299000, "max": 202000}"#),
        "tHandle": JSON(#"{"count": 2, "sum": 299000, "max": 202000}"#),
        "oServiceLevel": JSON(
          #"{"ratio": 0.0, "numerator": 0, "denominator": 6, "target": 0.8}"#),
        "oServiceTarget": JSON(#"{"current": 0.8}"#),
      ])
    #expect(
      try metrics(data[1]) == [
        "nOffered": JSON(#"{"count": 7}"#),
        "nOverSla": JSON(#"{"count": 2}"#),
        "tAnswered": JSON(#"{"count": 2, "sum": 905000, "max": 474000}"#),
        "tAbandon": JSON(#"{"count": 4, "sum": 322000, "max": 141000}"#),
        "tWait": JSON(#"{"count": 6, "sum": 1227000, "max": 474000}"#),
        "tTalkComplete": JSON(#"{"count": 2, "sum": 202000, "max": 154000}"#),
        "tHandle": JSON(#"{"count": 2, "sum": 202000, "max": 154000}"#),
        "oServiceLevel": JSON(
          #"{"ratio": 0.0, "numerator": 0, "denominator": 6, "target": 0.8}"#),
        "oServiceTarget": JSON(#"{"current": 0.8}"#),
      ])
  }

  /// Worked out from the rows of queue TT on 2 May.
  ///
  /// Answered, of them within 20 s; wait, longest; talks, talk, longest. Nobody gave up.
  ///
  ///     05:50  2  0   78  44;  2  212  113
  ///     07:00  1  1    0   0;  1   45   45
  ///     07:20  4  4   14  14;  4  114   62
  ///     07:25  1  1    0   0;  0
  @Test func `makes one bucket of the interval without a granularity`() throws {
    let results = try Visitor().aggregates(
      """
      {"interval": "1999-05-02T08:45:00+03:00/1999-05-02T10:30:00+03:00",
       "groupBy": ["direction"], "metrics": \(Self.metrics),
       "filter": {"type": "and", "predicates": [{"dimension": "direction", "value": "outbound"}]}}
      """)
    #expect(results.map { $0["group"] } == [.object(["direction": .text("outbound")])])
    let data = try #require(results[0]["data"]).elements
    #expect(
      data.map { $0["interval"]?.text }
        == ["1999-05-02T05:45:00.000Z/1999-05-02T07:30:00.000Z"])
    #expect(
      try metrics(data[0]) == [
        "nOffered": JSON(#"{"count": 8}"#),
        "nOverSla": JSON(#"{"count": 2}"#),
        "tAnswered": JSON(#"{"count": 8, "sum": 92000, "max": 44000}"#),
        "tWait": JSON(#"{"count": 8, "sum": 92000, "max": 44000}"#),
        "tTalkComplete": JSON(#"{"count": 7, "sum": 371000, "max": 113000}"#),
        "tHandle": JSON(#"{"count": 7, "sum": 371000, "max": 113000}"#),
        "oServiceLevel": JSON(
          #"{"ratio": 0.75, "numerator": 6, "denominator": 8, "target": 0.8}"#),
        "oServiceTarget": JSON(#"{"current": 0.8}"#),
      ])
  }

  @Test func `answers only the metrics that were asked for`() throws {
    let results = try Visitor().aggregates(
      """
      {"interval": "1999-10-31T08:00:00.000Z/1999-10-31T08:30:00.000Z", "metrics": ["nOffered"]}
      """)
    #expect(results.map { $0["group"] } == [.object([:])])
    let metrics = results[0]["data"]?.elements[0]["metrics"]?.elements
    #expect(metrics?.map { $0["metric"]?.text } == ["nOffered"])
  }

  @Test(arguments: [
    // Two days without any record.
    ("1999-01-10T22:00:00.000Z/1999-01-12T22:00:00.000Z", #"["nOffered", "tWait"]"#),
    // A month that the recording does not have.
    ("1999-08-01T00:00:00.000Z/1999-09-01T00:00:00.000Z", #"["nOffered", "tWait"]"#),
    // Never recorded.
    ("1999-10-01T00:00:00.000Z/1999-10-31T00:00:00.000Z", #"["tAcw", "tFlowOut", "nTransferred"]"#),
  ])
  func `leaves out groups and buckets without events`(interval: String, metrics: String) throws {
    let results = try Visitor().aggregates(
      """
      {"interval": "\(interval)", "granularity": "P1D", "groupBy": ["queueId"],
       "metrics": \(metrics)}
      """)
    #expect(results == [])
  }

  @Test func `leaves an empty bucket out between two others`() throws {
    // Queue PE: rows at 09:05 and 09:10, then none before 10:40.
    let results = try Visitor().aggregates(
      """
      {"interval": "1999-05-10T09:00:00.000Z/1999-05-10T11:00:00.000Z", "granularity": "PT30M",
       "metrics": ["nOffered"], "filter": {"type": "or", "predicates": [
         {"dimension": "queueId", "value": "\(QueueID.english)"}]}}
      """)
    #expect(
      try #require(results.first?["data"]).elements.map { $0["interval"]?.text } == [
        "1999-05-10T09:00:00.000Z/1999-05-10T09:30:00.000Z",
        "1999-05-10T10:30:00.000Z/1999-05-10T11:00:00.000Z",
      ])
  }

  @Test(arguments: [
    (#"{"type": "or", "predicates": [{"dimension": "queueId", "operator": "exists"}]}"#, 6),
    (#"{"type": "or", "predicates": [{"dimension": "queueId", "operator": "notExists"}]}"#, 0),
    (#"{"type": "or", "predicates": [{"dimension": "mediaType", "value": "email"}]}"#, 0),
    (#"{"type": "and", "predicates": [{"dimension": "direction", "value": "inbound"}]}"#, 5),
    (
      #"{"type": "and", "clauses": [{"type": "or", "predicates": [{"dimension": "queueId", "value": "\#(QueueID.everyday)"}, {"dimension": "queueId", "value": "\#(QueueID.callBacks)"}]}, {"type": "or", "predicates": [{"dimension": "direction", "value": "inbound"}]}]}"#,
      1
    ),
    (
      #"{"type": "or", "predicates": [{"dimension": "direction", "value": "outbound"}], "clauses": [{"type": "and", "predicates": [{"dimension": "queueId", "value": "\#(QueueID.everyday)"}, {"dimension": "mediaType", "value": "voice"}]}]}"#,
      2
    ),
    (
      #"{"type": "and", "predicates": [{"dimension": "queueId", "value": "\#(QueueID.everyday)"}, {"dimension": "queueId", "value": "\#(QueueID.online)"}]}"#,
      0
    ),
  ])
  func `filters by and and or`(filter: String, queues: Int) throws {
    let results = try Visitor().aggregates(
      """
      {"interval": "1999-09-30T22:00:00.000Z/1999-10-31T22:00:00.000Z", "groupBy": ["queueId"],
       "metrics": ["nOffered"], "filter": \(filter)}
      """)
    #expect(results.count == queues)
  }

  @Test func `groups by direction and medium together`() throws {
    // expected-month.csv, October: TT has 311 of 22,607 + 10,360 offered calls.
    let results = try Visitor().aggregates(
      """
      {"interval": "1999-09-30T22:00:00.000Z/1999-10-31T22:00:00.000Z",
       "groupBy": ["mediaType", "direction"], "metrics": ["nOffered"]}
      """)
    var counts: [String: Int] = [:]
    for result in results {
      let group = try #require(result["group"])
      #expect(group["mediaType"]?.text == "voice")
      counts[try #require(group["direction"]?.text)] =
        result["data"]?.elements[0]["metrics"]?.elements[0]["stats"]?["count"]?.integer
    }
    #expect(counts == ["outbound": 311, "inbound": 32_656])
  }
}
