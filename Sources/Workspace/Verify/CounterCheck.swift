import Figures

/// Walks `intervals.csv` once: the grid is whole, and the tables of longer stretches are its sums.
struct CounterCheck {
  let data: String
  let label: String
  private(set) var figures = 0
  /// The sums behind the ratio tables, where the package names their medium.
  private(set) var scopes: ScopeSums?
  /// The sums of each measure; `nil` where no table says which rows it counts.
  private(set) var measures: MeasureSums?

  init(data: String, label: String, scopes: ScopeSums?, measures: MeasureSums?) {
    self.data = data
    self.label = label
    self.scopes = scopes
    self.measures = measures
  }

  mutating func run(_ findings: inout SiteFindings) throws {
    let file = label + "data/intervals.csv"
    var reader = try CSVReader(data + "/intervals.csv")
    guard reader.head == CounterHead.columns else {
      findings.add(
        SiteFinding(
          .figure, file, at: "line 1", "the columns are not those of a table of intervals",
          found: reader.head.joined(separator: ","),
          expected: CounterHead.columns.joined(separator: ",")))
      return
    }
    var spans: [SpanCheck] = []
    for name in ["hours", "days"] where DiskFile("\(data)/\(name).csv").exists {
      if let span = try SpanCheck("\(data)/\(name).csv", file: path(name), &findings) {
        spans.append(span)
      }
    }
    let month =
      DiskFile(data + "/month.csv").exists
      ? try SpanCheck(data + "/month.csv", file: path("month"), &findings) : nil
    let starts = try starts()
    scopes?.prepare(intervals: starts)

    let checks = spans + (month.map { [$0] } ?? [])
    let ranges =
      DiskFile(data + "/ranges.csv").exists
      ? try RangeRows(data + "/ranges.csv", file: path("ranges")) : nil
    var counters = CounterRow()
    var grid = GridCheck(file: file)
    var media = MediaSums()
    while try reader.next() {
      let row = reader.row
      guard let span = grid.place(row, &findings) else { continue }
      counters.read(row, state: span.state)
      try ranges?.complete(&counters, of: row)
      for check in checks {
        try check.add(row, counters, start: span.start, seconds: span.seconds, &findings)
      }
      media.add(row, counters)
      scopes?.add(row, counters, start: span.start)
      measures?.add(row, counters, start: span.start)
    }
    ranges?.finish(&findings)
    grid.finish(&findings)
    for check in spans { try check.end(&findings) { _ in nil } }
    try month?.end(&findings) { row in
      guard row.cell(0).elementsEqual("*".utf8) else { return nil }
      return media[row.text(CounterHead.media)]
    }
    figures = checks.reduce(0) { $0 + $1.figures }
  }

  private func path(_ name: String) -> String { label + "data/\(name).csv" }

  /// The starts of the first series, which every series has.
  private func starts() throws -> [Int] {
    var reader = try CSVReader(data + "/intervals.csv")
    var first: [UInt8]?
    var starts: [Int] = []
    while try reader.next() {
      let series = CounterHead.series(reader.row)
      if let first, !series.elementsEqual(first) { break }
      first = Array(series)
      guard let span = CounterHead.span(reader.row) else { continue }
      starts.append(span.start)
    }
    return starts
  }
}

/// The sums of each medium.
private struct MediaSums {
  private var places: [String: Int] = [:]
  private var sums: [CounterSums] = []
  /// The medium of the last row, which most rows share.
  private var last: [UInt8] = []
  private var place = 0

  mutating func add(_ row: CSVRow, _ counters: borrowing CounterRow) {
    let cell = row.cell(CounterHead.media)
    if sums.isEmpty || !cell.elementsEqual(last) {
      last = Array(cell)
      place = places[row.text(CounterHead.media), default: sums.count]
      if place == sums.count {
        places[row.text(CounterHead.media)] = place
        sums.append(CounterSums(cells: 1))
      }
    }
    sums[place].add(counters, to: 0)
  }

  subscript(medium: String) -> CounterSums.View? { places[medium].map { sums[$0][0] } }
}

/// Whether each series has every interval of the period, one after another.
private struct GridCheck {
  private let file: String
  private var series: [UInt8] = []
  private var first: Int?
  private var last: Int?
  private var due: Int?
  private var line = 1

  init(file: String) { self.file = file }

  /// Reads the place of a row; `nil` for one that has none.
  mutating func place(
    _ row: CSVRow, _ findings: inout SiteFindings
  ) -> (start: Int, seconds: Int, state: State)? {
    guard let span = CounterHead.span(row), let state = CounterHead.state(row) else {
      findings.add(
        SiteFinding(
          .figure, file, at: "line \(row.line)", "the row has no start, length or known state"))
      return nil
    }
    if Instant(ascii: row.cell(CounterHead.local))?.seconds != span.start {
      findings.add(
        SiteFinding(
          .figure, file, at: "line \(row.line), interval_local", "is another moment than in UTC",
          found: row.text(CounterHead.local), expected: row.text(CounterHead.start)))
    }
    if !CounterHead.series(row).elementsEqual(series) {
      finish(&findings)
      series = Array(CounterHead.series(row))
      due = first ?? span.start
    }
    if let due, due != span.start {
      findings.add(
        SiteFinding(
          .figure, file, at: "line \(row.line), interval_start",
          "the row does not follow on the one before", found: Instant(seconds: span.start).text,
          expected: Instant(seconds: due).text))
    }
    first = first ?? span.start
    due = span.start + span.seconds
    line = row.line
    if state == .missing,
      (CounterHead.counters..<CounterHead.state).contains(where: { !row.isEmpty($0) })
    {
      findings.add(
        SiteFinding(.figure, file, at: "line \(row.line)", "a missing interval has figures"))
    }
    return (span.start, span.seconds, state)
  }

  /// Ends a series: all end at the same moment.
  mutating func finish(_ findings: inout SiteFindings) {
    guard let due else { return }
    if let last, last != due {
      findings.add(
        SiteFinding(
          .figure, file, at: "line \(line)", "the series does not end with the others",
          found: Instant(seconds: due).text, expected: Instant(seconds: last).text))
    }
    last = last ?? due
    self.due = nil
  }
}
