import DemoTenant
import Figures
import Testing

/// Real counts of 1999 by five minutes, as plain numbers.
struct RecordedCalls {
  /// What happened in one interval.
  struct Counts: Hashable {
    var offered = 0
    var answered = 0
    var inTime = 0
    var abandoned = 0
    var short = 0
    var handled = 0
    var talkSeconds = 0

    static func + (left: Counts, right: Counts) -> Counts {
      Counts(
        offered: left.offered + right.offered, answered: left.answered + right.answered,
        inTime: left.inTime + right.inTime, abandoned: left.abandoned + right.abandoned,
        short: left.short + right.short, handled: left.handled + right.handled,
        talkSeconds: left.talkSeconds + right.talkSeconds)
    }
  }

  /// By the second at which the interval starts.
  let counts: [Int: Counts]

  /// The codes of the queues in the recording.
  static let queues = ["PS", "NW", "NE"]

  private static let months = FactStore(recording: "anonymous-bank-1999").allMonths()

  /// The calls of a queue within a window; a wait of up to 60 s is in time, of up to 5 s short.
  init(_ queue: String, in window: Window) {
    var counts: [Int: Counts] = [:]
    for month in Self.months {
      guard let facts = month[queue] else { continue }
      for (row, slot) in facts.slots.enumerated() {
        let start = Int(slot) * 300
        guard window.contains(Instant(seconds: start)) else { continue }
        func value(_ column: Int) -> Int { Int(facts.values[row * FactColumn.count + column]) }
        let found = Counts(
          offered: value(FactColumn.offered), answered: value(FactColumn.answered),
          inTime: (0..<7).reduce(0) { $0 + value(FactColumn.answeredHistogram + $1) },
          abandoned: value(FactColumn.abandoned),
          short: value(FactColumn.abandonedHistogram), handled: value(FactColumn.talked),
          talkSeconds: value(FactColumn.talk))
        counts[start] = counts[start, default: Counts()] + found
      }
    }
    self.counts = counts
  }

  static let recorded = CounterSet([
    .offered, .answered, .answeredInThreshold, .abandoned, .shortAbandoned, .handled, .handle,
    .talk,
  ])

  func rows(_ series: Series) -> [TallyRow] {
    counts.sorted { $0.key < $1.key }.map { start, counts in
      var tally = Tally(recorded: Self.recorded)
      tally[.offered] = counts.offered
      tally[.answered] = counts.answered
      tally[.answeredInThreshold] = counts.inTime
      tally[.abandoned] = counts.abandoned
      tally[.shortAbandoned] = counts.short
      tally[.handled] = counts.handled
      tally[.handle] = counts.talkSeconds * 1000
      tally[.talk] = counts.talkSeconds * 1000
      return TallyRow(series: series, start: Instant(seconds: start), tally: tally)
    }
  }
}
