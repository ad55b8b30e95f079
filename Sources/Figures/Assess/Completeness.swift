package import Foundation

/// How much of what a measure needs was received.
package struct Completeness: Sendable, Hashable {
  /// Open intervals of the period, counted once for each queue.
  package let expected: Int
  package let received: Int

  package init(expected: Int, received: Int) {
    self.expected = expected
    self.received = received
  }

  package func reaches(percent: Decimal) -> Bool {
    Decimal(received) * 100 >= percent * Decimal(expected)
  }
}
