package import Figures

/// One request for tallies: a window, the queues in it and what to count.
package struct TallyQuery: Sendable, Hashable {
  package let window: Window
  /// In order, each once.
  package let queues: [QueueID]
  package let settings: QuerySettings
  /// Where local days begin inside the window, its own start left out.
  private let dayStarts: [Instant]

  init(window: Window, queues: [QueueID], settings: QuerySettings, dayStarts: [Instant]) {
    self.window = window
    self.queues = queues
    self.settings = settings
    self.dayStarts = dayStarts.filter { window.start < $0 && $0 < window.end }
  }

  package var buckets: Int { window.seconds / settings.granularitySeconds }

  /// The largest number of rows that the answer can have.
  package var cells: Int { buckets * queues.count * settings.groupsPerQueue }

  /// The query's name in an archive, the same in every run.
  ///
  /// It says everything that decides about the answer, and begins with the window.
  package var key: String {
    let counters = Counter.allCases.filter { settings.recorded.contains($0) }.map(\.column)
    return
      ([
        "\(window.start.text)/\(window.end.text)", "PT\(settings.granularitySeconds)S",
        settings.media.joined(separator: ","), settings.directions.joined(separator: ","),
        "answered<=\(settings.thresholds.answeredWithin)",
        "short<=\(settings.thresholds.shortAbandon)",
      ]
      + settings.thresholds.ranges.map { "\($0.kind.rawValue)<=\($0.within)" }
      + [counters.joined(separator: ","), queues.map(\.text).joined(separator: ",")])
      .joined(separator: " ")
  }

  /// Two queries that together ask for the same, or `nil` for one queue in one bucket.
  ///
  /// The window is halved first, at the local midnight next to its middle or else at a bucket;
  /// when it is one bucket, the queues are.
  package func split() -> [TallyQuery]? {
    if let cut = middle {
      return [
        part(Window(window.start, cut), queues), part(Window(cut, window.end), queues),
      ]
    }
    guard queues.count > 1 else { return nil }
    let half = queues.count / 2
    return [part(window, Array(queues[..<half])), part(window, Array(queues[half...]))]
  }

  private func part(_ window: Window, _ queues: [QueueID]) -> TallyQuery {
    TallyQuery(window: window, queues: queues, settings: settings, dayStarts: dayStarts)
  }

  private var middle: Instant? {
    let centre = window.start + buckets / 2 * settings.granularitySeconds
    if let midnight = dayStarts.min(by: { distance($0, centre) < distance($1, centre) }) {
      return midnight
    }
    return buckets > 1 ? centre : nil
  }

  private func distance(_ left: Instant, _ right: Instant) -> Int {
    abs(left.milliseconds - right.milliseconds)
  }
}
