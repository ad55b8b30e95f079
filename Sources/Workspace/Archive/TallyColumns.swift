import Figures
import GRDB

/// The seventeen counters as columns of the table `tally`.
enum TallyColumns {
  static let names = Counter.allCases.map(\.column)

  static let insert = """
    INSERT INTO tally (series, start_s, \(names.joined(separator: ", ")))
    VALUES (\(Array(repeating: "?", count: names.count + 2).joined(separator: ", ")))
    """

  static let select = """
    SELECT start_s, \(names.joined(separator: ", ")) FROM tally WHERE series = ? ORDER BY start_s
    """

  /// The values of a row; what is not recorded is NULL.
  static func arguments(_ row: TallyRow, series: Int64) -> StatementArguments {
    var values: [DatabaseValue] = [series.databaseValue, row.start.seconds.databaseValue]
    for counter in Counter.allCases {
      values.append(row.tally[counter]?.databaseValue ?? .null)
    }
    return StatementArguments(values)
  }

  /// The row under a cursor.
  static func row(_ values: Row, series: Series, recorded: CounterSet) -> TallyRow {
    var tally = Tally(recorded: recorded)
    for (index, counter) in Counter.allCases.enumerated() {
      tally[counter] = values[index + 1] as Int?
    }
    let start: Int = values[0]
    return TallyRow(series: series, start: Instant(seconds: start), tally: tally)
  }
}

/// What makes two captures the same: what was asked, and every number that came back.
struct CaptureDigest: ~Copyable {
  private var hash = SHA256()
  private var pending: [UInt8] = []

  /// Starts with what gives the numbers their meaning.
  init(_ header: CaptureHeader) {
    let lines =
      [
        "tallysheet-capture-1", header.window.start.text, header.window.end.text,
        "\(header.step)", "\(header.recorded.rawValue)", "\(header.thresholds.answeredWithin)",
        "\(header.thresholds.shortAbandon)", header.organizationID,
      ] + header.series.map(Self.name)
    add(lines.joined(separator: "\n") + "\n\n")
  }

  /// Adds rows in the order of their series and starts.
  mutating func add(_ row: TallyRow) {
    var line = "\(Self.name(row.series)) \(row.start.seconds)"
    for counter in Counter.allCases { line += row.tally[counter].map { " \($0)" } ?? " -" }
    add(line + "\n")
  }

  consuming func finish() -> String {
    hash.update(pending)
    return hash.finish().hex
  }

  private mutating func add(_ text: String) {
    pending += Array(text.utf8)
    if pending.count > 65_536 {
      hash.update(pending)
      pending.removeAll(keepingCapacity: true)
    }
  }

  private static func name(_ series: Series) -> String {
    "\(series.queue.text)\t\(series.media)\t\(series.direction)"
  }
}
