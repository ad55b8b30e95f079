package import Figures

/// A question for the total of a stretch of a plan, in one bucket and without groups.
///
/// A service leaves out what had no events, so a group that it forgot looks like one in which
/// nothing happened. The total, asked for by another way, tells the two apart.
package struct ControlQuery: Sendable, Hashable {
  package let window: Window
  /// In order, each once.
  package let queues: [QueueID]
  package let settings: QuerySettings
  private let dayStarts: [Instant]

  private init(
    _ window: Window, _ queues: [QueueID], _ settings: QuerySettings, _ dayStarts: [Instant]
  ) {
    self.window = window
    self.queues = queues
    self.settings = settings
    self.dayStarts = dayStarts.filter { window.start < $0 && $0 < window.end }
  }

  /// The fewest controls that cover a window of queues, each of at most 31 local days.
  package static func covering(
    _ window: Window, queues: [QueueID], settings: QuerySettings, localDayStarts: [Instant]
  ) -> [ControlQuery] {
    let queues = Array(Set(queues)).sorted()
    let inside = Set(localDayStarts).filter { window.start < $0 && $0 < window.end }.sorted()
    let cuts = inside.enumerated().filter { ($0.offset + 1) % FetchPlan.dayLimit == 0 }
    let bounds = [window.start] + cuts.map(\.element) + [window.end]
    return zip(bounds, bounds.dropFirst()).flatMap { start, end in
      stride(from: 0, to: queues.count, by: FetchPlan.queueLimit).map { first in
        let part = Array(queues[first..<min(first + FetchPlan.queueLimit, queues.count)])
        return ControlQuery(Window(start, end), part, settings, inside)
      }
    }
  }

  /// The control's name in an archive; it never looks like that of a query for tallies.
  package var key: String {
    Self.mark + queries.key
  }

  private static let mark = "control "

  /// Whether a key of an archive is that of a control.
  package static func isKey(_ key: String) -> Bool { key.hasPrefix(mark) }

  /// Two controls that together ask for the same, cut at a local midnight; `nil` within one day.
  package func split() -> [ControlQuery]? {
    guard !dayStarts.isEmpty else { return nil }
    let cut = dayStarts[dayStarts.count / 2]
    return [Window(window.start, cut), Window(cut, window.end)].map {
      ControlQuery($0, queues, settings, dayStarts)
    }
  }

  /// The same question, cut into tallies.
  var queries: TallyQuery {
    TallyQuery(window: window, queues: queues, settings: settings, dayStarts: dayStarts)
  }

  /// Whether a row belongs to what the control adds up.
  package func covers(_ row: TallyRow) -> Bool {
    window.contains(row.start) && settings.media.contains(row.series.media)
      && settings.directions.contains(row.series.direction) && queues.contains(row.series.queue)
  }

  /// Holds the sum of the rows that were read against the total that the service names.
  package func check(_ total: Tally, against rows: [TallyRow]) throws(FetchError) {
    let found = Set(queues)
    let sum = rows.reduce(into: Tally(recorded: settings.recorded)) { sum, row in
      guard found.contains(row.series.queue), covers(row) else { return }
      sum.add(row.tally)
    }
    for counter in Counter.allCases {
      guard let part = sum[counter], let whole = total[counter], part != whole else { continue }
      throw FetchError(
        .totalDiffers(counter.column, parts: part, total: whole),
        place: "\(window.start.text)/\(window.end.text)")
    }
    // Nothing may have waited for as long as those who waited did.
    let waits = (total[.waitAnswered] ?? 0) + (total[.waitAbandoned] ?? 0)
    if total[.wait] == 0, waits > 0 {
      throw FetchError(
        .contradiction("\(Counter.wait.column) is 0 although contacts waited \(waits) ms"),
        place: "\(window.start.text)/\(window.end.text)")
    }
  }
}
