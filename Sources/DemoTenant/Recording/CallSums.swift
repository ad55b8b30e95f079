/// The sums over one bucket of an answer: counts, and times in milliseconds.
struct CallSums {
  private let values: ArraySlice<Int>

  /// The sums that stand at a place in the running totals of ``SumTable``.
  init(_ values: ArraySlice<Int>) {
    self.values = values
  }

  private func value(_ column: Int) -> Int { values[values.startIndex + column] }

  func count(_ measure: Measure) -> Int { value(SumColumn.count(measure)) }

  /// The sum of a timer; 0 for a counter, and for a timer whose values were not recorded.
  func sum(_ measure: Measure) -> Int { value(SumColumn.sum(measure)) }

  /// The largest value of a timer; `nil` when none was recorded.
  func max(_ measure: Measure) -> Int? {
    let largest = value(SumColumn.max(measure))
    return largest < 0 ? nil : largest
  }

  /// The smallest value of a timer; `nil` when none was recorded.
  func min(_ measure: Measure) -> Int? {
    let smallest = value(SumColumn.min(measure))
    return smallest < 0 ? nil : smallest
  }

  /// Answered calls in some classes of ``WaitHistogram``.
  func answered(_ classes: Range<Int>) -> Int {
    classes.reduce(0) { $0 + value(SumColumn.answeredClasses + $1) }
  }

  /// Abandoned calls in some classes of ``WaitHistogram``.
  func abandoned(_ classes: Range<Int>) -> Int {
    classes.reduce(0) { $0 + value(SumColumn.abandonedClasses + $1) }
  }

  /// The count of the view at a place in the query.
  func view(_ index: Int) -> Int { value(SumColumn.views + index) }

  /// The calls whose wait has ended by an answer or by giving up.
  var finished: Int { count(.tAnswered) + count(.tAbandon) }
}

/// Where the sums of a bucket stand in ``SumTable``: four columns for each measure, the classes of
/// waits, and one column for each view.
enum SumColumn {
  static func count(_ measure: Measure) -> Int { measure.rawValue * 4 }
  static func sum(_ measure: Measure) -> Int { measure.rawValue * 4 + 1 }
  static func max(_ measure: Measure) -> Int { measure.rawValue * 4 + 2 }
  static func min(_ measure: Measure) -> Int { measure.rawValue * 4 + 3 }

  static let answeredClasses = Measure.tShortAbandon.rawValue * 4 + 4
  static let abandonedClasses = answeredClasses + WaitHistogram.classCount
  static let views = abandonedClasses + WaitHistogram.classCount
}
