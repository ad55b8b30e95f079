package import Foundation

/// How far two sides' figures may differ on one line without a dispute.
package struct Tolerance: Sendable, Hashable {
  package enum Join: String, Sendable, Hashable, CaseIterable {
    /// Within either limit is enough.
    case or
    /// Both limits must hold.
    case and
  }

  package let absolute: Decimal?
  /// Percent of our figure.
  package let percent: Decimal?
  package let join: Join

  package init(absolute: Decimal?, percent: Decimal?, join: Join = .or) {
    self.absolute = absolute
    self.percent = percent
    self.join = join
  }

  /// Such as `5 or 0.5 %`, or `0` where nothing is allowed.
  package var words: Wording {
    let limits = [
      absolute.map { Wording("\(number: "\($0)")") },
      percent.map { Wording("\(percent: "\($0)")") },
    ]
    let all = limits.compactMap { $0 }.joined {
      join == .or ? Wording("\($0) or \($1)") : Wording("\($0) and \($1)")
    }
    return all ?? Wording("\(0)")
  }

  /// Whether a difference is small enough, exactly; without any limit only none is.
  ///
  /// Of nothing there is no percent: then only the absolute limit speaks.
  func allows(_ variance: Fraction, of ours: Fraction) -> Bool {
    let absolute = absolute.map { variance.magnitude <= Fraction($0) }
    let relative =
      ours == 0
      ? nil : percent.map { variance.magnitude * 100 <= Fraction($0) * ours.magnitude }
    switch (absolute, relative) {
    case (let absolute?, let relative?):
      return join == .or ? absolute || relative : absolute && relative
    case (let limit?, nil), (nil, let limit?): return limit
    case (nil, nil): return variance == 0
    }
  }
}

/// One line of a dispute: a figure as each side has it.
package struct Variance: Sendable, Hashable {
  package enum Status: String, Sendable, Hashable, CaseIterable {
    case within, disputed
    /// Only one side has the line; what is missing is not zero.
    case oneSided = "one_sided"
  }

  package let metric: String
  /// What their invoice calls the line, where ``metric`` ends with it because it is another name.
  package let theirName: String?
  package let ours: Decimal?
  package let theirs: Decimal?
  /// The price of one unit, when money hangs on the line.
  package let rate: Decimal?
  package let tolerance: Tolerance
  package let currency: Currency

  package init(
    metric: String, theirName: String? = nil, ours: Decimal?, theirs: Decimal?, rate: Decimal?,
    tolerance: Tolerance, _ currency: Currency
  ) {
    self.metric = metric
    self.theirName = theirName
    self.ours = ours
    self.theirs = theirs
    self.rate = rate
    self.tolerance = tolerance
    self.currency = currency
  }

  /// Theirs minus ours.
  package var difference: Fraction? {
    guard let ours, let theirs else { return nil }
    return Fraction(theirs) - Fraction(ours)
  }

  /// The difference in percent of our figure; `nil` when ours is zero.
  package var percent: Fraction? {
    guard let ours, ours != 0, let difference else { return nil }
    return difference / Fraction(ours).magnitude * 100
  }

  /// Judged on exact values, never on the printed percent.
  package var status: Status {
    guard let ours, let difference else { return .oneSided }
    return tolerance.allows(difference, of: Fraction(ours)) ? .within : .disputed
  }

  /// The difference times the rate, rounded once.
  package var amount: Money? {
    guard let rate, let difference else { return nil }
    return Money(difference * Fraction(rate), currency)
  }
}

/// All lines of a dispute.
package struct Reconciliation: Sendable, Hashable {
  package let lines: [Variance]
  package let currency: Currency

  package init(_ lines: [Variance], _ currency: Currency) {
    self.lines = lines
    self.currency = currency
  }

  /// Lines that are not settled, those of one side only included.
  package var disputed: [Variance] { lines.filter { $0.status != .within } }

  /// The amounts of the disputed lines added up with their signs; the rest is payable.
  package var amountInDispute: Money { disputed.compactMap(\.amount).sum(currency) }
}
