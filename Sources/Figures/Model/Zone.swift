/// A time zone, made from the bytes of a compiled zone file (TZif, RFC 8536).
///
/// Foundation's zone data is older than the system's and falls back in silence; a day cut an hour
/// off moves calls between invoices. So the rules come from the bytes given here and are kept with
/// each capture, which lets a rebuild years later cut the same days.
package struct Zone: Sendable, Hashable {
  package let name: String
  /// `transitions[i]` is the second from which `offsets[i + 1]` holds; `offsets[0]` holds before all.
  private let transitions: [Int]
  private let offsets: [LocalTime]
  private let rule: ZoneRule?

  /// An offset in seconds east of Greenwich, and what the clock is called while it holds.
  package struct LocalTime: Sendable, Hashable {
    package let offset: Int
    package let abbreviation: String
  }

  /// Reads version 2 or later of the format; the 32-bit part is skipped.
  package init(name: String, bytes: [UInt8]) throws(ZoneError) {
    self.name = name
    guard let file = ZoneFile(bytes) else { throw ZoneError.unreadable(name) }
    transitions = file.transitions
    offsets = file.offsets
    if file.footer.isEmpty {
      rule = nil
    } else {
      guard let rule = ZoneRule(file.footer) else { throw ZoneError.unreadable(name) }
      self.rule = rule
    }
  }

  /// What clocks in the zone show at an instant.
  package func localTime(at instant: Instant) -> LocalTime {
    let second = instant.seconds
    if let rule, second >= (transitions.last ?? .min) { return rule.localTime(at: second) }
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= second { low = middle + 1 } else { high = middle }
    }
    return offsets[low]
  }

  package func offset(at instant: Instant) -> Int { localTime(at: instant).offset }

  /// The date that clocks in the zone show at an instant.
  package func date(at instant: Instant) -> LocalDate {
    LocalDate(dayNumber: (instant.seconds + offset(at: instant)).dividedDown(by: 86_400))
  }

  /// The first instant at which clocks show this date or a later one.
  ///
  /// Midnight need not exist: in Beirut a day can begin at 01:00. A date that was skipped as a
  /// whole, as in Apia on 30 December 2011, begins and ends at the same instant.
  package func start(of date: LocalDate) -> Instant {
    let midnight = date.dayNumber * 86_400
    let candidates =
      offsets(around: midnight).map { midnight - $0 }
      + changes(around: midnight)
    let showing = candidates.filter { second in
      let shown = second + offset(at: Instant(seconds: second))
      return shown >= midnight
        && second - 1 + offset(at: Instant(seconds: second - 1)) < midnight
    }
    guard let first = showing.min() else {
      preconditionFailure("no clock reaches \(date.text): offsets lie within a day of UTC")
    }
    return Instant(seconds: first)
  }

  /// From the first instant that shows the date to the first that shows the next.
  package func day(_ date: LocalDate) -> Window {
    Window(start(of: date), start(of: date.adding(days: 1)))
  }

  package func window(of period: Period) -> Window {
    Window(start(of: period.firstDay), start(of: period.endDay))
  }

  private func offsets(around second: Int) -> [Int] {
    [second - 90_000, second, second + 90_000].map { offset(at: Instant(seconds: $0)) }
  }

  /// The seconds within a day of `second` at which the offset changes.
  private func changes(around second: Int) -> [Int] {
    let near = (second - 90_000)...(second + 90_000)
    let year = LocalDate(dayNumber: second.dividedDown(by: 86_400)).year
    let later = rule.map { rule in (year - 1...year + 1).flatMap(rule.changes(in:)) } ?? []
    return (transitions + later).filter(near.contains)
  }
}

/// Why a zone cannot be used.
package enum ZoneError: Error, Hashable {
  case unreadable(String)
}

extension ZoneError: Explained {
  package var explanation: Explanation {
    switch self {
    case .unreadable(let name):
      Explanation(
        .badData, what: "the zone file of '\(name)' cannot be read",
        remedy: "install the package tzdata, or mend /usr/share/zoneinfo/\(name)")
    }
  }
}
