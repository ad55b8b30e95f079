/// Which rows of `intervals.csv` a measure counts, and what they add up to on each local day.
package struct CountedRows: Sendable, Hashable {
  /// A local day of the period; on a day without open intervals, nothing is expected.
  package struct Day: Sendable, Hashable {
    package let date: LocalDate
    /// The sum of the rows that count.
    package let tally: Tally
    /// Intervals that count, each once for every queue, and how many of them were received.
    package let expected: Int
    package let received: Int
    /// Intervals that the parties left out.
    package let excluded: Int

    package init(date: LocalDate, tally: Tally, expected: Int, received: Int, excluded: Int) {
      self.date = date
      self.tally = tally
      self.expected = expected
      self.received = received
      self.excluded = excluded
    }
  }

  /// A day, week or interval that is held against a target by itself.
  package struct Stretch: Sendable, Hashable {
    /// From its first to its last interval that counts and was received.
    package let window: Window
    /// What it counts, and what that counts for.
    package let judged: Share
    /// The same, had the parties left nothing out.
    package let measured: Share

    package init(window: Window, judged: Share, measured: Share) {
      self.window = window
      self.judged = judged
      self.measured = measured
    }

    package struct Share: Sendable, Hashable {
      package let parts: Parts
      package let part: IntervalAttainment.Part

      package init(parts: Parts, part: IntervalAttainment.Part) {
        self.parts = parts
        self.part = part
      }
    }
  }

  package let series: [Series]
  /// The time that counts, in order; what adjoins is one stretch.
  package let counted: [Window]
  /// The time that would have counted, had the parties not left it out.
  package let excluded: [Window]
  /// The time of its days that opening hours leave out.
  package let closed: [Window]
  /// Every day of the period, in order.
  package let days: [Day]
  /// The sum of the rows that the parties left out.
  package let leftOut: Tally
  /// Empty where the month is judged as one.
  package var stretches: [Stretch] = []

  package init(
    series: [Series], counted: [Window], excluded: [Window], closed: [Window] = [], days: [Day],
    leftOut: Tally
  ) {
    self.series = series
    self.counted = counted
    self.excluded = excluded
    self.closed = closed
    self.days = days
    self.leftOut = leftOut
  }

  /// The sum of the rows that count; `nil` when none was received.
  package var total: Tally? {
    guard days.contains(where: { $0.received > 0 }) else { return nil }
    return days.dropFirst().reduce(days.first?.tally) { sum, day in sum.map { $0 + day.tally } }
  }
}

extension Sheet {
  /// Finds the rows of a measure.
  ///
  /// `scope` is what was added up for it; `days` are the days of the period; `judged` is the time
  /// that the measure is about, and `counts` says which of its intervals count, before exclusions.
  package func rows(
    of scope: MeasuredScope, by days: [(date: LocalDate, window: Window)],
    excluding exclusions: Exclusions, within judged: Window? = nil, counts: (Instant) -> Bool
  ) -> CountedRows {
    var counted: [Window] = []
    var excluded: [Window] = []
    var closed: [Window] = []
    var leftOut = Tally(recorded: recorded)
    var at = 0
    let queues = Set(scope.series.map(\.queue)).count
    let sums = days.map { date, window in
      var tally = Tally(recorded: recorded)
      var expected = 0
      var received = 0
      var dropped = 0
      for index in indices(in: window) {
        let interval = self.interval(index)
        while at < scope.intervals.count, scope.intervals[at].window.start < interval.start {
          at += 1
        }
        guard judged?.contains(interval.start) ?? true else { continue }
        guard counts(interval.start) else {
          closed.append(joining: interval)
          continue
        }
        let found = at < scope.intervals.count && scope.intervals[at].window == interval
        if exclusions.excludes(interval) {
          excluded.append(joining: interval)
          dropped += 1
          if found { leftOut.add(scope.intervals[at].tally) }
          continue
        }
        counted.append(joining: interval)
        expected += queues
        guard found else { continue }
        received += scope.intervals[at].queues
        tally.add(scope.intervals[at].tally)
      }
      return CountedRows.Day(
        date: date, tally: tally, expected: expected, received: received, excluded: dropped)
    }
    return CountedRows(
      series: scope.series, counted: counted, excluded: excluded, closed: closed, days: sums,
      leftOut: leftOut)
  }
}

extension [Window] {
  /// Adds a window; one that begins where the last ends makes that longer.
  package mutating func append(joining window: Window) {
    if let last, last.end == window.start {
      self[count - 1] = Window(last.start, window.end)
    } else {
      append(window)
    }
  }
}
