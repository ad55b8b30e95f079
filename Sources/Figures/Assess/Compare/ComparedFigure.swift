/// A figure held against a target, with what was compared and how it may be printed.
package struct ComparedFigure: Sendable, Hashable {
  /// Not rounded; percent for shares, seconds for times.
  package let exact: Fraction
  package let target: Target
  package let rule: ComparisonRule

  package init(_ exact: Fraction, against target: Target, by rule: ComparisonRule = .exact) {
    self.exact = exact
    self.target = target
    self.rule = rule
  }

  /// The figure as the contract compares it.
  package var compared: Fraction { rule.value(of: exact) }

  package var isMet: Bool { target.isMet(by: compared) }

  /// Compared figure minus bound.
  package var margin: Fraction { compared - Fraction(target.bound) }

  /// The figure as text that agrees with the verdict.
  ///
  /// A rounded comparison prints the number that was compared. An exact one starts at `places` and
  /// widens until the text lies on the side of the bound where the figure does, and until a share
  /// short of the whole no longer reads 100.
  package func text(_ places: Int = 1, isShare: Bool = false) -> String {
    if let places = rule.places { return compared.text(places) }
    var places = places
    while contradicts(places) || (isShare && exact != 100 && Fraction(exact.rounded(places)) == 100)
    {
      places += 1
    }
    return exact.text(places)
  }

  /// Whether the figure, simply rounded half up, would read as the opposite of the verdict.
  package func contradicts(_ places: Int = 1) -> Bool {
    target.isMet(by: Fraction(exact.rounded(places))) != isMet
  }
}

extension Target {
  /// Whether a figure in the unit of the bound lies on its right side.
  package func isMet(by figure: Fraction) -> Bool {
    let bound = Fraction(bound)
    return switch comparison {
    case .atLeast: figure >= bound
    case .moreThan: figure > bound
    case .atMost: figure <= bound
    case .lessThan: figure < bound
    }
  }
}
