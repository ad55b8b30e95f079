import Figures

/// The counters of one row of `intervals.csv`, read once for all the sums that they go into.
struct CounterRow {
  private(set) var state = State.final
  /// The counters that the row has, by their places in ``CounterSums/columns``.
  private(set) var places: [Int] = []
  private(set) var values: [Int] = []

  /// Takes the place of what was read before.
  mutating func read(_ row: CSVRow, state: State) {
    self.state = state
    places.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    for place in Counter.columns.indices {
      guard let value = row.integer(CounterHead.counters + place) else { continue }
      put(value, at: place)
    }
  }

  mutating func put(_ value: Int, at place: Int) {
    places.append(place)
    values.append(value)
  }
}
