import Figures
import GenesysCloud

/// Short ways to write what the tests ask for.
enum Example {
  static let queue = QueueID("90e0e000-0000-4000-8000-000000000101")
  static let other = QueueID("90e0e000-0000-4000-8000-000000000102")

  static func settings(
    seconds: Int = 300, media: [String] = ["voice"], directions: [String] = ["inbound"],
    recorded: CounterSet = .all
  ) throws -> QuerySettings {
    try QuerySettings(
      granularitySeconds: seconds, media: media, directions: directions, recorded: recorded,
      thresholds: Thresholds(answeredWithin: 20_000, shortAbandon: 5_000))
  }

  static func window(_ start: String, _ end: String) throws -> Window {
    Window(try Instant(start), try Instant(end))
  }

  /// One query for a short window, as the plan would make it.
  static func query(
    _ start: String = "2026-03-02T08:00:00Z", _ end: String = "2026-03-02T09:00:00Z",
    queues: [QueueID] = [queue], settings: QuerySettings? = nil
  ) throws -> TallyQuery {
    let settings = try settings ?? Self.settings()
    let plan = try FetchPlan(
      queues: queues, window: try window(start, end), settings: settings, localDayStarts: [])
    guard let query = plan.queries.first, plan.cost == 1 else { throw Wrong.plan }
    return query
  }

  /// Starts of local days that are so many hours long.
  static func days(from start: String, hours: [Int]) throws -> (starts: [Instant], end: Instant) {
    var starts: [Instant] = []
    var next = try Instant(start)
    for length in hours {
      starts.append(next)
      next = next + length * 3600
    }
    return (starts, next)
  }

  static func queues(_ count: Int) -> [QueueID] {
    (0..<count).map { QueueID("90e0e000-0000-4000-8000-000000000" + ($0 + 100).digits(3)) }
  }

  enum Wrong: Error { case plan }
}

/// The failure of an expression, when it is one of ours.
func failure(_ work: () async throws -> Void) async -> FetchError? {
  do {
    try await work()
    return nil
  } catch {
    return error as? FetchError
  }
}
