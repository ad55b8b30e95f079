/// Whether every contact offered was answered, abandoned, or left the queue another way.
package struct IdentityCheck: Sendable, Hashable {
  package enum Status: String, Sendable, Hashable, CaseIterable { case ok, explain }

  package let offered: Int
  /// Offered minus its outcomes: positive when contacts were still waiting at the end.
  package let gap: Int

  package init(offered: Int, answered: Int, abandoned: Int, flowOut: Int) {
    self.offered = offered
    gap = offered - answered - abandoned - flowOut
  }

  package var status: Status { gap == 0 ? .ok : .explain }

  /// The gap over what was offered.
  package var share: Outcome { Outcome(gap, over: offered, traffic: gap != 0) }
}
