import Figures

/// The sums of the rows that each measure counts, as `measure-series.csv` and `measure-windows.csv`
/// name them: of the period, of what was left out, of each local day and of each stretch that is
/// judged by itself.
///
/// Of the hours of `opening.csv` it has how many intervals came.
struct MeasureSums {
  private enum Use: String {
    case counted, excluded, closed
  }

  private struct Part {
    let start: Int
    let end: Int
    let use: Use
  }

  private struct Measure {
    var series: Set<[UInt8]> = []
    var windows: [Part] = []
    /// In order; the table of stretches has them.
    var stretches: [(start: Int, end: Int)] = []
    /// What counts, and what was left out.
    var sums = CounterSums(cells: 2)
    /// By the places of ``MeasureSums/dates``.
    var days: [CounterSums] = []
    var byStretch = CounterSums(cells: 0)
    /// Of what the parties left out.
    var leftOutByStretch = CounterSums(cells: 0)
    var leftOut: Set<Int> = []
    var closed: Set<Int> = []
    /// Of the queues whose intervals are in ``open``.
    var queues: Set<String> = []
    /// How many begin while the contract's hours are open, each once for every queue.
    var open = (expected: 0, received: 0)
  }

  /// A measure that counts the present series, with the places that the walk has reached.
  private struct Walk {
    let measure: Int
    /// Whether its queue is met for the first time.
    let isFirst: Bool
    var window = 0
    var stretch = 0
  }

  private var opening: [(start: Int, end: Int)]?
  private var openingPlace = 0
  private let earlier: EarlierSums
  private var places: [String: Int] = [:]
  private var measures: [Measure] = []
  private var dates: [String: Int] = [:]
  private var date: [UInt8] = []
  private var day = 0
  private var series: [UInt8] = []
  private var counting: [Walk] = []

  /// Reads which rows count; windows that are out of order are a finding.
  init(data: String, label: String, ranges: [String], _ findings: inout SiteFindings) throws {
    earlier = try EarlierSums(data: data, label: label, ranges: ranges)
    opening = try SmallTable("opening", data: data, label: label).map { table in
      table.rows.indices.compactMap { row in
        guard let start = Self.instant(table, row, "window_start"),
          let end = Self.instant(table, row, "window_end")
        else { return nil }
        return (start, end)
      }
    }
    if let table = try SmallTable("measure-series", data: data, label: label) {
      for row in table.rows.indices {
        guard let id = table.text(row, "measure") else { continue }
        if places[id] == nil {
          places[id] = measures.count
          measures.append(Measure())
        }
        let cells = ["queue_id", "media", "direction"].compactMap { table.text(row, $0) }
        measures[places[id] ?? 0].series.insert(Self.key(cells))
      }
    }
    if let table = try SmallTable("measure-windows", data: data, label: label) {
      for row in table.rows.indices {
        guard let place = table.text(row, "measure").flatMap({ places[$0] }),
          let start = Self.instant(table, row, "window_start"),
          let end = Self.instant(table, row, "window_end"), start < end,
          let use = table.text(row, "use").flatMap(Use.init),
          measures[place].windows.last.map({ $0.end <= start }) ?? true
        else {
          findings.add(
            table.finding(
              row, "window_start", "the window is none, or does not follow on the one before",
              expected: nil))
          continue
        }
        measures[place].windows.append(Part(start: start, end: end, use: use))
      }
    }
    if let table = try SmallTable("measure-stretches", data: data, label: label) {
      for row in table.rows.indices {
        guard let place = table.text(row, "measure").flatMap({ places[$0] }),
          let start = Self.instant(table, row, "interval_start"),
          let seconds = table.integer(row, "seconds"), seconds > 0
        else { continue }
        measures[place].stretches.append((start, start + seconds))
      }
      for place in measures.indices {
        measures[place].byStretch = CounterSums(cells: measures[place].stretches.count)
        measures[place].leftOutByStretch = measures[place].byStretch
      }
    }
  }

  private static func key(_ cells: [String]) -> [UInt8] {
    Array(cells.map { Array($0.utf8) }.joined(separator: [0x1F]))
  }

  private static func instant(_ table: SmallTable, _ row: Int, _ column: String) -> Int? {
    table.text(row, column).flatMap { Instant(ascii: ArraySlice($0.utf8)) }?.seconds
  }

  mutating func add(_ row: CSVRow, _ counters: CounterRow, start: Int) {
    if !CounterHead.series(row).elementsEqual(series) {
      series = Array(CounterHead.series(row))
      let key = Self.key([
        row.text(0), row.text(CounterHead.media), row.text(CounterHead.direction),
      ])
      let queue = row.text(0)
      counting = measures.indices.filter { measures[$0].series.contains(key) }.map {
        Walk(measure: $0, isFirst: measures[$0].queues.insert(queue).inserted)
      }
      openingPlace = 0
    }
    guard !counting.isEmpty else { return }
    countOpen(start, counters.state != .missing)
    let local = row.cell(CounterHead.local).prefix(10)
    if !local.elementsEqual(date) {
      date = Array(local)
      let text = String(decoding: local, as: UTF8.self)
      day = dates[text] ?? dates.count
      dates[text] = day
    }
    for place in counting.indices { add(counters, start, place) }
  }

  private mutating func countOpen(_ start: Int, _ isReceived: Bool) {
    guard let opening else { return }
    while openingPlace < opening.count, opening[openingPlace].end <= start { openingPlace += 1 }
    guard openingPlace < opening.count, opening[openingPlace].start <= start else { return }
    for walk in counting where walk.isFirst {
      measures[walk.measure].open.expected += 1
      if isReceived { measures[walk.measure].open.received += 1 }
    }
  }

  private mutating func add(_ counters: CounterRow, _ start: Int, _ place: Int) {
    let at = counting[place].measure
    var window = counting[place].window
    while window < measures[at].windows.count, measures[at].windows[window].end <= start {
      window += 1
    }
    counting[place].window = window
    guard window < measures[at].windows.count, measures[at].windows[window].start <= start
    else { return }
    let isCounted: Bool
    switch measures[at].windows[window].use {
    case .counted:
      isCounted = true
      measures[at].sums.add(counters, to: 0)
      while measures[at].days.count <= day { measures[at].days.append(CounterSums(cells: 1)) }
      measures[at].days[day].add(counters, to: 0)
    case .excluded:
      isCounted = false
      measures[at].sums.add(counters, to: 1)
      if counters.state != .missing { measures[at].leftOut.insert(start) }
    case .closed:
      if counters.state != .missing { measures[at].closed.insert(start) }
      return
    }
    var stretch = counting[place].stretch
    while stretch < measures[at].stretches.count, measures[at].stretches[stretch].end <= start {
      stretch += 1
    }
    counting[place].stretch = stretch
    guard stretch < measures[at].stretches.count, measures[at].stretches[stretch].start <= start
    else { return }
    if isCounted {
      measures[at].byStretch.add(counters, to: stretch)
    } else {
      measures[at].leftOutByStretch.add(counters, to: stretch)
    }
  }

  private subscript(id: String) -> Measure? { places[id].map { measures[$0] } }

  /// What a measure counts, with the months that are judged as one with this; `nil` for one that
  /// no table names.
  func total(_ id: String) -> CounterSums.View? {
    guard let sums = self[id]?.sums else { return nil }
    var all = CounterSums(cells: 1)
    all.add(sums, 0..<1, to: 0)
    if let months = earlier.sums(id) { all.add(months, 0..<1, to: 0) }
    return all[0]
  }

  /// Both parts of earlier months, had the parties left nothing out there.
  func earlierParts(_ id: String) -> (numerator: Int, denominator: Int) { earlier.measured(id) }

  /// How many earlier months are judged as one with this.
  func earlierMonths(_ id: String) -> Int { earlier.months(id) }

  /// What it would count in this month, had the parties left nothing out.
  func measured(_ id: String) -> CounterSums.View? {
    guard let sums = self[id]?.sums else { return nil }
    var all = CounterSums(cells: 1)
    all.add(sums, 0..<2, to: 0)
    return all[0]
  }

  /// How many intervals that were received the parties left out.
  func leftOut(_ id: String) -> Int? { self[id]?.leftOut.count }

  /// How many intervals that were received its opening hours leave out.
  func closed(_ id: String) -> Int? { self[id]?.closed.count }

  /// How many intervals begin while the contract's hours are open, each once for every queue; `nil`
  /// where no table says when that is.
  func open(_ id: String) -> (expected: Int, received: Int)? {
    opening.flatMap { _ in self[id]?.open }
  }

  /// What it counts on a local date; an empty sum where the date has no interval that counts.
  func day(_ id: String, _ date: String) -> CounterSums.View? {
    guard let measure = self[id] else { return nil }
    let sums = dates[date].flatMap { measure.days.indices.contains($0) ? measure.days[$0] : nil }
    return (sums ?? CounterSums(cells: 1))[0]
  }

  /// What it counts in the stretches that the table names for it, in their order.
  func stretch(_ id: String, _ place: Int) -> CounterSums.View? {
    guard let measure = self[id], measure.stretches.indices.contains(place) else { return nil }
    return measure.byStretch[place]
  }

  /// The same, had the parties left nothing out.
  func measuredStretch(_ id: String, _ place: Int) -> CounterSums.View? {
    guard let measure = self[id], measure.stretches.indices.contains(place) else { return nil }
    var all = CounterSums(cells: 1)
    all.add(measure.byStretch, place..<place + 1, to: 0)
    all.add(measure.leftOutByStretch, place..<place + 1, to: 0)
    return all[0]
  }
}
