/// How long single calls were, as far as an invoice hangs on each of them.
///
/// Lengths are kept as a count for each whole second begun, so their number does not grow with the
/// calls.
package struct CallLengths: Sendable, Hashable {
  /// The lengths of one counter's calls.
  package struct Lengths: Sendable, Hashable {
    /// The sum as the source gives it.
    package private(set) var milliseconds = 0
    /// Calls with a length.
    package private(set) var count = 0
    /// By seconds, a part of a second counted as one.
    private var seconds: [Int: Int] = [:]

    package init() {}

    mutating func add(_ milliseconds: Int) {
      self.milliseconds += milliseconds
      count += 1
      seconds[(milliseconds + 999) / 1000, default: 0] += 1
    }

    /// Each call in whole increments, then added up.
    package func billed(_ increment: BillingIncrement) -> BilledTime {
      var actual = 0
      var billed = 0
      for (length, calls) in seconds {
        actual += length * calls
        billed += increment.charged(length) * calls
      }
      return BilledTime(actual: actual, billed: billed)
    }
  }

  private var lengths: [Counter: Lengths] = [:]

  package init() {}

  package subscript(counter: Counter) -> Lengths { lengths[counter] ?? Lengths() }

  /// Keeps the length of a call that is handled or talked; other events have none to charge.
  package mutating func add(_ event: RecordEvent) {
    switch event.metric {
    case .tHandle: lengths[.handle, default: Lengths()].add(event.value)
    case .tTalkComplete: lengths[.talk, default: Lengths()].add(event.value)
    default: break
    }
  }
}
