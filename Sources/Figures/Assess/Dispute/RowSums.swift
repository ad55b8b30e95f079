/// The sums over all their rows of a column, held against the unrounded sums of ours.
///
/// Each row may agree as far as it is printed, and yet the rows add up to something else: then
/// rounding is the cause. Counts cannot show this, nor can columns in milliseconds.
struct RowSums {
  private struct Sum {
    var theirs = 0
    var rounded = 0
    var numerator: Int128 = 0
    var denominator: Int128 = 1
    var rows = 0
  }

  private let columns: [Int]
  private let isRounded: [Bool]
  private var sums: [[Int]: Sum] = [:]

  init(_ report: TheirReport, columns: [Int], isWhole: Bool) {
    isRounded = report.columns.map {
      $0.metric.isSum && $0.metric.isTime && $0.scale.denominator > $0.scale.numerator
    }
    self.columns = isWhole ? columns.filter { [isRounded] in isRounded[$0] } : []
  }

  mutating func add(
    _ stretch: Stretch, _ column: Int, _ theirs: Int, _ residual: Int, _ figure: PredictedFigure
  ) {
    guard columns.contains(column) else { return }
    var sum = sums[[stretch.scope, column], default: Sum()]
    sum.theirs += theirs
    sum.rounded += theirs - residual
    sum.numerator += figure.numerator
    sum.denominator = figure.denominator
    sum.rows += 1
    sums[[stretch.scope, column]] = sum
  }

  /// Adds one line for each sum of more than one row.
  ///
  /// When the rows themselves differ, their differences are not counted once more.
  func finish(_ residual: inout Residual, isRounding: Bool = false) {
    for (key, sum) in sums where sum.rows > 1 {
      guard sum.theirs == sum.rounded else { continue }
      let figure = PredictedFigure(sum.numerator, over: sum.denominator)
      residual.sums[key[1]].add(
        isRounding ? 0 : figure.residual(sum.theirs), excused: false)
    }
  }
}
