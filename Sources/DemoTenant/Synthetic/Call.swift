/// One conversation on a line, from its start to the end of the last agent's wrap-up.
///
/// Instants are milliseconds since 1970, lengths are milliseconds.
struct Call: Sendable {
  enum Outcome: UInt8, Sendable {
    case answered
    case abandoned
    case flowOut
    /// A callback: agents reach the customer, and neither an answer nor an abandonment is counted.
    case calledBack
    /// An outbound call of an agent's, which nobody waited in.
    case dialed
  }

  /// Who an event belongs to.
  enum Role: Sendable, Equatable {
    case customer
    case queue
    case agent(Int)
  }

  /// The part of one agent.
  struct Leg: Sendable {
    enum Transfer: UInt8, Sendable {
      case none
      case blind
      case consult
    }

    var agent: Int
    var contacting = 0
    var dialing = 0
    var talk = 0
    var held = 0
    var acw = 0
    var transfer = Transfer.none

    /// From the agent's first move to the end of the interaction.
    var interaction: Int { contacting + dialing + talk + held }
    var handle: Int { interaction + acw }
  }

  let line: Int
  let day: Int
  /// The number within its line and day; the late one has -1.
  let number: Int
  var start: Int
  var offered: Int
  var wait: Int
  var outcome: Outcome
  var isConnectedLeg: Bool
  var first: Leg?
  var second: Leg?

  /// When the wait was over, or when the agent began to dial.
  var left: Int { offered + wait }

  /// When the part of each agent begins.
  func begin(leg: Int) -> Int { leg == 0 ? left : left + (first?.interaction ?? 0) }

  var legs: [Leg] { [first, second].compactMap { $0 } }

  /// When the customer is gone.
  var disconnect: Int { left + (first?.interaction ?? 0) + (second?.interaction ?? 0) }

  /// When the last event happens.
  var end: Int {
    let firstEnd = left + (first?.handle ?? 0)
    guard let second else { return firstEnd }
    return max(firstEnd, begin(leg: 1) + second.handle)
  }

  /// Tells each event with its time and value; `target` is the longest wait that is in time.
  @inline(__always)
  func events(target: Int, _ body: (Role, Measure, Int, Int) -> Void) {
    switch outcome {
    case .answered:
      body(.queue, .nOffered, offered, 1)
      body(.queue, .tAcd, left, wait)
      body(.queue, .tWait, left, wait)
      body(.agent(0), .tAnswered, left, wait)
      if wait > target { body(.agent(0), .nOverSla, left, 1) }
    case .abandoned:
      body(.queue, .nOffered, offered, 1)
      body(.queue, .tAcd, left, wait)
      body(.queue, .tWait, left, wait)
      body(.queue, .tAbandon, left, wait)
      if wait < Self.shortAbandon { body(.queue, .tShortAbandon, left, wait) }
    case .flowOut:
      body(.queue, .nOffered, offered, 1)
      body(.queue, .tAcd, left, wait)
      body(.queue, .tWait, left, wait)
      body(.queue, .tFlowOut, left, wait)
    case .calledBack:
      body(.queue, .nOffered, offered, 1)
      body(.queue, .tAcd, left, wait)
    case .dialed:
      body(.agent(0), .nOutbound, offered, 1)
      body(.agent(0), .nOutboundAttempted, offered, 1)
    }
    if isConnectedLeg { body(.customer, .nConnected, left, 1) }
    if let first { events(of: first, leg: 0, body) }
    if let second { events(of: second, leg: 1, body) }
  }

  @inline(__always)
  private func events(of leg: Leg, leg index: Int, _ body: (Role, Measure, Int, Int) -> Void) {
    let role = Role.agent(index)
    var time = begin(leg: index)
    if leg.contacting > 0 {
      time += leg.contacting
      body(role, .tContacting, time, leg.contacting)
    }
    if leg.dialing > 0 {
      time += leg.dialing
      body(role, .tDialing, time, leg.dialing)
    }
    if outcome == .dialed, index == 0, leg.talk > 0 { body(role, .nOutboundConnected, time, 1) }
    time += leg.talk + leg.held
    if leg.talk > 0 { body(role, .tTalkComplete, time, leg.talk) }
    if leg.held > 0 { body(role, .tHeldComplete, time, leg.held) }
    if leg.transfer != .none {
      body(role, .nTransferred, time, 1)
      body(role, leg.transfer == .blind ? .nBlindTransferred : .nConsultTransferred, time, 1)
    }
    time += leg.acw
    if leg.acw > 0 { body(role, .tAcw, time, leg.acw) }
    body(role, .tHandle, time, leg.handle)
  }

  /// Who gives up before this is a short abandonment by the organization's options.
  static let shortAbandon = 5_000
}
