/// What came of adding up single conversations beside the counts that the source delivers.
package struct RecordCheck: Sendable, Hashable {
  package let route: RecordRoute
  /// Answers that the records came in.
  package let requests: Int
  /// Conversations with at least one event that counts.
  package let conversations: Int
  package let events: Int
  /// Intervals of all series that were received, and so could be compared.
  package let intervals: Int
  /// By series, start and counter; empty when everything adds up.
  package let differences: [RecordDifference]
  /// The lengths of single calls, by medium.
  package let calls: [String: CallLengths]
  /// One for each series and local day, by series.
  package let days: [RecordDay]

  package init(
    route: RecordRoute, requests: Int, conversations: Int, events: Int, intervals: Int,
    differences: [RecordDifference], calls: [String: CallLengths] = [:], days: [RecordDay]
  ) {
    self.route = route
    self.requests = requests
    self.conversations = conversations
    self.events = events
    self.intervals = intervals
    self.differences = differences
    self.calls = calls
    self.days = days
  }

  /// Intervals in which at least one counter differs.
  package var differingIntervals: Int { Set(differences.map(\.place)).count }
}

/// A counter of one series and interval that the records do not add up to.
package struct RecordDifference: Sendable, Hashable {
  package let series: Series
  /// The queue's name in the contract.
  package let queue: String
  package let start: Instant
  package let counter: Counter
  /// What the source's own totals say.
  package let counted: Int
  /// What its records add up to.
  package let recorded: Int

  package init(
    series: Series, queue: String, start: Instant, counter: Counter, counted: Int, recorded: Int
  ) {
    self.series = series
    self.queue = queue
    self.start = start
    self.counter = counter
    self.counted = counted
    self.recorded = recorded
  }

  struct Place: Hashable {
    let series: Series
    let start: Instant
  }

  var place: Place { Place(series: series, start: start) }
}

/// A series on one local day, counted twice: over the intervals that were received.
package struct RecordDay: Sendable, Hashable {
  package let date: LocalDate
  package let series: Series
  /// The queue's name in the contract.
  package let queue: String
  /// The source's own totals; `nil` when nothing was received.
  package let counted: Tally?
  /// The sum of the records; `nil` when there is nothing to hold it against.
  package let recorded: Tally?

  package init(
    date: LocalDate, series: Series, queue: String, counted: Tally?, recorded: Tally?
  ) {
    self.date = date
    self.series = series
    self.queue = queue
    self.counted = counted
    self.recorded = recorded
  }
}
