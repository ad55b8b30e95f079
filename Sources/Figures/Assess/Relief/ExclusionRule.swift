/// Which intervals an agreed outage takes out, when it covers some of them in part.
package enum ExclusionRule: String, Sendable, Hashable, CaseIterable {
  /// Every interval it touches.
  case any
  /// Intervals of which it covers more than half.
  case majority
  /// Intervals whose first moment it covers.
  case start
}

/// A stretch that the parties agreed to leave out of the judgement.
package struct Exclusion: Sendable, Hashable {
  package let window: Window
  package let reason: String
  package let approver: String?
  /// The ticket or document that shows it, if one was named.
  package let evidence: String?

  package init(window: Window, reason: String, approver: String? = nil, evidence: String? = nil) {
    self.window = window
    self.reason = reason
    self.approver = approver
    self.evidence = evidence
  }
}

/// The exclusions of a month and the rule by which they meet intervals.
package struct Exclusions: Sendable, Hashable {
  package let rule: ExclusionRule
  package let list: [Exclusion]
  /// What the exclusions cover, in order and without overlap.
  package let windows: [Window]

  package init(_ rule: ExclusionRule = .any, _ list: [Exclusion] = []) {
    self.rule = rule
    self.list = list
    var merged: [Window] = []
    for window in list.map(\.window).sorted(by: { $0.start < $1.start }) where !window.isEmpty {
      if let last = merged.last, window.start <= last.end {
        merged[merged.count - 1] = Window(last.start, max(last.end, window.end))
      } else {
        merged.append(window)
      }
    }
    windows = merged
  }

  package func excludes(_ interval: Window) -> Bool {
    switch rule {
    case .any: windows.contains { $0.overlaps(interval) }
    case .start: windows.contains { $0.contains(interval.start) }
    case .majority:
      windows.reduce(0) { $0 + $1.clamped(to: interval).seconds } * 2 > interval.seconds
    }
  }

  /// What leaving out does to the parts of a ratio: the page shows both figures.
  package func effect(on intervals: [(window: Window, parts: Parts)]) -> ExclusionEffect {
    let dropped = intervals.filter { excludes($0.window) }
    let kept = intervals.filter { !excludes($0.window) }
    return ExclusionEffect(
      dropped: dropped.map(\.window), asMeasured: intervals.map(\.parts).sum(),
      afterExclusions: kept.map(\.parts).sum())
  }
}

/// A ratio as measured and after exclusions.
package struct ExclusionEffect: Sendable, Hashable {
  package let dropped: [Window]
  package let asMeasured: Parts
  package let afterExclusions: Parts

  package init(dropped: [Window], asMeasured: Parts, afterExclusions: Parts) {
    self.dropped = dropped
    self.asMeasured = asMeasured
    self.afterExclusions = afterExclusions
  }
}
