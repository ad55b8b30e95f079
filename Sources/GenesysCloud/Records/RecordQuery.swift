package import Figures

/// One question for the records of conversations: whose events to keep, and how to find them.
package struct RecordQuery: Sendable, Hashable {
  package let route: RecordRoute
  /// What is asked for: conversations that began on a day of UTC that it touches, or, for a job,
  /// those with any activity in it.
  package let interval: Window
  /// Conversations that began elsewhere are left to the query of their own day; `nil` for a job.
  package let begins: Window?
  /// Events outside it are dropped: they belong to another query, or to another period.
  package let kept: Window
  /// In order, each once; at most ``FetchPlan/queueLimit``.
  package let queues: [QueueID]
  /// What the partner's work in these queues is; events of anything else are dropped.
  package let series: Set<Series>

  /// The query's name within its capture, the same in every run.
  package var key: String {
    "\(interval.start.text)/\(interval.end.text) \(queues.first?.text ?? "")"
  }

  /// Everything that decides about the answer, for the plan of a capture.
  package var description: String {
    ([
      "records", route.rawValue, "\(interval.start.text)/\(interval.end.text)",
      begins.map { "began \($0.start.text)/\($0.end.text)" } ?? "any",
      "\(kept.start.text)/\(kept.end.text)",
    ] + series.sorted().map { "\($0.queue.text) \($0.media) \($0.direction)" })
    .joined(separator: " ")
  }

  /// The source's own words, in order, each once.
  var media: [String] { Set(series.map(\.media)).sorted() }
  var directions: [String] { Set(series.map(\.direction)).sorted() }

  /// Two or more queries that together ask for the same; `nil` for one queue on one day.
  ///
  /// Days come apart first, then queues: the service goes by whole days.
  func split() -> [RecordQuery]? {
    if let begins, begins.seconds > RecordPlan.day {
      return RecordPlan.days(of: begins, by: 1).map { part(begins: $0, queues[...]) }
    }
    guard queues.count > 1 else { return nil }
    let half = queues.count / 2
    return [queues[..<half], queues[half...]].map { part(begins: begins, $0) }
  }

  private func part(begins: Window?, _ queues: ArraySlice<QueueID>) -> RecordQuery {
    RecordQuery(
      route: route, interval: begins?.clamped(to: interval) ?? interval, begins: begins,
      kept: kept, queues: Array(queues), series: series.filter { queues.contains($0.queue) })
  }
}

/// The queries that find every event of a window.
package enum RecordPlan {
  static let day = 86_400
  /// Days before the window in which conversations may have begun that end in it.
  ///
  /// Conversations were seen that were closed 59 to 60 days after they began, none that took
  /// longer. What begins earlier still shows as a difference to the counts.
  package static let lookback = 62
  /// Days before the window that are asked for at once: few of their conversations matter.
  static let lookbackStep = 7

  /// The queries for queues of one partner, by interval, then by queues.
  ///
  /// Jobs are asked by local days. Pages are asked by days of UTC, because that is what the
  /// service goes by: asked by local days, each conversation would come twice. No interval ends
  /// later than the window, so that no page moves while it is read.
  package static func queries(
    _ route: RecordRoute, for queues: [Figures.Queue], window: Window, localDayStarts: [Instant]
  ) -> [RecordQuery] {
    let queues = queues.sorted { $0.id < $1.id }
    let parts = stride(from: 0, to: queues.count, by: FetchPlan.queueLimit).map {
      Array(queues[$0..<min($0 + FetchPlan.queueLimit, queues.count)])
    }
    return stretches(route, window, localDayStarts).flatMap { begins, interval, kept in
      parts.map { part in
        RecordQuery(
          route: route, interval: interval, begins: begins, kept: kept, queues: part.map(\.id),
          series: Set(part.flatMap(\.series)))
      }
    }
  }

  private static func stretches(
    _ route: RecordRoute, _ window: Window, _ localDayStarts: [Instant]
  ) -> [(begins: Window?, interval: Window, kept: Window)] {
    switch route {
    case .job:
      let inside = Set(localDayStarts).filter { window.start < $0 && $0 < window.end }.sorted()
      return zip([window.start] + inside, inside + [window.end]).map {
        (nil, Window($0, $1), Window($0, $1))
      }
    case .pages:
      let first = Instant(seconds: window.start.seconds.dividedDown(by: day) * day)
      let before = Window(first - lookback * day, first)
      let last = Instant(seconds: ((window.end.seconds - 1).dividedDown(by: day) + 1) * day)
      return (days(of: before, by: lookbackStep) + days(of: Window(first, last), by: 1)).map {
        ($0, Window($0.start, min($0.end, window.end)), window)
      }
    }
  }

  /// Stretches of so many days each, the last one shorter if need be.
  static func days(of window: Window, by count: Int) -> [Window] {
    stride(from: window.start.seconds, to: window.end.seconds, by: count * day).map {
      Window(Instant(seconds: $0), min(Instant(seconds: $0 + count * day), window.end))
    }
  }
}
