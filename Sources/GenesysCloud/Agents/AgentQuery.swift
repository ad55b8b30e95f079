package import Figures

/// One request for the time that agents spent in each status, in half hours.
package struct AgentQuery: Sendable, Hashable, SplittableQuery {
  /// The service takes no more agents in one query.
  package static let agentLimit = 100

  package let window: Window
  /// In order, each once.
  package let agents: [AgentID]
  /// The place of the first of them among all agents of the plan.
  package let first: Int

  package init(window: Window, agents: [AgentID], first: Int) {
    self.window = window
    self.agents = agents
    self.first = first
  }

  /// The places of its agents among those of the plan.
  package var places: Range<Int> { first..<first + agents.count }

  package var buckets: Int { window.seconds / AgentSheet.step }

  package var cells: Int { buckets * agents.count }

  /// The query's name in an archive: it tells agents by their places, never by their ids.
  package var key: String {
    "\(window.start.text)/\(window.end.text)\(Self.mark)\(first + 1)-\(first + agents.count) "
      + "PT\(AgentSheet.step)S"
  }

  private static let mark = " agents "

  /// Whether a key of an archive is that of such a query.
  package static func isKey(_ key: String) -> Bool { key.contains(mark) }

  /// The window is halved first; when it is one half hour, the agents are.
  package func split() -> [AgentQuery]? {
    if buckets > 1 {
      let middle = window.start + buckets / 2 * AgentSheet.step
      return [Window(window.start, middle), Window(middle, window.end)].map {
        AgentQuery(window: $0, agents: agents, first: first)
      }
    }
    guard agents.count > 1 else { return nil }
    let half = agents.count / 2
    return [
      AgentQuery(window: window, agents: Array(agents[..<half]), first: first),
      AgentQuery(window: window, agents: Array(agents[half...]), first: first + half),
    ]
  }
}

extension AgentQuery {
  package static let target = "/api/v2/analytics/users/aggregates/query"
  package static let permission = "analytics:userAggregate:view"
  static let metric = "tAgentRoutingStatus"
  static let dimension = "userId"

  /// The same query gives the same bytes.
  package func request() throws(FetchError) -> Request {
    guard window.start.milliseconds >= FetchPlan.earliest else {
      throw FetchError(.looksLikeSeconds(window.start.milliseconds))
    }
    let predicates = agents.map { agent in
      JSONText.object([
        "type": .text("dimension"), "dimension": .text(Self.dimension),
        "operator": .text("matches"), "value": .text(agent.text),
      ])
    }
    let body = JSONText.object([
      "interval": .text("\(window.start.textWithMilliseconds)/\(window.end.textWithMilliseconds)"),
      "granularity": .text("PT\(AgentSheet.step / 60)M"),
      "groupBy": .list([.text(Self.dimension)]), "metrics": .list([.text(Self.metric)]),
      "filter": .object(["type": .text("or"), "predicates": .list(predicates)]),
    ])
    return Request(
      .post, .api, Self.target,
      headers: [Header("Content-Type", "application/json"), Header("Accept", "application/json")],
      body: body.bytes, permission: Self.permission)
  }
}
