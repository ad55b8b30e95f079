package import Foundation

/// How talking time becomes time that is charged: in whole increments, by call or on the total.
package struct BillingIncrement: Sendable, Hashable {
  package enum Mode: String, Sendable, Hashable, CaseIterable {
    case perCall = "per_call"
    case aggregate
  }

  package let mode: Mode
  /// The increment that is always charged whole, in seconds, at least one.
  package let seconds: Int
  /// What is charged at least, in seconds.
  package let minimum: Int
  /// What lasts less is free, in seconds.
  package let freeBelow: Int

  package init(_ mode: Mode, seconds: Int, minimum: Int = 0, freeBelow: Int = 0) {
    precondition(seconds > 0, "a contract is read with increments of at least a second")
    self.mode = mode
    self.seconds = seconds
    self.minimum = minimum
    self.freeBelow = freeBelow
  }

  /// The seconds to charge for calls of these lengths.
  package func billed(calls: [Int]) -> BilledTime {
    let actual = calls.reduce(0, +)
    switch mode {
    case .perCall: return BilledTime(actual: actual, billed: calls.map(charged).reduce(0, +))
    case .aggregate: return BilledTime(actual: actual, billed: charged(actual))
    }
  }

  /// The seconds to charge for a total, as a source that keeps no single calls gives it.
  ///
  /// Increments of each call cannot be found in a sum, so they are refused.
  package func billed(total: Int) throws(BillingIncrementError) -> BilledTime {
    guard mode == .aggregate else { throw .needsCalls }
    return BilledTime(actual: total, billed: charged(total))
  }

  /// `in steps of 60 s, at least 30 s, free below 10 s`.
  package var words: String {
    "in steps of \(seconds) s" + (minimum > 0 ? ", at least \(minimum) s" : "")
      + (freeBelow > 0 ? ", free below \(freeBelow) s" : "")
  }

  /// A leg of no length costs nothing, whatever the minimum.
  func charged(_ length: Int) -> Int {
    guard length > 0, length >= freeBelow else { return 0 }
    return max(minimum, (length + seconds - 1) / seconds * seconds)
  }
}

/// Seconds that were talked and seconds that are charged.
package struct BilledTime: Sendable, Hashable {
  package let actual: Int
  package let billed: Int

  package init(actual: Int, billed: Int) {
    self.actual = actual
    self.billed = billed
  }

  package var minutes: Fraction { Fraction(billed) / 60 }

  package func amount(perMinute rate: Decimal, _ currency: Currency) -> Money {
    Money(minutes * Fraction(rate), currency)
  }
}

/// Why time cannot be charged.
package enum BillingIncrementError: Error, Hashable {
  case needsCalls
}

extension BillingIncrementError: Explained {
  package var explanation: Explanation {
    switch self {
    case .needsCalls:
      Explanation(
        .badData,
        what:
          "the line is not verifiable: each call is rounded by itself, and the source gives only "
          + "the sum of all calls",
        remedy: "charge increments on the total, or keep the list of calls")
    }
  }
}
