/// What follows from the value of a measure, by itself; points and pools look at all measures.
package enum Consequence: Sendable, Hashable {
  case none
  case bands(CreditTable)
  case perPoint(PointPenalty)

  /// The consequence of a figure that was compared; a hole in a table refuses it.
  package func applied(to figure: Fraction, base: Money) throws(CreditTableError)
    -> AppliedConsequence
  {
    switch self {
    case .none: .none
    case .bands(let table): .band(try table.credit(for: figure, of: base))
    case .perPoint(let penalty): .units(penalty.penalty(for: figure, base.currency))
    }
  }
}

/// The row of a table or the units that applied.
package enum AppliedConsequence: Sendable, Hashable {
  case none
  case band(BandCredit)
  case units(UnitCredit)

  /// The credit before weight, multiplier and rounding; a bonus is negative.
  package var exact: Fraction {
    switch self {
    case .none: 0
    case .band(let credit): credit.exact
    case .units(let credit): credit.exact
    }
  }
}
