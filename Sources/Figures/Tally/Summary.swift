/// What one scope did in one stretch of time: the sum, how much of it was received, its figures.
package struct Summary: Sendable, Hashable {
  package let window: Window
  /// The sum of what was received.
  package let tally: Tally
  /// Intervals that should have come, counted once for each queue.
  package let expected: Int
  package let received: Int
  package let state: State
  package let serviceLevel: Outcome
  package let abandonRate: Outcome
  /// Milliseconds of waiting over answered contacts.
  package let speedOfAnswer: Outcome
  /// Milliseconds of handling over handled contacts, by the contract's parts.
  package let handleTime: Outcome

  package init(
    window: Window, tally: Tally, expected: Int, received: Int, isFinal: Bool, formulas: Formulas
  ) {
    self.window = window
    self.tally = tally
    self.expected = expected
    self.received = received
    let isMissing = received == 0 && expected > 0
    state =
      isMissing ? .missing : received < expected ? .partial : isFinal ? .final : .provisional
    func figure(_ metric: Metric) -> Outcome { isMissing ? .missing : metric.value(of: tally) }
    serviceLevel = figure(.serviceLevel(formulas.serviceLevel))
    abandonRate = figure(.abandonRate(formulas.abandonRate))
    speedOfAnswer = figure(.averageSpeedOfAnswer)
    handleTime = figure(formulas.handleTime)
  }

  /// A counter of the sum; `nil` when it is not recorded or nothing was received.
  package subscript(counter: Counter) -> Int? { state == .missing ? nil : tally[counter] }

  /// Milliseconds of a kind of time over handled contacts; `nil` when one of both is not recorded
  /// or nothing was handled.
  package func perHandled(_ time: Counter) -> Quotient? {
    guard let time = self[time], let handled = self[.handled], handled > 0 else { return nil }
    return Quotient(time, handled)
  }
}

/// The formulas with which a period's tables and charts are made: those of its contract.
package struct Formulas: Sendable, Hashable {
  package let serviceLevel: ServiceLevel
  package let abandonRate: AbandonRateFormula
  package let handleTime: Metric

  /// The formulas of the first measure of each kind, or the platform's own default.
  package init(_ measures: [Measure]) {
    var level: ServiceLevel?
    var rate: AbandonRateFormula?
    var time: Metric?
    for measure in measures {
      switch measure.metric {
      case .serviceLevel(let found): level = level ?? found
      case .abandonRate(let formula): rate = rate ?? formula
      case .averageHandleTime, .averageTalkTime: time = time ?? measure.metric
      case .averageSpeedOfAnswer, .transferRate: break
      }
    }
    serviceLevel =
      level ?? ServiceLevel(.genesys(flowOuts: false, shortAbandons: true, abandons: true))
    abandonRate = rate ?? .offered
    handleTime = time ?? .averageHandleTime
  }
}
