/// What is in the queues now, as the guide's dialect tells it.
///
/// Taken from the published observations. What the recording does not tell of the agents is left
/// out.
struct QueueMeasures {
  private struct Entry {
    let queue: Queue
    let medium: String
    let observations: [JSONNode]
  }

  private let organization: Organization
  private let entries: [Entry]
  /// The observations of a queue's agents, whatever the medium.
  private let agents: [String: [JSONNode]]

  init(_ request: Request, organization: Organization) throws(Refusal) {
    self.organization = organization
    let ids = request.parameters("queueId")
    let predicates: [JSONValue] =
      ids.isEmpty
      ? [.object(["dimension": .text("queueId"), "operator": .text("exists")])]
      : ids.map { .object(["dimension": .text("queueId"), "value": .text($0)]) }
    let query = try ObservationQuery(
      .object([
        "metrics": .array(
          ["oWaiting", "oInteracting", "oLongestWaiting", "oOnQueueUsers", "oUserRoutingStatuses"]
            .map { .text($0) }),
        "filter": .object(["type": .text("or"), "predicates": .array(predicates)]),
      ]), organization: organization)
    var json = JSONWriter()
    query.write(organization, &json)
    let results = JSONNode(json.bytes)?["results"]?.elements ?? []
    var agents: [String: [JSONNode]] = [:]
    var entries: [Entry] = []
    for result in results {
      guard let id = result["group"]?["queueId"]?.text,
        let queue = organization.queues.first(where: { $0.id == id })
      else { continue }
      let observations = result["data"]?.elements ?? []
      if let medium = result["group"]?["mediaType"]?.text {
        entries.append(Entry(queue: queue, medium: medium, observations: observations))
      } else {
        agents[id] = observations
      }
    }
    self.agents = agents
    self.entries = entries.sorted { ($0.queue.id, $0.medium) < ($1.queue.id, $1.medium) }
  }

  /// The answer, with the organization's clock in the header.
  func answer() -> Answer {
    var answer = Answer.json { json in
      json.object { json in
        json.member("queues") { json in
          json.array { json in
            for entry in entries { write(entry, &json) }
          }
        }
      }
    }
    answer.headers.append(("Date", organization.now.headerText))
    return answer
  }

  private func write(_ entry: Entry, _ json: inout JSONWriter) {
    let stat = { (metric: String, stat: String) in
      entry.observations.first { $0["metric"]?.text == metric }?["stats"]?[stat]?.integer
    }
    json.object { json in
      json.member("queueId", text: entry.queue.id)
      json.member("queueName", text: entry.queue.name)
      json.member("mediaType", text: entry.medium)
      json.member("observedAt", integer: organization.now.milliseconds)
      json.member("measures") { json in
        json.object { json in
          json.member("waiting", integer: stat("oWaiting", "count") ?? 0)
          json.member("interacting", integer: stat("oInteracting", "count") ?? 0)
          json.member(
            "longestWaitSeconds", integer: (stat("oLongestWaiting", "max") ?? 0) / 1000)
          guard let agents = agents[entry.queue.id] else { return }
          json.member("agentsOnQueue", integer: Self.count("oOnQueueUsers", nil, in: agents))
          json.member("agentsIdle", integer: Self.count("oUserRoutingStatuses", "IDLE", in: agents))
        }
      }
    }
  }

  /// A metric's count, over all its qualifiers or for one.
  private static func count(
    _ metric: String, _ qualifier: String?, in observations: [JSONNode]
  ) -> Int {
    observations.filter {
      $0["metric"]?.text == metric && (qualifier == nil || $0["qualifier"]?.text == qualifier)
    }.reduce(0) { $0 + ($1["stats"]?["count"]?.integer ?? 0) }
  }
}
