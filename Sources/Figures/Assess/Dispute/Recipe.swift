/// One way in which the other side's file may have been made from the same calls.
///
/// Without anything set it is our own way. Each cause sets one thing; causes that act together are
/// one recipe with several things set. They act in the order of the calls' path: series are
/// chosen, intervals left out by the true clock, moved to the clock shown, added up, rounded.
struct Recipe: Sendable, Hashable {
  var level: ServiceLevelFormula?
  var rate: AbandonRateFormula?
  var short: ShortAbandons?
  var shift: ClockShift?
  var edge: IntervalEdge?
  var contacts: ContactCount?
  var hours: CountedHours?
  var series: SeriesChoice?
  var mean: MeanGrain?
  var age: CaptureAge?
  /// What we did not receive is not held against them.
  var forgivesMissing = false
  var rounding: RowRounding?
  /// Seconds to which the time of each contact may have been rounded up.
  var increment: Int?

  var causes: [Cause] {
    var causes: [Cause] = []
    if level != nil || rate != nil || short != nil { causes.append(.formula) }
    if shift != nil { causes.append(.zoneShift) }
    if edge != nil { causes.append(.intervalEdge) }
    if contacts != nil { causes.append(.entriesAgainstContacts) }
    if hours != nil { causes.append(.hours) }
    if series != nil { causes.append(.media) }
    if mean != nil { causes.append(.averaging) }
    if age != nil { causes.append(.lateData) }
    if forgivesMissing { causes.append(.incompleteFetch) }
    if rounding != nil { causes.append(.rounding) }
    if increment != nil { causes.append(.billingIncrements) }
    return causes
  }

  /// What both recipes set.
  func joined(with other: Recipe) -> Recipe {
    var both = self
    both.level = level ?? other.level
    both.rate = rate ?? other.rate
    both.short = short ?? other.short
    both.shift = shift ?? other.shift
    both.edge = edge ?? other.edge
    both.contacts = contacts ?? other.contacts
    both.hours = hours ?? other.hours
    both.series = series ?? other.series
    both.mean = mean ?? other.mean
    both.age = age ?? other.age
    both.forgivesMissing = forgivesMissing || other.forgivesMissing
    both.rounding = rounding ?? other.rounding
    both.increment = increment ?? other.increment
    return both
  }

  /// The recipe without what one cause sets.
  func without(_ cause: Cause) -> Recipe {
    var rest = self
    switch cause {
    case .formula: (rest.level, rest.rate, rest.short) = (nil, nil, nil)
    case .zoneShift: rest.shift = nil
    case .intervalEdge: rest.edge = nil
    case .entriesAgainstContacts: rest.contacts = nil
    case .hours: rest.hours = nil
    case .media: rest.series = nil
    case .averaging: rest.mean = nil
    case .lateData: rest.age = nil
    case .incompleteFetch: rest.forgivesMissing = false
    case .rounding: rest.rounding = nil
    case .billingIncrements: rest.increment = nil
    }
    return rest
  }

  /// Whether some intervals are left out before anything is added up.
  var leavesOutIntervals: Bool {
    if edge != nil || (hours != nil && hours != .withExclusions) { return true }
    if case .ends = age { return true }
    return false
  }
}

/// What became of the contacts that gave up early.
enum ShortAbandons: Sendable, Hashable, CaseIterable {
  /// They are no abandons, but offered.
  case notAbandoned
  /// They are neither abandons nor offered.
  case notOffered
}

/// Their clock against ours.
enum ClockShift: Sendable, Hashable {
  /// Their rows stand so many seconds later than the calls came.
  case constant(Int)
  /// Their clock never changes and is so many seconds east of Greenwich.
  case fixedOffset(Int)
  /// Their days begin so many seconds before midnight by our clock; after it where negative.
  case dayBegins(Int)

  /// The moment that their clock's `shown` really was.
  func moment(_ shown: Instant, in zone: Zone) -> Instant {
    switch self {
    case .constant(let lag): shown - lag
    case .fixedOffset(let offset): shown + (zone.offset(at: shown) - offset)
    case .dayBegins(let lag):
      shown - lag + (zone.offset(at: shown) - zone.offset(at: shown - lag))
    }
  }
}

/// Intervals at an edge that were left out.
struct IntervalEdge: Sendable, Hashable {
  enum Scope: Sendable, Hashable, CaseIterable { case period, openHours }
  enum Side: Sendable, Hashable, CaseIterable { case first, last, both }

  let scope: Scope
  let side: Side
  /// How much of the edge is left out, in seconds.
  let width: Int
}

/// How often a contact counts that was handed from queue to queue.
enum ContactCount: Sendable, Hashable {
  /// Transfers are taken out of these counters.
  case withoutTransfers([Counter])
  /// Each counter is a constant share of ours, as fitted to their rows.
  case share([Counter: Quotient])
}

/// Which intervals count at all.
enum CountedHours: Sendable, Hashable {
  case open
  /// The usual hours, holidays too.
  case openAndHolidays
  /// Everything but the dates on which the contract is closed for a holiday.
  case withoutHolidays
  /// Without what the parties agreed to leave out.
  case withoutExclusions
  /// With it, where our results are without.
  case withExclusions
  case withoutWeekdays([Weekday])
  /// From one minute of each day to another, the end exclusive, as their rows show.
  case daily(from: Int, to: Int)
}

/// Which series are added up.
enum SeriesChoice: Sendable, Hashable {
  case also(media: String)
  case allMedia
  case withoutDirection(String)
  case withoutQueue(QueueID)

  func takes(_ series: Series, wanted: Bool) -> Bool {
    switch self {
    case .also(let media): wanted || series.media == media
    case .allMedia: true
    case .withoutDirection(let direction): wanted && series.direction != direction
    case .withoutQueue(let queue): wanted && series.queue != queue
    }
  }
}

/// What ratios were averaged over, instead of adding up their parts.
enum MeanGrain: Sendable, Hashable {
  case interval(Int)
  case day
  case queue
}

/// An older state of the same figures.
enum CaptureAge: Sendable, Hashable {
  /// One of the captures that we took ourselves, by its place among the earlier ones.
  case capture(Int)
  /// Nothing that came after.
  case ends(Instant)
  /// Everything before is as ours; what came after was not yet complete.
  case incompleteSince(Instant)
}

/// Rounding before the figures were added up.
struct RowRounding: Sendable, Hashable {
  enum Place: Sendable, Hashable {
    /// The sums of time in each row, to the last place that the column prints.
    case row
    /// The ratios and averages of each row, in the same way.
    case ratio
    /// Each of our intervals, to this many milliseconds.
    case interval(Int)
  }

  let place: Place
  let mode: Rounding
}
