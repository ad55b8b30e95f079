import DemoTenant
import Testing

/// Agents that are made up: their lists, their time and what they do now.
@Suite struct AgentTests {
  private static let parts = "partners=2,queues=2,agents=60,calls=20"
  private static let path = "analytics/users/aggregates/query"

  private func ids(_ listing: JSON) throws -> [String] {
    try #require(listing["entities"]).elements.map { try #require($0["id"]?.text) }
  }

  private func users(_ guest: CheckedGuest, _ query: String) throws -> [String] {
    var ids: [String] = []
    var next: String? = "/api/v2/users?\(query)"
    while let path = next {
      let page = try guest.get(String(path.dropFirst("/api/v2/".count)))
      ids += try self.ids(page)
      next = page["nextUri"]?.text
    }
    return ids
  }

  private func filter(_ users: some Sequence<String>) -> String {
    let predicates = users.map { #"{"dimension": "userId", "value": "\#($0)"}"# }
    return #"{"type": "or", "predicates": [\#(predicates.joined(separator: ", "))]}"#
  }

  private func query(
    _ interval: String, _ granularity: String, users: some Sequence<String>,
    metrics: String = #""tAgentRoutingStatus", "tSystemPresence", "tOrganizationPresence""#
  ) -> String {
    """
    {"interval": "\(interval)", "granularity": "\(granularity)", "timeZone": "Europe/Berlin",
     "groupBy": ["userId"], "metrics": [\(metrics)], "filter": \(filter(users))}
    """
  }

  @Test func `are listed by state and id`() throws {
    let guest = try CheckedGuest(Self.parts)
    let all = try users(guest, "pageSize=50&state=any")
    let active = try users(guest, "pageSize=100")
    let deleted = try users(guest, "state=deleted")
    #expect(all.count == 120 && Set(all).count == 120)
    #expect(Set(active).isSubset(of: all) && active.count < 120)
    #expect(!deleted.isEmpty && Set(deleted).isDisjoint(with: active))
    let three = Array(all.prefix(3))
    #expect(try users(guest, "state=any&id=\(three.joined(separator: ","))") == three)
    #expect(try users(guest, "state=any&id=\(three.joined(separator: "&id="))") == three)
    #expect(try users(guest, "state=any&id=\(all.prefix(100).joined(separator: ","))").count == 100)
  }

  @Test(arguments: [
    ("state=gone", "invalid.query.param.value"),
    ("id=" + (1...101).map(String.init).joined(separator: ","), "max.user.ids"),
  ])
  func `are not listed by what is no state or too many ids`(query: String, code: String) throws {
    let reply = try CheckedGuest(Self.parts).send("GET", "users?\(query)")
    #expect(reply.status == 400)
    #expect(try reply.json()["code"]?.text == code)
  }

  @Test func `have names and addresses that are canaries`() throws {
    let listing = try CheckedGuest(Self.parts).get("users?pageSize=100")
    for user in try #require(listing["entities"]).elements {
      for name in ["name", "email", "username"] {
        #expect(try #require(user[name]?.text).hasPrefix("canary-"))
      }
    }
  }

  @Test func `are members of queues, in a list that is followed by its links`() throws {
    let guest = try CheckedGuest(Self.parts)
    let queue = try #require(try guest.get("routing/queues")["entities"]).elements[0]
    let id = try #require(queue["id"]?.text)
    var members: [String] = []
    var sizes: [Int] = []
    var next: String? = "routing/queues/\(id)/members?pageSize=10"
    while let path = next {
      let page = try guest.get(path)
      sizes.append(try ids(page).count)
      members += try ids(page)
      #expect(page["total"] == nil && page["pageCount"] == nil)
      next = page["nextUri"]?.text.map { String($0.dropFirst("/api/v2/".count)) }
    }
    #expect(sizes.dropLast().allSatisfy { $0 == 10 })
    #expect(members.count == queue["memberCount"]?.integer)
    #expect(Set(members).count == members.count && members.count > 20)
    #expect(try guest.send("GET", "routing/queues/\(id)/members?pageSize=101").status == 400)
    #expect(try guest.send("GET", "routing/queues/none/members").status == 404)
  }

  /// The 25 hours of 25 October in Berlin, in half hours and in one day.
  @Test(arguments: [("PT30M", 50, 1_800_000), ("P1D", 1, 90_000_000)])
  func `spend exactly the whole of each bucket in statuses and presences`(
    granularity: String, buckets: Int, length: Int
  ) throws {
    let guest = try CheckedGuest(Self.parts)
    let agents = try users(guest, "pageSize=20&pageNumber=1").prefix(10)
    let interval = "2026-10-24T22:00:00.000Z/2026-10-25T23:00:00.000Z"
    let answer = try guest.post(Self.path, query(interval, granularity, users: agents))
    let results = try #require(answer["results"]).elements
    #expect(results.count == 10)
    var qualifiers: Set<String> = []
    for result in results {
      let data = try #require(result["data"]).elements
      #expect(data.count == buckets)
      for bucket in data {
        var sums: [String: Int] = [:]
        for metric in bucket["metrics"]?.elements ?? [] {
          let sum = try #require(metric["stats"]?["sum"]?.integer)
          #expect(sum > 0)
          sums[try #require(metric["metric"]?.text), default: 0] += sum
          qualifiers.insert(try #require(metric["qualifier"]?.text))
        }
        let names = ["tAgentRoutingStatus", "tSystemPresence", "tOrganizationPresence"]
        for name in names { #expect(sums[name] == length, "\(name)") }
      }
    }
    let routing = ["OFF_QUEUE", "IDLE", "INTERACTING", "NOT_RESPONDING", "COMMUNICATING"]
    #expect(qualifiers.isSuperset(of: routing + ["ON_QUEUE", "OFFLINE", "MEAL"]))
    let mappings = answer["systemToOrganizationMappings"]
    let breaks = (mappings?["BREAK"]?.elements ?? []).compactMap(\.text)
    #expect(breaks.count == 2)
    let ids = try Set(self.ids(guest.get("presence/definitions")))
    #expect(ids.isSuperset(of: breaks))
  }

  /// Days of 23.5, 25 and 23 hours, of which one begins at 1:00, leave no gap and no overlap.
  @Test(arguments: ["Australia/Lord_Howe", "America/Havana", "Asia/Beirut", "Asia/Kathmandu"])
  func `are always in one status, in any zone`(zone: String) throws {
    let guest = try CheckedGuest(
      "partners=1,agents=4,calls=1,zone=\(zone),from=2026-03-01,to=2026-11-05")
    let agents = try users(guest, "state=any")
    for interval in [
      "2026-03-03T00:00:00.000Z/2026-04-10T00:00:00.000Z",
      "2026-09-20T00:00:00.000Z/2026-11-04T00:00:00.000Z",
    ] {
      let answer = try guest.post(
        Self.path,
        """
        {"interval": "\(interval)", "granularity": "PT1H", "metrics": ["tAgentRoutingStatus"],
         "groupBy": ["userId"], "filter": \(filter(agents))}
        """)
      let buckets = try #require(answer["results"]).elements
        .flatMap { $0["data"]?.elements ?? [] }
      #expect(buckets.count == 4 * 24 * (interval.contains("-04-10") ? 38 : 45))
      for bucket in buckets {
        let sums = (bucket["metrics"]?.elements ?? []).compactMap { $0["stats"]?["sum"]?.integer }
        #expect(sums.reduce(0, +) == 3_600_000)
      }
    }
  }

  @Test func `have no time beyond the clock, nor before the first day`() throws {
    let guest = try CheckedGuest("partners=1,agents=3,calls=1,now=2026-10-14T10:10:00.000Z")
    let agents = try users(guest, "state=any")
    let metrics = #""tAgentRoutingStatus""#
    let now = try guest.post(
      Self.path,
      query(
        "2026-10-14T10:00:00.000Z/2026-10-14T11:00:00.000Z", "PT30M", users: agents,
        metrics: metrics))
    for result in try #require(now["results"]).elements {
      let data = try #require(result["data"]).elements
      #expect(data.count == 1)
      let sums = (data[0]["metrics"]?.elements ?? []).compactMap { $0["stats"]?["sum"]?.integer }
      #expect(sums.reduce(0, +) == 600_000)
    }
    let before = try guest.post(
      Self.path,
      query(
        "2026-09-01T10:00:00.000Z/2026-09-01T11:00:00.000Z", "PT30M", users: agents,
        metrics: metrics))
    #expect(before["results"] == .array([]))
  }

  @Test func `are at most a hundred in a query`() throws {
    let guest = try CheckedGuest(Self.parts)
    let all = try users(guest, "pageSize=500&state=any")
    let interval = "2026-10-14T10:00:00.000Z/2026-10-14T10:30:00.000Z"
    let hundred = try guest.post(Self.path, query(interval, "PT30M", users: all.prefix(100)))
    #expect(hundred["results"]?.elements.count == 100)
    let refusal = try guest.refusal(Self.path, query(interval, "PT30M", users: all.prefix(101)))
    #expect(refusal.status == 400)
    #expect(refusal.code == "max.user.ids")
  }

  @Test(arguments: [
    #""metrics": ["tHandle"], "groupBy": ["userId"]"#,
    #""metrics": ["tAgentRoutingStatus"], "groupBy": ["queueId"]"#,
    #""metrics": ["tAgentRoutingStatus"], "filter": {"type": "or", "predicates": [{"dimension": "queueId", "value": "a"}]}"#,
  ])
  func `are asked for by user and by three metrics alone`(query: String) throws {
    let interval = #""interval": "2026-10-14T10:00:00.000Z/2026-10-14T10:30:00.000Z""#
    let refusal = try CheckedGuest(Self.parts).refusal(
      Self.path, "{\(interval), \(query)}", isValid: false)
    #expect(refusal.status == 400)
  }

  @Test func `serve queues now`() throws {
    let guest = try CheckedGuest(
      "partners=1,queues=2,agents=20,calls=20,now=2026-10-14T10:00:00.000Z")
    let agents = try users(guest, "state=any&pageSize=100")
    let answer = try guest.post(
      "analytics/users/observations/query",
      #"{"metrics": ["oActiveQueues", "oMemberQueues"], "filter": \#(filter(agents))}"#)
    let results = try #require(answer["results"]).elements
    #expect(results.count == 20)
    var total = ["oActiveQueues": 0, "oMemberQueues": 0]
    for observation in results.flatMap({ $0["data"]?.elements ?? [] }) {
      total[try #require(observation["metric"]?.text), default: 0] +=
        observation["stats"]?["count"]?.integer ?? 0
    }
    let queues = try #require(try guest.get("routing/queues")["entities"]).elements
    #expect(total["oMemberQueues"] == queues.reduce(0) { $0 + ($1["memberCount"]?.integer ?? 0) })
    let active = try #require(total["oActiveQueues"])
    #expect(active > 0 && active < total["oMemberQueues"] ?? 0)
  }
}
