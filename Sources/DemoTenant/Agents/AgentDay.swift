/// What an agent may be busy with, under the published names.
enum RoutingStatus: String, CaseIterable, Sendable {
  case offQueue = "OFF_QUEUE"
  case idle = "IDLE"
  case interacting = "INTERACTING"
  case notResponding = "NOT_RESPONDING"
  case communicating = "COMMUNICATING"
}

/// How an agent stands there for others: a presence of the organization's, which belongs to one of
/// the system's.
struct Presence: Sendable, Hashable {
  let name: String
  /// As aggregates write it, for example `ON_QUEUE`.
  let system: String
  /// As definitions write it, for example `OnQueue`.
  let systemName: String
  let id: String

  private init(_ name: String, _ system: String, _ systemName: String, _ number: Int) {
    self.name = name
    self.system = system
    self.systemName = systemName
    id = "94e50000-0000-4000-8000-0000000005\(number)"
  }

  static let offline = Presence("Offline", "OFFLINE", "Offline", 10)
  static let available = Presence("Available", "AVAILABLE", "Available", 11)
  static let onQueue = Presence("On Queue", "ON_QUEUE", "OnQueue", 12)
  static let rest = Presence("Break", "BREAK", "Break", 13)
  static let coffee = Presence("Coffee", "BREAK", "Break", 14)
  static let meal = Presence("Meal", "MEAL", "Meal", 15)
  static let meeting = Presence("Meeting", "MEETING", "Meeting", 16)
  static let training = Presence("Training", "TRAINING", "Training", 17)
  static let away = Presence("Away", "AWAY", "Away", 18)
  static let busy = Presence("Busy", "BUSY", "Busy", 19)
  static let idle = Presence("Idle", "IDLE", "Idle", 20)

  static let all = [
    offline, available, onQueue, rest, coffee, meal, meeting, training, away, busy, idle,
  ]
}

/// A stretch of an agent's day in one status and presence.
struct AgentStretch: Sendable {
  let start: Int
  let end: Int
  let status: RoutingStatus
  let presence: Presence
}

extension Agent {
  /// The stretches of a local day, which follow each other from its start to its end.
  ///
  /// They are not made from the calls: an agent's handle time and time in status need not agree.
  func stretches(day: Int, in days: LocalDays) -> [AgentStretch] {
    let whole = days.start(day)..<days.end(day)
    var stretches: [AgentStretch] = []
    var time = whole.lowerBound
    let add = { (status: RoutingStatus, presence: Presence, end: Int, limit: Int) in
      let end = min(end, limit)
      guard end > time else { return }
      stretches.append(
        AgentStretch(start: time, end: end, status: status, presence: presence))
      time = end
    }
    if let shift = shift(day: day) {
      var chance = Chance(seed, 20, place, day)
      let start = days.instant(day, minute: shift.minutes.lowerBound)
      let end = days.instant(day, minute: shift.minutes.upperBound)
      add(.offQueue, .offline, start + chance.from(-90_000...240_000), end)
      add(.offQueue, .available, time + chance.from(20_000...300_000), end)
      while time < end {
        let block = min(time + 600_000 + chance.length(mean: 2_400_000), end)
        while time < block {
          add(.idle, .onQueue, time + 1 + chance.length(mean: 60_000), block)
          switch chance.below(100) {
          case 0..<3: add(.notResponding, .onQueue, time + chance.from(15_000...90_000), block)
          case 3..<7: add(.communicating, .onQueue, time + chance.from(10_000...200_000), block)
          default: add(.interacting, .onQueue, time + 2_000 + chance.length(mean: 240_000), block)
          }
        }
        let pauses: [(Presence, Int)] = [
          (.rest, 600_000), (.coffee, 420_000), (.meal, 1_800_000), (.meeting, 1_500_000),
          (.training, 2_700_000), (.away, 180_000), (.busy, 240_000), (.idle, 90_000),
        ]
        let pause = pauses[chance.below(pauses.count)]
        add(.offQueue, pause.0, time + pause.1 / 2 + chance.below(pause.1), end)
      }
    }
    add(.offQueue, .offline, whole.upperBound, whole.upperBound)
    return stretches
  }
}

extension Synthetic {
  /// What an agent is doing at the organization's clock.
  func stretch(of agent: Agent) -> AgentStretch? {
    let day = days.day(of: now.milliseconds)
    return agent.stretches(day: day, in: days).first {
      $0.start <= now.milliseconds && now.milliseconds < $0.end
    }
  }
}
