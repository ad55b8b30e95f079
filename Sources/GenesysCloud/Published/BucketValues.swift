import CSimdjson
import Figures

/// Turns the metrics of one bucket into a tally, for the counters that are recorded.
struct BucketValues {
  /// The metrics asked for; their places are the numbers in the scan.
  let metrics: [PublishedMetric]
  private let recorded: CounterSet
  private let sources: [(counter: Counter, metric: Int, part: PublishedMetric.Part)]
  private let needsSum: [Bool]
  private let needsMax: [Bool]
  /// A view and the metric it is cut from.
  private let pairs: [(view: Int, whole: Int, within: Int)]

  init(for settings: QuerySettings) {
    let recorded = settings.recorded
    let metrics = PublishedMetric.needed(for: settings)
    let places = Dictionary(uniqueKeysWithValues: metrics.enumerated().map { ($1, $0) })
    let sources = Counter.allCases.filter { recorded.contains($0) }.compactMap {
      counter -> (counter: Counter, metric: Int, part: PublishedMetric.Part)? in
      let source = PublishedMetric.source(of: counter)
      return places[source.metric].map { (counter, $0, source.part) }
    }
    self.metrics = metrics
    self.recorded = recorded
    self.sources = sources
    needsSum = metrics.indices.map { place in
      sources.contains { $0.metric == place && $0.part == .sum }
    }
    needsMax = metrics.indices.map { place in
      sources.contains { $0.metric == place && $0.part == .max }
    }
    pairs = metrics.indices.compactMap { place in
      metrics[place].cut(settings.thresholds).flatMap { cut in
        places[cut.target].map { (place, $0, cut.within) }
      }
    }
  }

  /// The tally of a bucket, or `nil` when nothing happened in it.
  func tally(of values: Slice<UnsafeBufferPointer<CSValue>>) throws(FetchError) -> Tally? {
    var found = [CSValue?](repeating: nil, count: metrics.count)
    var isEmpty = true
    for value in values {
      let place = Int(value.metric)
      guard metrics.indices.contains(place) else {
        throw FetchError(.unasked(kind: "the column", name: value.name.string))
      }
      func fail(_ why: String) -> FetchError {
        FetchError(.contradiction("metric \(metrics[place].rawValue) \(why)"))
      }
      guard found[place] == nil else { throw fail("comes twice") }
      guard value.count >= 0 else { throw fail("has no count") }
      if value.count > 0, needsSum[place], value.sum < 0 { throw fail("has no sum") }
      if value.count > 0, needsMax[place], value.max < 0 { throw fail("has no max") }
      if value.sum >= 0, value.max > value.sum { throw fail("has a max above its sum") }
      if max(value.count, value.sum, value.max) > 0 { isEmpty = false }
      found[place] = value
    }
    for pair in pairs { try check(found[pair.view], of: found[pair.whole], pair) }
    return isEmpty ? nil : tally(found)
  }

  /// Holds a view against its metric: the longest wait tells whether all of them are in it.
  ///
  /// This is how a service is found out that does not count by our thresholds at all.
  private func check(
    _ view: CSValue?, of whole: CSValue?, _ pair: (view: Int, whole: Int, within: Int)
  ) throws(FetchError) {
    let part = view?.count ?? 0
    let count = whole?.count ?? 0
    let names = (metrics[pair.view].rawValue, metrics[pair.whole].rawValue)
    guard part <= count else {
      throw FetchError(.contradiction("\(names.0) counts more than \(names.1)"))
    }
    guard let whole, count > 0, whole.max >= 0 else { return }
    if Int(whole.max) <= pair.within, part != count {
      throw FetchError(
        .contradiction(
          "\(names.0) counts \(part) of \(count), though none waited longer than its threshold"))
    }
    if Int(whole.max) > pair.within, part == count {
      throw FetchError(
        .contradiction(
          "\(names.0) counts all \(count), though one waited longer than its threshold"))
    }
  }

  private func tally(_ found: [CSValue?]) -> Tally {
    var tally = Tally(recorded: recorded)
    for source in sources {
      guard let value = found[source.metric] else { continue }
      let number =
        switch source.part {
        case .count: value.count
        case .sum: value.sum
        case .max: value.max
        }
      tally[source.counter] = Int(max(0, number))
    }
    return tally
  }
}
