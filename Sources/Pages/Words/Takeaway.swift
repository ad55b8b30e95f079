package import Figures

/// Headlines that state a fact, computed from the values that the chart draws.
///
/// Where no fact can be stated the headline names the measure and claims nothing.
package enum Takeaway {
  /// The target, and the words for a value that misses or reaches it.
  package struct Basis: Sendable {
    let target: Target
    let below: String
    let reached: String

    package init(target: Target, below: String, reached: String) {
      self.target = target
      self.below = below
      self.reached = reached
    }
  }

  /// The headline over values by day or hour.
  ///
  /// Places without a value are not counted. `unit` is `day` or `hour`. `qualifier` says what the
  /// counted values have in common; without one it is " with contacts" where any place has no
  /// value. `lowest` names the place of the single lowest value, such as "on 12 February";
  /// `otherwise` is the headline that claims nothing.
  package static func level(
    _ values: [Outcome], _ basis: Basis?, unit: String, qualifier: String? = nil,
    lowest: (Int) -> String, otherwise: String
  ) -> String {
    let known = values.indices.filter { values[$0].quotient != nil }
    guard !known.isEmpty else { return otherwise }
    let minimum = uniqueMinimum(values)
    guard let basis else {
      return minimum.map { sayPlain("Service level was lowest \(lowest($0))") } ?? otherwise
    }
    let below = known.count { place in
      values[place].quotient.map { !Precision.reaches(basis.target, $0, factor: 100) } ?? false
    }
    let count = known.count
    let qualifier = qualifier ?? (count == values.count ? "" : sayPlain(" with contacts"))
    let only = qualifier.isEmpty ? sayPlain(" with contacts") : qualifier
    let isHour = unit == "hour"
    let all =
      switch (count, isHour) {
      case (1, true): sayPlain("in the one hour\(only)")
      case (1, false): sayPlain("on the one day\(only)")
      case (_, true): sayPlain("in all \(count) hours\(qualifier)")
      case (_, false): sayPlain("on all \(count) days\(qualifier)")
      }
    if below == 0 { return sayPlain("Service level \(basis.reached) \(all)") }
    let few =
      isHour
      ? sayPlain("in \(below) of \(count) hours\(qualifier)")
      : sayPlain("on \(below) of \(count) days\(qualifier)")
    let end =
      count > 1 ? minimum.map { sayPlain(" and lowest \(lowest($0))") } ?? "" : ""
    return sayPlain("Service level was \(basis.below) \(below == count ? all : few)\(end)")
  }

  /// The place of the lowest value, or `nil` when two share it.
  package static func uniqueMinimum(_ values: [Outcome]) -> Int? {
    extreme(values.map(\.quotient), isBefore: isLess)
  }

  /// The place of the largest count, or `nil` when two share it or none is above zero.
  package static func uniqueMaximum(_ counts: [Int?]) -> Int? {
    guard let place = extreme(counts, isBefore: { $0 > $1 }), (counts[place] ?? 0) > 0 else {
      return nil
    }
    return place
  }

  /// Whether one share is smaller than another, by cross-multiplication.
  package static func isLess(_ left: Quotient, _ right: Quotient) -> Bool {
    let one = left.numerator.multipliedFullWidth(by: right.denominator)
    let other = right.numerator.multipliedFullWidth(by: left.denominator)
    return one.high != other.high ? one.high < other.high : one.low < other.low
  }

  private static func extreme<Value>(
    _ values: [Value?], isBefore: (Value, Value) -> Bool
  ) -> Int? {
    var best: Int?
    var isTied = false
    for (place, value) in values.enumerated() {
      guard let value else { continue }
      guard let present = best.flatMap({ values[$0] }) else {
        best = place
        continue
      }
      if isBefore(value, present) {
        (best, isTied) = (place, false)
      } else if !isBefore(present, value) {
        isTied = true
      }
    }
    return isTied ? nil : best
  }
}
