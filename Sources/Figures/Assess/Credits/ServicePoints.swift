package import Foundation

/// How badly a measure failed in a month, by the contract's own grades.
package enum Severity: String, Sendable, Hashable, CaseIterable {
  /// The measure was met.
  case none
  case minor, serious, severe
}

/// Points for failures; a failure right after another of the same measure counts more.
package struct ServicePoints: Sendable, Hashable {
  package let minor: Int
  package let serious: Int
  package let severe: Int
  package let repeatMultiplier: Int

  package init(minor: Int, serious: Int, severe: Int, repeatMultiplier: Int = 2) {
    self.minor = minor
    self.serious = serious
    self.severe = severe
    self.repeatMultiplier = repeatMultiplier
  }

  /// The points of each month of one measure, oldest first.
  ///
  /// The multiplier does not grow with a run, and it does not ask how severe the first failure
  /// was. A clean month ends the run.
  package func points(for history: [Severity]) -> [Int] {
    var previous = Severity.none
    return history.map { severity in
      defer { previous = severity }
      return points(for: severity) * (previous == .none ? 1 : repeatMultiplier)
    }
  }

  private func points(for severity: Severity) -> Int {
    switch severity {
    case .none: 0
    case .minor: minor
    case .serious: serious
    case .severe: severe
    }
  }
}

/// A share of the charges for each point, up to a limit.
package struct PointsPool: Sendable, Hashable {
  package let percentPerPoint: Decimal
  /// Percent of the charges that a month's points cannot pass; `nil` for no limit.
  package let capPercent: Decimal?

  package init(percentPerPoint: Decimal, capPercent: Decimal? = nil) {
    self.percentPerPoint = percentPerPoint
    self.capPercent = capPercent
  }

  /// The credit of a month's points of all measures, rounded once.
  package func credit(points: Int, charges: Money, _ rounding: Rounding = .halfUp) -> Money {
    let percent = Decimal(points) * percentPerPoint
    return charges.percent(capPercent.map { min($0, percent) } ?? percent, rounding)
  }
}
