import Synchronization

/// The calls and agents of an organization that is made up, each made when it is asked for.
final class Synthetic: Sendable {
  let options: SyntheticOptions
  let days: LocalDays
  let now: Moment
  let lines: [SyntheticLine]
  let agents: [Agent]
  let searches = SearchStore()
  let jobs = JobStore()
  private let maker: CallMaker
  private let kept = Mutex(KeptCalls())

  init(
    options: SyntheticOptions, days: LocalDays, now: Moment, lines: [SyntheticLine],
    agents: [Agent]
  ) {
    self.options = options
    self.days = days
    self.now = now
    self.lines = lines
    self.agents = agents
    maker = CallMaker(seed: options.seed, days: days, agents: agents)
  }

  /// The calls of a line and local day in the order of their offer, without the late one.
  func calls(_ line: Int, day: Int) -> [Call] {
    let key = KeptCalls.Key(line: line, day: day)
    if let calls = kept.withLock({ $0[key] }) { return calls }
    let calls = maker.calls(lines[line], day: day).filter { $0.start <= now.milliseconds }
    kept.withLock { $0.keep(calls, key) }
    return calls
  }

  func lateCall(_ line: Int, day: Int) -> Call? {
    maker.lateCall(lines[line], day: day).flatMap { $0.start <= now.milliseconds ? $0 : nil }
  }

  /// Tells every call of a line that may have an event in an interval.
  func forEachCall(_ line: Int, in interval: Range<Moment>, _ body: (Call) -> Void) {
    let start = interval.lowerBound.milliseconds
    let end = min(interval.upperBound.milliseconds, now.milliseconds + 1)
    guard start < end, end > days.start(days.days.lowerBound) else { return }
    let last = days.day(of: end - 1)
    let first = days.day(of: start)
    for day in max(days.days.lowerBound, first - CallMaker.longest)...last {
      if let call = lateCall(line, day: day), call.start < end, call.end >= start { body(call) }
      guard day >= first - 1, days.start(day) < end else { continue }
      for call in calls(line, day: day) { body(call) }
    }
  }

  /// Adds the events of a line that have happened by the organization's clock.
  func add(_ part: LinePart, in interval: Range<Moment>, to table: inout SumTable) {
    let now = now.milliseconds
    let target = part.line.target.milliseconds
    forEachCall(part.line.channel.place, in: interval) { call in
      call.events(target: target) { role, measure, time, value in
        guard time <= now else { return }
        if let agents = part.agents {
          guard case .agent(let leg) = role, let agent = (leg == 0 ? call.first : call.second),
            agents.contains(agent.agent)
          else { return }
        }
        table.add(measure, at: time, value: value)
      }
    }
  }
}

/// The calls that were made last, as far as they fit.
private struct KeptCalls {
  struct Key: Hashable {
    let line: Int
    let day: Int
  }

  /// The most calls that are kept; one takes about 240 bytes.
  private static let limit = 200_000

  private var calls: [Key: [Call]] = [:]
  private var order: [Key] = []
  private var count = 0

  subscript(key: Key) -> [Call]? { calls[key] }

  /// Keeps a day's calls, and lets the oldest half go when there are too many.
  mutating func keep(_ new: [Call], _ key: Key) {
    guard calls[key] == nil else { return }
    if count + new.count > Self.limit {
      for old in order.prefix((order.count + 1) / 2) {
        count -= calls.removeValue(forKey: old)?.count ?? 0
      }
      order.removeFirst((order.count + 1) / 2)
    }
    calls[key] = new
    order.append(key)
    count += new.count
  }
}
