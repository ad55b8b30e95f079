/// How the records of single conversations are asked for.
package enum RecordRoute: String, Sendable, Hashable, CaseIterable {
  /// Page by page, as fresh as the tallies.
  case pages
  /// By asynchronous jobs, whose data lags by hours.
  case job
}

/// An event of a conversation that the tallies count, in the platform's own word.
///
/// The list is closed: of all that a record tells, only these are read.
package enum RecordMetric: String, Sendable, Hashable, CaseIterable {
  case nOffered, nTransferred
  case tAbandon, tAcw, tAnswered, tFlowOut, tHandle, tHeldComplete, tTalkComplete, tWait
}

/// One event of one conversation: a row of what a tally is the sum of.
package struct RecordEvent: Sendable, Hashable {
  /// The source's id of the conversation, in lower case: a key for the archive, never for a page.
  package let conversation: String
  package let series: Series
  package let metric: RecordMetric
  /// When its calculation was complete; the event counts in the interval that holds it.
  package let emittedAt: Instant
  /// A number of contacts where the name begins with `n`, milliseconds where it begins with `t`.
  package let value: Int

  package init(
    conversation: String, series: Series, metric: RecordMetric, emittedAt: Instant, value: Int
  ) {
    self.conversation = conversation.lowercased()
    self.series = series
    self.metric = metric
    self.emittedAt = emittedAt
    self.value = value
  }
}

extension Tally {
  /// Counts an event as the source's own totals do.
  ///
  /// The longest wait that is in time, or short, is exactly the threshold.
  package mutating func count(_ event: RecordEvent, _ thresholds: Thresholds) {
    let value = event.value
    switch event.metric {
    case .nOffered: increase(.offered, by: value)
    case .nTransferred: increase(.transferred, by: value)
    case .tAnswered:
      increase(.answered, by: 1)
      increase(.waitAnswered, by: value)
      if value <= thresholds.answeredWithin { increase(.answeredInThreshold, by: 1) }
      countRanges(.answered, value, thresholds)
    case .tAbandon:
      increase(.abandoned, by: 1)
      increase(.waitAbandoned, by: value)
      if value <= thresholds.shortAbandon { increase(.shortAbandoned, by: 1) }
      countRanges(.abandoned, value, thresholds)
    case .tFlowOut: increase(.flowOut, by: 1)
    case .tWait:
      increase(.wait, by: value)
      raise(.waitMax, to: value)
    case .tHandle:
      increase(.handled, by: 1)
      increase(.handle, by: value)
      raise(.handleMax, to: value)
    case .tTalkComplete: increase(.talk, by: value)
    case .tHeldComplete: increase(.hold, by: value)
    case .tAcw: increase(.acw, by: value)
    }
  }

  private mutating func countRanges(
    _ kind: WaitRange.Kind, _ wait: Int, _ thresholds: Thresholds
  ) {
    for (counter, range) in zip(Counter.ranges, thresholds.ranges)
    where range.kind == kind && wait <= range.within {
      increase(counter, by: 1)
    }
  }

  private mutating func increase(_ counter: Counter, by value: Int) {
    if let old = self[counter] { self[counter] = old + value }
  }

  private mutating func raise(_ counter: Counter, to value: Int) {
    if let old = self[counter] { self[counter] = max(old, value) }
  }
}
