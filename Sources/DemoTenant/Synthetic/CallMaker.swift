/// Makes the calls of a line on a local day, always the same ones.
///
/// All events of a day's calls happen before the end of the next day, but for the late one that some
/// days have: it closes hours, days or 59 days after.
struct CallMaker: Sendable {
  let seed: Int
  let days: LocalDays
  let agents: [Agent]

  /// Later than any event of a late call.
  static let longest = 61

  /// Calls in shares of 100 of a usual day, from Monday.
  private static let weekdays = [120, 105, 100, 100, 95, 45, 30]

  /// The calls in the order in which they were offered; the late one, if any, is not among them.
  func calls(_ line: SyntheticLine, day: Int) -> [Call] {
    var chance = Chance(seed, 1, line.place, day)
    guard let open = open(line, day: day) else { return [] }
    let usual = line.volume * Self.weekdays[LocalDays.weekday(day)] / 100
    let count = usual * chance.from(80...120) / 100
    var times = (0..<count).map { _ in offered(open, &chance) }
    times.sort()
    let start = days.start(day)
    return times.enumerated().map { number, time in
      var call = call(line, day: day, number: number, offered: time, &chance)
      call.start = max(start, time - chance.from(1_500...25_000))
      return call
    }
  }

  /// The call of a day that closes much later than it should.
  func lateCall(_ line: SyntheticLine, day: Int) -> Call? {
    var chance = Chance(seed, 2, line.place, day)
    guard line.volume > 0, chance.happens(60), let open = open(line, day: day) else { return nil }
    let time = offered(open, &chance)
    var call = call(line, day: day, number: -1, offered: time, &chance)
    call.start = max(days.start(day), time - 4_000)
    if call.outcome == .abandoned || call.outcome == .flowOut {
      call.outcome = .answered
      call.first = Call.Leg(agent: agent(line, at: call.left, day: day, &chance))
    }
    call.second = nil
    var leg = call.first ?? Call.Leg(agent: agent(line, at: call.left, day: day, &chance))
    leg.talk = max(leg.talk, 1_000)
    let isVeryLate = chance.happens(120)
    let delay =
      isVeryLate
      ? 5_097_600_919 + chance.below(3_600_000) : chance.from(7_200_000...432_000_000)
    switch (call.outcome, chance.below(3)) {
    case (.calledBack, _) where isVeryLate: call.wait = delay
    case (_, 0): leg.talk += delay
    default: leg.acw += delay
    }
    call.first = leg
    return call
  }

  private func open(_ line: SyntheticLine, day: Int) -> Range<Int>? {
    guard let minutes = line.hours.minutes(weekday: LocalDays.weekday(day)) else { return nil }
    let start = days.instant(day, minute: minutes.lowerBound)
    return start..<days.instant(day, minute: minutes.upperBound)
  }

  /// An instant in opening hours, more often in the late morning and in the afternoon.
  ///
  /// Some lie on a full five minutes, and some a millisecond before, where counting goes wrong first.
  private func offered(_ open: Range<Int>, _ chance: inout Chance) -> Int {
    let part = open.count / 4
    let offset =
      switch chance.below(4) {
      case 0, 1: chance.below(open.count)
      case 2: part / 2 + (chance.below(part * 2) + chance.below(part * 2)) / 2
      default: part * 2 + (chance.below(part * 2) + chance.below(part * 2)) / 2
      }
    let time = open.lowerBound + offset
    guard chance.happens(12) else { return time }
    let edge = time - time % 300_000 - (chance.happens(500) ? 1 : 0)
    return max(edge, open.lowerBound)
  }

  private func call(
    _ line: SyntheticLine, day: Int, number: Int, offered: Int, _ chance: inout Chance
  ) -> Call {
    let profile = line.profile
    var call = Call(
      line: line.place, day: day, number: number, start: offered, offered: offered, wait: 0,
      outcome: .answered, isConnectedLeg: false)
    if line.direction == "outbound" {
      call.outcome = .dialed
    } else if line.mediaType == "callback" {
      call.outcome = .calledBack
      call.isConnectedLeg = true
    } else {
      let fate = chance.below(1000)
      if fate < profile.abandons {
        call.outcome = .abandoned
      } else if fate < profile.abandons + profile.flowOuts {
        call.outcome = .flowOut
      }
      call.isConnectedLeg = chance.happens(9)
    }
    call.wait = wait(call.outcome, profile, &chance)
    guard call.outcome != .abandoned, call.outcome != .flowOut else { return call }
    var leg = leg(line, at: call.left, day: day, &chance)
    if call.outcome == .dialed {
      leg.contacting = chance.from(400...4_000)
      leg.dialing = chance.from(2_000...30_000)
      if chance.happens(300) { (leg.talk, leg.held) = (0, 0) }
    } else if chance.happens(70) {
      leg.transfer = chance.happens(600) ? .blind : .consult
      if chance.happens(500) {
        call.second = self.leg(line, at: call.left + leg.interaction, day: day, &chance)
      }
    }
    call.first = leg
    return call
  }

  /// A wait; some are just the target or a millisecond more.
  private func wait(
    _ outcome: Call.Outcome, _ profile: MediumProfile, _ chance: inout Chance
  ) -> Int {
    switch outcome {
    case .dialed: return 0
    case .abandoned:
      if chance.happens(15) { return Call.shortAbandon - chance.below(2) }
      return min(chance.length(mean: profile.meanPatience), profile.longestWait)
    default:
      if chance.happens(12) { return profile.target.milliseconds + chance.below(2) }
      return min(chance.length(mean: profile.meanWait), profile.longestWait)
    }
  }

  private func leg(
    _ line: SyntheticLine, at time: Int, day: Int, _ chance: inout Chance
  ) -> Call.Leg {
    var leg = Call.Leg(agent: agent(line, at: time, day: day, &chance))
    leg.talk = min(1_000 + chance.length(mean: line.profile.meanTalk), 7_200_000)
    if chance.happens(220) { leg.held = min(500 + chance.length(mean: 45_000), 1_800_000) }
    if chance.happens(900) { leg.acw = min(chance.length(mean: line.profile.meanAcw), 900_000) }
    return leg
  }

  /// One of the queue's members, rather one whose shift it is.
  private func agent(
    _ line: SyntheticLine, at time: Int, day: Int, _ chance: inout Chance
  ) -> Int {
    var agent = 0
    for _ in 0..<6 {
      agent = line.members[chance.below(line.members.count)]
      if let shift = agents[agent].shift(day: day), shift.contains(time, day: day, in: days) {
        break
      }
    }
    return agent
  }
}
