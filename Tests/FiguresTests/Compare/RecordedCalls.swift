import Figures
import Foundation

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

  /// Two months of two queues each, taken from the recording of the demo organization; a wait of
  /// up to 60 s is in time, of up to 5 s short.
  private static let months: [String: [(start: Int, counts: Counts)]] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Examples/calls-1999.csv")
    guard let bytes = try? Data(contentsOf: file) else { return [:] }
    var months: [String: [(start: Int, counts: Counts)]] = [:]
    for line in bytes.split(separator: 0x0A).dropFirst() {
      let cells = line.split(separator: 0x2C)
      let values = cells.dropFirst().map { $0.reduce(0) { $0 * 10 + Int($1 - 0x30) } }
      let counts = Counts(
        offered: values[1], answered: values[2], inTime: values[3], abandoned: values[4],
        short: values[5], handled: values[6], talkSeconds: values[7])
      months[String(decoding: cells[0], as: UTF8.self), default: []].append((values[0], counts))
    }
    return months
  }()

  /// The calls of a queue within a window.
  init(_ queue: String, in window: Window) {
    let all = Self.months[queue] ?? []
    counts = Dictionary(
      uniqueKeysWithValues: all.filter { window.contains(Instant(seconds: $0.start)) }
        .map { ($0.start, $0.counts) })
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
