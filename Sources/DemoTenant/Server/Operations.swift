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
      let query = try AggregateQuery(try JSONValue.read(request), organization: organization)
      let answer = try AggregateAnswer(query, organization: organization)
      return .json(answer.write)
    case ("POST", "analytics/queues/observations/query"):
      let query = try ObservationQuery(
        try JSONValue.read(request), organization: organization)
      var answer = Answer.json { query.write(organization, &$0) }
      answer.headers.append(("Date", organization.now.headerText))
      return answer
    case ("POST", "analytics/users/aggregates/query"):
      let query = try UserAggregateQuery(
        try JSONValue.read(request), organization: organization)
      return try query.answer()
    case ("POST", "analytics/users/observations/query"):
      try organization.require("analytics:userObservation:view")
      let query = try UserObservationQuery(try JSONValue.read(request))
      guard let synthetic = organization.synthetic else { throw .notFound }
      return .json { query.write(synthetic, &$0) }
    case ("POST", "analytics/conversations/details/query"):
      return try RecordOperations(organization).page(try JSONValue.read(request))
    case ("POST", "analytics/conversations/details/jobs"):
      return try RecordOperations(organization).submit(try JSONValue.read(request))
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
      let listing = try UserListing(request, organization: organization)
      return .json(listing.write)
    case "authorization/divisions":
      let paging = try Paging(request)
      return .json { organization.writeDivisions(paging, &$0) }
    case "presence/definitions":
      try organization.require("presence:presenceDefinition:view")
      return .json(organization.writePresences)
    case "analytics/dataretention/settings":
      try organization.require("analytics:dataRetention:view")
      return .json(organization.writeRetention)
    case "analytics/conversations/details/jobs/availability":
      return try RecordOperations(organization).availabilityDate()
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
        let listing = try MemberListing(request, queue: path[2], organization: organization)
        return .json(listing.write)
      }
      if path.starts(with: ["analytics", "conversations", "details", "jobs"]) {
        return try job(request, path: Array(path.dropFirst(4)))
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

  private func job(_ request: Request, path: [String]) throws(Refusal) -> Answer {
    let records = try RecordOperations(organization)
    if path.count == 1 { return try records.status(path[0]) }
    if path.count == 2, path[1] == "results" { return try records.results(path[0], request) }
    throw .notFound
  }
}
