/// How many contacts, or days, lie between a share and the border of its target.
package struct CountMargin: Sendable, Hashable {
  package enum Unit: Sendable, Hashable {
    case contacts
    case stretches(StretchRule.Length)
  }

  /// To spare on the right side, zero or more; short or too many on the wrong one, negative.
  package let count: Int
  package let unit: Unit

  package init(count: Int, unit: Unit) {
    self.count = count
    self.unit = unit
  }

  /// Searches the numerator at which the verdict turns, by the comparison of the contract itself.
  ///
  /// `nil` when no numerator meets the target.
  package init?(_ quotient: Quotient, _ target: Target, _ rule: ComparisonRule, unit: Unit) {
    func isMet(_ numerator: Int) -> Bool {
      ComparedFigure(
        Quotient(numerator, quotient.denominator).percent, against: target, by: rule
      ).isMet
    }
    let wantsHigh = target.comparison.wantsHigh
    guard isMet(wantsHigh ? quotient.denominator : 0) else { return nil }
    // The lowest numerator that meets a floor, or the lowest that breaks a ceiling.
    var low = 0
    var high = quotient.denominator + (wantsHigh ? 0 : 1)
    while low < high {
      let middle = (low + high) / 2
      let isBeyond =
        middle > quotient.denominator || (wantsHigh ? isMet(middle) : !isMet(middle))
      if isBeyond { high = middle } else { low = middle + 1 }
    }
    self.init(
      count: wantsHigh ? quotient.numerator - low : low - 1 - quotient.numerator, unit: unit)
  }
}
