/// Somebody who serves the queues of one division.
struct Agent: Sendable {
  enum State: String, CaseIterable, Sendable {
    case active
    case inactive
    case deleted
  }

  let place: Int
  let seed: Int
  let id: String
  let division: Int
  let state: State
  /// The place of the usual shift in ``Shift/patterns``.
  let pattern: Int

  var name: String { Canary.text("agent", (seed, place)) }
  var mail: String { Canary.mail("mail", (seed, place)) }

  /// When the agent works on a local day; `nil` on a day off.
  func shift(day: Int) -> Shift? {
    // Two days off in a row, which differ from agent to agent.
    guard (day + place * 3) % 7 > 1 else { return nil }
    return Shift(minutes: Shift.patterns[pattern])
  }
}

/// A part of a local day.
struct Shift: Sendable, Hashable {
  let minutes: Range<Int>

  static let patterns = [0..<480, 360..<840, 480..<990, 600..<1110, 840..<1320, 960..<1440]

  func contains(_ time: Int, day: Int, in days: LocalDays) -> Bool {
    time >= days.instant(day, minute: minutes.lowerBound)
      && time < days.instant(day, minute: minutes.upperBound)
  }
}
