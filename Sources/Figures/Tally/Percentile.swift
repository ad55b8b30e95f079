package import Foundation

/// The value that a share of all values does not pass, by the nearest rank.
package struct Percentile: Sendable, Hashable {
  /// Above 0, at most 100.
  package let percent: Decimal

  /// Creates a percentile, or `nil` outside 0 to 100.
  package init?(_ percent: Decimal) {
    guard percent > 0, percent <= 100 else { return nil }
    self.percent = percent
  }

  /// The percentile of single waits, which need not be sorted; `nil` without any.
  package func of(_ waits: [Int]) -> Int? {
    let rank = (Fraction(percent) * Fraction(waits.count) / 100).text(0, .ceiling)
    guard let rank = Int(rank), rank >= 1 else { return nil }
    return waits.sorted()[rank - 1]
  }

  /// The percentile of a period of which the source gave one percentile for each part.
  ///
  /// One part is the period; of several nobody can tell, because two sets with the same count and
  /// the same sum have different percentiles.
  package func of(percentilesOfParts parts: [Int]) throws(PercentileError) -> Int? {
    guard parts.count <= 1 else { throw .notCombinable(parts: parts.count) }
    return parts.first
  }
}

/// Why a percentile cannot be known.
package enum PercentileError: Error, Hashable {
  case notCombinable(parts: Int)
}

extension PercentileError: Explained {
  package var explanation: Explanation {
    switch self {
    case .notCombinable(let parts):
      Explanation(
        .badData,
        what:
          "a percentile is not combinable: \(parts) percentiles of parts do not give that of the "
          + "whole",
        remedy:
          "ask the source for the percentile of the whole period, or promise a count of waits "
          + "over a limit, which adds up")
    }
  }
}

extension Sequence<Int?> {
  /// The maximum of maxima, leaving out stretches without a value; `nil` when none has one.
  package func largest() -> Int? { compactMap { $0 }.max() }
}
