extension Recipe {
  /// What one of its causes does to rows of some length, as a sentence without a full stop; `nil`
  /// for a cause that it does not have.
  func words(_ cause: Cause, _ grain: TheirReport.Grain) -> Wording? {
    switch cause {
    case .formula: formulaWords
    case .zoneShift: shift?.words(grain)
    case .intervalEdge: edge?.words
    case .entriesAgainstContacts: contacts?.words
    case .hours: hours?.words
    case .media: series?.words
    case .averaging: mean?.words
    case .lateData: age?.words
    case .incompleteFetch: Wording("all differences touch intervals that we did not receive")
    case .rounding: rounding?.words
    case .billingIncrements:
      Wording("their times are what rounding each contact up to \(increment ?? 0) s can give")
    }
  }

  private var formulaWords: Wording? {
    var parts: [Wording] = []
    if let level { parts.append(Wording("their service level is \(formula: level.words)")) }
    if let rate { parts.append(Wording("their abandon rate is \(formula: rate.words)")) }
    switch short {
    case .notAbandoned: parts.append(Wording("they count short abandons as no abandons"))
    case .notOffered:
      parts.append(Wording("they count short abandons neither as offered nor abandoned"))
    case nil: break
    }
    return parts.joined { Wording("\($0); \($1)") }
  }
}

extension ClockShift {
  func words(_ grain: TheirReport.Grain) -> Wording {
    switch self {
    case .constant(let lag):
      let length = Self.length(lag)
      // For rows of days the one is as good as the other.
      guard grain == .day else {
        return lag > 0
          ? Wording("their rows run \(length) late") : Wording("their rows run \(length) early")
      }
      let start = Self.dayStart(lag)
      return lag > 0
        ? Wording("their rows run \(length) late, as when their days begin at \(start)")
        : Wording("their rows run \(length) early, as when their days begin at \(start)")
    case .dayBegins(let lag):
      return Wording("their days begin at \(Self.dayStart(lag)) by our clock")
    case .fixedOffset(let offset):
      return Wording("their clock stays at UTC\(Instant.offsetText(offset)) when ours changes")
    }
  }

  /// `04:00`, or `22:00 the day before`.
  private static func dayStart(_ lag: Int) -> Wording {
    let minutes = (lag > 0 ? 86_400 - lag : -lag) / 60
    let time = (minutes / 60).digits(2) + ":" + (minutes % 60).digits(2)
    return lag > 0 ? Wording("\(time) the day before") : Wording("\(time)")
  }

  /// `2 hours`, `1 hour 30 minutes`, `45 minutes`.
  static func length(_ seconds: Int) -> Wording {
    let hours = abs(seconds) / 3600
    let minutes = abs(seconds) / 60 % 60
    let parts = [
      hours == 0 ? nil : Wording("\(hours) \(hours, "hour", "hours")"),
      minutes == 0 ? nil : Wording("\(minutes) \(minutes, "minute", "minutes")"),
    ]
    return parts.compactMap { $0 }.joined { Wording("\($0) \($1)") } ?? Wording("")
  }
}

extension IntervalEdge {
  var words: Wording {
    let minutes = width / 60
    return switch (scope, side) {
    case (.period, .first):
      Wording("the first \(minutes) minutes of the period are not in their figures")
    case (.period, .last):
      Wording("the last \(minutes) minutes of the period are not in their figures")
    case (.period, .both):
      Wording("the first and the last \(minutes) minutes of the period are not in their figures")
    case (.openHours, .first):
      Wording(
        "the first \(minutes) minutes of the opening hours of each day are not in their figures")
    case (.openHours, .last):
      Wording(
        "the last \(minutes) minutes of the opening hours of each day are not in their figures")
    case (.openHours, .both):
      Wording(
        """
        the first and the last \(minutes) minutes of the opening hours of each day are not in \
        their figures
        """)
    }
  }
}

extension ContactCount {
  var words: Wording {
    switch self {
    case .withoutTransfers(let counters):
      let names = counters.map(\.column).joined(separator: ", ")
      return Wording("transfers are taken out of their \(names)")
    case .share(let shares):
      let parts = shares.sorted { $0.key.rawValue < $1.key.rawValue }.map {
        Wording("\($0.key.column) \(percent: $0.value.text(2, times: 100))")
      }
      let all = parts.joined { Wording("\($0), \($1)") } ?? Wording("")
      return Wording("in all their rows there is one share of ours: \(all)")
    }
  }
}

extension CountedHours {
  var words: Wording {
    switch self {
    case .open: Wording("only intervals in the contract's hours are in their figures")
    case .openAndHolidays:
      Wording("only usual hours are in their figures, holidays as other days")
    case .withoutHolidays: Wording("the contract's holidays are not in their figures")
    case .withoutExclusions: Wording("the contract's agreed exclusions are not in their figures")
    case .withExclusions:
      Wording("their results count the contract's agreed exclusions, which ours leave out")
    case .withoutWeekdays(let days):
      Wording("there is no \(Self.list(days)) in their figures")
    case .daily(let from, let to):
      Wording("only \(Self.clock(from)) to \(Self.clock(to)) of each day is in their figures")
    }
  }

  private static func list(_ days: [Weekday]) -> Wording {
    days.map { Wording("\($0)") }.joined { Wording("\($0) and no \($1)") } ?? Wording("")
  }

  private static func clock(_ minutes: Int) -> String {
    (minutes / 60).digits(2) + ":" + (minutes % 60).digits(2)
  }
}

extension SeriesChoice {
  var words: Wording {
    switch self {
    case .also(let media): Wording("their figures hold \(media) as well")
    case .allMedia: Wording("their figures hold all media")
    case .withoutDirection(let direction): Wording("their figures hold nothing \(direction)")
    case .withoutQueue(let queue): Wording("the queue \(queue.text) is not in their figures")
    }
  }
}

extension MeanGrain {
  var words: Wording {
    switch self {
    case .interval(3600): Wording("their ratios and averages are means over hours")
    case .interval(let seconds):
      Wording("their ratios and averages are means over intervals of \(seconds / 60) minutes")
    case .day: Wording("their ratios and averages are means over days")
    case .queue: Wording("their ratios and averages are means over queues")
    }
  }
}

extension CaptureAge {
  var words: Wording {
    switch self {
    case .capture: Wording("their figures are those of an earlier capture of ours")
    case .ends(let instant): Wording("their figures end at \(instant.text)")
    case .incompleteSince(let instant):
      Wording("their figures agree before \(instant.text) and are smaller from then on")
    }
  }
}

extension RowRounding {
  var words: Wording {
    switch (place, mode) {
    case (.row, .up), (.row, .ceiling):
      Wording("each of their rows is rounded up, and the sum is of rounded rows")
    case (.row, .down), (.row, .floor):
      Wording("each of their rows is rounded down, and the sum is of rounded rows")
    case (.row, _):
      Wording("each of their rows is rounded to the nearest, and the sum is of rounded rows")
    case (.ratio, .up), (.ratio, .ceiling):
      Wording("each of their ratios and averages is rounded up")
    case (.ratio, .down), (.ratio, .floor):
      Wording("each of their ratios and averages is rounded down")
    case (.ratio, _): Wording("each of their ratios and averages is rounded to the nearest")
    case (.interval(let unit), .up), (.interval(let unit), .ceiling):
      Wording("each interval is rounded up to \(unit / 1000) s before it is added")
    case (.interval(let unit), .down), (.interval(let unit), .floor):
      Wording("each interval is rounded down to \(unit / 1000) s before it is added")
    case (.interval(let unit), _):
      Wording("each interval is rounded to the nearest to \(unit / 1000) s before it is added")
    }
  }
}
