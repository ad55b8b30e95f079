package import Figures

/// The queries that cover agents and a window, in as few requests as allowed.
///
/// One query asks for at most 100 agents and 20,000 cells (half hours times agents). Ordered by
/// agents, then by window.
package struct AgentPlan: Sendable, Hashable {
  package let queries: [AgentQuery]
  /// The whole half hours of the window that was given.
  package let window: Window

  /// Plans for agents, each once; `nil` when there is no agent or no whole half hour.
  package init?(agents: [AgentID], in window: Window) {
    guard !agents.isEmpty, let window = AgentSheet.halfHours(in: window) else { return nil }
    let agents = Set(agents).sorted()
    let buckets = window.seconds / AgentSheet.step
    var queries: [AgentQuery] = []
    for first in stride(from: 0, to: agents.count, by: AgentQuery.agentLimit) {
      let part = Array(agents[first..<min(first + AgentQuery.agentLimit, agents.count)])
      let most = max(1, FetchPlan.cellLimit / part.count)
      // Windows of one length, so that none is nearly empty.
      let count = (buckets + most - 1) / most
      let length = (buckets + count - 1) / count
      for start in stride(from: 0, to: buckets, by: length) {
        let end = min(start + length, buckets)
        queries.append(
          AgentQuery(
            window: Window(
              window.start + start * AgentSheet.step, window.start + end * AgentSheet.step),
            agents: part, first: first))
      }
    }
    self.queries = queries
    self.window = window
  }
}
