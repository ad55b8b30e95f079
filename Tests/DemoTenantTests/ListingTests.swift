import Testing

@Suite struct ListingTests {
  private let byName = [
    QueueID.callBacks, QueueID.everyday, QueueID.english, QueueID.newCustomers, QueueID.online,
    QueueID.securities,
  ]

  private func ids(_ listing: JSON) throws -> [String] {
    try #require(listing["entities"]).elements.map { try #require($0["id"]?.text) }
  }

  @Test func `lists all queues by name, with division and target`() throws {
    let listing = try Visitor().get("routing/queues")
    #expect(try ids(listing) == byName)
    #expect(listing["pageSize"]?.integer == 25)
    #expect(listing["total"]?.integer == 6)
    #expect(listing["pageCount"]?.integer == 1)
    #expect(listing["nextUri"] == nil)
    let everyday = try #require(listing["entities"]).elements[1]
    #expect(everyday["name"]?.text == "Everyday banking")
    #expect(everyday["division"]?["name"]?.text == "Retail banking")
    let target = try #require(everyday["mediaSettings"]?["call"]?["serviceLevel"])
    #expect(try target == JSON(#"{"percentage": 0.8, "durationMs": 20000}"#))
  }

  @Test func `is paged to its end by its own addresses`() throws {
    let visitor = try Visitor()
    var next: String? = "/api/v2/routing/queues?pageSize=4"
    var seen: [[String]] = []
    while let path = next {
      let page = try visitor.get(String(path.dropFirst("/api/v2/".count)))
      seen.append(try ids(page))
      next = page["nextUri"]?.text
    }
    #expect(seen == [Array(byName[..<4]), Array(byName[4...])])
  }

  @Test func `shows nothing beyond the last page`() throws {
    let page = try Visitor().get("routing/queues?pageSize=4&pageNumber=3")
    #expect(try ids(page) == [])
    #expect(page["pageNumber"]?.integer == 3)
    #expect(page["total"]?.integer == 6)
    #expect(page["nextUri"] == nil)
    #expect(page["previousUri"] == nil)
  }

  @Test(arguments: [
    ("New%20customers", [QueueID.newCustomers]), ("New+customers", [QueueID.newCustomers]),
    ("new customers", []), ("Everyday banking", [QueueID.everyday]),
    ("Everyday*", [QueueID.everyday, QueueID.english]), ("*desk", [QueueID.securities]),
    ("*bank*", [QueueID.everyday, QueueID.english, QueueID.online]), ("bank", []),
    ("*", ["all"]), ("**", ["all"]), ("", []),
  ])
  func `finds names exactly, with an asterisk at either end for any text`(
    name: String, expected: [String]
  ) throws {
    let name = name.replacing(" ", with: "%20")
    let listing = try Visitor().get("routing/queues?name=\(name)")
    #expect(try ids(listing) == (expected == ["all"] ? byName : expected))
  }

  @Test(arguments: [
    "id=\(QueueID.online)&id=\(QueueID.callBacks)", "id=\(QueueID.online),\(QueueID.callBacks)",
    "id=\(QueueID.online)%2C\(QueueID.callBacks)&pageSize=100",
  ])
  func `takes ids repeated or joined with commas`(query: String) throws {
    let listing = try Visitor().get("routing/queues?\(query)")
    #expect(try ids(listing) == [QueueID.callBacks, QueueID.online])
  }

  @Test(arguments: [
    ("pageSize=0", "invalid.query.param.value"), ("pageSize=x", "invalid.query.param.value"),
    ("pageSize=501", "invalid.query.param.value"), ("pageNumber=0", "invalid.page.number"),
    ("pageNumber=-1", "invalid.page.number"),
  ])
  func `refuses a page that cannot be`(query: String, code: String) throws {
    let reply = try Visitor().send("GET", "routing/queues?\(query)")
    #expect(reply.status == 400)
    #expect(try reply.json()["code"]?.text == code)
  }

  @Test func `pages through every time zone once`() throws {
    let visitor = try Visitor()
    let first = try visitor.get("timezones?pageSize=100")
    let count = try #require(first["pageCount"]?.integer)
    var names = try ids(first)
    for number in 2...count {
      names += try ids(visitor.get("timezones?pageSize=100&pageNumber=\(number)"))
    }
    #expect(names.count == first["total"]?.integer)
    #expect(Set(names).count == names.count)
    for name in ["Asia/Jerusalem", "Asia/Kolkata", "Asia/Manila", "Europe/Berlin", "UTC"] {
      #expect(names.contains(name))
    }
  }

  @Test func `has no users and no members, for agents were not recorded`() throws {
    let visitor = try Visitor()
    let users = try visitor.get("users?pageSize=100&state=any")
    #expect(users["total"]?.integer == 0)
    #expect(users["entities"] == .array([]))
    let members = try visitor.get("routing/queues/\(QueueID.everyday)/members")
    #expect(members["entities"] == .array([]))
    #expect(members["nextUri"] == nil)
  }

  @Test func `has no status time of agents`() throws {
    let query = """
      {"interval": "1999-10-30T22:00:00.000Z/1999-10-31T22:00:00.000Z", "granularity": "PT30M",
       "groupBy": ["userId"], "metrics": ["tAgentRoutingStatus"],
       "filter": {"type": "or", "predicates": [{"dimension": "userId", "value": "u"}]}}
      """
    let reply = try Visitor().send("POST", "analytics/users/aggregates/query", body: query)
    #expect(reply.status == 200)
    #expect(try reply.json()["results"] == .array([]))
  }

  @Test func `refuses handle time as a metric of agents`() throws {
    let query = """
      {"interval": "1999-10-30T22:00:00.000Z/1999-10-31T22:00:00.000Z", "metrics": ["tHandle"]}
      """
    let reply = try Visitor().send(
      "POST", "analytics/users/aggregates/query", body: query, isValid: false)
    #expect(reply.status == 400)
  }
}
