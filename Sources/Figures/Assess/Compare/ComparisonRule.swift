/// What a contract does to a figure before it is held against a bound.
///
/// One clause rounds availability to a tenth of a point, another counts whole seconds; without a
/// word in the contract nothing is rounded.
package enum ComparisonRule: Sendable, Hashable {
  case exact
  case rounded(Int, Rounding)
  /// The decimals after so many are dropped.
  case truncated(Int)

  /// The figure as the contract compares it.
  package func value(of figure: Fraction) -> Fraction {
    switch self {
    case .exact: figure
    case .rounded(let places, let mode): Fraction(figure.rounded(places, mode))
    case .truncated(let places): Fraction(figure.rounded(places, .down))
    }
  }

  /// The decimals that a compared figure has; `nil` when it is not rounded.
  package var places: Int? {
    switch self {
    case .exact: nil
    case .rounded(let places, _), .truncated(let places): places
    }
  }

  /// The rule as pages print it.
  package var words: String {
    switch self {
    case .exact: "compared without rounding"
    case .rounded(let places, let mode):
      "rounded to \(places) decimals (\(mode.rawValue.replacing("_", with: " "))), then compared"
    case .truncated(let places): "cut after \(places) decimals, then compared"
    }
  }
}
