import Foundation

/// What a month comes to by both sides' figures, fees and credits, and where they part.
package struct CommonGround: Sendable, Hashable {
  /// A month as it is billed by one side's figures.
  package struct Month: Sendable {
    let lines: [InvoiceLine]
    let assessments: [Assessment]

    package init(lines: [InvoiceLine], assessments: [Assessment] = []) {
      self.lines = lines
      self.assessments = assessments
    }
  }

  /// What the amounts of a period are computed with.
  package struct Terms: Sendable {
    let month: @Sendable (Tally, [String: Fraction]) throws -> Month
    /// Those whose results move money.
    let measures: [Measure]
    let currency: Currency

    /// `month` bills a tally of the period; figures by a measure's id, in the unit of its target,
    /// stand in for those that the tally would give.
    package init(
      _ currency: Currency, measures: [Measure],
      month: @escaping @Sendable (Tally, [String: Fraction]) throws -> Month
    ) {
      self.currency = currency
      self.measures = measures.filter { $0.consequence != .none }
      self.month = month
    }

    /// Fees alone, of a contract without credits.
    package init(
      _ currency: Currency,
      lines: @escaping @Sendable (Tally) throws -> [InvoiceLine]
    ) {
      self.init(currency, measures: []) { tally, _ in Month(lines: try lines(tally)) }
    }
  }

  /// One fee or credit.
  package struct Line: Sendable, Hashable {
    package let item: String
    /// What their invoice calls it, where ``item`` ends with it because it is another name.
    package var theirName: String?
    package let ours: Money
    /// By their figures where their file has them; otherwise they say nothing against ours.
    package let theirs: Money
    package let isStated: Bool

    /// The smaller of both amounts: each side's figures support it.
    package var undisputed: Money { theirs.minorUnits < ours.minorUnits ? theirs : ours }
    /// Theirs minus ours.
    package var disputed: Money { theirs + -ours }
  }

  package let lines: [Line]
  /// The amounts of their invoice beside ours; empty where their file holds counts.
  package let amounts: [Variance]
  package let undisputed: Money
  /// The sizes of the disputed amounts added up.
  package let disputed: Money
  /// What is to be paid by either side's figures.
  package let ours: Money
  package let theirs: Money
  /// Measures that were judged by their figures, and those that could not be.
  package let results: [ComparedResult]
  /// Why there are no amounts, when they cannot be formed; without a full stop.
  package let obstacle: Wording?

  /// Holds the amounts of an invoice of theirs against ours, line by line.
  init(_ trial: Trial, _ terms: Terms, invoice: [TheirAmount]) {
    let currency = terms.currency
    let zero = Money(minorUnits: 0, currency)
    let ledger = trial.ledger
    var lines: [Line] = []
    var amounts: [Variance] = []
    var obstacle: Wording?
    func compare(_ item: String, _ ours: Money?, _ theirs: Decimal?, theirName: String? = nil) {
      amounts.append(
        Variance(
          metric: item, theirName: theirName, ours: ours?.amount, theirs: theirs, rate: nil,
          tolerance: Tolerance(absolute: 0, percent: nil), currency))
    }
    do {
      let own = try terms.month(
        ledger.tally(of: TheirReport.Scope(), in: ledger.sheet.window), [:])
      var rest = invoice.filter { !$0.isTotal }
      func take(_ isMeant: (TheirAmount) -> Bool) -> TheirAmount? {
        rest.firstIndex(where: isMeant).map { rest.remove(at: $0) }
      }
      var found = own.lines.map { line in
        take { $0.item.lowercased() == line.item.lowercased() }
      }
      for (place, line) in own.lines.enumerated() where found[place] == nil {
        found[place] = take { $0.means(line.item) }
      }
      // Of another name but the same to the cent: what both sides bill is not in dispute.
      for (place, line) in own.lines.enumerated() where found[place] == nil {
        found[place] = take { Money($0.amount, currency) == line.amount }
      }
      for (line, theirs) in zip(own.lines, found) {
        let theirName = theirs.flatMap { $0.means(line.item) ? nil : $0.item }
        let item = theirName.map { "\(line.item) (theirs: \($0))" } ?? line.item
        compare(item, line.amount, theirs?.amount, theirName: theirName)
        // Who does not bill a fee does not claim it, and who leaves a credit out does not grant it.
        lines.append(
          Line(
            item: item, theirName: theirName, ours: line.amount,
            theirs: theirs.map { Money($0.amount, currency) } ?? zero, isStated: theirs != nil))
      }
      for more in rest {
        compare(more.item, nil, more.amount)
        lines.append(
          Line(item: more.item, ours: zero, theirs: Money(more.amount, currency), isStated: true))
      }
      if let total = invoice.first(where: \.isTotal) {
        compare(total.item, own.lines.reduce(zero) { $0 + $1.amount }, total.amount)
      }
    } catch {
      obstacle = Self.obstacle(error)
    }
    self.init(lines, amounts, [], zero, obstacle)
  }

  private static func obstacle(_ error: any Error) -> Wording {
    // What their figures alone can lead to; the month's own figures were billed before.
    switch error {
    case let error as CreditTableError: error.words
    case RateBandsError.outside(let quantity): RateBandsError.words(outside: quantity)
    case let error as any Explained: Wording("\(english: error.explanation.what)")
    default: Wording("the amounts cannot be formed")
    }
  }

  private init(
    _ lines: [Line], _ amounts: [Variance], _ results: [ComparedResult], _ zero: Money,
    _ obstacle: Wording?
  ) {
    self.lines = lines
    self.amounts = amounts
    self.results = results
    self.obstacle = obstacle
    undisputed = lines.reduce(zero) { $0 + $1.undisputed }
    disputed = lines.reduce(zero) {
      $0 + Money(minorUnits: abs($1.disputed.minorUnits), zero.currency)
    }
    ours = lines.reduce(zero) { $0 + $1.ours }
    theirs = lines.reduce(zero) { $0 + $1.theirs }
  }

  init(
    _ trial: Trial, _ terms: Terms, _ tolerances: [ComparedMetric: Tolerance],
    _ table: [ComparedLine], explained recipe: Recipe?
  ) {
    let ledger = trial.ledger
    let ours = ledger.tally(of: TheirReport.Scope(), in: ledger.sheet.window)
    var theirs = ours
    var stated: Set<Counter> = []
    for line in table {
      guard case .counter(let counter) = line.column.metric, let value = line.theirs,
        line.ours != nil
      else { continue }
      stated.insert(counter)
      // Within tolerance there is no dispute, and our figure stands.
      if line.difference.map({ line.tolerance.allows($0, of: line.ours ?? 0) }) == true { continue }
      theirs[counter] = line.column.inOurUnit(value)
    }
    let zero = Money(minorUnits: 0, terms.currency)
    var results: [ComparedResult] = []
    var lines: [Line] = []
    var obstacle: Wording?
    do {
      let own = try terms.month(ours, [:])
      let reader = TheirResults(trial: trial, table: table, recipe: recipe)
      let found = terms.measures.map { measure in
        (measure, reader.figure(of: measure, counts: theirs, stated: stated))
      }
      var figures: [String: Fraction] = [:]
      for case (let measure, .theirs(let figure, _)) in found { figures[measure.id] = figure }
      let other = try terms.month(theirs, figures)
      results = found.map { measure, figure in
        ComparedResult(measure, figure, ours: own.assessments, theirs: other.assessments)
      }
      let judged = results.filter { $0.obstacle == nil }.map { "Credit: \($0.measure.title)" }
      // A band or a credit that only one side reaches is a line that only that side has.
      let items =
        own.lines
        + other.lines.filter { line in
          !own.lines.contains { $0.item == line.item }
        }
      lines = items.map { line in
        func amount(_ lines: [InvoiceLine]) -> Money {
          lines.first { $0.item == line.item }?.amount ?? zero
        }
        return Line(
          item: line.item, ours: amount(own.lines), theirs: amount(other.lines),
          isStated: stated.contains { line.source.contains($0.column) }
            || judged.contains(line.item) || amount(own.lines) != amount(other.lines))
      }
    } catch {
      obstacle = Self.obstacle(error)
    }
    self.init(lines, [], results, zero, obstacle)
  }

  /// What a reader must know of the credits, sentences without a full stop.
  package var remarks: [Wording] { obstacle == nil ? results.flatMap(\.words) : [] }
}

extension TheirReport.Column {
  /// A printed number as whole pieces or milliseconds, rounded once.
  func inOurUnit(_ value: Decimal) -> Int {
    let steps = Fraction(value) * Fraction(Decimal(sign: .plus, exponent: places, significand: 1))
    let whole = steps / Fraction(scale)
    return Int(whole.text(0)) ?? 0
  }
}
