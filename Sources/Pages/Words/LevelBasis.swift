import Figures
import Foundation

/// What service levels on a page are made of and held against.
struct LevelBasis {
  /// The contract's bound, if it promises a service level.
  let target: Target?
  /// `answered in time / offered`.
  let formula: String
  /// `within 60 seconds`.
  let threshold: String

  init(_ statement: Statement) {
    let measure = statement.terms.measures.first {
      $0.metric == .serviceLevel(statement.formulas.serviceLevel)
    }
    self.init(
      target: measure?.levelTarget, formula: statement.formulas.serviceLevel.formula.words,
      answeredWithin: statement.formulas.serviceLevel.within
        ?? statement.contract.thresholds.answeredWithin)
  }

  init(target: Target?, formula: String, answeredWithin: Int) {
    self.target = target
    self.formula = formula
    threshold = sayPlain("within \(DateWords.length(milliseconds: answeredWithin))")
  }

  /// `73%`, as the contract writes it.
  var bound: String {
    target.map { Shown.percent(Precision.text($0.bound, places: 0)) } ?? ""
  }

  /// `below 73%`; for a bound that must be passed, `not above 73%`.
  var belowWords: String {
    target?.comparison == .moreThan ? sayPlain("not above \(bound)") : sayPlain("below \(bound)")
  }

  /// The bound as a share in millionths, for the axis of a chart.
  var boundMillionths: Int? {
    target.flatMap { Int(($0.bound.rounded(4) * 10_000).description) }
  }

  /// What headlines say about the target; `nil` without one.
  var takeaway: Takeaway.Basis? {
    guard let target else { return nil }
    let isStrict = target.comparison == .moreThan
    return Takeaway.Basis(
      target: target, below: belowWords,
      reached: isStrict ? sayPlain("was above \(bound)") : sayPlain("reached \(bound)"))
  }

  func isBelow(_ outcome: Outcome) -> Bool {
    guard let target, let quotient = outcome.quotient else { return false }
    return !Precision.reaches(target, quotient, factor: 100)
  }
}
