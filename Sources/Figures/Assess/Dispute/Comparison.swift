/// Our figures and theirs side by side: what differs, why, and what is undisputed.
package struct Comparison: Sendable {
  package let table: [ComparedLine]
  package let diagnosis: Diagnosis
  /// `nil` unless the period is billed.
  package let money: CommonGround?
  package let notes: [Note]

  /// Something a reader must know before relying on the comparison.
  package enum Note: Sendable, Hashable {
    /// So many rows of theirs lie outside the period and were not compared.
    case outside(Int)
    /// Our own record of the period is not complete.
    case incomplete
    /// So many stretches without a row of theirs hold contacts of ours.
    case absent(Int)
    /// They state a figure that our source does not record.
    case notRecorded(String)
  }

  /// Compares; `earlier` are older captures of the same period, the newest first.
  ///
  /// `tolerances` name how far a metric may differ; without one nothing may, beyond what rounding
  /// to their last printed place does.
  package init(
    ours ledger: Ledger, earlier: [Ledger], theirs report: TheirReport,
    amounts: [TheirAmount] = [], tolerances: [ComparedMetric: Tolerance],
    money: CommonGround.Terms?
  ) throws(ComparisonError) {
    guard amounts.isEmpty || money != nil else { throw ComparisonError.notBilled }
    for row in report.rows where ledger.span(row.window) == nil {
      throw ComparisonError.finerThanOurs(row.window.start, step: ledger.sheet.step)
    }
    let period = ledger.sheet.window
    guard !amounts.isEmpty || report.rows.contains(where: { $0.window.overlaps(period) }) else {
      throw ComparisonError.otherPeriod
    }
    let trial = Trial(ledger, earlier: earlier, report: report)
    let lines = ComparedLine.all(trial, tolerances)
    diagnosis =
      lines.allSatisfy { $0.status == .within }
      ? Investigation.nothing(trial) : Investigation(trial).diagnosis()
    let recipe = diagnosis.recipe
    table = lines.map { $0.overall(trial, explained: recipe) }
    self.money = money.map {
      amounts.isEmpty
        ? CommonGround(trial, $0, tolerances, lines, explained: recipe)
        : CommonGround(trial, $0, invoice: amounts)
    }
    var notes: [Note] = []
    let outside = report.outsideCount(of: period)
    if outside > 0 { notes.append(.outside(outside)) }
    if ledger.hasMissing { notes.append(.incomplete) }
    let absent = amounts.isEmpty ? trial.absentCount : 0
    if absent > 0 { notes.append(.absent(absent)) }
    for column in report.columns.indices where !trial.columns.contains(column) {
      notes.append(.notRecorded(report.columns[column].metric.name))
    }
    self.notes = notes
  }

  /// Whether anything differs beyond tolerance.
  package var hasFinding: Bool { rows.contains { $0.status != .within } }
}

/// Why two sides' figures cannot be compared.
package enum ComparisonError: Error, Hashable {
  case finerThanOurs(Instant, step: Int)
  case otherPeriod
  case notBilled
}

extension ComparisonError: Explained {
  package var explanation: Explanation {
    switch self {
    case .finerThanOurs(let start, let step):
      Explanation(
        .badData,
        what: "their row at \(start.text) begins or ends within one of our intervals of "
          + "\(step / 60) minutes",
        remedy: "ask for rows of at least \(step / 60) minutes that begin on the clock, or correct "
          + "'zone' in the mapping")
    case .otherPeriod:
      Explanation(
        .badData, what: "none of their rows lies in the period",
        remedy: "check --period, and 'zone' and 'time' in the mapping")
    case .notBilled:
      Explanation(
        .badData, what: "their file holds amounts, and none can be formed for the period",
        remedy: "compare an invoice with a whole month whose fees follow from its counts")
    }
  }
}

extension Trial {
  /// Stretches without a row of theirs in which we counted something.
  var absentCount: Int {
    stretches.count { stretch in
      stretch.isImplied
        && ledger.tally(of: scopes[stretch.scope], in: stretch.window)[.offered] ?? 0 > 0
    }
  }
}

extension Investigation {
  /// What there is to say when all lines are within tolerance.
  static func nothing(_ trial: Trial) -> Diagnosis {
    let plain = trial.residual(Recipe()) ?? Residual(columns: trial.report.columns.count)
    return Diagnosis(
      confidence: .none, causes: [], words: [], alternatives: [], fits: [], reservation: nil,
      tests: [], remainders: [], checked: plain.lines, unknown: plain.unknown,
      differing: plain.differing, lines: plain.lines, recipe: plain.isZero ? Recipe() : nil)
  }
}
