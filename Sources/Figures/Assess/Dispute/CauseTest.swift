/// How one cause fared.
package struct CauseTest: Sendable, Hashable {
  package enum Result: String, Sendable, Hashable, CaseIterable {
    /// Every line of theirs follows from ours.
    case exactly
    /// Every difference lies where the cause acts, in its direction; its size cannot be checked.
    case consistent
    /// Fewer lines differ than without it.
    case partly
    case no
    /// The file or our own record does not allow the test.
    case notTestable = "not_testable"
  }

  package let cause: Cause
  package let result: Result
  /// What it would mean, as a sentence without a full stop; `nil` when it explains nothing.
  package let words: Wording?
  /// Lines that differ with it, of those that can be compared.
  package let differing: Int
  package let lines: Int
}

/// What remains of one column under the explanation that was found.
package struct Remainder: Sendable, Hashable {
  package let column: TheirReport.Column
  package let differing: Int
  package let lines: Int
  /// Theirs minus what the explanation gives, added up, in steps of the column's last place.
  package let sum: Int
  /// Lines whose difference is allowed but cannot be checked, and theirs minus ours in them.
  package let unchecked: Int
  package let uncheckedSum: Int
  /// Lines that differ in rows which need figures from outside the period, and theirs minus ours
  /// in them.
  package let unknown: Int
  package let unknownSum: Int
}

/// What one cause may mean where the file fits several readings of it equally.
package struct Fit: Sendable, Hashable {
  package let cause: Cause
  /// Each reading as a sentence without a full stop, the named one first.
  package let readings: [Wording]
  /// All of them in short.
  package let words: Wording
}

/// Which causes explain the gap, and how sure that is.
package struct Diagnosis: Sendable, Hashable {
  package enum Confidence: String, Sendable, Hashable, CaseIterable {
    /// Nothing differs.
    case none
    /// It explains every line, nothing else does, and enough lines show it.
    case certain
    case likely
    case unexplained
  }

  package let confidence: Confidence
  /// Alone, or together where there are several.
  package let causes: [Cause]
  /// What each of them means here.
  package let words: [Wording]
  /// Other explanations that fit as well.
  package let alternatives: [[Cause]]
  /// Those of the causes that may mean several things: which one, the file does not tell.
  package let fits: [Fit]
  /// Why it is not certain, as a sentence without a full stop; `nil` when it is.
  package let reservation: Wording?
  package let tests: [CauseTest]
  package let remainders: [Remainder]
  /// Lines that follow from the explanation or could, and rows that need figures from outside the
  /// period and could not be checked.
  package let checked: Int
  package let unknown: Int
  /// Lines that differ when nothing is explained, and those that could be compared.
  package let differing: Int
  package let lines: Int
  /// What gives every line of theirs that was checked; `nil` while something remains.
  let recipe: Recipe?
}
