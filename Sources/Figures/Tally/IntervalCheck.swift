/// The rows that a window should have, against those that came.
package struct IntervalCheck: Sendable, Hashable {
  package let expected: Int
  package let present: Int
  package let missing: [Instant]
  /// Each once, however often it came.
  package let duplicated: [Instant]
  /// Outside the window, or beside the grid of intervals.
  package let outside: [Instant]

  /// Checks the starts of one series' rows; `step` is in seconds.
  package init(_ starts: [Instant], in window: Window, step: Int) {
    let grid = (0..<window.seconds / step).map { window.start + $0 * step }
    let onGrid = Set(grid)
    let counts = Dictionary(starts.map { ($0, 1) }, uniquingKeysWith: +)
    expected = grid.count
    missing = grid.filter { counts[$0] == nil }
    present = expected - missing.count
    duplicated = counts.filter { $0.value > 1 }.keys.sorted()
    outside = counts.keys.filter { !onGrid.contains($0) }.sorted()
  }

  package var coverage: Outcome { Outcome(present, over: expected, traffic: !outside.isEmpty) }

  /// Whether every interval came exactly once and nothing else did.
  package var isClean: Bool { missing.isEmpty && duplicated.isEmpty && outside.isEmpty }
}
