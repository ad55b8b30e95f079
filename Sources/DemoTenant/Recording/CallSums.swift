/// The sums of facts over one bucket of an answer; largest values for the maxima.
struct CallSums {
  private let values: ArraySlice<Int>

  /// The sums that stand at a place in the running totals of ``SumTable``.
  init(_ values: ArraySlice<Int>) {
    self.values = values
  }

  private func value(_ column: Int) -> Int { values[values.startIndex + column] }

  var offered: Int { value(FactColumn.offered) }
  var answered: Int { value(FactColumn.answered) }
  var waitAnsweredSeconds: Int { value(FactColumn.waitAnswered) }
  var waitAnsweredMaxSeconds: Int { value(FactColumn.waitAnsweredMax) }
  var abandoned: Int { value(FactColumn.abandoned) }
  var waitAbandonedSeconds: Int { value(FactColumn.waitAbandoned) }
  var waitAbandonedMaxSeconds: Int { value(FactColumn.waitAbandonedMax) }
  var talked: Int { value(FactColumn.talked) }
  var talkSeconds: Int { value(FactColumn.talk) }
  var talkMaxSeconds: Int { value(FactColumn.talkMax) }

  /// Answered calls in some classes of ``WaitHistogram``.
  func answered(_ classes: Range<Int>) -> Int {
    classes.reduce(0) { $0 + value(FactColumn.answeredHistogram + $1) }
  }

  /// Abandoned calls in some classes of ``WaitHistogram``.
  func abandoned(_ classes: Range<Int>) -> Int {
    classes.reduce(0) { $0 + value(FactColumn.abandonedHistogram + $1) }
  }
}

/// Running totals for the buckets of one group.
struct SumTable {
  private let bounds: [Moment]
  private var values: [Int]

  /// An empty table for the buckets between neighbouring bounds.
  init(bounds: [Moment]) {
    self.bounds = bounds
    values = Array(repeating: 0, count: (bounds.count - 1) * FactColumn.count)
  }

  /// The sums of a bucket.
  subscript(bucket: Int) -> CallSums {
    let start = bucket * FactColumn.count
    return CallSums(values[start..<start + FactColumn.count])
  }

  /// Adds the rows that lie between the first and the last bound.
  mutating func add(_ facts: QueueFacts) {
    var bucket = 0
    for row in facts.index(from: bounds[0])..<facts.index(from: bounds[bounds.count - 1]) {
      while facts.start(row) >= bounds[bucket + 1] { bucket += 1 }
      let target = bucket * FactColumn.count
      let source = row * FactColumn.count
      let largest = FactColumn.maxima.map {
        max(values[target + $0], Int(facts.values[source + $0]))
      }
      for column in 0..<FactColumn.count {
        values[target + column] += Int(facts.values[source + column])
      }
      for (column, value) in zip(FactColumn.maxima, largest) { values[target + column] = value }
    }
  }
}
