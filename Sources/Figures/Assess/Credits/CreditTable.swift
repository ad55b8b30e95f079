package import Foundation

/// A stretch of a measure's values and what a month within it costs.
///
/// Without a bound it has no end on that side. By default it holds `from` and not `to`, so that
/// neighbours meet without a hole.
package struct CreditBand: Sendable, Hashable {
  package let from: Decimal?
  package let to: Decimal?
  package let includesFrom: Bool
  package let includesTo: Bool
  /// Percent of the base; a bonus is negative.
  package let percent: Decimal

  package init(
    from: Decimal? = nil, to: Decimal? = nil, includesFrom: Bool = true, includesTo: Bool = false,
    percent: Decimal
  ) {
    self.from = from
    self.to = to
    self.includesFrom = includesFrom
    self.includesTo = includesTo
    self.percent = percent
  }

  package func contains(_ value: Fraction) -> Bool {
    let isAboveFrom = from.map { from in
      let bound = Fraction(from)
      return includesFrom ? bound <= value : bound < value
    }
    let isBelowTo = to.map { to in
      let bound = Fraction(to)
      return includesTo ? value <= bound : value < bound
    }
    return isAboveFrom ?? true && isBelowTo ?? true
  }
}

/// The credit table of a measure whose value itself, not its shortfall, picks the band.
package struct CreditTable: Sendable, Hashable {
  package let bands: [CreditBand]
  /// What is done to a value before its band is looked up.
  package let rule: ComparisonRule

  package init(_ bands: [CreditBand], rule: ComparisonRule = .exact) {
    self.bands = bands
    self.rule = rule
  }

  /// The credit of the one band that holds the value, rounded once to the minor unit.
  ///
  /// A value that no band holds, or more than one, is refused: which side of a hole it belongs to
  /// is for the parties to say.
  package func credit(for value: Fraction, of base: Money) throws(CreditTableError) -> BandCredit {
    let compared = rule.value(of: value)
    let hits = bands.indices.filter { bands[$0].contains(compared) }
    guard let index = hits.first else { throw .gap(compared) }
    guard hits.count == 1 else { throw .overlap(compared) }
    return BandCredit(
      value: compared, index: index, band: bands[index], base: base,
      amount: base.percent(bands[index].percent))
  }
}

/// The band of a credit table that applied, and what came of it.
package struct BandCredit: Sendable, Hashable {
  /// The value as it was compared.
  package let value: Fraction
  /// The place of the band in its table, from zero.
  package let index: Int
  package let band: CreditBand
  package let base: Money
  /// Negative when it is a bonus.
  package let amount: Money

  package init(value: Fraction, index: Int, band: CreditBand, base: Money, amount: Money) {
    self.value = value
    self.index = index
    self.band = band
    self.base = base
    self.amount = amount
  }

  /// The credit before it is rounded.
  package var exact: Fraction { Fraction(base.amount) * Fraction(band.percent) / 100 }
}

/// Why a credit table gives no credit for a value.
package enum CreditTableError: Error, Hashable {
  case gap(Fraction)
  case overlap(Fraction)
}

extension CreditTableError {
  /// A sentence without a full stop.
  var words: Wording {
    switch self {
    case .gap(let value):
      Wording("no band of the credit table holds \(number: value.shortText)")
    case .overlap(let value):
      Wording("more than one band of the credit table holds \(number: value.shortText)")
    }
  }
}

extension CreditTableError: Explained {
  package var explanation: Explanation {
    switch self {
    case .gap:
      Explanation(
        .configuration, what: words.english,
        place: "the measure's credit table",
        remedy:
          "agree with the partner how values between two bands are rounded, and write it down "
          + "in the contract, or close the hole")
    case .overlap:
      Explanation(
        .configuration, what: words.english,
        place: "the measure's credit table",
        remedy: "let each band end where the next begins, with the bound in one of them only")
    }
  }
}

extension Fraction {
  /// The value for a message: without zeros at the end, and cut after six decimals.
  var shortText: String {
    var text = text(6)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
