/// What was counted in a stretch of time: whole counts and milliseconds, ready to be added.
///
/// A counter that the source does not record is `nil`, and stays `nil` in every sum it enters:
/// a total with an unknown part is unknown.
package struct Tally: Sendable, Hashable {
  /// The largest value that one interval may hold; sums of millions of them stay exact and small.
  package static let limit = 1_000_000_000_000

  package private(set) var recorded: CounterSet
  private var offered = 0
  private var answered = 0
  private var answeredInThreshold = 0
  private var abandoned = 0
  private var shortAbandoned = 0
  private var flowOut = 0
  private var transferred = 0
  private var wait = 0
  private var waitAnswered = 0
  private var waitAbandoned = 0
  private var waitMax = 0
  private var handled = 0
  private var handle = 0
  private var talk = 0
  private var hold = 0
  private var acw = 0
  private var handleMax = 0
  private var ranges = SIMD4<Int>()

  /// Creates an empty tally: zero for what the source records, nothing for the rest.
  package init(recorded: CounterSet) { self.recorded = recorded }

  /// The value of a counter.
  ///
  /// Setting one that is not recorded changes nothing.
  package subscript(counter: Counter) -> Int? {
    get { recorded.contains(counter) ? value(counter) : nil }
    set {
      guard recorded.contains(counter), let newValue else { return }
      set(counter, to: newValue)
    }
  }

  /// Adds another stretch: counts and sums add up, of two maxima the larger stays.
  package mutating func add(_ other: Tally) {
    recorded.formIntersection(other.recorded)
    offered += other.offered
    answered += other.answered
    answeredInThreshold += other.answeredInThreshold
    abandoned += other.abandoned
    shortAbandoned += other.shortAbandoned
    flowOut += other.flowOut
    transferred += other.transferred
    wait += other.wait
    waitAnswered += other.waitAnswered
    waitAbandoned += other.waitAbandoned
    waitMax = max(waitMax, other.waitMax)
    handled += other.handled
    handle += other.handle
    talk += other.talk
    hold += other.hold
    acw += other.acw
    handleMax = max(handleMax, other.handleMax)
    ranges = ranges &+ other.ranges
  }

  package static func + (left: Tally, right: Tally) -> Tally {
    var sum = left
    sum.add(right)
    return sum
  }

  private func value(_ counter: Counter) -> Int {
    switch counter {
    case .offered: offered
    case .answered: answered
    case .answeredInThreshold: answeredInThreshold
    case .abandoned: abandoned
    case .shortAbandoned: shortAbandoned
    case .flowOut: flowOut
    case .transferred: transferred
    case .wait: wait
    case .waitAnswered: waitAnswered
    case .waitAbandoned: waitAbandoned
    case .waitMax: waitMax
    case .handled: handled
    case .handle: handle
    case .talk: talk
    case .hold: hold
    case .acw: acw
    case .handleMax: handleMax
    case .range1: ranges[0]
    case .range2: ranges[1]
    case .range3: ranges[2]
    case .range4: ranges[3]
    }
  }

  private mutating func set(_ counter: Counter, to value: Int) {
    switch counter {
    case .offered: offered = value
    case .answered: answered = value
    case .answeredInThreshold: answeredInThreshold = value
    case .abandoned: abandoned = value
    case .shortAbandoned: shortAbandoned = value
    case .flowOut: flowOut = value
    case .transferred: transferred = value
    case .wait: wait = value
    case .waitAnswered: waitAnswered = value
    case .waitAbandoned: waitAbandoned = value
    case .waitMax: waitMax = value
    case .handled: handled = value
    case .handle: handle = value
    case .talk: talk = value
    case .hold: hold = value
    case .acw: acw = value
    case .handleMax: handleMax = value
    case .range1: ranges[0] = value
    case .range2: ranges[1] = value
    case .range3: ranges[2] = value
    case .range4: ranges[3] = value
    }
  }
}

/// The tally of one series in one interval.
package struct TallyRow: Sendable, Hashable {
  package let series: Series
  package let start: Instant
  package let tally: Tally

  package init(series: Series, start: Instant, tally: Tally) {
    self.series = series
    self.start = start
    self.tally = tally
  }
}
