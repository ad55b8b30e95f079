import Figures
import GRDB

/// How an archive writes the ranges of a capture: `answered<=45000`, one on each line.
extension WaitRange {
  static func text(_ ranges: [WaitRange]) -> String {
    ranges.map { "\($0.kind.rawValue)<=\($0.within)" }.joined(separator: "\n")
  }

  static func list(_ text: String) throws(DatabaseError) -> [WaitRange] {
    var ranges: [WaitRange] = []
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "<=", omittingEmptySubsequences: false)
      guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])),
        let within = Int(parts[1]), ranges.count < Counter.ranges.count
      else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      ranges.append(WaitRange(kind, within: within))
    }
    return ranges
  }
}
