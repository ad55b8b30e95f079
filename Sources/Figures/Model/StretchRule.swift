/// A measure of how many days, weeks or intervals reach a target, each judged by itself.
package struct StretchRule: Sendable, Hashable {
  package enum Length: Sendable, Hashable {
    /// By the clock on the wall; at most an hour.
    case seconds(Int)
    case day
    case week

    package var words: String {
      switch self {
      case .seconds(3600): "hours"
      case .seconds(let seconds): "intervals of \(seconds / 60) minutes"
      case .day: "days"
      case .week: "weeks"
      }
    }
  }

  package let length: Length
  /// What one stretch must reach.
  package let target: Target
  package let minimum: Int
  package let smallPolicy: IntervalAttainment.SmallPolicy
  package let weighting: IntervalAttainment.Weighting

  package init(
    length: Length, target: Target, minimum: Int = 1,
    smallPolicy: IntervalAttainment.SmallPolicy = .exclude,
    weighting: IntervalAttainment.Weighting = .interval
  ) {
    self.length = length
    self.target = target
    self.minimum = minimum
    self.smallPolicy = smallPolicy
    self.weighting = weighting
  }

  /// A number that the intervals of one stretch share, and no other interval has.
  ///
  /// An hour that the clock repeats is two stretches; weeks begin on Monday.
  package func key(of start: Instant, in zone: Zone) -> Int {
    switch length {
    case .seconds(let seconds):
      let local = start.seconds + zone.offset(at: start)
      return start.seconds - (local - local.dividedDown(by: seconds) * seconds)
    case .day: return zone.date(at: start).dayNumber
    // Day zero was a Thursday.
    case .week: return (zone.date(at: start).dayNumber + 3).dividedDown(by: 7)
    }
  }
}

extension Target {
  /// `at least 80 %`, as the contract writes it.
  package func words(isShare: Bool) -> String {
    "\(comparison.rawValue) \(bound) \(isShare ? "%" : "s")"
  }
}
