package import Foundation

/// Rates that depend on the month's volume.
package struct RateBands: Sendable, Hashable {
  package enum Mode: String, Sendable, Hashable, CaseIterable {
    /// Each band's units at its own rate.
    case graduated
    /// All units at the rate of the last band reached; one unit more can cost less.
    case slab
  }

  package struct Band: Sendable, Hashable {
    /// The last unit of the band; `nil` for no end.
    package let upTo: Decimal?
    package let rate: Decimal

    package init(upTo: Decimal?, rate: Decimal) {
      self.upTo = upTo
      self.rate = rate
    }
  }

  package let mode: Mode
  package let bands: [Band]

  /// Bands must rise, and only the last may be open.
  package init(_ mode: Mode, _ bands: [Band]) throws(RateBandsError) {
    var previous: Decimal = 0
    for (index, band) in bands.enumerated() {
      guard let upTo = band.upTo else {
        guard index == bands.count - 1 else { throw .notAscending(position: index + 1) }
        continue
      }
      guard upTo > previous else { throw .notAscending(position: index + 1) }
      previous = upTo
    }
    self.mode = mode
    self.bands = bands
  }

  /// The units that each band charges, without bands that charge none.
  package func parts(of quantity: Decimal) throws(RateBandsError)
    -> [(band: Band, quantity: Decimal)]
  {
    guard quantity >= 0,
      let last = bands.firstIndex(where: { $0.upTo.map { quantity <= $0 } ?? true })
    else { throw .outside(quantity) }
    guard mode == .graduated else { return [(bands[last], quantity)] }
    var lower: Decimal = 0
    return bands[...last].map { band in
      let upper = min(band.upTo ?? quantity, quantity)
      defer { lower = upper }
      return (band, upper - lower)
    }
  }

  /// The charge for a quantity, rounded once.
  package func charge(for quantity: Decimal, _ currency: Currency) throws(RateBandsError)
    -> BandedCharge
  {
    let exact = try parts(of: quantity).reduce(Fraction.zero) { sum, part in
      sum + Fraction(part.quantity) * Fraction(part.band.rate)
    }
    return BandedCharge(quantity: quantity, exact: exact, amount: Money(exact, currency))
  }
}

/// What a quantity costs by rate bands.
package struct BandedCharge: Sendable, Hashable {
  package let quantity: Decimal
  package let exact: Fraction
  package let amount: Money

  package init(quantity: Decimal, exact: Fraction, amount: Money) {
    self.quantity = quantity
    self.exact = exact
    self.amount = amount
  }

  /// The charge of one unit on average; `nil` without units.
  package var effectiveRate: Fraction? { quantity > 0 ? exact / Fraction(quantity) : nil }
}

/// Why rate bands give no charge.
package enum RateBandsError: Error, Hashable {
  /// The place of the band in its table, from one.
  case notAscending(position: Int)
  case outside(Decimal)
}

extension RateBandsError {
  /// A sentence without a full stop.
  static func words(outside quantity: Decimal) -> Wording {
    Wording("no band of the rates holds a quantity of \(number: "\(quantity)")")
  }
}

extension RateBandsError: Explained {
  package var explanation: Explanation {
    switch self {
    case .notAscending(let position):
      Explanation(
        .configuration, what: "band \(position) of the rates does not rise above the one before it",
        remedy: "order the bands by 'upTo', and leave it out on the last one only")
    case .outside(let quantity):
      Explanation(
        .configuration, what: Self.words(outside: quantity).english,
        remedy: "add a last band without 'upTo'")
    }
  }
}
