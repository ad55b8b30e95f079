/// A date or a date and time by a clock on the wall, before its zone is known.
package struct LocalMoment: Sendable, Hashable, Comparable {
  package let date: LocalDate
  /// Minutes after midnight on the clock; `nil` for the beginning of the day.
  package let minute: Int?

  /// Reads `2026-10-11` or `2026-10-11T14:25`; anything else is `nil`.
  package init?(_ text: String) {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count), let date = LocalDate(parts[0]) else { return nil }
    self.date = date
    guard parts.count == 2 else {
      minute = nil
      return
    }
    guard let minute = ClockTime.minutes(parts[1]), minute < 1440 else { return nil }
    self.minute = minute
  }

  package static func < (left: LocalMoment, right: LocalMoment) -> Bool {
    (left.date, left.minute ?? 0) < (right.date, right.minute ?? 0)
  }

  /// The moment in a zone.
  ///
  /// A time that the clock skips is the moment of the skip. Of a time that the clock shows twice,
  /// `latest` chooses.
  package func instant(in zone: Zone, latest: Bool) -> Instant {
    guard let minute else { return zone.start(of: date) }
    let local = date.dayNumber * 86_400 + minute * 60
    let around = [local - 90_000, local + 90_000].map { zone.offset(at: Instant(seconds: $0)) }
    let shown = around.map { Instant(seconds: local - $0) }
      .filter { $0.seconds + zone.offset(at: $0) == local }
    if let found = latest ? shown.max() : shown.min() { return found }
    // The clock jumps over this time: find the jump between its two readings.
    var low = local - (around.max() ?? 0)
    var high = local - (around.min() ?? 0)
    while high - low > 1 {
      let middle = (low + high) / 2
      if middle + zone.offset(at: Instant(seconds: middle)) < local {
        low = middle
      } else {
        high = middle
      }
    }
    return Instant(seconds: high)
  }
}

/// A stretch between two moments on the wall, the end exclusive.
package struct LocalSpan: Sendable, Hashable {
  package let from: LocalMoment
  package let to: LocalMoment

  package init(from: LocalMoment, to: LocalMoment) {
    self.from = from
    self.to = to
  }

  /// The widest window that the two clock readings can mean.
  package func window(in zone: Zone) -> Window {
    Window(from.instant(in: zone, latest: false), to.instant(in: zone, latest: true))
  }
}

/// A time on the clock as contracts write it.
package enum ClockTime {
  /// Minutes after midnight from `07:00`, up to `24:00`; anything else is `nil`.
  package static func minutes(_ text: some StringProtocol) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == 0x3A else { return nil }
    let digits = [bytes[0], bytes[1], bytes[3], bytes[4]].map { Int($0) - 0x30 }
    guard digits.allSatisfy((0...9).contains) else { return nil }
    let hour = digits[0] * 10 + digits[1]
    let minute = digits[2] * 10 + digits[3]
    guard minute < 60, hour < 24 || (hour == 24 && minute == 0) else { return nil }
    return hour * 60 + minute
  }
}
