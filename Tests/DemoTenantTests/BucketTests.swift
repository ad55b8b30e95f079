import Testing

@Suite struct BucketTests {
  /// Interval and offered calls of each bucket of queue PS.
  private func buckets(
    _ interval: String, _ granularity: String, zone: String? = nil
  ) throws -> [String: Int] {
    let zone = zone.map { #""timeZone": "\#($0)","# } ?? ""
    let results = try Visitor().aggregates(
      """
      {"interval": "\(interval)", "granularity": "\(granularity)", \(zone)
       "metrics": ["nOffered"], "filter": {"type": "or", "predicates": [
         {"dimension": "queueId", "value": "\(QueueID.everyday)"}]}}
      """)
    var buckets: [String: Int] = [:]
    for bucket in try #require(results.first?["data"]).elements {
      let interval = try #require(bucket["interval"]?.text)
      buckets[interval.replacing(":00:00.000Z", with: "Z").replacing(":00.000Z", with: "Z")] =
        bucket["metrics"]?.elements[0]["stats"]?["count"]?.integer
    }
    return buckets
  }

  // Offered calls by local day and month: expected-day.csv and expected-month.csv.

  @Test func `gives the day of the clock change 23 hours`() throws {
    #expect(
      try buckets(
        "1999-03-31T22:00:00.000Z/1999-04-03T21:00:00.000Z", "P1D", zone: "Asia/Jerusalem") == [
          "1999-03-31T22Z/1999-04-01T22Z": 82, "1999-04-01T22Z/1999-04-02T21Z": 444,
          "1999-04-02T21Z/1999-04-03T21Z": 101,
        ])
  }

  @Test func `cuts days of 24 hours without a zone, and the last one short`() throws {
    let buckets = try buckets("1999-03-31T22:00:00.000Z/1999-04-03T21:00:00.000Z", "P1D")
    #expect(
      buckets.keys.sorted() == [
        "1999-03-31T22Z/1999-04-01T22Z", "1999-04-01T22Z/1999-04-02T22Z",
        "1999-04-02T22Z/1999-04-03T21Z",
      ])
    #expect(buckets.values.reduce(0, +) == 627)
  }

  @Test func `cuts months of a zone's calendar`() throws {
    #expect(
      try buckets(
        "1999-01-31T22:00:00.000Z/1999-05-31T21:00:00.000Z", "P1M", zone: "Asia/Jerusalem") == [
          "1999-01-31T22Z/1999-02-28T22Z": 20_027, "1999-02-28T22Z/1999-03-31T22Z": 24_324,
          "1999-03-31T22Z/1999-04-30T21Z": 20_517, "1999-04-30T21Z/1999-05-31T21Z": 26_724,
        ])
  }

  @Test func `cuts weeks across the clock change`() throws {
    let buckets = try buckets(
      "1999-03-27T22:00:00.000Z/1999-04-10T21:00:00.000Z", "P7D", zone: "Asia/Jerusalem")
    #expect(
      buckets.keys.sorted() == [
        "1999-03-27T22Z/1999-04-03T21Z", "1999-04-03T21Z/1999-04-10T21Z",
      ])
  }

  @Test(arguments: [
    ("PT5M", ["06:05Z/1999-10-03T06:10Z", "06:10Z/1999-10-03T06:15Z"]),
    ("PT15M", ["06:05Z/1999-10-03T06:20Z", "06:20Z/1999-10-03T06:35Z"]),
    ("PT30M", ["06:05Z/1999-10-03T06:35Z", "06:35Z/1999-10-03T07:05Z"]),
    ("PT1H", ["06:05Z/1999-10-03T07:05Z", "07:05Z/1999-10-03T08:05Z"]),
  ])
  func `cuts minutes and hours from the interval's start`(
    granularity: String, first: [String]
  ) throws {
    // A Sunday morning, with calls in each five minutes.
    let buckets = try buckets(
      "1999-10-03T06:05:00.000Z/1999-10-03T09:05:00.000Z", granularity)
    #expect(buckets.keys.sorted().prefix(2) == first.map { "1999-10-03T\($0)" }[...])
  }

  @Test(arguments: ["PT10M", "P2D", "PT0S", "P1Y", "5m", "pt5m", ""])
  func `refuses other granularities`(granularity: String) throws {
    let (code, message) = try Visitor().refusal(
      """
      {"interval": "1999-10-31T08:00:00.000Z/1999-10-31T08:30:00.000Z",
       "granularity": "\(granularity)", "metrics": ["nOffered"]}
      """, isValid: false)
    #expect(code == "invalid.value")
    #expect(message.contains("PT5M, PT15M, PT30M, PT1H, P1D, P7D, P1M"))
  }

  @Test(arguments: ["Asia/Jerusalm", "", "EST5EDT4", "GMT+5", "../etc/passwd"])
  func `refuses a zone that nobody knows`(zone: String) throws {
    let (code, message) = try Visitor().refusal(
      """
      {"interval": "1999-10-31T08:00:00.000Z/1999-10-31T08:30:00.000Z",
       "timeZone": "\(zone)", "metrics": ["nOffered"]}
      """)
    #expect(code == "invalid.value")
    #expect(message.contains("timeZone"))
  }

  // 30,000 buckets of 5 minutes are 104 days and 4 hours.
  @Test(arguments: [
    ("1999-01-01T00:00:00.000Z/1999-04-15T04:00:00.000Z", "[]", true),
    ("1999-01-01T00:00:00.000Z/1999-04-15T04:05:00.000Z", "[]", false),
    ("1999-01-01T00:00:00.000Z/1999-01-18T08:40:00.000Z", #"["queueId"]"#, true),
    ("1999-01-01T00:00:00.000Z/1999-01-18T08:45:00.000Z", #"["queueId"]"#, false),
    ("0001-01-01T00:00:00.000Z/9999-01-01T00:00:00.000Z", "[]", false),
  ])
  func `answers at most 30,000 buckets over all groups`(
    interval: String, groupBy: String, isAnswered: Bool
  ) throws {
    let query = """
      {"interval": "\(interval)", "granularity": "PT5M", "groupBy": \(groupBy),
       "metrics": ["tAcw"]}
      """
    let visitor = try Visitor()
    if isAnswered {
      #expect(try visitor.aggregates(query) == [])
    } else {
      let (code, message) = try visitor.refusal(query)
      #expect(code == "response.entity.too.large")
      #expect(message.contains("result set larger than the result limit of 30000"))
    }
  }
}
