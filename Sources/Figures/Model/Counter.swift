/// One of the numbers that a tally holds: those of `intervals.csv` in its order, then four counts
/// of waits up to other bounds that a contract may name.
///
/// Counts are pieces, everything else whole milliseconds. `answeredInThreshold` and
/// `shortAbandoned` use the contract's thresholds; a range is what ``Thresholds/ranges`` says.
package enum Counter: Int, Sendable, Hashable, CaseIterable {
  case offered, answered, answeredInThreshold, abandoned, shortAbandoned, flowOut, transferred
  case wait, waitAnswered, waitAbandoned, waitMax
  case handled, handle, talk, hold, acw, handleMax
  case range1, range2, range3, range4

  /// What every source is asked for, in the order of the columns of `intervals.csv`.
  package static let columns = Array(allCases.dropLast(ranges.count))
  package static let ranges: [Counter] = [.range1, .range2, .range3, .range4]

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
    case .range1: "range_1"
    case .range2: "range_2"
    case .range3: "range_3"
    case .range4: "range_4"
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

  /// Every column of `intervals.csv`; ranges only come with the thresholds that define them.
  package static let all = CounterSet(Counter.columns)

  package func contains(_ counter: Counter) -> Bool {
    rawValue & 1 << UInt32(counter.rawValue) != 0
  }
}
