package import Figures

/// What a service records of the counters that are wanted.
package struct GuideRecording: Sendable, Hashable {
  /// The counters that can be asked for.
  package let recorded: CounterSet
  /// Each other one that was wanted, in order, with the reason: a cell without a number.
  package let findings: [Finding]

  package struct Finding: Sendable, Hashable {
    package let counter: Counter
    package let reason: GuideDefinitions.Unusable

    /// `handle_ms is not recorded: the source does not define 'handleMs'`.
    package var text: String { "\(counter.column) is not recorded: \(reason.text)" }
  }
}

extension GuideDefinitions {
  /// Reduces the wanted counters to what the service defines, publishes and lets us add up.
  ///
  /// Columns without which no row can be told from another are an error.
  package func recording(
    of wanted: CounterSet, thresholds: Thresholds
  ) throws(FetchError) -> GuideRecording {
    try checkColumns()
    var recorded: [Counter] = []
    var findings: [GuideRecording.Finding] = []
    for counter in Counter.allCases where wanted.contains(counter) {
      do throws(Unusable) {
        _ = try source(of: counter, thresholds)
        recorded.append(counter)
      } catch {
        findings.append(GuideRecording.Finding(counter: counter, reason: error))
      }
    }
    return GuideRecording(recorded: CounterSet(recorded), findings: findings)
  }

  /// Where the value of a counter stands in a row.
  enum Source: Hashable {
    case metric(String)
    /// A sum of seconds with a decimal fraction.
    case numerator(RatioParts)
    case denominator(RatioParts)
  }

  /// Handle time without a sum of its own is the numerator of its average; then what was handled
  /// is the denominator, so that both speak of the same interactions.
  func source(of counter: Counter, _ thresholds: Thresholds) throws(Unusable) -> Source {
    let name = try Self.name(of: counter, thresholds)
    let average = "averageHandleTimeSeconds"
    func own() throws(Unusable) -> Source {
      try find(name, aggregation: counter.isMaximum ? "max" : "sum")
      return .metric(name)
    }
    switch counter {
    case .handle where self[name] == nil && self[average] != nil:
      return .numerator(try parts(of: average))
    case .handled where self["handleMs"] == nil:
      guard let parts = try? parts(of: average) else { return try own() }
      return .denominator(parts)
    default: return try own()
    }
  }

  private static func name(
    of counter: Counter, _ thresholds: Thresholds
  ) throws(Unusable) -> String {
    switch counter {
    case .offered: "offered"
    case .answered: "answered"
    case .answeredInThreshold: "answeredWithin\(try seconds(thresholds.answeredWithin))s"
    case .abandoned: "abandoned"
    case .shortAbandoned: "abandonedWithin\(try seconds(thresholds.shortAbandon))s"
    case .flowOut: "flowOut"
    case .transferred: "transferred"
    case .wait: "waitMs"
    case .waitAnswered: "waitAnsweredMs"
    case .waitAbandoned: "waitAbandonedMs"
    case .waitMax: "waitMaxMs"
    case .handled: "handled"
    case .handle: "handleMs"
    case .talk: "talkMs"
    case .hold: "holdMs"
    case .acw: "acwMs"
    case .handleMax: "handleMaxMs"
    case .range1, .range2, .range3, .range4: try name(of: counter, among: thresholds.ranges)
    }
  }

  private static func name(
    of counter: Counter, among ranges: [WaitRange]
  ) throws(Unusable) -> String {
    guard let range = zip(Counter.ranges, ranges).first(where: { $0.0 == counter })?.1 else {
      throw .undefined(counter.column)
    }
    return "\(range.kind.rawValue)Within\(try seconds(range.within))s"
  }

  private static func seconds(_ milliseconds: Int) throws(Unusable) -> Int {
    guard milliseconds.isMultiple(of: 1000) else {
      throw .noWholeSecond(milliseconds: milliseconds)
    }
    return milliseconds / 1000
  }
}
