/// When misses of a measure go up to the next level.
package struct Escalation: Sendable, Hashable {
  /// Misses in a row that escalate.
  package let consecutive: Int
  /// The last so many judged months, and the misses among them that escalate.
  package let window: Int
  package let missesInWindow: Int

  package init(consecutive: Int, window: Int, missesInWindow: Int) {
    self.consecutive = consecutive
    self.window = window
    self.missesInWindow = missesInWindow
  }

  /// The flags after the last month of a history, oldest first.
  ///
  /// A month without a final verdict, such as an excused one, is skipped: it neither ends a run
  /// nor takes a place in the window.
  package func result(of history: [Verdict]) -> Result {
    let judged = history.filter(\.isFinal)
    let run = judged.reversed().prefix { $0 == .missed }.count
    let misses = judged.suffix(window).count { $0 == .missed }
    return Result(
      run: run, misses: misses, hasRun: run >= consecutive, hasMisses: misses >= missesInWindow)
  }

  package struct Result: Sendable, Hashable {
    /// Misses in a row up to the last judged month.
    package let run: Int
    package let misses: Int
    package let hasRun: Bool
    package let hasMisses: Bool
  }
}
