import Figures

/// Sums of counters over rows of `intervals.csv`, in cells that lie side by side.
///
/// Each cell holds one sum of every counter: what was present is added, longest times are the
/// largest, and a counter that no row has stays empty.
struct CounterSums {
  /// The counters of `intervals.csv`, then those of `ranges.csv`.
  static let columns = Counter.allCases
  private static let width = columns.count

  /// The place of a column by its name; those of `ranges.csv` are named after their thresholds.
  static func place(of name: some StringProtocol, _ ranges: [String]) -> Int? {
    Counter.columns.firstIndex { $0.column == name }
      ?? ranges.firstIndex { $0 == name }.map { Counter.columns.count + $0 }
  }

  /// A bit for each counter that is a longest time.
  private static let maxima = columns.enumerated().reduce(UInt32(0)) {
    $1.element.isMaximum ? $0 | 1 << UInt32($1.offset) : $0
  }

  /// The shared values at hand: this is asked for every counter of every row.
  private let width = Self.width
  private let maxima = Self.maxima
  private var values: [Int]
  private var present: [UInt32]
  private var expected: [Int32]
  private var received: [Int32]
  private var provisional: [Bool]

  init(cells: Int) {
    values = [Int](repeating: 0, count: cells * Self.width)
    present = [UInt32](repeating: 0, count: cells)
    expected = [Int32](repeating: 0, count: cells)
    received = expected
    provisional = [Bool](repeating: false, count: cells)
  }

  /// Adds a row to a cell.
  ///
  /// Rows of the same queue and interval count once, which `counts` says.
  mutating func add(_ row: borrowing CounterRow, to cell: Int, counts: Bool = true) {
    if counts {
      expected[cell] += 1
      if row.state != .missing { received[cell] += 1 }
    }
    if row.state == .provisional { provisional[cell] = true }
    let (maxima, base) = (maxima, cell * width)
    var known = present[cell]
    values.withUnsafeMutableBufferPointer { sums in
      for index in row.places.indices {
        let (place, value) = (row.places[index], row.values[index])
        let bit = UInt32(1) << UInt32(place)
        let sum = sums[base + place]
        if maxima & bit != 0 {
          sums[base + place] = known & bit == 0 ? value : max(sum, value)
        } else {
          // A sum that has no end is no sum; the figures of the site cannot equal it.
          sums[base + place] = sum &+ value
        }
        known |= bit
      }
    }
    present[cell] = known
  }

  /// Adds what another cell of other sums holds.
  mutating func add(_ other: CounterSums, _ cells: Range<Int>, to cell: Int) {
    for source in cells {
      expected[cell] += other.expected[source]
      received[cell] += other.received[source]
      if other.provisional[source] { provisional[cell] = true }
      for place in 0..<width where other.present[source] & 1 << UInt32(place) != 0 {
        put(other.values[source * width + place], place, cell)
      }
    }
  }

  mutating func clear(_ cell: Int) {
    for place in 0..<width { values[cell * width + place] = 0 }
    present[cell] = 0
    expected[cell] = 0
    received[cell] = 0
    provisional[cell] = false
  }

  private mutating func put(_ value: Int, _ place: Int, _ cell: Int) {
    let at = cell * width + place
    if maxima & 1 << UInt32(place) != 0 {
      values[at] = present[cell] & 1 << UInt32(place) == 0 ? value : max(values[at], value)
    } else {
      values[at] &+= value
    }
    present[cell] |= 1 << UInt32(place)
  }

  subscript(cell: Int) -> View { View(sums: self, cell: cell) }

  /// One cell, for looking up.
  struct View {
    fileprivate let sums: CounterSums
    fileprivate let cell: Int

    var expected: Int { Int(sums.expected[cell]) }
    var received: Int { Int(sums.received[cell]) }

    /// The state by the rule of the data: nothing, a part, or all of it, final or not yet.
    var state: State {
      if received == 0, expected > 0 { return .missing }
      if received < expected { return .partial }
      return sums.provisional[cell] ? .provisional : .final
    }

    subscript(place: Int) -> Int? {
      sums.present[cell] & 1 << UInt32(place) == 0
        ? nil : sums.values[cell * sums.width + place]
    }
  }
}
