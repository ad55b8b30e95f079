import DemoTenant
import Testing

/// Aggregates of calls that are made up.
@Suite struct SyntheticCallTests {
  /// A recording whose calls have all closed: 59 days and more before its clock.
  private static let closed =
    "partners=1,queues=3,agents=5,calls=40,from=2026-10-23,to=2026-10-27,now=2027-02-01T00:00:00Z"
  private static let whole = "2026-10-22T00:00:00.000Z/2027-01-31T00:00:00.000Z"

  private static let metrics = """
    ["nBlindTransferred", "nConnected", "nConsultTransferred", "nOffered", "nOutbound",
     "nOverSla", "nTransferred", "oServiceLevel", "oServiceTarget", "tAbandon", "tAcd", "tAcw",
     "tAnswered", "tContacting", "tDialing", "tFlowOut", "tHandle", "tHeldComplete",
     "tShortAbandon", "tTalkComplete", "tWait"]
    """

  private func query(
    _ interval: String, granularity: String? = nil,
    groupBy: String = #"["queueId", "mediaType", "direction"]"#, more: String = ""
  ) -> String {
    let granularity = granularity.map { #""granularity": "\#($0)","# } ?? ""
    return """
      {"interval": "\(interval)", \(granularity) "groupBy": \(groupBy), \(more)
       "metrics": \(Self.metrics)}
      """
  }

  @Test func `keep the identities of metrics over a closed window`() throws {
    let results = try CheckedGuest(Self.closed).aggregates(query(Self.whole))
    // Three queues with four media, and voice in both directions.
    #expect(results.count == 15)
    for result in results {
      let group = try #require(result["group"])
      let all = try #require(result["data"]?.elements.first)
      let parts = ["tTalkComplete", "tHeldComplete", "tAcw", "tDialing", "tContacting"]
      #expect(all.sum("tHandle") == parts.reduce(0) { $0 + all.sum($1) })
      #expect(
        all.count("nTransferred")
          == all.count("nBlindTransferred") + all.count("nConsultTransferred"))
      if group["direction"]?.text == "outbound" {
        #expect(all.count("nOffered") == 0)
        #expect(all.count("nOutbound") > 0)
      } else if group["mediaType"]?.text == "callback" {
        #expect(all.count("nOffered") > 0)
        #expect(all.count("nConnected") == all.count("nOffered"))
        #expect(all.count("tAnswered") == 0 && all.count("tAbandon") == 0)
      } else {
        let ways = ["tAnswered", "tAbandon", "tFlowOut"]
        #expect(all.count("nOffered") == ways.reduce(0) { $0 + all.count($1) })
        #expect(all.count("tWait") == all.count("nOffered"))
        #expect(all.sum("tWait") == ways.reduce(0) { $0 + all.sum($1) })
        #expect(all.count("tHandle") >= all.count("tAnswered"))
        let level = try #require(all.metrics["oServiceLevel"])
        #expect(level["numerator"]?.integer == all.count("tAnswered") - all.count("nOverSla"))
        #expect(level["denominator"]?.integer == all.count("tAnswered") + all.count("tAbandon"))
      }
    }
  }

  /// Everything that a torture chamber should have is there in one small recording.
  @Test func `have every kind of event`() throws {
    let results = try CheckedGuest(Self.closed).aggregates(query(Self.whole, groupBy: "[]"))
    let all = try #require(results.first?["data"]?.elements.first)
    let names = try JSON(Self.metrics).elements.compactMap(\.text)
    for name in names { #expect(all.metrics[name] != nil, "\(name)") }
    #expect(all.count("tShortAbandon") < all.count("tAbandon"))
    // Not whole seconds; and one at least closed 59 days later.
    #expect(all.sum("tWait") % 1000 != 0)
    // Transferred and outbound legs are handled, too.
    #expect(all.count("tHandle") > all.count("tAnswered"))
    #expect(try #require(all.metrics["tHandle"]?["max"]?.integer) > 7_200_000)
  }

  @Test func `are the same whatever was asked before, and in any cut`() throws {
    let guest = try CheckedGuest(Self.closed)
    let first = try guest.aggregates(
      query("2026-10-23T22:00:00.000Z/2026-10-24T10:07:31.123Z", groupBy: "[]"))
    let second = try guest.aggregates(
      query("2026-10-24T10:07:31.123Z/2026-10-25T23:00:00.000Z", groupBy: "[]"))
    let both = try CheckedGuest(Self.closed).aggregates(
      query("2026-10-23T22:00:00.000Z/2026-10-25T23:00:00.000Z", groupBy: "[]"))
    let fine = try guest.aggregates(
      query(
        "2026-10-23T22:00:00.000Z/2026-10-25T23:00:00.000Z", granularity: "PT5M", groupBy: "[]"))
    let day = try #require(both.first?["data"]?.elements.first)
    let halves = [first, second].compactMap { $0.first?["data"]?.elements.first }
    let buckets = try #require(fine.first?["data"]).elements
    for name in ["nOffered", "tWait", "tHandle", "tAcw", "nOverSla", "tShortAbandon"] {
      #expect(day.count(name) > 0, "\(name)")
      #expect(halves.reduce(0) { $0 + $1.count(name) } == day.count(name), "\(name)")
      #expect(halves.reduce(0) { $0 + $1.sum(name) } == day.sum(name), "\(name)")
      #expect(buckets.reduce(0) { $0 + $1.count(name) } == day.count(name), "\(name)")
      #expect(buckets.reduce(0) { $0 + $1.sum(name) } == day.sum(name), "\(name)")
    }
  }

  @Test func `are the same bytes for the same text`() throws {
    let body = query(Self.whole, granularity: "P1D")
    let path = "analytics/conversations/aggregates/query"
    let one = try CheckedGuest(Self.closed).send("POST", path, body: body).body
    let two = try CheckedGuest(Self.closed).send("POST", path, body: body).body
    let other = try CheckedGuest("seed=8," + Self.closed).send("POST", path, body: body).body
    #expect(one == two)
    #expect(one != other)
  }

  /// The second queue opens from 7 to 22 in Berlin, two hours before UTC and from 25 October one.
  @Test(arguments: [
    (
      "2026-10-24T05:00:00.000Z/2026-10-24T20:00:00.000Z",
      "2026-10-23T22:00:00.000Z/2026-10-24T22:00:00.000Z"
    ),
    (
      "2026-10-25T06:00:00.000Z/2026-10-25T21:00:00.000Z",
      "2026-10-24T22:00:00.000Z/2026-10-25T23:00:00.000Z"
    ),
  ])
  func `are offered in local opening hours, before and after a clock change`(
    open: String, day: String
  ) throws {
    let parts = "partners=1,queues=2,calls=400,from=2026-10-23,to=2026-10-27"
    let partner = try DemoTenant.partners(recording: "synthetic:\(parts)")[0]
    let queue = try #require(partner.queues.first { $0.name.hasPrefix("<script>") })
    let guest = try CheckedGuest(parts)
    let offered = try [open, day].map { interval in
      try guest.aggregates(
        """
        {"interval": "\(interval)", "metrics": ["nOffered"], "filter": {"type": "or",
         "predicates": [{"dimension": "queueId", "value": "\(queue.id)"}]}}
        """)[0]["data"]?.elements[0].count("nOffered")
    }
    #expect(try #require(offered[0]) > 100)
    #expect(offered[0] == offered[1])
  }

  @Test func `have not happened after the clock`() throws {
    let guest = try CheckedGuest("partners=1,queues=1,calls=300,now=2026-10-14T10:00:00.000Z")
    let later = try guest.aggregates(
      query("2026-10-14T10:00:00.001Z/2026-10-20T00:00:00.000Z", groupBy: "[]"))
    #expect(later == [])
    let before = try guest.aggregates(
      query("2026-10-14T09:55:00.000Z/2026-10-14T10:00:00.001Z", groupBy: "[]"))
    #expect(before.count == 1)
    #expect(try guest.get("date")["currentDate"]?.text == "2026-10-14T10:00:00.000Z")
  }

  /// Nothing begins after 1 November; what ends then is late by days, and some of it by 59 days.
  @Test func `close days later, and some 59 days later`() throws {
    let results = try CheckedGuest("calls=20,now=2027-02-01T00:00:00Z").aggregates(
      """
      {"interval": "2026-11-03T00:00:00.000Z/2027-01-31T00:00:00.000Z", "granularity": "P1D",
       "metrics": ["nOffered", "tHandle", "tAcw", "tAcd", "tTalkComplete"]}
      """)
    let days = try #require(results.first?["data"]).elements
    let longest = days.compactMap { $0.metrics["tHandle"]?["max"]?.integer }.max()
    #expect(days.allSatisfy { $0.count("nOffered") == 0 })
    #expect(days.contains { (1...432_000_000 * 2).contains($0.sum("tHandle")) })
    #expect(try #require(longest) >= 5_097_600_919)
    #expect(days.contains { $0.sum("tAcd") >= 5_097_600_919 })
  }

  @Test func `are still open by the usual clock`() throws {
    let pages = try CheckedGuest("calls=20").pages(
      "2026-10-28T00:00:00.000Z/2026-10-31T00:00:00.000Z",
      filters: """
        "conversationFilters": [{"type": "and", "predicates": [
          {"dimension": "conversationEnd", "operator": "notExists"}]}],
        """)
    let conversations = pages.joined()
    #expect(!conversations.isEmpty)
    #expect(conversations.allSatisfy { $0["conversationEnd"] == nil })
  }

  @Test func `stand eight hours into the day after the last one`() throws {
    // Midnight of 1 November in Berlin is 23:00 UTC.
    #expect(try CheckedGuest().get("date")["currentDate"]?.text == "2026-11-01T07:00:00.000Z")
  }

  /// Views count single times, so neighbouring bounds add up, whatever they are.
  @Test func `are counted between any bounds`() throws {
    let bounds = [(0, 1234), (1234, 20_000), (20_000, 20_001), (20_001, 86_400_000)]
    let views = bounds.enumerated().map { index, bound in
      """
      {"target": "tAnswered", "name": "v\(index)", "function": "rangeBound",
       "range": {"gte": \(bound.0), "lt": \(bound.1)}}
      """
    }
    let results = try CheckedGuest("partners=1,queues=2,calls=300,media=voice").aggregates(
      """
      {"interval": "2026-10-05T00:00:00.000Z/2026-10-12T00:00:00.000Z",
       "metrics": ["tAnswered", "nOverSla"], "views": [\(views.joined(separator: ","))]}
      """)
    let bucket = try #require(results.first?["data"]?.elements.first)
    let counts = (bucket["views"]?.elements ?? []).map { $0["stats"]?["count"]?.integer ?? 0 }
    #expect(counts.count == 4)
    #expect(counts.reduce(0, +) == bucket.count("tAnswered"))
    // The target of both queues is 20,000 ms: later by one is late.
    #expect(bucket.count("nOverSla") == counts[3])
  }

  @Test func `can be told apart by agent`() throws {
    let guest = try CheckedGuest(Self.closed)
    let sums = try ["[]", #"["userId"]"#, #"["userId", "queueId"]"#].map { groupBy in
      let results = try guest.aggregates(
        """
        {"interval": "\(Self.whole)", "groupBy": \(groupBy),
         "metrics": ["tHandle", "tAnswered", "nTransferred"]}
        """)
      return ["tHandle", "tAnswered", "nTransferred"].map { name in
        results.reduce(0) { $0 + ($1["data"]?.elements.first?.count(name) ?? 0) }
      }
    }
    #expect(sums[0][0] > 0)
    #expect(sums[1] == sums[0])
    #expect(sums[2] == sums[0])
  }
}
