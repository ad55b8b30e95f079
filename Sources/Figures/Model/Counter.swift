/// One of the numbers that a tally holds, in the order of the columns of `intervals.csv`.
///
/// Counts are pieces, everything else whole milliseconds. `answeredInThreshold` and
/// `shortAbandoned` use the contract's thresholds.
package enum Counter: Int, Sendable, Hashable, CaseIterable {
  case offered, answered, answeredInThreshold, abandoned, shortAbandoned, flowOut, transferred
  case wait, waitAnswered, waitAbandoned, waitMax
  case handled, handle, talk, hold, acw, handleMax

  /// The name of the column, and of the counter in a configuration.
  package var column: String {
    switch self {
    case .offered: "offered"
    case .answered: "answered"
    case .answeredInThreshold: "answered_in_threshold"
    case .abandoned: "abandoned"
    case .shortAbandoned: "short_abandoned"
    case .flowOut: "flow_out"
    case .transferred: "transferred"
    case .wait: "wait_ms"
    case .waitAnswered: "wait_answered_ms"
    case .waitAbandoned: "wait_abandoned_ms"
    case .waitMax: "wait_max_ms"
    case .handled: "handled"
    case .handle: "handle_ms"
    case .talk: "talk_ms"
    case .hold: "hold_ms"
    case .acw: "acw_ms"
    case .handleMax: "handle_max_ms"
    }
  }

  /// Whether totals take the largest value instead of the sum.
  package var isMaximum: Bool { self == .waitMax || self == .handleMax }
}

/// A set of counters: what a source records.
package struct CounterSet: OptionSet, Sendable, Hashable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package init(_ counters: some Sequence<Counter>) {
    rawValue = counters.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
  }

  package static let all = CounterSet(Counter.allCases)

  package func contains(_ counter: Counter) -> Bool {
    rawValue & 1 << UInt32(counter.rawValue) != 0
  }
}
