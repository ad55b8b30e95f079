package import Foundation

/// A table that turns a month's points into a share of the charges.
package struct PointSteps: Sendable, Hashable {
  package struct Step: Sendable, Hashable {
    package let points: Int
    package let percent: Decimal

    package init(points: Int, percent: Decimal) {
      self.points = points
      self.percent = percent
    }
  }

  /// In ascending order of their points.
  package let steps: [Step]

  package init(_ steps: [Step]) { self.steps = steps.sorted { $0.points < $1.points } }

  /// The percent of the highest step that the points reach; zero below the first.
  package func percent(for points: Int) -> Decimal {
    steps.last { $0.points <= points }?.percent ?? 0
  }

  package func credit(points: Int, charges: Money, _ rounding: Rounding = .halfUp) -> Money {
    charges.percent(percent(for: points), rounding)
  }
}
