/// A period's agent time, half hour by half hour of the clock in UTC.
///
/// A half hour that was asked for and holds no time counts as zero; one that was not, or that a
/// declared gap touches, is missing. Where no agent has any time in the whole period the source
/// keeps none, because everybody is in some status always: then all of it is missing.
package struct AgentSheet: Sendable {
  /// Seconds of an interval.
  ///
  /// The service restricts how fine agents may be asked for, and its own views are by half hours.
  package static let step = 1800

  package let scope: AgentScope
  /// What was asked for and answered.
  package let asked: Window
  /// By the number of the half hour since 1970.
  private let rows: [Int: AgentRow]
  private let gaps: [Window]
  /// What other sealed periods say of the same days.
  private let others: PublishedAgentTime

  /// Puts rows, in any order, into their places; one off the grid, outside, or for a place already
  /// taken is refused.
  package init(
    scope: AgentScope, asked: Window, rows: [AgentRow], gaps: [Gap],
    beside others: PublishedAgentTime = PublishedAgentTime()
  ) throws(AgentSheetError) {
    var placed: [Int: AgentRow] = [:]
    for row in rows {
      guard Self.isOnGrid(row.start), asked.contains(row.start) else {
        throw AgentSheetError.offGrid(row.start)
      }
      guard placed.updateValue(row, forKey: row.start.seconds / Self.step) == nil else {
        throw AgentSheetError.repeated(row.start)
      }
    }
    self.scope = scope
    self.asked = asked
    self.rows = placed
    self.gaps = gaps.map(\.window)
    self.others = others
  }

  /// Whether an instant begins a half hour.
  package static func isOnGrid(_ instant: Instant) -> Bool {
    instant.milliseconds % (step * 1000) == 0
  }

  /// The whole half hours inside a window; `nil` when there is none.
  package static func halfHours(in window: Window) -> Window? {
    let length = step * 1000
    let start = -(-window.start.milliseconds).dividedDown(by: length) * length
    let end = window.end.milliseconds.dividedDown(by: length) * length
    return start < end
      ? Window(Instant(milliseconds: start), Instant(milliseconds: end)) : nil
  }

  /// Adds up local days and the period by a zone's clock.
  ///
  /// What is of fewer agents than `smallest` is masked, with what would give it away.
  package func time(
    of period: Window, days: [LocalDate], in zone: Zone, finalUntil: Instant, smallest: Int = 1
  ) -> AgentFigures {
    AgentFigures(
      scope: scope, total: summary(period, finalUntil),
      days: days.map { AgentDay(date: $0, summary: summary(zone.day($0), finalUntil)) }
    ).masked(below: smallest, beside: others)
  }

  /// A stretch that begins or ends within a half hour is missing: nothing is shared out.
  private func summary(_ window: Window, _ finalUntil: Instant) -> AgentSummary {
    var time = AgentTally()
    var expected = 0
    var received = 0
    var persons: Int? = 0
    if Self.isOnGrid(window.start), Self.isOnGrid(window.end) {
      for half in window.start.seconds / Self.step..<window.end.seconds / Self.step {
        expected += 1
        guard isReceived(half) else { continue }
        received += 1
        if let row = rows[half] {
          time.add(row.time)
          persons = row.agents.flatMap { count in persons.map { max($0, count) } }
        }
      }
    }
    return AgentSummary(
      window: window, expected: expected, received: received,
      isFinal: window.end <= finalUntil, time: time, persons: persons)
  }

  private func isReceived(_ half: Int) -> Bool {
    let interval = Window(
      Instant(seconds: half * Self.step), Instant(seconds: (half + 1) * Self.step))
    return !rows.isEmpty && asked.contains(interval.start)
      && !gaps.contains { $0.overlaps(interval) }
  }
}

/// Why rows are no sheet of agent time.
package enum AgentSheetError: Error, Hashable {
  case offGrid(Instant)
  case repeated(Instant)
}

extension AgentSheetError: Explained {
  package var explanation: Explanation {
    let what =
      switch self {
      case .offGrid(let instant):
        "the archive holds agent time at \(instant.text), which was not asked for"
      case .repeated(let instant): "the archive holds agent time twice for \(instant.text)"
      }
    return Explanation(
      .badData, what: what, remedy: "fetch the period again into a fresh archive")
  }
}
