/// Up to how long a wait counts as short, in milliseconds, the bound included.
package struct Thresholds: Sendable, Hashable {
  package let answeredWithin: Int
  package let shortAbandon: Int
  /// What the four range counters count, in their order; at most four.
  package let ranges: [WaitRange]

  package init(answeredWithin: Int, shortAbandon: Int, ranges: [WaitRange] = []) {
    precondition(ranges.count <= Counter.ranges.count, "a tally has four ranges")
    self.answeredWithin = answeredWithin
    self.shortAbandon = shortAbandon
    self.ranges = ranges
  }

  /// The counters of the ranges.
  package var rangeCounters: CounterSet { CounterSet(Counter.ranges.prefix(ranges.count)) }

  /// The name of a counter in files: `answered`, or of a range `abandoned_within_ms_5000`.
  package func column(of counter: Counter) -> String {
    zip(Counter.ranges, ranges).first { $0.0 == counter }?.1.column ?? counter.column
  }

  /// The counter of contacts whose wait was at most `within`, if there is one.
  package func counter(of kind: WaitRange.Kind, within: Int) -> Counter? {
    switch kind {
    case .answered where within == answeredWithin: return .answeredInThreshold
    case .abandoned where within == shortAbandon: return .shortAbandoned
    default:
      let range = WaitRange(kind, within: within)
      return zip(Counter.ranges, ranges).first { $0.1 == range }?.0
    }
  }
}

/// The contacts that were answered, or abandoned, after a wait of at most so many milliseconds.
package struct WaitRange: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable { case answered, abandoned }

  package let kind: Kind
  package let within: Int

  package init(_ kind: Kind, within: Int) {
    self.kind = kind
    self.within = within
  }

  /// Its name in files; not one that ends in `_ms`, since it counts contacts.
  package var column: String { "\(kind.rawValue)_within_ms_\(within)" }
}
