/// Writes the metrics and views of one bucket.
///
/// Times leave in milliseconds, though they were recorded in seconds. The smallest value of a timer
/// is not recorded, and of a short abandonment only that it happened.
struct MetricWriter {
  /// Those of ``recorded`` that were asked for.
  private let metrics: [Metric]
  private let views: [RangeView]

  init(metrics: Set<String>, views: [RangeView]) {
    self.metrics = Self.recorded.filter { metrics.contains($0.name) }
    self.views = views
  }

  /// The classes of waits that are longer than the queues' target.
  private static let late: Range<Int> = {
    guard let index = WaitHistogram.bounds.firstIndex(of: Queue.target.milliseconds / 1000) else {
      preconditionFailure("the target lies between two classes of waits")
    }
    return index + 1..<WaitHistogram.classCount
  }()

  /// The classes of waits that make an abandonment short: at most 5 s.
  private static let short = 0..<1

  /// Whether a bucket has anything to tell of what was asked for.
  func hasEvents(_ sums: CallSums) -> Bool {
    views.contains { $0.count(sums) > 0 }
      || metrics.contains { $0.count(sums) > 0 }
  }

  func write(_ sums: CallSums, _ json: inout JSONWriter) {
    json.member("metrics") { json in
      json.array { json in
        for metric in metrics where metric.count(sums) > 0 {
          json.object { json in
            json.member("metric", text: metric.name)
            json.member("stats") { json in
              json.object { metric.stats(sums, &$0) }
            }
          }
        }
      }
    }
    guard !views.isEmpty else { return }
    json.member("views") { json in
      json.array { json in
        for view in views where view.count(sums) > 0 {
          json.object { json in
            json.member("name", text: view.name)
            json.member("stats") { json in
              json.object { $0.member("count", integer: view.count(sums)) }
            }
          }
        }
      }
    }
  }

  private struct Metric: Sendable {
    let name: String
    /// How many events stand behind the metric; it is written when there is one.
    let count: @Sendable (CallSums) -> Int
    let stats: @Sendable (CallSums, inout JSONWriter) -> Void
  }

  private static func counter(
    _ name: String, _ count: @escaping @Sendable (CallSums) -> Int
  ) -> Metric {
    Metric(name: name, count: count) { $1.member("count", integer: count($0)) }
  }

  private static func timer(
    _ name: String, count: @escaping @Sendable (CallSums) -> Int,
    sum: @escaping @Sendable (CallSums) -> Int, max: @escaping @Sendable (CallSums) -> Int
  ) -> Metric {
    Metric(name: name, count: count) { sums, json in
      json.member("max", integer: max(sums) * 1000)
      json.member("count", integer: count(sums))
      json.member("sum", integer: sum(sums) * 1000)
    }
  }

  /// What the recording can tell, in the order in which real answers list it.
  private static let recorded: [Metric] = [
    counter("nOffered") { $0.offered },
    counter("nOverSla") { $0.answered(late) },
    timer(
      "tAbandon", count: { $0.abandoned }, sum: { $0.waitAbandonedSeconds },
      max: { $0.waitAbandonedMaxSeconds }),
    timer(
      "tAnswered", count: { $0.answered }, sum: { $0.waitAnsweredSeconds },
      max: { $0.waitAnsweredMaxSeconds }),
    timer(
      "tHandle", count: { $0.talked }, sum: { $0.talkSeconds }, max: { $0.talkMaxSeconds }),
    timer(
      "tTalkComplete", count: { $0.talked }, sum: { $0.talkSeconds },
      max: { $0.talkMaxSeconds }),
    Metric(name: "oServiceLevel", count: finished, stats: writeServiceLevel),
    Metric(name: "oServiceTarget", count: finished, stats: writeServiceTarget),
    timer(
      "tWait", count: finished,
      sum: { $0.waitAnsweredSeconds + $0.waitAbandonedSeconds },
      max: { max($0.waitAnsweredMaxSeconds, $0.waitAbandonedMaxSeconds) }),
    counter("tShortAbandon") { $0.abandoned(short) },
  ]

  /// The calls whose wait has ended; the organization's options count each of them.
  @Sendable private static func finished(_ sums: CallSums) -> Int { sums.answered + sums.abandoned }

  @Sendable private static func writeServiceLevel(_ sums: CallSums, _ json: inout JSONWriter) {
    let part = sums.answered - sums.answered(late)
    let ratio = Double(part) / Double(finished(sums))
    json.member("ratio") { $0.number(String(ratio)) }
    json.member("numerator", integer: part)
    json.member("denominator", integer: finished(sums))
    json.member("target") { $0.number(Queue.target.text) }
  }

  @Sendable private static func writeServiceTarget(_ sums: CallSums, _ json: inout JSONWriter) {
    json.member("current") { $0.number(Queue.target.text) }
  }
}
