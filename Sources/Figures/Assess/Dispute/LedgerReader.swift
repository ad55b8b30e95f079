/// Adds up a ledger as a recipe says.
struct LedgerReader {
  let ledger: Ledger
  let recipe: Recipe
  let needed: [Counter]
  /// The raw values of the counters that add up, and of those that are maxima.
  private let sumSlots: [Int]
  private let maximumSlots: [Int]
  private let timeSlots: Set<Int>
  private let excludedDays: Set<Weekday>
  private let isPlain: Bool

  init(ledger: Ledger, recipe: Recipe, needed: [Counter]) {
    self.ledger = ledger
    self.recipe = recipe
    self.needed = needed
    sumSlots = needed.filter { !$0.isMaximum }.map(\.rawValue)
    maximumSlots = needed.filter(\.isMaximum).map(\.rawValue)
    timeSlots = Set(needed.filter { ComparedMetric.counter($0).isTime }.map(\.rawValue))
    if case .withoutWeekdays(let days) = recipe.hours {
      excludedDays = Set(days)
    } else {
      excludedDays = []
    }
    var isPlain = !recipe.leavesOutIntervals
    if case .interval = recipe.rounding?.place { isPlain = false }
    self.isPlain = isPlain
  }

  /// When the calls of their window really came.
  func moved(_ window: Window) -> Window {
    guard let shift = recipe.shift else { return window }
    return Window(
      shift.moment(window.start, in: ledger.zone), shift.moment(window.end, in: ledger.zone))
  }

  /// The counters of some series over some intervals, by their raw value.
  func sums(_ places: [Int], _ span: Range<Int>) -> [Int] {
    var sums = [Int](repeating: 0, count: Ledger.Strip.width)
    for place in places { add(ledger.strips[place], span, to: &sums) }
    if case .withoutTransfers(let counters) = recipe.contacts {
      for counter in counters { sums[counter.rawValue] -= sums[Counter.transferred.rawValue] }
    }
    if let short = recipe.short {
      let count = sums[Counter.shortAbandoned.rawValue]
      sums[Counter.abandoned.rawValue] -= count
      if short == .notOffered { sums[Counter.offered.rawValue] -= count }
    }
    return sums
  }

  private func add(_ strip: Ledger.Strip, _ span: Range<Int>, to sums: inout [Int]) {
    let width = Ledger.Strip.width
    let from = strip.first[span.lowerBound]
    let to = strip.first[span.upperBound]
    guard from < to else { return }
    if isPlain {
      for at in sumSlots {
        sums[at] += strip.sums[to * width + at] - strip.sums[from * width + at]
      }
      guard !maximumSlots.isEmpty else { return }
    }
    for entry in from..<to where isPlain || admits(strip.intervals[entry]) {
      if !isPlain {
        for at in sumSlots { sums[at] += rounded(strip.values[entry * width + at], at) }
      }
      for at in maximumSlots { sums[at] = max(sums[at], strip.values[entry * width + at]) }
    }
  }

  private func rounded(_ value: Int, _ slot: Int) -> Int {
    guard value != 0, let rounding = recipe.rounding, case .interval(let unit) = rounding.place,
      timeSlots.contains(slot)
    else { return value }
    return PredictedFigure(Int128(value), over: Int128(unit)).rounded(rounding.mode) * unit
  }

  /// Whether the recipe counts an interval at all.
  private func admits(_ index: Int) -> Bool {
    let clock = ledger.clock
    switch recipe.hours {
    case nil, .withExclusions: break
    case .withoutExclusions: guard !clock.isExcluded[index] else { return false }
    case .open: guard clock.isOpen[index] else { return false }
    case .openAndHolidays: guard clock.isUsuallyOpen[index] else { return false }
    case .withoutHolidays:
      guard clock.isOpen[index] || !clock.isUsuallyOpen[index] else { return false }
    case .withoutWeekdays:
      guard !excludedDays.contains(LocalDate(dayNumber: clock.days[index]).weekday) else {
        return false
      }
    case .daily(let from, let to):
      guard clock.minutes[index] >= from, clock.minutes[index] < to else { return false }
    }
    if case .ends(let end) = recipe.age, ledger.sheet.interval(index).start >= end { return false }
    return recipe.edge.map { !$0.holds(index, of: ledger) } ?? true
  }

  /// The mean of ratios over parts of a window; `nil` when it has no such parts.
  func mean(
    _ column: TheirReport.Column, over places: [Int], _ window: Window
  ) -> PredictedFigure? {
    guard let grain = recipe.mean else { return nil }
    let parts = grain.parts(of: window, places, ledger.zone)
    guard parts.count > 1 else { return nil }
    let precision: Int128 = 1_000_000_000
    var total: Int128 = 0
    var count: Int128 = 0
    for part in parts {
      guard let span = ledger.span(part.window) else { return nil }
      var figures = StretchFigures(sums(part.places, span), isMissing: false)
      guard let figure = figures.predicted(column, by: self) else { continue }
      total +=
        recipe.rounding?.place == .ratio
        ? Int128(figure.rounded(recipe.rounding?.mode ?? .halfUp)) * precision
        : figure.numerator * precision / figure.denominator
      count += 1
    }
    guard count > 0 else { return nil }
    return PredictedFigure(total, over: count * precision, slack: count)
  }
}

extension IntervalEdge {
  /// Whether an interval lies at this edge.
  func holds(_ index: Int, of ledger: Ledger) -> Bool {
    let step = ledger.sheet.step
    let (before, after): (Int, Int)
    switch scope {
    case .period: (before, after) = (index * step, (ledger.sheet.intervalCount - index) * step)
    case .openHours:
      (before, after) = (ledger.clock.sinceOpening[index], ledger.clock.untilClosing[index])
      guard before >= 0 else { return false }
    }
    return (side != .last && before < width) || (side != .first && after <= width)
  }
}

extension MeanGrain {
  func parts(
    of window: Window, _ places: [Int], _ zone: Zone
  ) -> [(window: Window, places: [Int])] {
    switch self {
    case .queue: return places.map { (window, [$0]) }
    case .interval(let seconds):
      return stride(from: window.start.seconds, to: window.end.seconds, by: seconds).map {
        let start = Instant(seconds: $0)
        return (Window(start, min(start + seconds, window.end)), places)
      }
    case .day:
      var parts: [(Window, [Int])] = []
      var start = window.start
      while start < window.end {
        let end = min(zone.day(zone.date(at: start)).end, window.end)
        parts.append((Window(start, end), places))
        start = end
      }
      return parts
    }
  }
}

extension Ledger {
  /// The intervals of a window, negative or beyond the sheet where it reaches outside; `nil` when
  /// it cuts an interval.
  func span(_ window: Window) -> Range<Int>? {
    let milliseconds = sheet.step * 1000
    let from = window.start.milliseconds - sheet.window.start.milliseconds
    let to = window.end.milliseconds - sheet.window.start.milliseconds
    guard from % milliseconds == 0, to % milliseconds == 0 else { return nil }
    return from / milliseconds..<to / milliseconds
  }

  func isMissing(_ places: [Int], _ span: Range<Int>) -> Bool {
    places.contains { strips[$0].missing[span.lowerBound] < strips[$0].missing[span.upperBound] }
  }
}
