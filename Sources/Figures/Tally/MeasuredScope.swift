/// The intervals that one measure is made of, and how many of them were received.
package struct MeasuredScope: Sendable, Hashable {
  /// Those that at least one queue of the scope was received for, in order.
  package let intervals: [MeasuredInterval]
  /// The series that were added up.
  package let series: [Series]
  /// Of the open intervals, counted once for each queue.
  package let completeness: Completeness

  package init(intervals: [MeasuredInterval], series: [Series], completeness: Completeness) {
    self.intervals = intervals
    self.series = series
    self.completeness = completeness
  }
}

extension Sheet {
  /// Adds up, interval by interval, the series that a scope names.
  ///
  /// `media` stands for a medium that the scope leaves open; `isOpen` has a place for each
  /// interval. A name that fits no queue is refused, and so is a scope without any series.
  package func measured(_ scope: Scope, media: String, isOpen: [Bool]) throws(ScopeError)
    -> MeasuredScope
  {
    for name in scope.queues ?? [] where !queues.contains(where: { $0.isCalled(name) }) {
      throw .unknownQueue(name)
    }
    let members = queues.filter { queue in
      scope.queues.map { $0.contains(where: queue.isCalled) } ?? true
    }
    var places: [QueueID: [Int]] = [:]
    for (place, series) in series.enumerated() {
      guard members.contains(where: { $0.id == series.queue }),
        series.media == scope.media ?? media,
        scope.directions?.contains(series.direction) ?? true
      else { continue }
      places[series.queue, default: []].append(place)
    }
    guard !places.isEmpty else { throw .nothing }

    var intervals: [MeasuredInterval] = []
    var received = 0
    for index in 0..<intervalCount {
      var tally: Tally?
      var come = 0
      for (queue, places) in places where isReceived(queue, at: index) {
        come += 1
        for place in places {
          guard let part = self.tally(of: place, at: index) else { continue }
          tally = tally.map { $0 + part } ?? part
        }
      }
      if isOpen[index] { received += come }
      guard let tally else { continue }
      intervals.append(MeasuredInterval(window: interval(index), tally: tally, queues: come))
    }
    let expected = isOpen.count { $0 } * places.count
    return MeasuredScope(
      intervals: intervals, series: places.values.joined().sorted().map { series[$0] },
      completeness: Completeness(expected: expected, received: received))
  }
}

extension Queue {
  fileprivate func isCalled(_ name: String) -> Bool { id.text == name || label == name }
}

/// Why a measure's scope holds nothing to count.
package enum ScopeError: Error, Hashable {
  case unknownQueue(String)
  case nothing
}

extension ScopeError: Explained {
  package var explanation: Explanation {
    switch self {
    case .unknownQueue(let name):
      Explanation(
        .configuration, what: "the contract counts the queue '\(name)', which the partner has not",
        remedy: "write the queue's id, or its label of 'tallysheet.yml'")
    case .nothing:
      Explanation(
        .configuration,
        what: "a measure counts a medium or direction that none of the partner's queues has",
        remedy: "compare the measure's 'scope' with the queues in 'tallysheet.yml'")
    }
  }
}
