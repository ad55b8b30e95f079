import Figures

/// The sums behind the ratio tables: of all queues that work in the medium, and of each, by the
/// local hours that `ratios-hour.csv` names.
///
/// Days and the whole period are sums of hours. What the hours do not hold, in a period under way,
/// has a cell of its own.
struct ScopeSums {
  struct Hour {
    let start: Int
    let end: Int
    /// By the contract's clock.
    let date: String
  }

  let medium: String
  let hours: [Hour]
  private(set) var byInterval: [Int: Int] = [:]
  private(set) var intervals = CounterSums(cells: 0)
  private var places = ["*": 0]
  private var scopes: [CounterSums]
  /// The place of the queue of the last row.
  private var place = 0
  private var series: [UInt8] = []
  private var countsSeries = false
  private var hour = 0

  /// Reads the hours; `nil` when the table has not the columns that say them.
  init?(_ path: String, medium: String) throws {
    self.medium = medium
    var reader = try CSVReader(path)
    guard let scope = reader.place(of: "scope"), let start = reader.place(of: "interval_start"),
      let local = reader.place(of: "interval_local"), let seconds = reader.place(of: "seconds")
    else { return nil }
    var hours: [Hour] = []
    while try reader.next() {
      guard reader.row.cell(scope).elementsEqual("*".utf8) else { continue }
      guard let first = Instant(ascii: reader.row.cell(start)),
        let length = reader.row.integer(seconds), length > 0
      else { return nil }
      hours.append(
        Hour(
          start: first.seconds, end: first.seconds + length,
          date: String(reader.row.text(local).prefix(10))))
    }
    self.hours = hours
    scopes = [CounterSums(cells: hours.count + 1)]
  }

  /// The queues in the order in which the intervals name them.
  var queues: [String] { places.keys.filter { $0 != "*" }.sorted() }

  /// Prepares a cell for each interval of the period.
  mutating func prepare(intervals starts: [Int]) {
    byInterval = Dictionary(
      starts.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    intervals = CounterSums(cells: starts.count)
  }

  mutating func add(_ row: CSVRow, _ counters: CounterRow, start: Int) {
    guard row.cell(CounterHead.media).elementsEqual(medium.utf8) else { return }
    if !CounterHead.series(row).elementsEqual(series) {
      series = Array(CounterHead.series(row))
      let queue = row.text(0)
      // A queue with several directions was received once.
      countsSeries = places[queue] == nil
      place = places[queue, default: scopes.count]
      if countsSeries {
        places[queue] = place
        scopes.append(CounterSums(cells: hours.count + 1))
      }
      hour = 0
    }
    while hour < hours.count, hours[hour].end <= start { hour += 1 }
    let cell = hour < hours.count && hours[hour].start <= start ? hour : hours.count
    scopes[0].add(counters, to: cell, counts: countsSeries)
    scopes[place].add(counters, to: cell, counts: countsSeries)
    if let place = byInterval[start] {
      intervals.add(counters, to: place, counts: countsSeries)
    }
  }

  /// The sum of a scope over hours, the rest of the period included where `all` says so.
  func sum(_ scope: String, hours chosen: Range<Int>, all: Bool = false) -> CounterSums? {
    guard let sums = places[scope].map({ scopes[$0] }) else { return nil }
    var total = CounterSums(cells: 1)
    total.add(sums, chosen, to: 0)
    if all { total.add(sums, hours.count..<hours.count + 1, to: 0) }
    return total
  }

  /// The whole period.
  func total(_ scope: String) -> CounterSums? { sum(scope, hours: 0..<hours.count, all: true) }

  /// The hours of a local date.
  func hours(on date: String) -> Range<Int>? {
    guard let first = hours.firstIndex(where: { $0.date == date }) else { return nil }
    let end = hours[first...].firstIndex { $0.date != date } ?? hours.count
    return first..<end
  }
}
