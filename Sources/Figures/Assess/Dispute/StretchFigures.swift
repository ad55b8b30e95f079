/// The figures that one stretch of ours gives under a recipe.
struct StretchFigures {
  let isMissing: Bool
  private let sums: [Int]
  private var made: Tally?

  init(_ sums: [Int], isMissing: Bool) {
    self.sums = sums
    self.isMissing = isMissing
  }

  /// The figure of a column; `nil` when there is nothing to divide by or it is not recorded.
  mutating func predicted(_ column: TheirReport.Column, by reader: LedgerReader)
    -> PredictedFigure?
  {
    switch column.metric {
    case .counter(let counter):
      let value = sums[counter.rawValue]
      if case .share(let shares) = reader.recipe.contacts, let share = shares[counter] {
        return PredictedFigure(Int128(value * share.numerator), over: Int128(share.denominator))
      }
      return PredictedFigure(value, in: column)
    case .serviceLevel:
      let level = reader.ledger.formulas.serviceLevel
      let counts = level.counts(of: tally(reader))
      return quotient((reader.recipe.level ?? level.formula).parts(of: counts), column)
    case .abandonRate:
      let formula = reader.recipe.rate ?? reader.ledger.formulas.abandonRate
      return formula.rate(of: ServiceLevelCounts(tally(reader))).quotient
        .map { PredictedFigure($0.numerator, over: $0.denominator, in: column) }
    case .speedOfAnswer: return mean(.averageSpeedOfAnswer, column, reader)
    case .handleTime: return mean(reader.ledger.formulas.handleTime, column, reader)
    }
  }

  /// Whether rounding each contact up to whole increments can give so much more.
  func allows(
    _ difference: Int, _ theirs: Int, _ column: TheirReport.Column, increment: Int,
    _ reader: LedgerReader
  ) -> Bool {
    guard case .counter(let counter) = column.metric, column.metric.isTime, difference > 0,
      [.handle, .talk].contains(counter)
    else { return false }
    let contacts = reader.ledger.sheet.recorded.contains(.handled) ? Counter.handled : .answered
    let limit = PredictedFigure(increment * 1000 * sums[contacts.rawValue], in: column)
    let step = PredictedFigure(increment * 1000, in: column)
    return Int128(difference) * limit.denominator <= limit.numerator
      && Int128(theirs) * step.denominator % step.numerator == 0
  }

  private mutating func mean(
    _ metric: Metric, _ column: TheirReport.Column, _ reader: LedgerReader
  ) -> PredictedFigure? {
    metric.value(of: tally(reader)).quotient
      .map { PredictedFigure($0.numerator, over: $0.denominator, in: column) }
  }

  private func quotient(
    _ parts: (numerator: Int, denominator: Int)?, _ column: TheirReport.Column
  ) -> PredictedFigure? {
    guard let parts, parts.denominator > 0 else { return nil }
    return PredictedFigure(parts.numerator, over: parts.denominator, in: column)
  }

  /// The same sums as a tally, with the short abandons where they are recorded.
  private mutating func tally(_ reader: LedgerReader) -> Tally {
    if let made { return made }
    var tally = Tally(recorded: reader.ledger.sheet.recorded)
    for counter in reader.needed { tally[counter] = sums[counter.rawValue] }
    // A count without short abandons is a matter of its own column, not of ratios.
    if let short = reader.recipe.short {
      let count = sums[Counter.shortAbandoned.rawValue]
      tally[.abandoned] = (tally[.abandoned] ?? 0) + count
      if short == .notOffered { tally[.offered] = (tally[.offered] ?? 0) + count }
    }
    made = tally
    return tally
  }
}
