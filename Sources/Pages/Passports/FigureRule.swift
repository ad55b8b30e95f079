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
  /// Which rows a measure's sums are formed from.
  var rows = RowSet.all
  /// Where a figure without a formula comes from.
  var origin = ""
}

/// The rows of `intervals.csv` that a figure adds up, by the word in `passports.csv`.
enum RowSet: String {
  /// All of its medium, queue and time.
  case all = ""
  /// Those that `measure-series.csv` and `measure-windows.csv` give to its measure.
  case counted
  /// Those and the ones that the parties left out.
  case measured
  /// The ones that the parties left out.
  case excluded
  /// Those of its days that its opening hours leave out.
  case closed
  /// Those of its queues that begin while the contract's hours are open, by `opening.csv`.
  case open
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
  /// Its parts as formulas; `nil` when no source counts one of them.
  func formulas(_ thresholds: Thresholds) -> (numerator: Formula, denominator: Formula)? {
    parts(of: Tally(recorded: CounterSet(Counter.allCases))).map {
      (
        Formula($0.numerator) { Formula($0, thresholds) },
        Formula($0.denominator) { Formula($0, thresholds) }
      )
    }
  }

  /// A share as a number of 1, or a time in seconds.
  func value(_ numerator: Formula, _ denominator: Formula) -> Formula {
    .quotient(numerator, isShare ? denominator : .product([denominator, .number(1000)]))
  }
}
