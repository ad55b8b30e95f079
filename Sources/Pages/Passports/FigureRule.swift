import Figures
import Foundation

/// How the figures of one column are made, or one figure alone: a line of `passports.csv`.
struct FigureRule {
  let resource: String
  /// The condition that picks the row; empty for every row of the file.
  var row = ""
  let column: String
  /// What it counts, in words.
  var definition: String
  /// `nil` for what is given: by the contract, by a document, or by the source itself.
  var formula: Formula?
  /// Decimals that the file holds; `nil` keeps the exact value.
  var places: Int?
  var rounding: Rounding = .halfUp
  /// The medium whose rows are added up; `nil` where the row names its own.
  var media: String?
  /// Where a figure without a formula comes from.
  var origin = ""
}

extension FigureRule {
  /// The rules of columns that are sums over `intervals.csv`.
  static func counters(_ resource: String, _ counters: [Counter], media: String?) -> [FigureRule] {
    counters.map {
      FigureRule(
        resource: resource, column: $0.column, definition: Field.counter($0).title,
        formula: .counter($0), media: media)
    }
  }
}

extension Metric {
  /// Its parts as formulas; `nil` when one of them is no column of `intervals.csv`.
  var formulas: (numerator: Formula, denominator: Formula)? {
    guard let parts = parts(of: Tally(recorded: CounterSet(Counter.allCases))),
      (parts.numerator + parts.denominator).allSatisfy({ Counter.columns.contains($0.counter) })
    else { return nil }
    return (Formula(parts.numerator), Formula(parts.denominator))
  }

  /// A share as a number of 1, or a time in seconds.
  func value(_ numerator: Formula, _ denominator: Formula) -> Formula {
    .quotient(numerator, isShare ? denominator : .product([denominator, .number(1000)]))
  }
}
