/// The tokens that were given out, each with its life and its rate.
struct Grants {
  /// How long a token lives unless a fault shortens it, in seconds.
  static let lifetime = 86_399

  private struct Grant {
    let end: Duration
    var window: RateWindow
  }

  /// How long the tokens of this organization live, in seconds.
  let lifetime: Int
  private var grants: [String: Grant] = [:]
  /// Every token that was ever given out, counted from 1.
  private var numbers: [String: Int] = [:]

  init(lifetime: Int) {
    self.lifetime = lifetime
  }

  /// Gives out a new token.
  mutating func issue(at now: Duration) -> String {
    grants = grants.filter { $0.value.end > now }
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    let token = String((0..<43).map { _ in letters[Int.random(in: 0..<letters.count)] })
    grants[token] = Grant(
      end: now + .seconds(lifetime), window: RateWindow(start: now))
    numbers[token] = numbers.count + 1
    return token
  }

  /// Every token that was ever given out.
  var tokens: some Collection<String> { numbers.keys }

  /// Which of the tokens that were given out this is, whether or not it is still good.
  func number(of token: String) -> Int? { numbers[token] }

  /// Counts a request with a token, or returns `nil` when the token is not good.
  mutating func admit(_ token: String, at now: Duration) -> RateWindow.Standing? {
    guard var grant = grants[token], grant.end > now else { return nil }
    let standing = grant.window.count(at: now)
    grants[token] = grant
    return standing
  }

  func isGood(_ token: String, at now: Duration) -> Bool {
    grants[token].map { $0.end > now } ?? false
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
