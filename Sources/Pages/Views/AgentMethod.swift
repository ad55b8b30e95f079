import Figures

extension AgentTable {
  /// Whose time the occupancy is made of, and what it cannot tell.
  static func method(_ statement: Statement) -> [HTML] {
    guard let scope = statement.agents?.scope else { return [] }
    return [
      say(
        """
        Occupancy by routing status is \(sayFormula(TimeShare.genesys.words)), of \
        \(whose(scope)) Time of not responding and off the queue is outside both parts. \
        Who serves which queue was read \(DateWords.span(scope.takenAt, scope.takenAt)), in the \
        queues that the client can see; the platform keeps no history of it. An agent has one status \
        whichever queue a contact came from, so this time is told for all queues together and cannot \
        be split by queue.
        """),
      say(
        """
        Agent time comes by half hours of UTC. A half hour that was asked for and holds no time counts \
        as zero; a day that begins within a half hour is missing, because nothing is shared out.
        """),
    ]
  }
}
