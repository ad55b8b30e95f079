/// Adds a sheet up to hours, days, queues and the whole, by the clock of the contract's zone.
package struct Summaries: Sendable {
  private let sheet: Sheet
  private let zone: Zone
  private let hours: OpeningHours
  private let formulas: Formulas
  /// Stretches that end later are still provisional.
  private let finalUntil: Instant
  /// The medium that the totals cover.
  private let media: String
  private let places: [QueueID: [Int]]

  package init(
    of sheet: Sheet, zone: Zone, hours: OpeningHours, formulas: Formulas, media: String,
    finalUntil: Instant
  ) {
    self.sheet = sheet
    self.zone = zone
    self.hours = hours
    self.formulas = formulas
    self.media = media
    self.finalUntil = finalUntil
    var places: [QueueID: [Int]] = [:]
    for (place, series) in sheet.series.enumerated() where series.media == media {
      places[series.queue, default: []].append(place)
    }
    self.places = places
  }

  /// The queues that work in the medium, in the configured order.
  package var queues: [Queue] { sheet.queues.filter { places[$0.id] != nil } }

  package func total(_ window: Window) -> Summary {
    summary(of: queues, window, sheet.indices(in: window))
  }

  package func queues(_ window: Window) -> [QueueSummary] {
    let indices = sheet.indices(in: window)
    return queues.map { QueueSummary(queue: $0, summary: summary(of: [$0], window, indices)) }
  }

  /// The rows of `month.csv`: every series in order, then the sum of each medium.
  package func rows(_ window: Window) -> [SeriesSummary] {
    let indices = sheet.indices(in: window)
    let parts = sheet.series.indices.map { place in
      SeriesSummary(
        series: sheet.series[place], media: sheet.series[place].media,
        summary: row(of: place, window, indices))
    }
    let media = Set(sheet.series.map(\.media)).sorted {
      Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
    }
    let sums = media.map { media in
      let members = sheet.queues.filter { $0.media.contains(media) }
      let tally = sheet.series.indices.filter { sheet.series[$0].media == media }
        .reduce(into: Tally(recorded: sheet.recorded)) { $0.add(sheet.sum(of: $1, in: indices)) }
      return SeriesSummary(
        series: nil, media: media,
        summary: summary(tally, of: members, window, indices))
    }
    return parts + sums
  }

  /// One series in one stretch of time.
  package func row(of place: Int, _ window: Window, _ indices: Range<Int>) -> Summary {
    let queue = sheet.queues.filter { $0.id == sheet.series[place].queue }
    return summary(sheet.sum(of: place, in: indices), of: queue, window, indices)
  }

  package func day(_ date: LocalDate) -> DaySummary {
    let window = zone.day(date).clamped(to: sheet.window)
    let indices = sheet.indices(in: window)
    let open = indices.map { hours.isOpen(at: sheet.interval($0).start, in: zone) }
    let intervals = indices.map { summary(of: queues, sheet.interval($0), $0..<$0 + 1) }
    return DaySummary(
      date: date, total: summary(of: queues, window, indices), queues: queues(window),
      hours: self.hours(of: indices, open: open), intervals: intervals, open: open)
  }

  /// The local hours that intervals fall into; a repeated hour counts twice.
  package func hours(of indices: Range<Int>, open: [Bool]) -> [HourSummary] {
    var hours: [HourSummary] = []
    var start = indices.lowerBound
    while start < indices.upperBound {
      let (hour, localTime) = clock(at: start)
      var end = start + 1
      while end < indices.upperBound, clock(at: end) == (hour, localTime) { end += 1 }
      let window = Window(sheet.interval(start).start, sheet.interval(end - 1).end)
      let openPart = open[(start - indices.lowerBound)..<(end - indices.lowerBound)]
      hours.append(
        HourSummary(
          hour: hour, localTime: localTime,
          total: summary(of: queues, window, start..<end),
          queues: queues(window), isOpen: openPart.contains(true)))
      start = end
    }
    return hours
  }

  /// The share of the open intervals that was received, over all queues of the medium.
  package func completeness(_ window: Window) -> Completeness {
    let open = sheet.indices(in: window).filter {
      hours.isOpen(at: sheet.interval($0).start, in: zone)
    }
    let received = queues.reduce(0) { sum, queue in
      sum + open.count { sheet.isReceived(queue.id, at: $0) }
    }
    return Completeness(expected: open.count * queues.count, received: received)
  }

  private func clock(at index: Int) -> (Int, Zone.LocalTime) {
    let start = sheet.interval(index).start
    let localTime = zone.localTime(at: start)
    let second = start.seconds + localTime.offset
    return ((second - second.dividedDown(by: 86_400) * 86_400) / 3600, localTime)
  }

  private func summary(of queues: [Queue], _ window: Window, _ indices: Range<Int>) -> Summary {
    var tally = Tally(recorded: sheet.recorded)
    for queue in queues {
      for place in places[queue.id] ?? [] { tally.add(sheet.sum(of: place, in: indices)) }
    }
    return summary(tally, of: queues, window, indices)
  }

  private func summary(
    _ tally: Tally, of queues: [Queue], _ window: Window, _ indices: Range<Int>
  ) -> Summary {
    Summary(
      window: window, tally: tally, expected: indices.count * queues.count,
      received: queues.reduce(0) { $0 + sheet.receivedCount($1.id, in: indices) },
      isFinal: window.end <= finalUntil, formulas: formulas)
  }
}
