import Figures

/// A metric of answers that somebody else's question brought: the service's own names, without views
/// of ours.
///
/// Those that no counter is made of are known and passed over; any other name is refused like
/// a column that was not asked for.
enum SavedMetric: String, CaseIterable {
  case nConnected, nOffered, nOverSla, nTransferred, oServiceLevel
  case tAbandon, tAcw, tAnswered, tFlowOut, tHandle, tHeldComplete, tShortAbandon, tTalkComplete
  case tWait

  /// Where the value of a counter comes from; `nil` where these answers do not say it.
  ///
  /// The service counts what was answered in time by the queue's own service level, and short
  /// abandons by the organization's setting.
  static func source(of counter: Counter) -> (metric: SavedMetric, part: PublishedMetric.Part)? {
    switch counter {
    case .answeredInThreshold: return (.oServiceLevel, .numerator)
    case .shortAbandoned: return (.tShortAbandon, .count)
    default:
      let source = PublishedMetric.source(of: counter)
      return SavedMetric(rawValue: source.metric.rawValue).map { ($0, source.part) }
    }
  }
}

extension BucketValues {
  /// What saved answers hold of the counters that are recorded.
  ///
  /// Tools that save answers sum them up and estimate their extremes, so that a longest time is
  /// believed as long as it is not below the average.
  init(savedFor settings: QuerySettings) {
    let metrics = SavedMetric.allCases
    let counters = Counter.allCases.filter { settings.recorded.contains($0) }
    self.init(
      names: metrics.map(\.rawValue), recorded: settings.recorded,
      sources: counters.compactMap { counter in
        guard let source = SavedMetric.source(of: counter),
          let place = metrics.firstIndex(of: source.metric)
        else { return nil }
        return Source(counter: counter, metric: place, part: source.part)
      }, ratios: [SavedMetric.oServiceLevel.rawValue], holdsMax: false)
  }
}
