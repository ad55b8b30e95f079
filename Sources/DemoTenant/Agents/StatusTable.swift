/// The time that some agents spent in each status, cut at the edges of buckets.
///
/// From the first local day of a recording to the organization's clock every agent is always in one
/// routing status and one presence, so each of the two adds up to the whole bucket.
struct StatusTable {
  struct Sum {
    let metric: String
    let qualifier: String
    let milliseconds: Int
  }

  private static let statuses = RoutingStatus.allCases
  private static let presences = Presence.all
  private static let width = statuses.count + presences.count

  private var values: [Int]

  init(_ agents: [Agent], bounds: [Moment], synthetic: Synthetic) {
    values = Array(repeating: 0, count: (bounds.count - 1) * Self.width)
    let days = synthetic.days
    let start = max(bounds[0].milliseconds, days.start(days.days.lowerBound))
    let end = min(
      bounds[bounds.count - 1].milliseconds, synthetic.now.milliseconds,
      days.start(days.days.upperBound))
    guard start < end else { return }
    for agent in agents {
      var bucket = 0
      for day in days.day(of: start)...days.day(of: end - 1) {
        for stretch in agent.stretches(day: day, in: days) {
          add(stretch, from: start, to: end, bounds, &bucket)
        }
      }
    }
  }

  private mutating func add(
    _ stretch: AgentStretch, from start: Int, to end: Int, _ bounds: [Moment], _ bucket: inout Int
  ) {
    var time = max(stretch.start, start)
    let last = min(stretch.end, end)
    guard time < last,
      let status = Self.statuses.firstIndex(of: stretch.status),
      let presence = Self.presences.firstIndex(of: stretch.presence)
    else { return }
    while time < last {
      while bounds[bucket + 1].milliseconds <= time { bucket += 1 }
      let cut = min(last, bounds[bucket + 1].milliseconds)
      values[bucket * Self.width + status] += cut - time
      values[bucket * Self.width + Self.statuses.count + presence] += cut - time
      time = cut
    }
  }

  func isEmpty(_ bucket: Int) -> Bool {
    values[bucket * Self.width..<(bucket + 1) * Self.width].allSatisfy { $0 == 0 }
  }

  /// The times above zero, metric by metric.
  func sums(_ bucket: Int, metrics: Set<String>) -> [Sum] {
    let row = bucket * Self.width
    var sums: [Sum] = []
    if metrics.contains("tAgentRoutingStatus") {
      for (index, status) in Self.statuses.enumerated() {
        sums.append(
          Sum(
            metric: "tAgentRoutingStatus", qualifier: status.rawValue,
            milliseconds: values[row + index]))
      }
    }
    let presences = Self.presences.enumerated().map { index, presence in
      (presence: presence, milliseconds: values[row + Self.statuses.count + index])
    }
    if metrics.contains("tSystemPresence") {
      for system in Set(Self.presences.map(\.system)).sorted() {
        let time = presences.filter { $0.presence.system == system }.reduce(0) {
          $0 + $1.milliseconds
        }
        sums.append(Sum(metric: "tSystemPresence", qualifier: system, milliseconds: time))
      }
    }
    if metrics.contains("tOrganizationPresence") {
      sums += presences.map {
        Sum(
          metric: "tOrganizationPresence", qualifier: $0.presence.id,
          milliseconds: $0.milliseconds)
      }
    }
    return sums.filter { $0.milliseconds > 0 }
  }
}
