package import Foundation

/// One metric over the whole period, as each side has it.
package struct ComparedLine: Sendable, Hashable {
  package let column: TheirReport.Column
  package let ours: Fraction?
  /// Where the other side's figure of the whole period is from.
  package enum Source: String, Sendable, Hashable, CaseIterable {
    /// The sum of their rows, or their one row.
    case file
    /// Their rows, each weighted by our contacts: near their figure, not it.
    case rows
    /// What explains every one of their rows gives it.
    case explanation
  }

  package let source: Source
  /// `nil` where their rows neither add up nor have a mean.
  package let theirs: Decimal?
  /// Theirs minus ours.
  package let difference: Fraction?
  /// The difference in percent of ours; `nil` when ours is zero.
  package let percent: Fraction?
  package let tolerance: Tolerance
  /// Rows of theirs that differ by more than the tolerance, and those compared.
  package let differing: Int
  package let rows: Int
  package let status: Variance.Status

  static func all(
    _ trial: Trial, _ tolerances: [ComparedMetric: Tolerance]
  ) -> [ComparedLine] {
    trial.report.columns.indices.map { ComparedLine(trial, $0, tolerances) }
      .sorted { $0.column.metric < $1.column.metric }
  }

  private init(_ trial: Trial, _ index: Int, _ tolerances: [ComparedMetric: Tolerance]) {
    let column = trial.report.columns[index]
    self.column = column
    // One printed step, halved, is what rounding alone may do; half of it either way.
    let printed = column.metric.isCount ? 0 : column.value(1) / 2
    let tolerance =
      tolerances[column.metric] ?? Tolerance(absolute: printed, percent: nil)
    self.tolerance = tolerance

    let isRecorded = trial.columns.contains(index)
    let rows = trial.stretches.filter { $0.values[index] != nil || $0.isImplied }
    var differing = 0
    var compared = 0
    var lastOurs: Fraction?
    let period = trial.ledger.sheet.window
    for stretch in rows where isRecorded {
      guard stretch.window.clamped(to: period) == stretch.window,
        let theirs = stretch.values[index],
        let figure = trial.own(index, stretch.scope, stretch.window)
      else { continue }
      compared += 1
      // Without a tolerance of its own a row agrees when it is ours as far as it is printed.
      guard tolerances[column.metric] != nil || trial.report.grain == .period else {
        if figure.residual(theirs) != 0 { differing += 1 }
        continue
      }
      let ours = column.value(figure)
      lastOurs = ours
      let difference = Fraction(column.value(theirs)) - ours
      if !tolerance.allows(difference, of: ours) { differing += 1 }
    }
    self.differing = differing
    self.rows = compared
    source = .file

    let values = rows.filter { !$0.isImplied && $0.window.overlaps(period) }
      .compactMap { $0.values[index] }
    if case .counter(let counter) = column.metric {
      theirs =
        values.isEmpty
        ? nil
        : column.value(counter.isMaximum ? values.max() ?? 0 : values.reduce(0, +))
      ours = isRecorded ? trial.ownTotal(index).map(column.value) : nil
    } else {
      let isSingle = values.count == 1 && trial.report.grain == .period
      theirs = isSingle ? values.first.map(column.value) : nil
      ours = isSingle ? lastOurs : nil
    }
    if let ours, let theirs {
      let difference = Fraction(theirs) - ours
      self.difference = difference
      percent = ours == 0 ? nil : difference / ours.magnitude * 100
      let isWithin = differing == 0 && tolerance.allows(difference, of: ours)
      status = isWithin ? .within : .disputed
    } else {
      difference = nil
      percent = nil
      if !isRecorded {
        status = .oneSided
      } else {
        status = differing == 0 && (theirs == nil) == (ours == nil) ? .within : .disputed
      }
    }
  }
}

extension ComparedLine {
  /// The same line with a figure of the whole period, where their rows do not add up to one.
  func overall(_ trial: Trial, explained recipe: Recipe?) -> ComparedLine {
    guard theirs == nil, ours == nil, !column.metric.isSum, column.metric.isRatio,
      let index = trial.columns.first(where: { trial.report.columns[$0] == column }),
      let own = trial.ownTotal(index)
    else { return self }
    let isKnown = recipe.map { !$0.isFitted && $0.mean == nil } ?? false
    let known = isKnown ? recipe.flatMap { trial.month($0, index) } : nil
    guard let found = known ?? trial.weighted(index) else { return self }
    return ComparedLine(
      self, ours: column.value(own), theirs: column.value(found).rounded(column.places),
      source: known == nil ? .rows : .explanation)
  }

  private init(_ line: ComparedLine, ours: Fraction, theirs: Decimal, source: Source) {
    column = line.column
    self.ours = ours
    self.theirs = theirs
    self.source = source
    let difference = Fraction(theirs) - ours
    self.difference = difference
    percent = ours == 0 ? nil : difference / ours.magnitude * 100
    tolerance = line.tolerance
    differing = line.differing
    rows = line.rows
    status = line.status
  }
}

extension TheirReport.Column {
  /// Steps of the last place as the number that they print.
  package func value(_ steps: Int) -> Decimal {
    Decimal(steps) * Decimal(sign: .plus, exponent: -places, significand: 1)
  }

  /// A figure of ours as the number that they would print, not rounded.
  func value(_ figure: PredictedFigure) -> Fraction {
    Fraction(Int(figure.numerator)) / Fraction(Int(figure.denominator)) * Fraction(value(1))
  }
}

extension Trial {
  /// Our figure in steps of a column, exactly.
  func own(_ column: Int, _ scope: Int, _ window: Window) -> PredictedFigure? {
    guard let span = ledger.span(window) else { return nil }
    return own(column, ledger.places(of: scopes[scope], nil), span)
  }

  /// The same over everything that their scopes cover.
  func ownTotal(_ column: Int) -> PredictedFigure? {
    let places = Set(scopes.flatMap { ledger.places(of: $0, nil) }).sorted()
    return own(column, places, 0..<ledger.sheet.intervalCount)
  }

  /// Their rows of a ratio, each with the weight of our own denominator.
  func weighted(_ column: Int) -> PredictedFigure? {
    var sum: Int128 = 0
    var weight: Int128 = 0
    for stretch in stretches where stretch.window.overlaps(ledger.sheet.window) {
      guard let theirs = stretch.values[column],
        let figure = own(column, stretch.scope, stretch.window)
      else { continue }
      sum += Int128(theirs) * figure.denominator
      weight += figure.denominator
    }
    return weight > 0 ? PredictedFigure(sum, over: weight) : nil
  }

  private func own(_ column: Int, _ places: [Int], _ span: Range<Int>) -> PredictedFigure? {
    let isResult = !report.columns[column].metric.isSum
    let reader =
      (isResult ? resultReader(Recipe(), ledger) : nil)
      ?? LedgerReader(ledger: ledger, recipe: Recipe(), needed: needed)
    var figures = StretchFigures(reader.sums(places, span), isMissing: false)
    return figures.predicted(report.columns[column], by: reader)
  }
}
