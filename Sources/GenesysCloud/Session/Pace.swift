/// The two limits in series: so many requests a second, and our share of what the server allows
/// in a minute.
///
/// The allowance is 300 until a header says otherwise. When the server counts less as remaining
/// than we leave to others, nothing leaves until its window begins anew.
package struct Pace: Sendable {
  package private(set) var allowedPerMinute = 300
  /// What the service sees within a second left us within a little more, because one request is
  /// longer on its way than the next.
  private static let longSecond = Duration.milliseconds(1050)

  private let share: Int
  private var second: TokenBucket
  private var minute: MinuteWindow
  private var heldUntil: Duration = .zero
  /// A count without its window matters once fewer than these remain: more than can be under way.
  private let fewLeft: Int
  /// When a minute of the server may have begun at the latest, for counts without their window.
  private var minuteSeen: Duration?

  package init(_ limits: Limits) {
    share = limits.perMinuteShare
    fewLeft = max(10, limits.concurrency + 6)
    second = TokenBucket(limits.perSecond, per: Self.longSecond, burst: 1)
    minute = MinuteWindow(allowedPerMinute * limits.perMinuteShare / 100)
  }

  /// Takes the turn of a request that arrives at `now`, and says how long it has to wait.
  package mutating func wait(at now: Duration) -> Duration {
    let start = max(now + max(second.delay(at: now), minute.delay(at: now)), heldUntil)
    second.take(at: start)
    minute.take(at: start)
    return start - now
  }

  /// Learns from the headers of an answer that came at `now`.
  ///
  /// `remaining` is the smaller of what the two kinds of header say. The second kind does not tell
  /// how many there were or for how long, so it counts only once it comes near its end; then
  /// nothing leaves for what a minute can still last.
  package mutating func learn(from response: Response, at now: Duration) {
    let allowed = response.number("inin-ratelimit-allowed")
    if let allowed { allow(allowed) }
    let count = response.number("inin-ratelimit-count")
    let counted = if let allowed, let count { max(0, allowed - count) } else { Int?.none }
    let told = response.number("X-RateLimit-Remaining")
    let isScarce =
      (counted.map { $0 <= allowedPerMinute - ours } ?? false)
      || (told.map { $0 < fewLeft } ?? false)
    let minute = minuteSeen.flatMap { now < $0 + MinuteWindow.length ? $0 : nil } ?? now
    minuteSeen = minute
    guard isScarce else { return }
    let end =
      response.number("inin-ratelimit-reset").flatMap { $0 <= 120 ? now + .seconds($0 + 1) : nil }
    heldUntil = max(heldUntil, end ?? minute + MinuteWindow.length)
  }

  /// How long nothing may leave, whoever's turn it is.
  package func held(at now: Duration) -> Duration { max(.zero, heldUntil - now) }

  /// How many more of our share may leave in this minute; none while all are held.
  package func remaining(at now: Duration) -> Int {
    held(at: now) > .zero ? 0 : minute.remaining(at: now)
  }

  /// Takes the server's allowance for a minute; one that is not positive says nothing.
  package mutating func allow(_ count: Int) {
    guard count > 0, count != allowedPerMinute else { return }
    allowedPerMinute = count
    minute.change(ours)
  }

  /// How long so many requests take at least, when nothing else holds them up.
  package static func leastTime(for requests: Int, _ limits: Limits, allowed: Int = 300) -> Duration
  {
    var pace = Pace(limits)
    pace.allow(allowed)
    var now: Duration = .zero
    for _ in 0..<requests { now += pace.wait(at: now) }
    return now
  }

  private var ours: Int { max(1, allowedPerMinute * share / 100) }
}
