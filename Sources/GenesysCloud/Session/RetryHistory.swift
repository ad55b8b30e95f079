/// What has happened to one request so far.
package struct RetryHistory: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case tooMany = "too many requests"
    case down = "the service is down"
    case slow = "the service took too long"
    case fault = "the service failed"
    case conflict = "a conflict"
    case unreadable = "an unreadable answer"
    case unauthorized = "a refused token"
  }

  /// Attempts that were made, the one to decide about included.
  package private(set) var attempts = 1
  /// From the first attempt until now.
  package var elapsed: Duration = .zero
  /// Whether the host has answered anything in this run, so that its silence may pass.
  package var hostHasAnswered: Bool
  private var counts: [Kind: Int] = [:]

  package init(hostHasAnswered: Bool = true) { self.hostHasAnswered = hostHasAnswered }

  /// How often this has happened before.
  package func count(_ kind: Kind) -> Int { counts[kind, default: 0] }

  /// The same past, after which no further attempt is made.
  var exhausted: RetryHistory {
    var history = self
    history.attempts = max(attempts, RetryRule.attemptLimit)
    return history
  }

  package mutating func note(_ kind: Kind) {
    counts[kind, default: 0] += 1
    attempts += 1
  }
}
