import Figures

/// How long to wait for a job, and when to stop.
///
/// It holds no clock and never waits; ``RecordFetcher`` does both.
package struct JobWait: Sendable {
  package static let patience: Duration = .seconds(1800)
  private static let longestPause: Duration = .seconds(60)

  package enum Step: Sendable, Hashable {
    case look(after: Duration)
    case read
    case fail(FetchError)
  }

  private let began: Duration
  private var pause: Duration = .seconds(2)

  package init(began: Duration) { self.began = began }

  /// The pause before the first look.
  package mutating func first() -> Duration { next() }

  /// What to do about the state that the service tells at `now`.
  package mutating func step(_ state: String, at now: Duration) -> Step {
    switch state {
    case "FULFILLED": return .read
    case "QUEUED", "PENDING":
      guard now - began < Self.patience else {
        return .fail(
          FetchError(.jobTookTooLong(minutes: Int(Self.patience.components.seconds) / 60)))
      }
      return .look(after: next())
    case "FAILED", "CANCELLED", "EXPIRED":
      return .fail(FetchError(.jobEnded(state.lowercased())))
    default:
      return .fail(FetchError(.contradiction("the state of the job is none that a job can have")))
    }
  }

  /// Half as long again each time, up to a minute.
  private mutating func next() -> Duration {
    defer { pause = min(pause * 3 / 2, Self.longestPause) }
    return pause
  }
}
