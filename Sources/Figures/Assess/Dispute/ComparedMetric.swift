/// A figure that both sides can state for a stretch of time.
package enum ComparedMetric: Sendable, Hashable, Comparable {
  case counter(Counter)
  case serviceLevel, abandonRate
  /// Waiting time for each answered contact.
  case speedOfAnswer
  /// Handling time for each handled contact, by the contract's parts.
  case handleTime

  /// How tables and files of ours call it.
  package var name: String {
    switch self {
    case .counter(let counter): counter.column
    case .serviceLevel: "service_level"
    case .abandonRate: "abandon_rate"
    case .speedOfAnswer: "speed_of_answer"
    case .handleTime: "handle_time"
    }
  }

  /// The metric of a name, as a mapping writes it.
  package init?(name: String) {
    let known: [ComparedMetric] =
      Counter.columns.map(Self.counter) + [
        .serviceLevel, .abandonRate, .speedOfAnswer, .handleTime,
      ]
    guard let found = known.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  package var isShare: Bool { self == .serviceLevel || self == .abandonRate }

  /// Whether it is a length of time, summed or for each contact.
  package var isTime: Bool {
    guard case .counter(let counter) = self else { return !isShare }
    return [
      .wait, .waitAnswered, .waitAbandoned, .waitMax, .handle, .talk, .hold, .acw, .handleMax,
    ].contains(counter)
  }

  /// Whether the figures of two stretches add up to that of both.
  package var isSum: Bool {
    if case .counter(let counter) = self { return !counter.isMaximum }
    return false
  }

  /// Whether it is one number over another.
  package var isRatio: Bool {
    if case .counter = self { false } else { true }
  }

  package var isCount: Bool { isSum && !isTime }

  private var order: Int {
    switch self {
    case .counter(let counter): counter.rawValue
    case .serviceLevel: 100
    case .abandonRate: 101
    case .speedOfAnswer: 102
    case .handleTime: 103
    }
  }

  package static func < (left: ComparedMetric, right: ComparedMetric) -> Bool {
    left.order < right.order
  }
}
