/// Clock, patience and chance of a session, so that a test can let time stand still.
package struct Timing: Sendable {
  /// Time since some fixed moment; it never goes back and goes on while the machine sleeps.
  package let now: @Sendable () -> Duration
  package let sleep: @Sendable (Duration) async throws -> Void
  /// A random number from 0 to 999.
  package let jitter: @Sendable () -> Int

  package init(
    now: @escaping @Sendable () -> Duration,
    sleep: @escaping @Sendable (Duration) async throws -> Void,
    jitter: @escaping @Sendable () -> Int = { 0 }
  ) {
    self.now = now
    self.sleep = sleep
    self.jitter = jitter
  }

  /// The clock of this machine.
  package static var system: Timing {
    let clock = ContinuousClock()
    let origin = clock.now
    return Timing(
      now: { clock.now - origin },
      sleep: { try await clock.sleep(for: $0) },
      jitter: { Int.random(in: 0...999) })
  }
}

/// What a session tells while it works, for progress and log; it holds no secret.
package enum SessionNotice: Sendable, Hashable {
  case signedIn(secondsToLive: Int)
  /// A request leaves: its method and path, without anything that it carries.
  case sending(request: String)
  /// A request waits for its next attempt; `pausesAll` when every request does.
  case waiting(Duration, request: String, why: String, pausesAll: Bool)
}

/// What a run has cost: for reports, and to see whether the service was kind.
package struct SessionCost: Sendable, Hashable {
  /// Everything that was sent: attempts, token requests and the end of the token.
  package var requests = 0
  /// Attempts after a first one.
  package var retries = 0
  /// The pauses before those attempts, added up; pauses at the same time count each.
  package var waited: Duration = .zero
  /// Bytes of the answers, after decompression.
  package var bytes = 0

  package init() {}
}
