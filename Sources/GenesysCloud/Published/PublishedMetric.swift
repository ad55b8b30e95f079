import Figures

/// A metric of the published API that we ask for, or a view of ours over one.
enum PublishedMetric: String, CaseIterable, Sendable {
  case nOffered, nTransferred
  case tAbandon, tAcw, tAnswered, tFlowOut, tHandle, tHeldComplete, tTalkComplete, tWait
  // Views: the contract's thresholds instead of the queue's.
  case answeredInThreshold = "tAnsweredInThreshold"
  case shortAbandoned = "tAbandonShort"

  enum Part: Sendable { case count, sum, max }

  /// The metric that a view is cut from.
  var target: PublishedMetric? {
    switch self {
    case .answeredInThreshold: .tAnswered
    case .shortAbandoned: .tAbandon
    default: nil
    }
  }

  /// Where the value of a counter comes from.
  static func source(of counter: Counter) -> (metric: PublishedMetric, part: Part) {
    switch counter {
    case .offered: (.nOffered, .count)
    case .answered: (.tAnswered, .count)
    case .answeredInThreshold: (.answeredInThreshold, .count)
    case .abandoned: (.tAbandon, .count)
    case .shortAbandoned: (.shortAbandoned, .count)
    case .flowOut: (.tFlowOut, .count)
    case .transferred: (.nTransferred, .count)
    case .wait: (.tWait, .sum)
    case .waitAnswered: (.tAnswered, .sum)
    case .waitAbandoned: (.tAbandon, .sum)
    case .waitMax: (.tWait, .max)
    case .handled: (.tHandle, .count)
    case .handle: (.tHandle, .sum)
    case .talk: (.tTalkComplete, .sum)
    case .hold: (.tHeldComplete, .sum)
    case .acw: (.tAcw, .sum)
    case .handleMax: (.tHandle, .max)
    }
  }

  /// What has to be asked for so that these counters are known, in the order of the names.
  ///
  /// A view brings its metric along: the part is held against the whole.
  static func needed(for recorded: CounterSet) -> [PublishedMetric] {
    var needed: Set<PublishedMetric> = []
    for counter in Counter.allCases where recorded.contains(counter) {
      let metric = source(of: counter).metric
      needed.insert(metric)
      if let target = metric.target { needed.insert(target) }
    }
    return needed.sorted { $0.rawValue < $1.rawValue }
  }
}
