/// Adds events of conversations up to the intervals of a sheet, and holds the sums against it.
package struct RecordSheet: Sendable {
  private let sheet: Sheet
  private let thresholds: Thresholds
  private let places: [Series: Int]
  /// By place and interval; what is not there had no event.
  private var tallies: [Int: Tally] = [:]
  /// By medium: a fee counts one of them.
  private var calls: [String: CallLengths] = [:]
  private var conversations: Set<String> = []
  private var events = 0

  package init(of sheet: Sheet, thresholds: Thresholds) {
    self.sheet = sheet
    self.thresholds = thresholds
    places = Dictionary(uniqueKeysWithValues: sheet.series.enumerated().map { ($1, $0) })
  }

  /// Counts an event in the interval that holds its stamp.
  ///
  /// One outside the window or of a strange series is refused: nothing is added up blindly.
  package mutating func add(_ event: RecordEvent) throws(SheetError) {
    guard let place = places[event.series] else { throw SheetError.strange(event.series) }
    guard sheet.window.contains(event.emittedAt) else { throw SheetError.offGrid(event.emittedAt) }
    let index =
      (event.emittedAt.milliseconds - sheet.window.start.milliseconds) / (sheet.step * 1000)
    tallies[place * sheet.intervalCount + index, default: Tally(recorded: sheet.recorded)]
      .count(event, thresholds)
    calls[event.series.media, default: CallLengths()].add(event)
    conversations.insert(event.conversation)
    events += 1
  }

  /// Compares every counter that the source records, in every interval that was received.
  package func check(
    route: RecordRoute, requests: Int, days: [LocalDate], zone: Zone
  ) -> RecordCheck {
    let counters = Counter.allCases.filter { sheet.recorded.contains($0) }
    var intervals = 0
    var differences: [RecordDifference] = []
    for (place, series) in sheet.series.enumerated() {
      for index in 0..<sheet.intervalCount {
        guard let counted = sheet.tally(of: place, at: index) else { continue }
        intervals += 1
        let recorded = tally(of: place, at: index)
        guard counted != recorded else { continue }
        for counter in counters {
          guard let left = counted[counter], let right = recorded[counter], left != right
          else { continue }
          differences.append(
            RecordDifference(
              series: series, queue: label(of: series), start: sheet.interval(index).start,
              counter: counter, counted: left, recorded: right))
        }
      }
    }
    return RecordCheck(
      route: route, requests: requests, conversations: conversations.count, events: events,
      intervals: intervals, differences: differences, calls: calls,
      days: sheet.series.indices.flatMap { place in days.map { day($0, of: place, zone) } })
  }

  private func tally(of place: Int, at index: Int) -> Tally {
    tallies[place * sheet.intervalCount + index] ?? Tally(recorded: sheet.recorded)
  }

  private func day(_ date: LocalDate, of place: Int, _ zone: Zone) -> RecordDay {
    let series = sheet.series[place]
    let indices = sheet.indices(in: zone.day(date))
    let received = indices.filter { sheet.isReceived(series.queue, at: $0) }
    let isMissing = received.isEmpty
    let recorded = received.reduce(into: Tally(recorded: sheet.recorded)) {
      $0.add(tally(of: place, at: $1))
    }
    return RecordDay(
      date: date, series: series, queue: label(of: series),
      counted: isMissing ? nil : sheet.sum(of: place, in: indices),
      recorded: isMissing ? nil : recorded)
  }

  private func label(of series: Series) -> String {
    sheet.queues.first { $0.id == series.queue }?.label ?? series.queue.text
  }
}
