import Testing

@Suite struct ObservationTests {
  private let path = "analytics/queues/observations/query"

  private func query(_ metrics: String, filter: String) -> String {
    "{\"metrics\": \(metrics), \"filter\": \(filter)}"
  }

  private let all =
    #"{"type": "or", "predicates": [{"dimension": "queueId", "operator": "exists"}]}"#

  @Test func `shows six calls waiting and seven talking, zeros included`() throws {
    let reply = try Visitor().send(
      "POST", path,
      body: query(#"["oWaiting", "oInteracting", "oLongestWaiting", "oOnQueueUsers"]"#, filter: all)
    )
    #expect(reply.status == 200)
    #expect(reply.headers["date"] == "Sun, 31 Oct 1999 08:30:00 GMT")
    var counts: [String: [String: Int]] = [:]
    for result in try #require(try reply.json()["results"]).elements {
      let group = try #require(result["group"])
      #expect(group["mediaType"]?.text == "voice")
      var values: [String: Int] = [:]
      for observation in try #require(result["data"]).elements {
        let name = try #require(observation["metric"]?.text)
        let stats = observation["stats"]
        values[name] = name == "oLongestWaiting" ? stats?["max"]?.integer : stats?["count"]?.integer
      }
      counts[try #require(group["queueId"]?.text)] = values
    }
    #expect(
      counts == [
        QueueID.everyday: ["oWaiting": 2, "oInteracting": 3, "oLongestWaiting": 51_000],
        QueueID.english: ["oWaiting": 0, "oInteracting": 1],
        QueueID.callBacks: ["oWaiting": 0, "oInteracting": 0],
        QueueID.newCustomers: ["oWaiting": 3, "oInteracting": 0, "oLongestWaiting": 277_000],
        QueueID.securities: ["oWaiting": 1, "oInteracting": 3, "oLongestWaiting": 32_000],
        QueueID.online: ["oWaiting": 0, "oInteracting": 0],
      ])
  }

  @Test(arguments: [
    (
      #"{"type": "and", "clauses": [{"type": "or", "predicates": [{"dimension": "queueId", "value": "\#(QueueID.newCustomers)"}]}]}"#,
      #"["oWaiting"]"#, 1
    ),
    (
      #"{"type": "or", "predicates": [{"dimension": "mediaType", "value": "voice"}]}"#,
      #"["oWaiting"]"#, 6
    ),
    (
      #"{"type": "or", "predicates": [{"dimension": "mediaType", "value": "email"}]}"#,
      #"["oWaiting"]"#, 0
    ),
    // What agents do was not recorded.
    (
      #"{"type": "or", "predicates": [{"dimension": "mediaType", "value": "voice"}]}"#,
      #"["oUserRoutingStatuses", "oOnQueueUsers"]"#, 0
    ),
  ])
  func `filters by queue and medium`(filter: String, metrics: String, groups: Int) throws {
    let reply = try Visitor().send("POST", path, body: query(metrics, filter: filter))
    #expect(reply.status == 200)
    #expect(try #require(try reply.json()["results"]).elements.count == groups)
  }

  @Test(arguments: [
    (#"{"metrics": ["oWaiting"]}"#, false, "filter is required"),
    (#"{"filter": {"type": "or"}, "metrics": ["oWaiting"]}"#, true, "predicates or clauses"),
    (
      #"{"filter": {"type": "or", "predicates": [{"dimension": "queueId", "value": "a"}]}, "metrics": []}"#,
      true, "metrics is required"
    ),
    (
      #"{"filter": {"type": "or", "predicates": [{"dimension": "queueId", "value": "a"}]}, "metrics": ["nOffered"]}"#,
      false, "not a metric"
    ),
    (
      #"{"filter": {"type": "or", "predicates": [{"dimension": "direction", "value": "inbound"}]}, "metrics": ["oWaiting"]}"#,
      false, "not a dimension"
    ),
    (
      #"{"filter": {"type": "or", "predicates": [{"dimension": "queueId", "value": "a"}]}, "metrics": ["oWaiting"], "detailMetrics": ["oWaiting"]}"#,
      true, "not recorded"
    ),
  ])
  func `refuses`(query: String, isValid: Bool, reason: String) throws {
    let reply = try Visitor().send("POST", path, body: query, isValid: isValid)
    #expect(reply.status == 400)
    #expect(try #require(try reply.json()["message"]?.text).contains(reason))
  }
}
