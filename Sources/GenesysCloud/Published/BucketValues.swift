import CSimdjson
import Figures

/// Turns the metrics of one bucket into a tally, for the counters that are recorded.
struct BucketValues {
  /// Where the value of a counter comes from.
  struct Source {
    let counter: Counter
    /// The place of its metric among the names.
    let metric: Int
    let part: PublishedMetric.Part
  }

  /// A view and the metric it is cut from.
  struct Pair {
    let view: Int
    let whole: Int
    let within: Int
  }

  /// The metrics that may stand in an answer; their places are the numbers in the scan.
  let names: [String]
  private let recorded: CounterSet
  private let sources: [Source]
  private let pairs: [Pair]
  private let needsSum: [Bool]
  private let needsMax: [Bool]
  /// Whether no longest time may be above the sum that it is part of; where not, it may not be
  /// below the average.
  private let holdsMax: Bool
  /// Ratios have parts instead of a count.
  private let isRatio: [Bool]
  /// For each name the place of its value in the bucket that is read; -1 where it has none.
  private var found: [Int]

  init(
    names: [String], recorded: CounterSet, sources: [Source], pairs: [Pair] = [],
    ratios: Set<String> = [], holdsMax: Bool = true
  ) {
    self.names = names
    self.recorded = recorded
    self.sources = sources
    self.pairs = pairs
    needsSum = names.indices.map { place in
      sources.contains { $0.metric == place && $0.part == .sum }
    }
    needsMax = names.indices.map { place in
      sources.contains { $0.metric == place && $0.part == .max }
    }
    self.holdsMax = holdsMax
    isRatio = names.map(ratios.contains)
    found = [Int](repeating: -1, count: names.count)
  }

  /// What a query of ours asks for.
  init(for settings: QuerySettings) {
    let metrics = PublishedMetric.needed(for: settings)
    let places = Dictionary(uniqueKeysWithValues: metrics.enumerated().map { ($1, $0) })
    let counters = Counter.allCases.filter { settings.recorded.contains($0) }
    self.init(
      names: metrics.map(\.rawValue), recorded: settings.recorded,
      sources: counters.compactMap { counter in
        let source = PublishedMetric.source(of: counter)
        return places[source.metric].map {
          Source(counter: counter, metric: $0, part: source.part)
        }
      },
      pairs: metrics.indices.compactMap { place in
        metrics[place].cut(settings.thresholds).flatMap { cut in
          places[cut.target].map { Pair(view: place, whole: $0, within: cut.within) }
        }
      })
  }

  /// The tally of a bucket, or `nil` when nothing happened in it.
  mutating func tally(
    of values: Slice<UnsafeBufferPointer<CSValue>>
  ) throws(FetchError) -> Tally? {
    for place in found.indices { found[place] = -1 }
    var isEmpty = true
    for index in values.indices {
      let place = Int(values[index].metric)
      guard names.indices.contains(place) else {
        throw FetchError(.unasked(kind: "the column", name: values[index].name.string))
      }
      let (count, sum, max) = (values[index].count, values[index].sum, values[index].max)
      func fail(_ why: String) -> FetchError {
        FetchError(.contradiction("metric \(names[place]) \(why)"))
      }
      guard found[place] < 0 else { throw fail("comes twice") }
      guard count >= 0 || isRatio[place] && values[index].numerator >= 0 else {
        throw fail("has no count")
      }
      if count > 0, needsSum[place], sum < 0 { throw fail("has no sum") }
      if count > 0, needsMax[place], max < 0 { throw fail("has no max") }
      if holdsMax, sum >= 0, max > sum { throw fail("has a max above its sum") }
      if !holdsMax, max >= 0, sum > 0, sum / Swift.max(count, 1) > max {
        throw fail("has an average above its max")
      }
      if count > 0 || sum > 0 || max > 0 { isEmpty = false }
      found[place] = index
    }
    for pair in pairs {
      try check(
        found[pair.view] < 0 ? nil : values[found[pair.view]],
        of: found[pair.whole] < 0 ? nil : values[found[pair.whole]], pair)
    }
    return isEmpty ? nil : sum(of: values)
  }

  /// Holds a view against its metric: the longest wait tells whether all of them are in it.
  ///
  /// This is how a service is found out that does not count by our thresholds at all.
  private func check(
    _ view: CSValue?, of whole: CSValue?, _ pair: Pair
  ) throws(FetchError) {
    let part = view?.count ?? 0
    let count = whole?.count ?? 0
    let names = (names[pair.view], names[pair.whole])
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

  private func sum(of values: Slice<UnsafeBufferPointer<CSValue>>) -> Tally {
    var tally = Tally(recorded: recorded)
    for source in sources {
      let place = found[source.metric]
      guard place >= 0 else { continue }
      let number =
        switch source.part {
        case .count: values[place].count
        case .sum: values[place].sum
        case .max: values[place].max
        case .numerator: values[place].numerator
        }
      tally[source.counter] = Int(max(0, number))
    }
    return tally
  }
}
