extension Recipe {
  /// What one of its causes does to rows of some length, as a sentence without a full stop.
  func words(_ cause: Cause, _ grain: TheirReport.Grain) -> String {
    switch cause {
    case .formula: formulaWords
    case .zoneShift: shift?.words(grain) ?? ""
    case .intervalEdge: edge?.words ?? ""
    case .entriesAgainstContacts: contacts?.words ?? ""
    case .hours: hours?.words ?? ""
    case .media: series?.words ?? ""
    case .averaging: mean?.words ?? ""
    case .lateData: age?.words ?? ""
    case .incompleteFetch: "all differences touch intervals that we did not receive"
    case .rounding: rounding?.words ?? ""
    case .billingIncrements:
      "their times are what rounding each contact up to \((increment ?? 0)) s can give"
    }
  }

  private var formulaWords: String {
    var parts: [String] = []
    if let level { parts.append("their service level is \(level.words)") }
    if let rate { parts.append("their abandon rate is \(rate.words)") }
    switch short {
    case .notAbandoned: parts.append("they count short abandons as no abandons")
    case .notOffered: parts.append("they count short abandons neither as offered nor abandoned")
    case nil: break
    }
    return parts.joined(separator: "; ")
  }
}

extension ClockShift {
  func words(_ grain: TheirReport.Grain) -> String {
    switch self {
    case .constant(let lag):
      "their rows run \(Self.length(lag)) " + (lag > 0 ? "late" : "early")
        // For rows of days the one is as good as the other.
        + (grain == .day ? ", as when their days begin at \(Self.dayStart(lag))" : "")
    case .dayBegins(let lag): "their days begin at \(Self.dayStart(lag)) by our clock"
    case .fixedOffset(let offset):
      "their clock stays at UTC\(Instant.offsetText(offset)) when ours changes"
    }
  }

  /// `04:00`, or `22:00 the day before`.
  private static func dayStart(_ lag: Int) -> String {
    let minutes = (lag > 0 ? 86_400 - lag : -lag) / 60
    return (minutes / 60).digits(2) + ":" + (minutes % 60).digits(2)
      + (lag > 0 ? " the day before" : "")
  }

  /// `2 hours`, `1 hour 30 minutes`, `45 minutes`.
  static func length(_ seconds: Int) -> String {
    func count(_ value: Int, _ unit: String) -> String? {
      value == 0 ? nil : "\(value) \(unit)\(value == 1 ? "" : "s")"
    }
    let minutes = abs(seconds) / 60
    return [count(minutes / 60, "hour"), count(minutes % 60, "minute")].compactMap { $0 }
      .joined(separator: " ")
  }
}

extension IntervalEdge {
  var words: String {
    let side =
      switch self.side {
      case .first: "the first"
      case .last: "the last"
      case .both: "the first and the last"
      }
    let scope = scope == .period ? "of the period" : "of the opening hours of each day"
    return "\(side) \(width / 60) minutes \(scope) are not in their figures"
  }
}

extension ContactCount {
  var words: String {
    switch self {
    case .withoutTransfers(let counters):
      return "transfers are taken out of their "
        + counters.map(\.column).joined(separator: ", ")
    case .share(let shares):
      let parts = shares.sorted { $0.key.rawValue < $1.key.rawValue }.map {
        "\($0.key.column) \($0.value.text(2, times: 100)) %"
      }
      return "in all their rows there is one share of ours: " + parts.joined(separator: ", ")
    }
  }
}

extension CountedHours {
  var words: String {
    switch self {
    case .open: "only intervals in the contract's hours are in their figures"
    case .openAndHolidays: "only usual hours are in their figures, holidays as other days"
    case .withoutHolidays: "the contract's holidays are not in their figures"
    case .withoutExclusions: "the contract's agreed exclusions are not in their figures"
    case .withExclusions:
      "their results count the contract's agreed exclusions, which ours leave out"
    case .withoutWeekdays(let days):
      "there is no \(days.map(\.rawValue.capitalizedASCII).joined(separator: " and no ")) "
        + "in their figures"
    case .daily(let from, let to):
      "only \(Self.clock(from)) to \(Self.clock(to)) of each day is in their figures"
    }
  }

  private static func clock(_ minutes: Int) -> String {
    (minutes / 60).digits(2) + ":" + (minutes % 60).digits(2)
  }
}

extension String {
  /// The first letter as a capital, for words of ours.
  fileprivate var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}

extension SeriesChoice {
  var words: String {
    switch self {
    case .also(let media): "their figures hold \(media) as well"
    case .allMedia: "their figures hold all media"
    case .withoutDirection(let direction): "their figures hold nothing \(direction)"
    case .withoutQueue(let queue): "the queue \(queue.text) is not in their figures"
    }
  }
}

extension MeanGrain {
  var words: String {
    switch self {
    case .interval(3600): "their ratios and averages are means over hours"
    case .interval(let seconds):
      "their ratios and averages are means over intervals of \(seconds / 60) minutes"
    case .day: "their ratios and averages are means over days"
    case .queue: "their ratios and averages are means over queues"
    }
  }
}

extension CaptureAge {
  var words: String {
    switch self {
    case .capture: "their figures are those of an earlier capture of ours"
    case .ends(let instant): "their figures end at \(instant.text)"
    case .incompleteSince(let instant):
      "their figures agree before \(instant.text) and are smaller from then on"
    }
  }
}

extension RowRounding {
  var words: String {
    let mode =
      switch self.mode {
      case .up, .ceiling: "up"
      case .down, .floor: "down"
      case .halfUp, .halfEven, .halfDown: "to the nearest"
      }
    return switch place {
    case .row: "each of their rows is rounded \(mode), and the sum is of rounded rows"
    case .ratio: "each of their ratios and averages is rounded \(mode)"
    case .interval(let unit):
      "each interval is rounded \(mode) to \(unit / 1000) s before it is added"
    }
  }
}
