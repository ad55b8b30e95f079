package import Foundation

/// A bound and the side of it that meets the promise.
package struct Target: Sendable, Hashable {
  package enum Comparison: String, Sendable, Hashable, CaseIterable {
    case atLeast = "at least"
    case moreThan = "more than"
    case atMost = "at most"
    case lessThan = "less than"

    /// The operator as `sla.csv` writes it: `ge`, `gt`, `le`, `lt`.
    package var code: String {
      switch self {
      case .atLeast: "ge"
      case .moreThan: "gt"
      case .atMost: "le"
      case .lessThan: "lt"
      }
    }

    /// The sign as pages print it.
    package var sign: String {
      switch self {
      case .atLeast: "≥"
      case .moreThan: ">"
      case .atMost: "≤"
      case .lessThan: "<"
      }
    }

    package var wantsHigh: Bool { self == .atLeast || self == .moreThan }
  }

  package let comparison: Comparison
  /// Percent for shares, seconds for times.
  package let bound: Decimal
  /// The bound in thousandths, where it is a whole number of them and small: nearly always.
  package let thousandths: Int?

  package init(_ comparison: Comparison, _ bound: Decimal) {
    self.comparison = comparison
    self.bound = bound
    let steps = bound * 1000
    thousandths =
      abs(steps) < 1_000_000_000
      ? Int(steps.description).flatMap { Decimal($0) == steps ? $0 : nil } : nil
  }
}
