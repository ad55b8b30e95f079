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
  /// A request waits for its next attempt; `pausesAll` when every request does.
  case waiting(Duration, request: String, why: String, pausesAll: Bool)
}
