/// A period's tallies of one partner, interval by interval.
///
/// An interval that was received and holds no row had no events and counts as zero; an interval
/// that was not received, or that lies in a declared gap, is missing and counts as nothing.
package struct Sheet: Sendable {
  package let window: Window
  /// Seconds of an interval: 300, 900 or 1800.
  package let step: Int
  package let queues: [Queue]
  /// Every series of every queue, sorted.
  package let series: [Series]
  package let recorded: CounterSet
  private let rows: [[Entry]]
  private let received: [QueueID: [Bool]]

  private struct Entry: Sendable {
    let index: Int
    let tally: Tally
  }

  /// Puts rows, in any order, into their places.
  ///
  /// `fetched` names for each queue the windows that were fetched completely. Rows in declared
  /// gaps are not counted. A row off the grid, of a strange series or for a place already taken
  /// is refused: nothing is added up blindly.
  package init(
    window: Window, step: Int, queues: [Queue], recorded: CounterSet, rows: [TallyRow],
    fetched: [QueueID: [Window]], gaps: [Gap]
  ) throws(SheetError) {
    guard step > 0, window.seconds % step == 0 else { throw SheetError.offGrid(window.start) }
    self.window = window
    self.step = step
    self.queues = queues
    self.recorded = recorded
    series = queues.flatMap(\.series).sorted()
    let count = window.seconds / step

    func indices(_ part: Window) -> Range<Int> {
      let part = part.clamped(to: window)
      let first = (part.start.seconds - window.start.seconds + step - 1) / step
      let last = (part.end.seconds - window.start.seconds) / step
      return first..<max(first, last)
    }
    var received: [QueueID: [Bool]] = [:]
    for queue in queues {
      var marks = [Bool](repeating: false, count: count)
      for part in fetched[queue.id] ?? [] { for index in indices(part) { marks[index] = true } }
      for gap in gaps {
        // A gap hides each interval that it touches.
        let part = gap.window.clamped(to: window)
        guard !part.isEmpty else { continue }
        let first = (part.start.seconds - window.start.seconds) / step
        let last = (part.end.seconds - window.start.seconds + step - 1) / step
        for index in first..<last { marks[index] = false }
      }
      received[queue.id] = marks
    }
    self.received = received

    let places = Dictionary(uniqueKeysWithValues: series.enumerated().map { ($1, $0) })
    var entries = [[Entry]](repeating: [], count: series.count)
    for row in rows where window.contains(row.start) {
      let distance = row.start.milliseconds - window.start.milliseconds
      guard distance % (step * 1000) == 0 else { throw SheetError.offGrid(row.start) }
      guard let place = places[row.series] else { throw SheetError.strange(row.series) }
      let index = distance / (step * 1000)
      guard received[row.series.queue]?[index] == true else { continue }
      entries[place].append(Entry(index: index, tally: row.tally))
    }
    for place in entries.indices {
      entries[place].sort { $0.index < $1.index }
      for (one, next) in zip(entries[place], entries[place].dropFirst())
      where one.index == next.index {
        throw SheetError.repeated(series[place], window.start + one.index * step)
      }
    }
    self.rows = entries
  }

  package var intervalCount: Int { window.seconds / step }

  /// The window of the interval at an index.
  package func interval(_ index: Int) -> Window {
    Window(window.start + index * step, window.start + (index + 1) * step)
  }

  /// The indices of the intervals that start inside a window.
  package func indices(in part: Window) -> Range<Int> {
    let part = part.clamped(to: window)
    let first = (part.start.seconds - window.start.seconds + step - 1) / step
    let last = (part.end.seconds - window.start.seconds + step - 1) / step
    return first..<max(first, last)
  }

  package func isReceived(_ queue: QueueID, at index: Int) -> Bool {
    received[queue]?[index] ?? false
  }

  /// How many of the intervals were received for a queue.
  package func receivedCount(_ queue: QueueID, in indices: Range<Int>) -> Int {
    received[queue]?[indices].count { $0 } ?? 0
  }

  /// The tally of a series in one interval; `nil` when it was not received.
  package func tally(of place: Int, at index: Int) -> Tally? {
    guard isReceived(series[place].queue, at: index) else { return nil }
    let found = firstEntry(of: place, from: index)
    guard found < rows[place].count, rows[place][found].index == index else {
      return Tally(recorded: recorded)
    }
    return rows[place][found].tally
  }

  /// The sum of a series over intervals, of what was received.
  package func sum(of place: Int, in indices: Range<Int>) -> Tally {
    var total = Tally(recorded: recorded)
    var at = firstEntry(of: place, from: indices.lowerBound)
    while at < rows[place].count, rows[place][at].index < indices.upperBound {
      total.add(rows[place][at].tally)
      at += 1
    }
    return total
  }

  private func firstEntry(of place: Int, from index: Int) -> Int {
    var low = 0
    var high = rows[place].count
    while low < high {
      let middle = (low + high) / 2
      if rows[place][middle].index < index { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Why rows do not make a sheet.
package enum SheetError: Error, Hashable {
  case offGrid(Instant)
  case strange(Series)
  case repeated(Series, Instant)
}

extension SheetError: Explained {
  package var explanation: Explanation {
    switch self {
    case .offGrid(let instant):
      Explanation(
        .badData, what: "the archive holds a row at \(instant.text), which is not on its grid",
        remedy: "run 'tallysheet doctor'; fetch the period again into a fresh archive")
    case .strange(let series):
      Explanation(
        .badData,
        what: "the archive holds rows of \(series.media) \(series.direction) in a queue that is "
          + "not configured for them",
        place: "queue \(series.queue.text)",
        remedy: "fetch the period again with the present configuration")
    case .repeated(let series, let instant):
      Explanation(
        .badData, what: "the archive holds two rows for \(instant.text)",
        place: "queue \(series.queue.text)",
        remedy: "fetch the period again into a fresh archive")
    }
  }
}
