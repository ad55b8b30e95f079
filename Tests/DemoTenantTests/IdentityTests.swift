import Testing

@Suite struct IdentityTests {
  @Test func `names organization, client and grants of a token`() throws {
    let info = try Visitor().get("tokens/me")
    #expect(info["organization"]?["name"]?.text == "Anonymous Bank, 1999 (real calls)")
    #expect(info["OAuthClient"]?["authorizedGrantType"]?.text == "CLIENT-CREDENTIALS")
    #expect(info["OAuthClient"]?["roleDivisions"]?.elements.count == 2)
    #expect(
      info["authorizedScope"] == .array([.text("analytics:read"), .text("reporting:read")]))
  }

  @Test func `grants the least role, which only views, in both divisions`() throws {
    let subject = try Visitor().get("authorization/subjects/me?includeFullRoles=true")
    let grants = try #require(subject["grants"]).elements
    #expect(
      grants.map { $0["division"]?["name"]?.text } == ["Retail banking", "Sales and online"])
    for grant in grants {
      let policies = try #require(grant["role"]?["policies"]).elements
      #expect(
        policies.map { [$0["domain"]?.text, $0["entityName"]?.text] } == [
          ["analytics", "conversationAggregate"], ["analytics", "queueObservation"],
          ["analytics", "userAggregate"], ["routing", "queue"],
        ])
      #expect(policies.allSatisfy { $0["actions"] == .array([.text("view")]) })
    }
  }

  @Test(arguments: ["", "?includeFullRoles=false"])
  func `leaves policies out unless they are asked for`(query: String) throws {
    let subject = try Visitor().get("authorization/subjects/me\(query)")
    let roles = try #require(subject["grants"]).elements.map { $0["role"] }
    #expect(roles.count == 2)
    #expect(roles.allSatisfy { $0?["policies"] == nil })
  }

  @Test func `tells name, clock and masking switches`() throws {
    let visitor = try Visitor()
    let organization = try visitor.get("organizations/me")
    #expect(organization["name"]?.text == "Anonymous Bank, 1999 (real calls)")
    #expect(organization["state"]?.text == "active")
    #expect(try visitor.get("date")["currentDate"]?.text == "1999-10-31T08:30:00.000Z")
    #expect(
      try visitor.get("analytics/reporting/settings")["piiMaskingEnabled"] == .boolean(true))
  }

  @Test(arguments: [
    (
      "platform.api",
      [
        "client.credentials.token.rate.per.minute": 300, "request.bytes.max": 512_000,
        "token.rate.per.minute": 300,
      ]
    ),
    ("analytics", [:]), ("analytics.realtime", [:]),
  ])
  func `lists the limits of a namespace`(namespace: String, limits: [String: Int]) throws {
    let listing = try Visitor().get("organizations/limits/namespaces/\(namespace)")
    var listed: [String: Int] = [:]
    for limit in try #require(listing["entities"]).elements {
      listed[try #require(limit["key"]?.text)] = limit["value"]?.integer
    }
    #expect(listed == limits)
  }

  @Test(arguments: [
    ("GET", "organizations/limits/namespaces/nowhere"), ("GET", "reporting/reports"),
    ("GET", "routing/queues/90e0e000-0000-4000-8000-000000000999/members"),
    ("PUT", "organizations/me"), ("GET", "analytics/queues/observations/query"),
    ("POST", "reporting/exports"), ("GET", ""),
  ])
  func `does not find what it does not offer`(method: String, path: String) throws {
    let reply = try Visitor().send(method, path)
    #expect(reply.status == 404)
    #expect(try reply.json()["code"]?.text == "not.found")
  }

  @Test func `finds nothing outside of the API`() throws {
    let reply = try Visitor().raw.send("GET", "/")
    #expect(reply.status == 404)
    #expect(try reply.json()["code"]?.text == "not.found")
  }

  @Test(arguments: [
    (
      "analytics/users/observations/query", "analytics:userObservation:view",
      #"{"filter": {"type": "or", "predicates": [{"dimension": "userId", "value": "u"}]}, "metrics": ["oActiveQueues"]}"#
    ),
    (
      "analytics/conversations/details/query", "analytics:conversationDetail:view",
      #"{"interval": "1999-10-30T22:00:00.000Z/1999-10-31T22:00:00.000Z"}"#
    ),
  ])
  func `refuses what the role does not allow, by its name`(
    path: String, permission: String, body: String
  ) throws {
    let reply = try Visitor().send("POST", path, body: body)
    #expect(reply.status == 403)
    let body = try reply.json()
    #expect(body["code"]?.text == "missing.any.permissions")
    #expect(try #require(body["message"]?.text).contains(permission))
  }
}
