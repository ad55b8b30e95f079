/// How calls of a medium go, in milliseconds and shares of 1,000.
struct MediumProfile: Sendable {
  var meanWait: Int
  var longestWait: Int
  var meanPatience: Int
  var abandons: Int
  var flowOuts: Int
  var meanTalk: Int
  var meanAcw: Int
  /// The volume against that of inbound calls, in shares of 100.
  var volume: Int
  var target: Target

  static func of(_ medium: String, direction: String) -> MediumProfile {
    switch (medium, direction) {
    case ("voice", "outbound"):
      MediumProfile(
        meanWait: 0, longestWait: 0, meanPatience: 0, abandons: 0, flowOuts: 0,
        meanTalk: 110_000, meanAcw: 25_000, volume: 20, target: .usual)
    case ("chat", _):
      MediumProfile(
        meanWait: 30_000, longestWait: 1_800_000, meanPatience: 60_000, abandons: 70,
        flowOuts: 30, meanTalk: 420_000, meanAcw: 30_000, volume: 50,
        target: Target(percent: 70, milliseconds: 60_000))
    case ("email", _):
      MediumProfile(
        meanWait: 2_400_000, longestWait: 21_600_000, meanPatience: 0, abandons: 0, flowOuts: 20,
        meanTalk: 360_000, meanAcw: 20_000, volume: 30,
        target: Target(percent: 90, milliseconds: 14_400_000))
    case ("callback", _):
      MediumProfile(
        meanWait: 1_200_000, longestWait: 14_400_000, meanPatience: 0, abandons: 0, flowOuts: 0,
        meanTalk: 200_000, meanAcw: 30_000, volume: 12, target: .usual)
    default:
      MediumProfile(
        meanWait: 18_000, longestWait: 3_600_000, meanPatience: 45_000, abandons: 85,
        flowOuts: 45, meanTalk: 210_000, meanAcw: 40_000, volume: 100, target: .usual)
    }
  }
}

/// One medium and direction of one synthetic queue, with what its calls are made from.
struct SyntheticLine: Sendable {
  let place: Int
  let queueID: String
  let division: Int
  let mediaType: String
  let direction: String
  let profile: MediumProfile
  /// Which of the opening hours the queue keeps.
  let hours: OpeningHours
  /// Calls on a usual day.
  let volume: Int
  /// The places of the agents that serve the queue.
  let members: [Int]
}

/// When a queue is open, in local minutes of a day; `nil` on a day when it is not.
enum OpeningHours: Int, CaseIterable, Sendable {
  case always
  case longDays
  case shopHours
  case officeHours

  func minutes(weekday: Int) -> Range<Int>? {
    switch self {
    case .always: 0..<1440
    case .longDays: 420..<1320
    case .shopHours: weekday < 6 ? 480..<1200 : nil
    case .officeHours: weekday < 5 ? 480..<1110 : nil
    }
  }
}
