/// The tokens that were given out, each with its life and its rate.
struct Grants {
  /// How long a token lives, in seconds.
  static let lifetime = 86_399

  private struct Grant {
    let end: Duration
    var window: RateWindow
  }

  private var grants: [String: Grant] = [:]

  /// Gives out a new token.
  mutating func issue(at now: Duration) -> String {
    grants = grants.filter { $0.value.end > now }
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    let token = String((0..<43).map { _ in letters[Int.random(in: 0..<letters.count)] })
    grants[token] = Grant(
      end: now + .seconds(Self.lifetime), window: RateWindow(start: now))
    return token
  }

  /// Counts a request with a token, or returns `nil` when the token is not good.
  mutating func admit(_ token: String, at now: Duration) -> RateWindow.Standing? {
    guard var grant = grants[token], grant.end > now else { return nil }
    let standing = grant.window.count(at: now)
    grants[token] = grant
    return standing
  }

  mutating func end(_ token: String) { grants[token] = nil }

  mutating func endAll() { grants = [:] }
}

/// The requests of one token in the current minute.
///
/// A minute begins with the first request after the last one ended.
struct RateWindow {
  /// How many requests a token may send in a minute.
  static let allowed = 300
  private static let length = Duration.seconds(60)

  /// Where a token stands after a request.
  struct Standing: Hashable {
    let count: Int
    /// Whole seconds until the window restarts, rounded up.
    let reset: Int
    let isExceeded: Bool
  }

  private var start: Duration
  private var requests = 0

  init(start: Duration) {
    self.start = start
  }

  mutating func count(at now: Duration) -> Standing {
    if requests == 0 || now >= start + Self.length {
      start = now
      requests = 0
    }
    requests += 1
    let left = start + Self.length - now
    let seconds = left.components.seconds + (left.components.attoseconds > 0 ? 1 : 0)
    return Standing(
      count: min(requests, Self.allowed), reset: Int(seconds), isExceeded: requests > Self.allowed)
  }
}
