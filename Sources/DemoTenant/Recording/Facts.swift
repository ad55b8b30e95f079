/// The columns of a recording's file after queue and interval, in the file's order.
///
/// The waits of answered and of abandoned calls stand in thirteen columns each, by length: see
/// ``WaitHistogram``. Times are whole seconds.
package enum FactColumn {
  package static let offered = 0
  package static let answered = 1
  package static let waitAnswered = 2
  package static let waitAnsweredMax = 3
  package static let answeredHistogram = 4
  package static let abandoned = 17
  package static let waitAbandoned = 18
  package static let waitAbandonedMax = 19
  package static let abandonedHistogram = 20
  package static let talked = 33
  package static let talk = 34
  package static let talkMax = 35
  package static let count = 36

  /// The columns that add up to the largest of their values instead of to their sum.
  package static let maxima = [waitAnsweredMax, waitAbandonedMax, talkMax]

  /// The first line of each file.
  static let header: String = {
    let bounds = WaitHistogram.bounds.map { "w\($0)" } + ["wmore"]
    let waits = { (kind: String) in
      [kind, "wait_\(kind)_s", "wait_\(kind)_max_s"] + bounds.map { "\(kind)_\($0)" }
    }
    let columns =
      ["queue", "start_utc", "offered"] + waits("answered") + waits("abandoned")
      + ["talked", "talk_s", "talk_max_s"]
    return columns.joined(separator: ",")
  }()
}

/// The facts of one queue in one month, in the order of time.
package struct QueueFacts: Sendable {
  /// The interval of each row, counted in five minutes from the start of 1970.
  package var slots: [Int32] = []
  /// The values of all rows, one row of ``FactColumn/count`` after the other.
  package var values: [Int32] = []

  package static let slotMilliseconds = 300_000

  /// The index of the first row that starts at or after an instant.
  func index(from moment: Moment) -> Int {
    var low = 0
    var high = slots.count
    while low < high {
      let middle = (low + high) / 2
      if Int(slots[middle]) * Self.slotMilliseconds < moment.milliseconds {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  /// The rows that start before an instant.
  func before(_ moment: Moment) -> QueueFacts {
    let count = index(from: moment)
    return QueueFacts(
      slots: Array(slots[..<count]), values: Array(values[..<(count * FactColumn.count)]))
  }

  func start(_ row: Int) -> Moment {
    Moment(milliseconds: Int(slots[row]) * Self.slotMilliseconds)
  }
}

/// How long calls waited, in classes of whole seconds.
package enum WaitHistogram {
  /// The upper bounds of the classes in seconds, inclusive; the last class has none.
  package static let bounds = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600]
  package static let classCount = bounds.count + 1

  /// The classes of waits that are longer than the recorded queues' target.
  static let late: Range<Int> = {
    guard let index = bounds.firstIndex(of: Target.usual.milliseconds / 1000) else {
      preconditionFailure("the target lies between two classes of waits")
    }
    return index + 1..<classCount
  }()

  /// The classes of waits that make an abandonment short: at most 5 s.
  static let short = 0..<1

  /// The class of a wait; one that is longer by a millisecond than a bound lies beyond it.
  static func index(milliseconds wait: Int) -> Int {
    var index = 0
    while index < bounds.count, wait > bounds[index] * 1000 { index += 1 }
    return index
  }
}
