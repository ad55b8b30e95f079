import Figures
import GRDB

/// The counts of up to a day of one series, as a row of the table `tally_part` holds them.
///
/// Column by column: whole numbers, most significant byte first, as wide as the largest of the
/// column needs. A month of a large partner has a hundred thousand intervals; as rows of their own
/// they took half as much room again, and most of the time of a fetch.
struct TallyPart {
  /// A day of 25 hours in intervals of five minutes.
  static let mostIntervals = 300
  /// No counter is above ``Tally/limit``, which five bytes hold.
  static let widest = 5

  /// Seconds since 1970 of each interval, ascending.
  let starts: [Int]
  /// For each counter its numbers; `nil` where it is not recorded.
  let columns: [[Int]?]

  /// The number of a counter, by its place in ``Counter/allCases``, in one of the intervals.
  func number(_ counter: Int, at index: Int) -> Int? { columns[counter].map { $0[index] } }

  /// The row of one of the intervals.
  func row(at index: Int, series: Series, recorded: CounterSet) -> TallyRow {
    var tally = Tally(recorded: recorded)
    for counter in Counter.allCases {
      // A fresh tally holds zeros already.
      guard let number = number(counter.rawValue, at: index), number != 0 else { continue }
      tally[counter] = number
    }
    return TallyRow(series: series, start: Instant(seconds: starts[index]), tally: tally)
  }

  /// Adds the bytes of numbers that are not negative; none at all where every one is zero.
  static func pack(_ numbers: ArraySlice<Int>, into bytes: inout [UInt8]) {
    let all = numbers.reduce(0) { $0 | $1 }
    let width = (Int.bitWidth - all.leadingZeroBitCount + 7) / 8
    for number in numbers {
      for place in stride(from: width - 1, through: 0, by: -1) {
        bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place)))
      }
    }
  }

  /// The numbers again; `nil` when these bytes are not so many of one width.
  static func unpack(_ bytes: UnsafeRawBufferPointer, count: Int) -> [Int]? {
    guard count > 0, bytes.count % count == 0 else { return nil }
    let width = bytes.count / count
    guard width <= widest else { return nil }
    var at = 0
    return (0..<count).map { _ in
      var number = 0
      for _ in 0..<width {
        number = number << 8 | Int(bytes[at])
        at += 1
      }
      return number
    }
  }
}
