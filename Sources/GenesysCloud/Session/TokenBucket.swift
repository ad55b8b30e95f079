/// Decides when a request may leave: at most `count` in any stretch of `period`, at most `burst`
/// of them at once.
///
/// The bound holds for every stretch, not only on average: what a burst takes ahead, the pace
/// after it gives back. It holds no clock and never waits; ``Session`` does both.
package struct TokenBucket: Sendable, Hashable {
  private let gap: Duration
  private let slack: Duration
  private var due: Duration = .zero

  package init(_ count: Int, per period: Duration, burst: Int) {
    let count = max(1, count)
    let burst = min(max(1, burst), count)
    let even = period / (count - burst + 1)
    // Rounded up, or the last of a stretch would slip in by the remainder.
    gap = even * (count - burst + 1) < period ? even + .nanoseconds(1) : even
    slack = gap * (burst - 1)
  }

  /// How long a request that arrives at `now` would have to wait.
  package func delay(at now: Duration) -> Duration { max(.zero, due - slack - now) }

  /// Takes a token for a request that leaves at `start`.
  package mutating func take(at start: Duration) { due = max(due, start) + gap }

  /// Continues with another rate from what was already taken.
  package mutating func change(_ count: Int, per period: Duration, burst: Int) {
    let taken = due
    self = TokenBucket(count, per: period, burst: burst)
    due = taken
  }
}
