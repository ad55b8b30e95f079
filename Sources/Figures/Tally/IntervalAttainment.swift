package import Foundation

/// A promise about the share of intervals that reach a target, such as nine in ten half hours.
///
/// Each setting changes the answer, so none has a hidden default.
package struct IntervalAttainment: Sendable, Hashable {
  /// What becomes of an interval with fewer contacts than the minimum.
  package enum SmallPolicy: String, Sendable, Hashable, CaseIterable { case exclude, met, missed }

  /// Whether each interval counts once, or as many times as it had contacts.
  package enum Weighting: String, Sendable, Hashable, CaseIterable { case interval, volume }

  package struct Interval: Sendable, Hashable {
    package let parts: Parts
    package let isExcluded: Bool

    package init(_ parts: Parts, isExcluded: Bool = false) {
      self.parts = parts
      self.isExcluded = isExcluded
    }
  }

  /// In percent, for one interval.
  package let target: Target
  /// Percent of the intervals, or of the volume, that must reach the target.
  package let required: Decimal
  package let minimum: Int
  package let smallPolicy: SmallPolicy
  package let weighting: Weighting

  package init(
    target: Target, required: Decimal, minimum: Int, smallPolicy: SmallPolicy, weighting: Weighting
  ) {
    self.target = target
    self.required = required
    self.minimum = minimum
    self.smallPolicy = smallPolicy
    self.weighting = weighting
  }

  /// What one interval counts for.
  package struct Part: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
      case reached
      case notReached = "not_reached"
      /// Fewer contacts than the minimum: it counts, or does not, by the policy alone.
      case small
      case excluded
    }

    package let kind: Kind
    /// Zero where it does not count.
    package let weight: Int
    /// Its weight, or zero.
    package let met: Int
  }

  package func part(of interval: Interval) -> Part {
    if interval.isExcluded { return Part(kind: .excluded, weight: 0, met: 0) }
    let parts = interval.parts
    let weight = weighting == .interval ? 1 : max(parts.denominator, 0)
    guard parts.denominator >= max(minimum, 1) else {
      return Part(
        kind: .small, weight: smallPolicy == .exclude ? 0 : weight,
        met: smallPolicy == .met ? weight : 0)
    }
    let isMet = parts.outcome.quotient.map { target.isMet(by: $0.percent) } ?? false
    return Part(kind: isMet ? .reached : .notReached, weight: weight, met: isMet ? weight : 0)
  }

  package func result(of intervals: [Interval]) -> Result {
    var result = Result()
    for interval in intervals {
      let part = part(of: interval)
      switch part.kind {
      case .excluded:
        result.excluded += 1
        continue
      case .small:
        result.belowMinimum += 1
        if smallPolicy == .exclude { continue }
        result.met += smallPolicy == .met ? 1 : 0
      case .reached: result.met += 1
      case .notReached: break
      }
      result.eligible += 1
      result.weights = result.weights + Parts(part.met, over: part.weight)
    }
    result.verdict =
      result.attainment.quotient.map { $0.percent >= Fraction(required) ? .met : .missed }
      ?? .noData
    return result
  }

  package struct Result: Sendable, Hashable {
    /// Intervals that count, and those of them that reach the target.
    package fileprivate(set) var eligible = 0
    package fileprivate(set) var met = 0
    package fileprivate(set) var excluded = 0
    package fileprivate(set) var belowMinimum = 0
    package fileprivate(set) var verdict = Verdict.noData
    fileprivate var weights = Parts.zero

    /// The share that was reached, by intervals or by volume.
    package var attainment: Outcome { weights.outcome }
  }
}
