/// A stretch without events that the operator confirmed as real.
package struct ConfirmedSilence: Sendable, Hashable {
  package let window: Window
  package let reason: String

  package init(window: Window, reason: String) {
    self.window = window
    self.reason = reason
  }
}

extension Sheet {
  /// The stretches of open time, of at least `seconds`, in which no series had any event.
  ///
  /// A source leaves out what has no events, so such a stretch reads as zero; where it is long, a
  /// recorder that stood still is the likelier reason. Closed hours end a stretch.
  package func silences(atLeast seconds: Int, open: (Int) -> Bool) -> [Window] {
    var eventful = [Bool](repeating: false, count: intervalCount)
    for place in series.indices {
      for index in 0..<intervalCount where !eventful[index] {
        eventful[index] = tally(of: place, at: index).map(\.hasEvents) ?? true
      }
    }
    var found: [Window] = []
    var start: Int?
    for index in 0...intervalCount {
      let isQuiet = index < intervalCount && !eventful[index] && open(index)
      if isQuiet {
        start = start ?? index
      } else if let first = start {
        if (index - first) * step >= seconds {
          found.append(Window(interval(first).start, interval(index - 1).end))
        }
        start = nil
      }
    }
    return found
  }
}

extension Tally {
  /// Whether anything at all was counted.
  package var hasEvents: Bool { Counter.allCases.contains { (self[$0] ?? 0) != 0 } }
}

extension Finding {
  /// How long a silence in open hours must last to be a finding.
  package static let silenceSeconds = 7200
  /// A single wait or call beyond this is named, because it weighs on an average.
  package static let outlierMilliseconds = 3_600_000

  /// What a reader must know about a period's data, in the order of the calendar within each kind.
  static func all(
    sheet: Sheet, days: [DaySummary], total: Summary, zone: Zone, hours: OpeningHours,
    gaps: [Gap], confirmed: [ConfirmedSilence], granularity: String, records: RecordCheck?
  ) -> [Finding] {
    var findings = gaps.filter { $0.window.overlaps(sheet.window) }
      .sorted { $0.window.start < $1.window.start }.map(Finding.gap)

    let silences = sheet.silences(atLeast: silenceSeconds) { index in
      hours.isOpen(at: sheet.interval(index).start, in: zone)
    }
    for silence in silences {
      let reason = confirmed.first {
        $0.window.start <= silence.start && silence.end <= $0.window.end
      }?.reason
      findings.append(reason.map { .confirmedSilence(silence, reason: $0) } ?? .silence(silence))
    }

    for date in days.map(\.date) {
      let seconds = zone.day(date).seconds
      if seconds != 86_400 { findings.append(.clockChange(date, seconds: seconds)) }
    }

    if let offered = total[.offered], let answered = total[.answered],
      let abandoned = total[.abandoned]
    {
      let difference = offered - answered - abandoned - (total[.flowOut] ?? 0)
      if difference != 0 { findings.append(.identity(difference: difference, offered: offered)) }
    }

    for counter in [Counter.waitMax, .handleMax] {
      let worst = days.max { ($0.total[counter] ?? 0) < ($1.total[counter] ?? 0) }
      if let worst, let longest = worst.total[counter], longest > outlierMilliseconds {
        findings.append(.outlier(counter, milliseconds: longest, date: worst.date))
      }
    }
    if granularity != "PT5M" { findings.append(.granularity(granularity)) }
    if let records, !records.differences.isEmpty { findings.append(.records(records)) }
    return findings
  }
}
