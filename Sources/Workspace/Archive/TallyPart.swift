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
  /// Which counters are recorded, in the order of ``Counter/allCases``.
  let isRecorded: [Bool]
  /// The numbers of every counter, one counter after the other; zeros where it is not recorded.
  let numbers: [Int]

  /// The row of one of the intervals.
  func row(at index: Int, series: Series, recorded: CounterSet) -> TallyRow {
    var tally = Tally(recorded: recorded)
    for counter in Counter.allCases where isRecorded[counter.rawValue] {
      // A fresh tally holds zeros already.
      let number = numbers[counter.rawValue * starts.count + index]
      if number != 0 { tally[counter] = number }
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

  /// The numbers again; false when these bytes are not so many of one width.
  static func unpack(
    _ bytes: UnsafeRawBufferPointer, into numbers: UnsafeMutableBufferPointer<Int>.SubSequence
  ) -> Bool {
    guard !numbers.isEmpty, bytes.count % numbers.count == 0 else { return false }
    let width = bytes.count / numbers.count
    guard width <= widest else { return false }
    var at = 0
    for place in numbers.indices {
      var number = 0
      for _ in 0..<width {
        number = number << 8 | Int(bytes[at])
        at += 1
      }
      numbers.base[place] = number
    }
    return true
  }
}
