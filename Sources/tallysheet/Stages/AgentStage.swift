import Figures
import GenesysCloud
import Logging
import Workspace

/// Who serves which queue now, read once for all partners.
struct AgentDirectory: Sendable {
  /// Of every queue that the client can see.
  let members: [QueueID: Set<AgentID>]
  /// Agents whom the configuration names and the organization does not have.
  let strangers: Set<AgentID>
  let takenAt: Instant
}

/// The agents whose time a task asks for.
struct TaskAgents: Sendable {
  let scope: AgentScope
  /// In order.
  let agents: [AgentID]
  let members: [QueueMember]

  /// Finds a partner's agents.
  ///
  /// Nothing comes of it where nobody is a member of its queues. An agent who also serves a queue
  /// of somebody else has a time that is not the partner's alone: refused, unless that is accepted.
  init?(
    _ setting: AgentSetting, of partner: String, queues: [QueueID], in directory: AgentDirectory
  ) throws {
    let own = Set(queues)
    let members = queues.flatMap { queue in
      (directory.members[queue] ?? []).map { QueueMember(queue: queue, agent: $0) }
    }
    switch setting.selection {
    case .queues: agents = Set(members.map(\.agent)).sorted()
    case .named(let named):
      if let place = named.firstIndex(where: directory.strangers.contains) {
        throw UnknownAgent(partner: partner, place: place + 1)
      }
      agents = named.sorted()
    }
    guard !agents.isEmpty else { return nil }
    let elsewhere = directory.members.filter { !own.contains($0.key) }
      .reduce(into: Set<AgentID>()) { $0.formUnion($1.value) }
    let shared = agents.count { elsewhere.contains($0) }
    guard shared == 0 || setting.acceptsShared else {
      throw SharedAgents(partner: partner, shared: shared, agents: agents.count)
    }
    scope = AgentScope(
      basis: setting.basis, agents: agents.count, shared: shared, takenAt: directory.takenAt)
    self.members = members
  }
}

extension FetchStage {
  /// Reads the members of every queue, when a partner's agents are asked for.
  func agentDirectory(
    for jobs: [Job], queues: [ListedQueue], _ directory: Directory
  ) async -> Swift.Result<AgentDirectory?, any Error> {
    let settings = jobs.compactMap(\.settings.agentTime)
    guard !settings.isEmpty else { return .success(nil) }
    let named = settings.flatMap { setting in
      if case .named(let agents) = setting.selection { agents } else { [] as [AgentID] }
    }
    do {
      return .success(
        AgentDirectory(
          members: try await directory.members(of: queues.map(\.id)),
          strangers: try await directory.strangers(among: named), takenAt: now()))
    } catch { return .failure(error) }
  }

  /// The agents of a job; `nil` where none are asked for, and where its queues have no members.
  func agents(
    of job: Job, queues: [QueueID], in directory: Swift.Result<AgentDirectory?, any Error>
  ) throws -> TaskAgents? {
    guard let setting = job.settings.agentTime, let directory = try directory.get() else {
      return nil
    }
    let agents = try TaskAgents(
      setting, of: job.settings.partner.id, queues: queues, in: directory)
    if agents == nil {
      logger.notice("\(job.name): its queues have no members, so nothing about agents is asked")
    }
    return agents
  }

  /// Fetches the time of the task's agents into its capture.
  ///
  /// A refusal of half hours is final here: it says nothing of the tallies' granularity.
  func fetchAgents(
    of task: FetchTask, into capture: OpenCapture, _ session: Session,
    count: @escaping @Sendable () async -> Void
  ) async throws {
    guard let agents = task.agents,
      let plan = AgentPlan(agents: agents.agents, in: capture.capture.header.asked)
    else { return }
    try await Failure.naming("fetch \(task.job.name)") {
      try capture.begin(
        CapturedAgents(
          scope: agents.scope, window: plan.window,
          members: agents.members.compactMap { member in
            task.mask.kept(member.agent).map {
              QueueMember(queue: member.queue, agent: AgentID($0))
            }
          }))
      try await AgentFetcher(
        session: session, names: task.mask, columns: task.columns, now: now
      ).fetch(
        plan.queries, skipping: capture.finished.filter(AgentQuery.isKey)
      ) { answer in
        try capture.store(
          answer.page.archived(as: answer.query.key),
          covering: AgentCoverage(window: answer.query.window, places: answer.query.places),
          rows: answer.rows)
        await count()
      }
    }
  }
}

extension FetchTask {
  /// The queries for the time of the agents; `nil` when none is asked for.
  func agentPlan(_ granularity: Workspace.Organization.Granularity) -> AgentPlan? {
    agents.flatMap { AgentPlan(agents: $0.agents, in: window(for: granularity)) }
  }

  /// What decides about the answers for agents, for the digest of a plan.
  func agentLines(_ granularity: Workspace.Organization.Granularity) -> [String] {
    guard let agents, let plan = agentPlan(granularity) else { return [] }
    return plan.queries.map(\.key) + agents.agents.map(\.text)
  }
}

/// Agents of a partner also serve queues of somebody else.
struct SharedAgents: Explained {
  let partner: String
  let shared: Int
  let agents: Int

  var explanation: Explanation {
    Explanation(
      .configuration,
      what: "\(shared) of the \(agents) agents of '\(partner)' also serve queues that are not this "
        + "partner's, so their time is not its figure",
      place: "'agents' of the partner '\(partner)' in tallysheet.yml",
      remedy: "name the agents who serve this partner alone under 'agents.ids', or write "
        + "'shared: accepted', which the report then says")
  }
}

/// The configuration names somebody whom the organization does not have.
struct UnknownAgent: Explained {
  let partner: String
  let place: Int

  var explanation: Explanation {
    Explanation(
      .configuration, what: "the organization has no such agent",
      place: "'agents.ids[\(place)]' of the partner '\(partner)' in tallysheet.yml",
      remedy: "copy the id from the person's address in the administration pages, or remove it")
  }
}
