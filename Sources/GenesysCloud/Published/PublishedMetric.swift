import Figures

/// A metric of the published API that we ask for, or a view of ours over one.
enum PublishedMetric: String, CaseIterable, Sendable {
  case nOffered, nTransferred
  case tAbandon, tAcw, tAnswered, tFlowOut, tHandle, tHeldComplete, tTalkComplete, tWait
  // Views: the contract's thresholds instead of the queue's.
  case answeredInThreshold = "tAnsweredInThreshold"
  case shortAbandoned = "tAbandonShort"
  case range1 = "tRange1"
  case range2 = "tRange2"
  case range3 = "tRange3"
  case range4 = "tRange4"

  enum Part: Sendable { case count, sum, max, numerator }

  /// What a view counts: the waits of a metric, up to a bound.
  struct Cut: Hashable {
    let target: PublishedMetric
    /// In milliseconds, the bound included.
    let within: Int
  }

  /// The range of waits that a view counts; `nil` for a metric of the service, and for a range
  /// that these thresholds do not define.
  func cut(_ thresholds: Thresholds) -> Cut? {
    switch self {
    case .answeredInThreshold: return Cut(target: .tAnswered, within: thresholds.answeredWithin)
    case .shortAbandoned: return Cut(target: .tAbandon, within: thresholds.shortAbandon)
    default:
      guard let place = Self.ranges.firstIndex(of: self), place < thresholds.ranges.count
      else { return nil }
      let range = thresholds.ranges[place]
      return Cut(
        target: range.kind == .answered ? .tAnswered : .tAbandon, within: range.within)
    }
  }

  private static let ranges: [PublishedMetric] = [.range1, .range2, .range3, .range4]

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
    case .range1: (.range1, .count)
    case .range2: (.range2, .count)
    case .range3: (.range3, .count)
    case .range4: (.range4, .count)
    }
  }

  /// What has to be asked for so that these counters are known, in the order of the names.
  ///
  /// A view brings its metric along: the part is held against the whole.
  static func needed(for settings: QuerySettings) -> [PublishedMetric] {
    var needed: Set<PublishedMetric> = []
    for counter in Counter.allCases where settings.recorded.contains(counter) {
      let metric = source(of: counter).metric
      needed.insert(metric)
      if let cut = metric.cut(settings.thresholds) { needed.insert(cut.target) }
    }
    return needed.sorted { $0.rawValue < $1.rawValue }
  }
}
