/// A half-open stretch of time: `start` belongs to it, `end` does not.
package struct Window: Sendable, Hashable {
  package let start: Instant
  package let end: Instant

  /// Creates a window; an end before the start gives an empty one.
  package init(_ start: Instant, _ end: Instant) {
    self.start = start
    self.end = max(start, end)
  }

  package var seconds: Int { (end.milliseconds - start.milliseconds) / 1000 }

  package var isEmpty: Bool { start == end }

  package func contains(_ instant: Instant) -> Bool { start <= instant && instant < end }

  package func overlaps(_ other: Window) -> Bool { start < other.end && other.start < end }

  /// What both windows hold; empty when they do not meet.
  package func clamped(to other: Window) -> Window {
    Window(max(start, other.start), min(end, other.end))
  }
}
