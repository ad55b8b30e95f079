package import Figures

/// The queries that cover a window and a partner's queues, in as few requests as allowed.
///
/// Windows are cut at local midnights. One query asks for at most 31 local days, 50 queues and
/// 20,000 cells (buckets times groups). Ordered by window, then by queues.
package struct FetchPlan: Sendable, Hashable {
  package static let dayLimit = 31
  package static let queueLimit = 50
  package static let cellLimit = 20_000
  /// Instants below this many milliseconds are taken for seconds by mistake.
  package static let earliest = 100_000_000_000

  package let queries: [TallyQuery]

  /// How many requests the plan takes, when none has to be split or repeated.
  package var cost: Int { queries.count }

  /// Plans for local days that begin at `localDayStarts`; those outside the window are ignored.
  package init(
    queues: [QueueID], window: Window, settings: QuerySettings, localDayStarts: [Instant]
  ) throws(FetchError) {
    guard window.start.milliseconds >= Self.earliest else {
      throw FetchError(.looksLikeSeconds(window.start.milliseconds))
    }
    guard !window.isEmpty, !queues.isEmpty else {
      throw FetchError(.badPlan("there is no queue or no time to ask for"))
    }
    let queues = queues.sorted()
    let days = Self.days(of: window, startingAt: localDayStarts)
    let grid = settings.granularitySeconds * 1000
    for day in days where (day.end.milliseconds - day.start.milliseconds) % grid != 0 {
      throw FetchError(.badPlan("the day from \(day.start.text) is no whole number of buckets"))
    }
    var queries: [TallyQuery] = []
    var first = 0
    for count in try Self.queueCounts(queues.count, days, settings) {
      let part = Array(queues[first..<first + count])
      for window in Self.windows(for: count, days, settings) ?? [] {
        queries.append(
          TallyQuery(
            window: window, queues: part, settings: settings, dayStarts: days.map(\.start)))
      }
      first += count
    }
    self.queries = queries.sorted {
      ($0.window.start, $0.queues.first?.text ?? "") < (
        $1.window.start, $1.queues.first?.text ?? ""
      )
    }
    if let fault = Self.fault(in: self.queries, queues: queues, window: window) {
      throw FetchError(.badPlan(fault))
    }
  }

  /// What is missing or asked for twice in these queries; `nil` when they cover all exactly once.
  package static func fault(in queries: [TallyQuery], queues: [QueueID], window: Window) -> String?
  {
    var windows: [QueueID: [Window]] = [:]
    for query in queries {
      for queue in query.queues { windows[queue, default: []].append(query.window) }
    }
    guard windows.keys.allSatisfy(queues.contains) else { return "a queue is nobody's" }
    for queue in queues {
      var reached = window.start
      for part in (windows[queue] ?? []).sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
        if part.start > reached { return "a gap at \(reached.text) of queue \(queue.text)" }
        if part.start < reached { return "an overlap at \(part.start.text) of queue \(queue.text)" }
        if part.isEmpty { return "an empty window at \(part.start.text)" }
        reached = part.end
      }
      if reached != window.end { return "an end at \(reached.text) of queue \(queue.text)" }
    }
    return nil
  }

  private static func days(of window: Window, startingAt starts: [Instant]) -> [Window] {
    let inside = Set(starts).filter { window.start < $0 && $0 < window.end }.sorted()
    return zip([window.start] + inside, inside + [window.end]).map { Window($0, $1) }
  }

  /// The fewest windows of whole days for so many queues; `nil` when one day is too much.
  private static func windows(
    for queueCount: Int, _ days: [Window], _ settings: QuerySettings
  ) -> [Window]? {
    let cellsPerBucket = queueCount * settings.groupsPerQueue
    func fits(_ window: Window) -> Bool {
      window.seconds / settings.granularitySeconds * cellsPerBucket <= cellLimit
    }
    var windows: [Window] = []
    var count = 0
    for day in days {
      guard fits(day) else { return nil }
      if let last = windows.last, count < dayLimit, fits(Window(last.start, day.end)) {
        windows[windows.count - 1] = Window(last.start, day.end)
        count += 1
      } else {
        windows.append(day)
        count = 1
      }
    }
    return windows
  }

  /// How the queues are dealt out so that the requests are fewest.
  private static func queueCounts(
    _ total: Int, _ days: [Window], _ settings: QuerySettings
  ) throws(FetchError) -> [Int] {
    let costs = (1...min(total, queueLimit)).map { windows(for: $0, days, settings)?.count }
    var best: [(cost: Int, last: Int)] = [(0, 0)]
    for count in 1...total {
      var choice = (cost: Int.max, last: 0)
      // Of equal choices the larger share wins, which keeps the shares alike in every run.
      for share in 1...min(count, costs.count) {
        guard let cost = costs[share - 1], best[count - share].cost < .max else { continue }
        let sum = best[count - share].cost + cost
        if sum <= choice.cost { choice = (sum, share) }
      }
      best.append(choice)
    }
    guard best[total].cost < .max else {
      throw FetchError(.badPlan("one day of one queue has too many groups"))
    }
    var counts: [Int] = []
    var rest = total
    while rest > 0 {
      counts.append(best[rest].last)
      rest -= best[rest].last
    }
    return counts
  }
}
