import Foundation

/// A measure that moves money, judged by both sides' figures.
package struct ComparedResult: Sendable, Hashable {
  package let measure: Measure
  /// Percent or seconds; `nil` where there is none.
  package let ours: Fraction?
  package let theirs: Fraction?
  package let ourVerdict: Verdict?
  package let theirVerdict: Verdict?
  /// Where their figure is from, or that it agrees with ours; `nil` where there is none.
  package let basis: Wording?
  /// Why it could not be judged by their figures; `nil` when it was.
  package let obstacle: Wording?

  init(
    _ measure: Measure, _ figure: TheirResults.Figure, ours: [Assessment], theirs: [Assessment]
  ) {
    self.measure = measure
    func found(_ assessments: [Assessment]) -> Assessment? {
      assessments.first { $0.measure.id == measure.id }
    }
    let own = found(ours)
    self.ours = own?.outcome.quotient.map(measure.figure)
    ourVerdict = own?.verdict
    var stated: Fraction?
    switch figure {
    case .agrees:
      stated = self.ours
      (basis, obstacle) = (Wording("their figures agree with ours"), nil)
    case .theirs(let figure, let source):
      stated = figure
      (basis, obstacle) = (source, nil)
    case .unknown(let reason): (basis, obstacle) = (nil, reason)
    }
    self.theirs = stated
    theirVerdict = stated == nil ? nil : found(theirs)?.verdict
  }

  /// Sentences without a full stop; none where both sides agree.
  package var words: [Wording] {
    if let obstacle {
      return [Wording("The credit for \(measure.title) was not compared: \(clause: obstacle)")]
    }
    guard let ours, let theirs, ours != theirs, let basis else { return [] }
    func side(_ figure: Fraction, _ verdict: Verdict?) -> Wording {
      let size =
        measure.isShare
        ? Wording("\(percent: figure.text(2))") : Wording("\(number: figure.text(2)) \("s")")
      let words = verdict.map { Wording("\($0)") } ?? Wording("not judged")
      return Wording("\(size) (\(words))")
    }
    let (own, other) = (side(ours, ourVerdict), side(theirs, theirVerdict))
    return [
      Wording("\(measure.title) is \(own) by our figures and \(other) by theirs, \(basis)")
    ]
  }
}

/// Finds the month's figure of a measure in the other side's file.
struct TheirResults {
  enum Figure: Hashable {
    case agrees
    /// In the unit of the target, and where it is from.
    case theirs(Fraction, Wording)
    case unknown(Wording)
  }

  let trial: Trial
  let table: [ComparedLine]
  /// What explains every line of theirs.
  let recipe: Recipe?

  func figure(of measure: Measure, counts: Tally, stated: Set<Counter>) -> Figure {
    if table.allSatisfy({ $0.status == .within }), covers(measure, stated) { return .agrees }
    let conditions = measure.conditions
    guard conditions.scope == .all else {
      return .unknown(
        Wording("it counts a part of the contacts only, which their file does not tell apart"))
    }
    guard conditions.stretches == nil, conditions.span == nil,
      conditions.relief?.mode != .excessFavourable
    else { return .unknown(Wording("it is not judged on the figure of the month as one")) }
    if let index = column(of: measure) { return figure(measure, in: index) }
    guard let needed = counters(of: measure), needed.allSatisfy(stated.contains) else {
      return .unknown(Wording("their file has no figure for it"))
    }
    guard !trial.ledger.hasExclusions else {
      return .unknown(Wording("their counts hold what was agreed to be left out"))
    }
    guard let quotient = measure.metric.value(of: counts).quotient else {
      return .unknown(Wording("there is nothing to divide by in their counts"))
    }
    return .theirs(measure.figure(quotient), Wording("by the contract's formula on their counts"))
  }

  /// The column that is formed like a measure.
  private func column(of measure: Measure) -> Int? {
    let formulas = trial.ledger.formulas
    let metric: ComparedMetric?
    switch measure.metric {
    case .serviceLevel(let level): metric = level == formulas.serviceLevel ? .serviceLevel : nil
    case .abandonRate(let rate): metric = rate == formulas.abandonRate ? .abandonRate : nil
    case .averageSpeedOfAnswer: metric = .speedOfAnswer
    case .averageHandleTime, .averageTalkTime:
      metric = measure.metric == formulas.handleTime ? .handleTime : nil
    case .transferRate: metric = nil
    }
    return trial.columns.first { trial.report.columns[$0].metric == metric }
  }

  private func counters(of measure: Measure) -> [Counter]? {
    let nothing = Tally(recorded: trial.ledger.sheet.recorded)
    return measure.metric.parts(of: nothing).map { ($0.numerator + $0.denominator).map(\.counter) }
  }

  private func covers(_ measure: Measure, _ stated: Set<Counter>) -> Bool {
    column(of: measure) != nil || counters(of: measure)?.allSatisfy(stated.contains) == true
  }

  private func figure(_ measure: Measure, in index: Int) -> Figure {
    let shape = trial.report.columns[index]
    guard let line = table.first(where: { $0.column.metric == shape.metric }) else {
      return .unknown(Wording("their file has no figure for it"))
    }
    if line.status == .within { return .agrees }
    // Of one whole, or in milliseconds.
    func result(_ steps: Fraction, _ basis: Wording) -> Figure {
      let value = steps / Fraction(shape.scale)
      return .theirs(shape.metric.isShare ? value * 100 : value / 1000, basis)
    }
    if trial.report.grain == .period {
      guard let value = line.theirs else {
        return .unknown(Wording("their file has it for single queues only"))
      }
      let power = Decimal(sign: .plus, exponent: shape.places, significand: 1)
      return result(Fraction(value) * Fraction(power), Wording("as their file states it"))
    }
    let ledger = trial.ledger
    let counting = recipe.map { recipe in
      // What the parties left out is left out of a result, whatever their rows hold.
      recipe.hours == nil && ledger.hasExclusions
        ? recipe.with { $0.hours = .withoutExclusions } : recipe
    }
    guard let counting, !counting.isFitted, counting.mean == nil,
      ledger.excludesFromResults || !ledger.hasExclusions,
      let figure = trial.month(counting, index)
    else {
      let rows = trial.report.grain.words
      return .unknown(
        Wording("their file has it for \(rows), which do not add up to the month"))
    }
    return result(
      Fraction(Int(figure.numerator)) / Fraction(Int(figure.denominator)),
      Wording("which is what their way of counting gives for the month"))
  }
}

extension Trial {
  /// What a recipe gives for a column over the whole period, by our own clock.
  func month(_ recipe: Recipe, _ column: Int) -> PredictedFigure? {
    var ledger = ledger
    if case .capture(let place) = recipe.age { ledger = earlier[place] }
    let reader = LedgerReader(ledger: ledger, recipe: recipe, needed: needed)
    let places = Set(scopes.flatMap { ledger.places(of: $0, recipe.series) }).sorted()
    var figures = StretchFigures(
      reader.sums(places, 0..<ledger.sheet.intervalCount), isMissing: false)
    return figures.predicted(report.columns[column], by: reader)
  }
}
