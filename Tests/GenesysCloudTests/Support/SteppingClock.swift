import GenesysCloud
import Synchronization

/// A clock that stands still until somebody sleeps.
final class SteppingClock: Sendable {
  private struct State {
    var now: Duration = .zero
    var slept: [Duration] = []
  }

  private let state = Mutex(State())

  var now: Duration { state.withLock { $0.now } }
  var slept: [Duration] { state.withLock { $0.slept } }

  func advance(by duration: Duration) { state.withLock { $0.now += duration } }

  func timing(jitter: Int = 0) -> Timing {
    Timing(
      now: { self.now },
      sleep: { duration in
        try Task.checkCancellation()
        self.state.withLock {
          $0.now += duration
          $0.slept.append(duration)
        }
      },
      jitter: { jitter })
  }
}
