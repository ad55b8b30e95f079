/// Writes the metrics and views of one bucket.
///
/// The smallest value of a timer is written where single times are known. Of a short abandonment in
/// recorded calls only that it happened is known.
struct MetricWriter {
  /// Those of ``order`` that were asked for.
  private let metrics: [Metric]
  private let views: [RangeView]
  private let target: Target

  /// A writer for the queues of one target; when they have several, the first one's.
  init(metrics: Set<String>, views: [RangeView], target: Target) {
    self.metrics = Self.order.filter { metrics.contains($0.name) }
    self.views = views
    self.target = target
  }

  private enum Kind {
    case measure(Measure)
    case serviceLevel
    case serviceTarget
  }

  private struct Metric: Sendable {
    let name: String
    let kind: Kind
    /// The object up to its stats, in JSON.
    let opening: [UInt8]

    init(_ name: String, _ kind: Kind) {
      self.name = name
      self.kind = kind
      opening = Array("{\"metric\":\"\(name)\",\"stats\":{".utf8)
    }

    /// How many events stand behind the metric; it is written when there is one.
    func count(_ sums: CallSums) -> Int {
      if case .measure(let measure) = kind { return sums.count(measure) }
      return sums.finished
    }
  }

  /// All metrics in the order in which real answers list them: counters, timers, what is derived.
  private static let order: [Metric] = {
    let last: [Measure] = [.tWait, .tShortAbandon]
    let metric = { (measure: Measure) in Metric(measure.name, .measure(measure)) }
    return Measure.allCases.filter { !last.contains($0) }.map(metric)
      + [Metric("oServiceLevel", .serviceLevel), Metric("oServiceTarget", .serviceTarget)]
      + last.map(metric)
  }()

  /// Whether a bucket has anything to tell of what was asked for.
  func hasEvents(_ sums: CallSums) -> Bool {
    metrics.contains { $0.count(sums) > 0 }
      || views.enumerated().contains { $1.count(sums, at: $0) > 0 }
  }

  /// Appends the members `metrics` and `views` of a bucket's object, as JSON.
  ///
  /// Answers have ten thousands of buckets, so the bytes are put down without a writer in between.
  func append(_ sums: CallSums, to text: inout JSONText) {
    text.append("\"metrics\":[")
    var isFirst = true
    for metric in metrics where metric.count(sums) > 0 {
      if !isFirst { text.append(UInt8(ascii: ",")) }
      isFirst = false
      text.append(metric.opening)
      appendStats(metric.kind, sums, to: &text)
      text.append("}}")
    }
    text.append(UInt8(ascii: "]"))
    if !views.isEmpty { appendViews(sums, to: &text) }
  }

  private func appendStats(_ kind: Kind, _ sums: CallSums, to text: inout JSONText) {
    switch kind {
    case .measure(let measure):
      if measure.isTimer, let max = sums.max(measure) {
        text.append("\"max\":", max)
        if let min = sums.min(measure) { text.append(",\"min\":", min) }
        text.append(",\"count\":", sums.count(measure))
        text.append(",\"sum\":", sums.sum(measure))
      } else {
        text.append("\"count\":", sums.count(measure))
      }
    case .serviceLevel:
      let part = sums.count(.tAnswered) - sums.count(.nOverSla)
      text.append("\"ratio\":\(Double(part) / Double(sums.finished))")
      text.append(",\"numerator\":", part)
      text.append(",\"denominator\":", sums.finished)
      text.append(",\"target\":\(target.text)")
    case .serviceTarget:
      text.append("\"current\":\(target.text)")
    }
  }

  private func appendViews(_ sums: CallSums, to text: inout JSONText) {
    text.append(",\"views\":[")
    var isFirst = true
    for (index, view) in views.enumerated() {
      let count = view.count(sums, at: index)
      guard count > 0 else { continue }
      if !isFirst { text.append(UInt8(ascii: ",")) }
      isFirst = false
      var name = JSONWriter()
      name.text(view.name)
      text.append("{\"name\":")
      text.append(name.bytes)
      text.append(",\"stats\":{\"count\":", count)
      text.append("}}")
    }
    text.append(UInt8(ascii: "]"))
  }
}
