/// Keeps requests to a number in any stretch of a minute.
///
/// Three quarters of the number may leave as fast as they come. From there on they are spaced as
/// evenly as the number allows, so that nothing comes to a sudden stop. It holds no clock and
/// never waits; ``Session`` does both.
package struct MinuteWindow: Sendable, Hashable {
  static let length = Duration.seconds(60)

  private var count: Int
  /// When the requests of the last minute left, the earliest first.
  private var left: [Duration] = []

  package init(_ count: Int) { self.count = max(1, count) }

  /// How long a request that arrives at `now` would have to wait.
  package func delay(at now: Duration) -> Duration {
    let used = left.count - (left.firstIndex { $0 > now - Self.length } ?? left.count)
    guard let last = left.last, used >= count - count / 4 else { return .zero }
    let spaced = last + Self.length / count
    let freed = left.count >= count ? left[left.count - count] + Self.length : .zero
    return max(.zero, max(spaced, freed) - now)
  }

  /// How many more may leave within the minute that ends at `now`.
  package func remaining(at now: Duration) -> Int {
    max(0, count - left.count { $0 > now - Self.length })
  }

  /// Takes the place of a request that leaves at `start`.
  package mutating func take(at start: Duration) {
    // Those that waited may leave at one instant; they stay in order.
    left.append(max(start, left.last ?? start))
    // Twice the number is kept, so that the start is cut off once for many requests.
    if left.count > 2 * count { left.removeFirst(left.count - count) }
  }

  /// Continues with another number from what has already left.
  package mutating func change(_ count: Int) { self.count = max(1, count) }
}
