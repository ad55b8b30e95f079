/// The operations that the organization offers, for a client with a good token.
struct Operations {
  let organization: Organization

  /// Answers a request; `endToken` ends the token that it came with.
  func answer(_ request: Request, endToken: () -> Void) throws(Refusal) -> Answer {
    guard request.path.count > 2, request.path[1] == "v2" else { throw .notFound }
    let path = Array(request.path.dropFirst(2))
    switch (request.method, path.joined(separator: "/")) {
    case ("DELETE", "tokens/me"):
      endToken()
      return Answer(status: 204, body: [])
    case ("GET", _): return try read(request, path: path)
    case ("POST", "analytics/conversations/aggregates/query"):
      let query = try AggregateQuery(try JSONValue.read(request))
      let answer = try AggregateAnswer(query, organization: organization)
      return .json(answer.write)
    case ("POST", "analytics/queues/observations/query"):
      let query = try ObservationQuery(try JSONValue.read(request))
      var answer = Answer.json { query.write(organization, &$0) }
      answer.headers.append(("Date", organization.now.headerText))
      return answer
    case ("POST", "analytics/users/aggregates/query"):
      try checkUserAggregates(try JSONValue.read(request))
      return .json { $0.object { $0.member("results") { $0.array { _ in } } } }
    case ("POST", "analytics/users/observations/query"):
      throw .missing(permission: "analytics:userObservation:view")
    case ("POST", "analytics/conversations/details/query"):
      throw .missing(permission: "analytics:conversationDetail:view")
    default: throw .notFound
    }
  }

  private func read(_ request: Request, path: [String]) throws(Refusal) -> Answer {
    switch path.joined(separator: "/") {
    case "tokens/me": return .json(organization.writeTokenInfo)
    case "authorization/subjects/me":
      let isFull = request.parameter("includeFullRoles")?.lowercased() == "true"
      return .json { organization.writeSubject(withPolicies: isFull, &$0) }
    case "organizations/me": return .json(organization.writeOrganization)
    case "date":
      return .json { json in
        json.object { $0.member("currentDate", text: organization.now.text) }
      }
    case "timezones": return try timeZones(request)
    case "routing/queues":
      let listing = try QueueListing(request, organization: organization)
      return .json { listing.write(organization, &$0) }
    case "users":
      let paging = try Paging(request)
      return .json { paging.write([String](), path: "/api/v2/users", &$0) { _, _ in } }
    case "analytics/reporting/settings":
      return .json { json in
        json.object { json in
          json.member("piiMaskingEnabled", boolean: true)
          json.member("queueAgentAccessObfuscation", boolean: false)
          json.member("myInteractionsPiiMaskingEnabled", boolean: true)
        }
      }
    default:
      if path.count == 4, path.starts(with: ["organizations", "limits", "namespaces"]) {
        return try limits(path[3])
      }
      if path.count == 4, path.starts(with: ["routing", "queues"]), path[3] == "members" {
        return try members(request, queue: path[2])
      }
      throw .notFound
    }
  }

  private func timeZones(_ request: Request) throws(Refusal) -> Answer {
    let paging = try Paging(request)
    return .json { json in
      paging.write(Zones.names, path: "/api/v2/timezones", &json) { name, json in
        json.object { json in
          json.member("id", text: name)
          json.member("name", text: name)
        }
      }
    }
  }

  private func limits(_ namespace: String) throws(Refusal) -> Answer {
    guard let limits = Organization.limits(namespace) else { throw .notFound }
    return .json { json in
      json.object { json in
        json.member("entities") { json in
          json.array { json in
            for limit in limits {
              json.object { json in
                json.member("key", text: limit.key)
                json.member("namespace", text: namespace)
                json.member("value", integer: limit.value)
              }
            }
          }
        }
      }
    }
  }

  /// No member is listed: who served the queues was not recorded.
  private func members(_ request: Request, queue id: String) throws(Refusal) -> Answer {
    guard organization.queue(id: id) != nil else { throw .notFound }
    let paging = try Paging(request)
    let path = "/api/v2/routing/queues/\(id)/members"
    let address = { (page: Int) in "\(path)?pageSize=\(paging.size)&pageNumber=\(page)" }
    return .json { json in
      json.object { json in
        json.member("entities") { $0.array { _ in } }
        json.member("pageNumber", integer: paging.number)
        json.member("pageSize", integer: paging.size)
        json.member("firstUri", text: address(1))
        json.member("selfUri", text: address(paging.number))
      }
    }
  }

  /// Checks a query for agents' status time, of which nothing was recorded.
  private func checkUserAggregates(_ value: JSONValue) throws(Refusal) {
    let members = try Members(
      value, at: "query",
      allowed: [
        "interval", "granularity", "timeZone", "groupBy", "filter", "metrics", "views",
        "flattenMultivaluedDimensions",
      ])
    _ = try AggregateQuery.interval(members)
    guard let names = try members.texts("metrics"), !names.isEmpty else {
      throw .bad("query.metrics is required.", code: "constraint.validation")
    }
    for name in names where !Vocabulary.userMetrics.contains(name) {
      throw .bad("query.metrics: '\(name)' is not a metric.", code: "invalid.value")
    }
  }
}
