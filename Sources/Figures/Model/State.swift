/// How far a figure can be relied on; the words of the CSV files.
package enum State: String, Sendable, Hashable, CaseIterable {
  case final
  /// Late data may still arrive.
  case provisional
  /// A part was not received; the figure uses what was.
  case partial
  /// Nothing was received. Never zero.
  case missing
  /// Not shown, because it would tell of few persons, or would let that be found by subtraction.
  case masked
}

/// The judgement on one measure.
package enum Verdict: String, Sendable, Hashable, CaseIterable {
  case met, missed
  case excused
  case notAssessed = "not_assessed"
  case grace, provisional
  case noData = "no_data"

  /// Only a met or missed measure moves money.
  package var isFinal: Bool { self == .met || self == .missed }
}
