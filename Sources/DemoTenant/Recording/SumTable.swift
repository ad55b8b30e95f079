/// Running totals for the buckets of one group.
struct SumTable {
  private let bounds: [Moment]
  private let views: [RangeView]
  private let width: Int
  /// The length of all buckets, when it is one and the same.
  private let step: Int?
  private var values: [Int]

  /// An empty table for the buckets between neighbouring bounds.
  init(bounds: [Moment], views: [RangeView] = []) {
    self.bounds = bounds
    self.views = views
    width = SumColumn.views + views.count
    step = Self.step(bounds)
    var row = Array(repeating: 0, count: width)
    for measure in Measure.allCases {
      row[SumColumn.max(measure)] = -1
      row[SumColumn.min(measure)] = -1
    }
    var values: [Int] = []
    values.reserveCapacity((bounds.count - 1) * width)
    for _ in 1..<bounds.count { values += row }
    self.values = values
  }

  /// The common length of all buckets but the last, which may be shorter.
  private static func step(_ bounds: [Moment]) -> Int? {
    let lengths = zip(bounds, bounds.dropFirst()).map { $1.milliseconds - $0.milliseconds }
    guard let first = lengths.first, lengths.dropLast().allSatisfy({ $0 == first }) else {
      return nil
    }
    return first
  }

  /// The sums of a bucket.
  subscript(bucket: Int) -> CallSums {
    CallSums(values[bucket * width..<(bucket + 1) * width])
  }

  /// Adds an event to the bucket that holds its instant; one outside all buckets is left out.
  mutating func add(_ measure: Measure, at time: Int, value: Int) {
    guard let bucket = bucket(time) else { return }
    let row = bucket * width
    add(measure, count: 1, sum: value, max: value, row: row)
    let smallest = row + SumColumn.min(measure)
    if values[smallest] < 0 || value < values[smallest] { values[smallest] = value }
    switch measure {
    case .tAnswered:
      values[row + SumColumn.answeredClasses + WaitHistogram.index(milliseconds: value)] += 1
    case .tAbandon:
      values[row + SumColumn.abandonedClasses + WaitHistogram.index(milliseconds: value)] += 1
    default: break
    }
    for (index, view) in views.enumerated() where view.holds(measure, value) {
      values[row + SumColumn.views + index] += 1
    }
  }

  private func bucket(_ time: Int) -> Int? {
    let start = bounds[0].milliseconds
    guard time >= start, time < bounds[bounds.count - 1].milliseconds else { return nil }
    if let step { return Swift.min((time - start) / step, bounds.count - 2) }
    var low = 0
    var high = bounds.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if bounds[middle].milliseconds <= time { low = middle } else { high = middle }
    }
    return low
  }

  /// Adds the rows of recorded facts that lie between the first and the last bound.
  mutating func add(_ facts: QueueFacts) {
    var bucket = 0
    for index in facts.index(from: bounds[0])..<facts.index(from: bounds[bounds.count - 1]) {
      while facts.start(index) >= bounds[bucket + 1] { bucket += 1 }
      let first = index * FactColumn.count
      add(facts.values[first..<first + FactColumn.count].map { Int($0) }, row: bucket * width)
    }
  }

  private mutating func add(_ fact: [Int], row: Int) {
    let answered = fact[FactColumn.answered]
    let abandoned = fact[FactColumn.abandoned]
    let waits = (
      answered: fact[FactColumn.waitAnswered], abandoned: fact[FactColumn.waitAbandoned],
      longestAnswered: fact[FactColumn.waitAnsweredMax],
      longestAbandoned: fact[FactColumn.waitAbandonedMax]
    )
    values[row + SumColumn.count(.nOffered)] += fact[FactColumn.offered]
    addSeconds(.tAnswered, answered, waits.answered, waits.longestAnswered, row: row)
    addSeconds(.tAbandon, abandoned, waits.abandoned, waits.longestAbandoned, row: row)
    addSeconds(
      .tWait, answered + abandoned, waits.answered + waits.abandoned,
      Swift.max(waits.longestAnswered, waits.longestAbandoned), row: row)
    for measure in [Measure.tHandle, .tTalkComplete] {
      addSeconds(
        measure, fact[FactColumn.talked], fact[FactColumn.talk], fact[FactColumn.talkMax],
        row: row)
    }
    for index in 0..<WaitHistogram.classCount {
      let answered = fact[FactColumn.answeredHistogram + index]
      let abandoned = fact[FactColumn.abandonedHistogram + index]
      values[row + SumColumn.answeredClasses + index] += answered
      values[row + SumColumn.abandonedClasses + index] += abandoned
      if WaitHistogram.late.contains(index) {
        values[row + SumColumn.count(.nOverSla)] += answered
      }
      if WaitHistogram.short.contains(index) {
        values[row + SumColumn.count(.tShortAbandon)] += abandoned
      }
    }
  }

  private mutating func addSeconds(
    _ measure: Measure, _ count: Int, _ sum: Int, _ max: Int, row: Int
  ) {
    guard count > 0 else { return }
    add(measure, count: count, sum: sum * 1000, max: max * 1000, row: row)
  }

  private mutating func add(_ measure: Measure, count: Int, sum: Int, max: Int, row: Int) {
    values[row + SumColumn.count(measure)] += count
    values[row + SumColumn.sum(measure)] += sum
    let largest = row + SumColumn.max(measure)
    if max > values[largest] { values[largest] = max }
  }
}
