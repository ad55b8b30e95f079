/// The list of users, by id and state.
struct UserListing {
  private let agents: [Agent]
  private let organization: Organization
  private let paging: Paging
  private let query: String

  private static let idLimit = 100

  init(_ request: Request, organization: Organization) throws(Refusal) {
    let ids = request.parameters("id")
    let state = request.parameter("state") ?? "active"
    guard ids.count <= Self.idLimit else {
      throw .bad("At most \(Self.idLimit) user ids may be asked for.", code: "max.user.ids")
    }
    let states = Agent.State.allCases.map(\.rawValue) + ["any"]
    guard states.contains(state) else {
      throw .bad(
        "state must be one of \(states.joined(separator: ", ")).",
        code: "invalid.query.param.value")
    }
    paging = try Paging(request)
    agents = (organization.synthetic?.agents ?? []).filter { agent in
      (state == "any" || agent.state.rawValue == state)
        && (ids.isEmpty || ids.contains(agent.id))
    }
    self.organization = organization
    query =
      (request.parameter("state").map { "&state=\(PercentText.encode($0))" } ?? "")
      + ids.map { "&id=\(PercentText.encode($0))" }.joined()
  }

  func write(_ json: inout JSONWriter) {
    paging.write(agents, path: "/api/v2/users", query: query, &json) { agent, json in
      organization.write(agent, &json)
    }
  }
}

extension Organization {
  /// Writes a user with all that is personal about one.
  func write(_ agent: Agent, _ json: inout JSONWriter) {
    json.object { json in
      json.member("id", text: agent.id)
      json.member("name", text: agent.name)
      json.member("division") { json in
        json.object { json in
          json.member("id", text: divisions[agent.division].id)
          json.member("name", text: divisions[agent.division].name)
        }
      }
      json.member("department", text: "Service")
      json.member("email", text: agent.mail)
      json.member("state", text: agent.state.rawValue)
      json.member("title", text: "Agent")
      json.member("username", text: agent.mail)
      json.member("version", integer: 1)
      json.member("selfUri", text: "/api/v2/users/\(agent.id)")
    }
  }
}

/// The members of a queue, as a list that knows no total: one follows `nextUri` to its end.
struct MemberListing {
  private let agents: [Agent]
  private let organization: Organization
  private let paging: Paging
  private let path: String

  init(_ request: Request, queue id: String, organization: Organization) throws(Refusal) {
    guard organization.queue(id: id) != nil else { throw .notFound }
    paging = try Paging(request)
    guard paging.size <= 100 else {
      throw .bad("pageSize may be at most 100.", code: "invalid.query.param.value")
    }
    path = "/api/v2/routing/queues/\(id)/members"
    let synthetic = organization.synthetic
    let members = synthetic?.lines.first { $0.queueID == id }?.members ?? []
    agents = synthetic.map { all in members.map { all.agents[$0] } } ?? []
    self.organization = organization
  }

  func write(_ json: inout JSONWriter) {
    let address = { (page: Int) in "\(path)?pageSize=\(paging.size)&pageNumber=\(page)" }
    let isLast = paging.number > (agents.count - 1) / paging.size
    json.object { json in
      json.member("entities") { json in
        json.array { json in
          for agent in paging.slice(agents) { write(agent, &json) }
        }
      }
      json.member("pageNumber", integer: paging.number)
      json.member("pageSize", integer: paging.size)
      json.member("firstUri", text: address(1))
      json.member("selfUri", text: address(paging.number))
      if !isLast { json.member("nextUri", text: address(paging.number + 1)) }
      if paging.number > 1 { json.member("previousUri", text: address(paging.number - 1)) }
    }
  }

  private func write(_ agent: Agent, _ json: inout JSONWriter) {
    let stretch = organization.synthetic?.stretch(of: agent)
    json.object { json in
      json.member("id", text: agent.id)
      json.member("name", text: agent.name)
      json.member("user") { organization.write(agent, &$0) }
      json.member("ringNumber", integer: 1)
      json.member("joined", boolean: agent.state == .active)
      json.member("memberBy", text: "user")
      json.member("routingStatus") { json in
        json.object { json in
          json.member("userId", text: agent.id)
          json.member("status", text: (stretch?.status ?? .offQueue).rawValue)
          if let stretch {
            json.member("startTime", text: Moment(milliseconds: stretch.start).text)
          }
        }
      }
    }
  }
}
