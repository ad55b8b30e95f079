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
      return minimum.map { "Service level was lowest \(lowest($0))" } ?? otherwise
    }
    let below = known.count { place in
      values[place].quotient.map { !Precision.reaches(basis.target, $0, factor: 100) } ?? false
    }
    let qualifier = qualifier ?? (known.count == values.count ? "" : " with contacts")
    let preposition = unit == "hour" ? "in" : "on"
    let all =
      known.count == 1
      ? "\(preposition) the one \(unit)" + (qualifier.isEmpty ? " with contacts" : qualifier)
      : "\(preposition) all \(known.count) \(unit)s\(qualifier)"
    let few = "\(preposition) \(below) of \(known.count) \(unit)s\(qualifier)"
    if below == 0 { return "Service level \(basis.reached) \(all)" }
    let end = known.count > 1 ? minimum.map { " and lowest \(lowest($0))" } ?? "" : ""
    return "Service level was \(basis.below) \(below == known.count ? all : few)\(end)"
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
