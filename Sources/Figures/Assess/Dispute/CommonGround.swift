import Foundation

/// What a month's fees come to by both sides' figures, and where they part.
package struct CommonGround: Sendable, Hashable {
  /// What the fees of a period are computed with.
  package struct Terms: Sendable {
    let lines: @Sendable (Tally) throws -> [InvoiceLine]
    let currency: Currency

    /// `lines` forms the invoice's fee lines from a tally of the period.
    package init(
      _ currency: Currency,
      lines: @escaping @Sendable (Tally) throws -> [InvoiceLine]
    ) {
      self.currency = currency
      self.lines = lines
    }
  }

  /// One fee.
  package struct Line: Sendable, Hashable {
    package let item: String
    package let ours: Money
    /// By their counter where their file has one; otherwise they say nothing against ours.
    package let theirs: Money
    package let isStated: Bool

    /// The smaller of both amounts: each side's figures support it.
    package var undisputed: Money { theirs.minorUnits < ours.minorUnits ? theirs : ours }
    /// Theirs minus ours.
    package var disputed: Money { theirs + -ours }
  }

  package let lines: [Line]
  package let undisputed: Money
  /// The sizes of the disputed amounts added up.
  package let disputed: Money
  /// Why there are no amounts, when a fee cannot be formed.
  package let obstacle: Explanation?

  init(_ trial: Trial, _ terms: Terms, _ tolerances: [ComparedMetric: Tolerance]) {
    let ledger = trial.ledger
    let ours = ledger.tally(of: TheirReport.Scope(), in: ledger.sheet.window)
    var theirs = ours
    var stated: Set<Counter> = []
    let compared = ComparedLine.all(trial, tolerances)
    for line in compared {
      guard case .counter(let counter) = line.column.metric, let value = line.theirs,
        line.ours != nil
      else { continue }
      stated.insert(counter)
      // Within tolerance there is no dispute, and our figure stands.
      if line.difference.map({ line.tolerance.allows($0, of: line.ours ?? 0) }) == true { continue }
      theirs[counter] = line.column.inOurUnit(value)
    }
    let zero = Money(minorUnits: 0, terms.currency)
    do {
      let own = try terms.lines(ours)
      let other = try terms.lines(theirs)
      // A band that only one side reaches is a line that only that side has.
      let items = own + other.filter { line in !own.contains { $0.item == line.item } }
      lines = items.map { line in
        func amount(_ lines: [InvoiceLine]) -> Money {
          lines.first { $0.item == line.item }?.amount ?? zero
        }
        return Line(
          item: line.item, ours: amount(own), theirs: amount(other),
          isStated: stated.contains { line.source.contains($0.column) })
      }
      obstacle = nil
    } catch {
      lines = []
      obstacle =
        (error as? any Explained)?.explanation
        ?? Explanation(.badData, what: "the fees cannot be formed")
    }
    undisputed = lines.reduce(zero) { $0 + $1.undisputed }
    disputed = lines.reduce(zero) {
      $0 + Money(minorUnits: abs($1.disputed.minorUnits), terms.currency)
    }
  }
}

extension TheirReport.Column {
  /// A printed number as whole pieces or milliseconds, rounded once.
  func inOurUnit(_ value: Decimal) -> Int {
    let steps = Fraction(value) * Fraction(Decimal(sign: .plus, exponent: places, significand: 1))
    let whole = steps / Fraction(scale)
    return Int(whole.text(0)) ?? 0
  }
}
