import Figures

/// One table of longer stretches, walked beside `intervals.csv` in the same order: each of its rows
/// must be the sum of the intervals in it.
final class SpanCheck {
  private let file: String
  private var reader: CSVReader
  private var sums = CounterSums(cells: 1)
  private var window: (start: Int, end: Int)?
  private var seconds = 0
  private var isAtEnd = false
  private var isBroken = false
  private(set) var figures = 0

  /// Opens a table; `nil` when its head is not the one that all four have.
  init?(_ path: String, file: String, _ findings: inout SiteFindings) throws {
    self.file = file
    reader = try CSVReader(path)
    guard reader.head == CounterHead.columns else { return nil }
    try pull(&findings)
  }

  /// Takes the next interval.
  func add(
    _ row: CSVRow, _ counters: CounterRow, start: Int, seconds: Int,
    _ findings: inout SiteFindings
  ) throws {
    guard !isBroken else { return }
    let series = CounterHead.series(row)
    if self.seconds > 0, !holds(series, start) {
      finish(&findings)
      try pull(&findings)
    }
    guard holds(series, start) else {
      // After the moment that a period under way has reached, longer stretches have no rows.
      guard counters.state != .missing else { return }
      isBroken = true
      findings.add(
        SiteFinding(
          .figure, file, at: isAtEnd ? nil : "line \(reader.row.line)",
          "no row holds the interval of line \(row.line) of intervals.csv"))
      return
    }
    sums.add(counters, to: 0)
    self.seconds += seconds
  }

  /// Ends the walk; further rows go to `rest`, which says what they should hold.
  func end(
    _ findings: inout SiteFindings, rest: (CSVRow) -> CounterSums.View?
  ) throws {
    guard !isBroken else { return }
    if seconds > 0 {
      finish(&findings)
      try pull(&findings)
    }
    while !isAtEnd, !isBroken {
      if let view = rest(reader.row) {
        compare(view, &findings)
      } else {
        findings.add(
          SiteFinding(.figure, file, at: "line \(reader.row.line)", "the row holds no interval"))
      }
      try pull(&findings)
    }
  }

  private func holds(_ series: ArraySlice<UInt8>, _ start: Int) -> Bool {
    guard !isAtEnd, let window else { return false }
    return window.start <= start && start < window.end
      && series.elementsEqual(CounterHead.series(reader.row))
  }

  private func pull(_ findings: inout SiteFindings) throws {
    sums.clear(0)
    seconds = 0
    window = nil
    guard try reader.next() else {
      isAtEnd = true
      return
    }
    guard let span = CounterHead.span(reader.row) else {
      isBroken = true
      findings.add(
        SiteFinding(.figure, file, at: "line \(reader.row.line)", "the row has no start or length"))
      return
    }
    window = (span.start, span.start + span.seconds)
  }

  private func finish(_ findings: inout SiteFindings) {
    if let window, window.end - window.start != seconds {
      findings.add(
        SiteFinding(
          .figure, file, at: "line \(reader.row.line), seconds",
          "the intervals in it have another length", found: "\(window.end - window.start)",
          expected: "\(seconds)"))
    }
    compare(sums[0], &findings)
  }

  private func compare(_ view: CounterSums.View, _ findings: inout SiteFindings) {
    let row = reader.row
    func expect(_ place: Int, _ column: String, _ value: String) {
      figures += 1
      guard row.text(place) != value else { return }
      findings.add(
        SiteFinding(
          .figure, file, at: "line \(row.line), \(column)", "the intervals give another figure",
          found: row.text(place), expected: value))
    }
    for (place, counter) in Counter.columns.enumerated() {
      let found = row.integer(CounterHead.counters + place)
      figures += 1
      guard found != view[place] || (found == nil && !row.isEmpty(CounterHead.counters + place))
      else { continue }
      findings.add(
        SiteFinding(
          .figure, file, at: "line \(row.line), \(counter.column)",
          "the intervals give another figure", found: row.text(CounterHead.counters + place),
          expected: view[place].map(String.init) ?? ""))
    }
    expect(CounterHead.state, "state", view.state.rawValue)
  }
}
