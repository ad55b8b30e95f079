/// Whether the other side's series is ours at another time of day.
package struct ZoneShift: Sendable, Hashable {
  /// Intervals by which their series runs late; negative when it runs early.
  package let lag: Int
  /// Seconds of an interval.
  package let step: Int
  /// Whether every interval that overlaps agrees at this lag.
  package let isExact: Bool

  /// Finds the lag with the smallest mean difference; of equals the shortest, then the late one.
  ///
  /// A lag that leaves less than half of the shorter series to compare proves nothing and is not
  /// tried.
  package init(ours: [Int], theirs: [Int], step: Int, maximumLag: Int) {
    let shorter = min(ours.count, theirs.count)
    let lags = (-maximumLag...maximumLag).sorted {
      ($0.magnitude, -$0) < ($1.magnitude, -$1)
    }
    var best: (lag: Int, cost: Parts) = (0, Self.cost(ours, theirs, lag: 0))
    for lag in lags {
      let cost = Self.cost(ours, theirs, lag: lag)
      guard cost.denominator > 0, cost.denominator * 2 >= shorter else { continue }
      if cost.numerator * best.cost.denominator < best.cost.numerator * cost.denominator {
        best = (lag, cost)
      }
    }
    lag = best.lag
    self.step = step
    isExact = best.cost.denominator > 0 && best.cost.numerator == 0
  }

  /// A shift that makes the series equal is a mistaken zone; one that only comes closer may be
  /// chance.
  package var suspectsZone: Bool { lag != 0 && isExact }

  /// The differences added up, over the intervals compared.
  private static func cost(_ ours: [Int], _ theirs: [Int], lag: Int) -> Parts {
    let places = ours.indices.filter { theirs.indices.contains($0 + lag) }
    return places.reduce(.zero) { $0 + Parts(abs(theirs[$1 + lag] - ours[$1]), over: 1) }
  }
}
