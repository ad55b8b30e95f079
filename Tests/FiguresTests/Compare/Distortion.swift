import Figures

/// How a copy of real figures was spoilt, by code of its own: nothing here asks the product.
struct Distortion {
  enum Formula: CaseIterable { case answered, withoutShort, shortMet, shortIsNoAbandon }
  enum Edge: CaseIterable { case firstOfHours, lastOfHours, firstHour }
  enum Hours: CaseIterable { case open, withoutFriday, weekend, daily }
  enum Late: CaseIterable { case ends, smaller }
  enum Rounding: CaseIterable { case nearestMinute, upMinute, downMinute, intervalUpMinute }

  var formula: Formula?
  var lag = 0
  var edge: Edge?
  /// Their counts are so many of a hundred of ours.
  var share: Int?
  var hours: Hours?
  var addsCallback = false
  /// Seconds of the parts that their ratio is a mean of.
  var meanOf: Int?
  var late: (kind: Late, from: Instant)?
  /// What we have not, and they have.
  var unfetched: Window?
  var rounding: Rounding?

  var causes: [Cause] {
    var causes: [Cause] = []
    if formula != nil { causes.append(.formula) }
    if lag != 0 { causes.append(.zoneShift) }
    if edge != nil { causes.append(.intervalEdge) }
    if share != nil { causes.append(.entriesAgainstContacts) }
    if hours != nil { causes.append(.hours) }
    if addsCallback { causes.append(.media) }
    if meanOf != nil { causes.append(.averaging) }
    if late != nil { causes.append(.lateData) }
    if unfetched != nil { causes.append(.incompleteFetch) }
    if rounding != nil { causes.append(.rounding) }
    return causes
  }

  /// How a right answer begins to say what one of the causes did; `nil` where it holds a number
  /// that can only be read off the copy.
  func words(_ cause: Cause) -> String? {
    switch cause {
    case .formula:
      switch formula {
      case .answered: "their service level is answered in time / answered"
      case .withoutShort:
        "their service level is answered in time / (answered + abandoned − short abandons)"
      case .shortMet:
        "their service level is (answered in time + short abandons) / (answered + abandoned)"
      case .shortIsNoAbandon: "they count short abandons as no abandons"
      case nil: nil
      }
    case .zoneShift: "their rows run \(lagWords)"
    case .intervalEdge:
      switch edge {
      case .firstOfHours: "the first 5 minutes of the opening hours"
      case .lastOfHours: "the last 5 minutes of the opening hours"
      case .firstHour: "the first 60 minutes of the opening hours"
      case nil: nil
      }
    case .hours:
      switch hours {
      case .open: "only intervals in the contract's hours"
      case .withoutFriday: "there is no Friday in"
      case .weekend: "there is no Friday and no Saturday in"
      case .daily, nil: nil
      }
    case .media: "their figures hold callback as well"
    case .averaging:
      meanOf == 3600
        ? "their ratios and averages are means over hours"
        : "their ratios and averages are means over intervals of \((meanOf ?? 0) / 60) minutes"
    case .rounding:
      switch rounding {
      case .nearestMinute: "each of their rows is rounded to the nearest"
      case .upMinute: "each of their rows is rounded up"
      case .downMinute: "each of their rows is rounded down"
      case .intervalUpMinute: "each interval is rounded up to 60 s"
      case nil: nil
      }
    case .entriesAgainstContacts, .lateData, .incompleteFetch, .billingIncrements: nil
    }
  }

  private var lagWords: String {
    let lengths = [
      900: "15 minutes", 1800: "30 minutes", 3600: "1 hour", 7200: "2 hours", 10_800: "3 hours",
      18_000: "5 hours", 21_600: "6 hours",
    ]
    return (lengths[abs(lag)] ?? "?") + (lag > 0 ? " late" : " early")
  }

  /// The columns of every copy: talk in seconds, or in whole minutes where rows are rounded.
  private var columns: [TheirReport.Column] {
    func count(_ counter: Counter) -> TheirReport.Column {
      TheirReport.Column(
        metric: .counter(counter), scale: Quotient(1, 1), places: 0, unit: "")
    }
    return [
      count(.offered), count(.answered), count(.abandoned),
      TheirReport.Column(
        metric: .counter(.talk), scale: Quotient(1, rounding == nil ? 1000 : 60_000), places: 0,
        unit: rounding == nil ? "s" : "min"),
      TheirReport.Column(
        metric: .serviceLevel, scale: Quotient(10_000, 1), places: 2, unit: "%"),
    ]
  }

  /// The copy that the other side would send.
  func report(of stretch: RecordedStretch) -> TheirReport {
    var calls = rounded(stretch.voice.counts)
    if addsCallback { calls.merge(rounded(stretch.callback.counts), uniquingKeysWith: +) }
    var sums = Array(repeating: RecordedCalls.Counts(), count: stretch.rows.count)
    var parts = Array(repeating: [Int: RecordedCalls.Counts](), count: stretch.rows.count)
    for (start, counts) in calls where !isLeftOut(start, stretch) {
      let shown = (start + lag - stretch.window.start.seconds) / 300
      guard stretch.slots.indices.contains(shown), start + lag >= stretch.window.start.seconds
      else { continue }
      let row = stretch.slots[shown].row
      sums[row] = sums[row] + counts
      if let meanOf {
        let part = (start + lag - stretch.rows[row].start.seconds) / meanOf
        parts[row][part] = parts[row][part, default: RecordedCalls.Counts()] + counts
      }
    }
    let rows = stretch.rows.indices.map { row in
      let window = stretch.rows[row]
      var counts = sums[row]
      if let late, late.kind == .smaller, window.start >= late.from {
        counts = counts.withoutAThird
      }
      let level = serviceLevel(meanOf == nil ? [counts] : Array(parts[row].values))
      return TheirReport.Row(
        scope: 0, window: window,
        values: [
          scaled(counts.offered), scaled(counts.answered),
          counts.abandoned - (formula == .shortIsNoAbandon ? counts.short : 0),
          talk(counts.talkSeconds), level,
        ])
    }
    return TheirReport(
      columns: columns, scopes: [TheirReport.Scope()], rows: rows,
      grain: stretch.rowSeconds.map(TheirReport.Grain.interval) ?? .day)
  }

  private func scaled(_ value: Int) -> Int { share.map { (value * $0 * 2 + 100) / 200 } ?? value }

  /// The calls of one medium, each interval's talk rounded where that is the mistake.
  private func rounded(
    _ calls: [Int: RecordedCalls.Counts]
  ) -> [Int: RecordedCalls.Counts] {
    guard rounding == .intervalUpMinute else { return calls }
    return calls.mapValues { counts in
      var counts = counts
      counts.talkSeconds = (counts.talkSeconds + 59) / 60 * 60
      return counts
    }
  }

  private func isLeftOut(_ start: Int, _ stretch: RecordedStretch) -> Bool {
    let at = (start - stretch.window.start.seconds) / 300
    let slot = stretch.slots[at]
    switch hours {
    case .open where !slot.isOpen: return true
    case .withoutFriday where slot.weekday == .friday: return true
    case .weekend where [.friday, .saturday].contains(slot.weekday): return true
    case .daily where slot.minute < 540 || slot.minute >= 1020: return true
    default: break
    }
    func isOpen(_ at: Int) -> Bool {
      stretch.slots.indices.contains(at) && stretch.slots[at].isOpen
    }
    switch edge {
    case .firstOfHours where slot.isOpen && !isOpen(at - 1): return true
    case .lastOfHours where slot.isOpen && !isOpen(at + 1): return true
    case .firstHour where slot.isOpen && !isOpen(at - 12): return true
    default: break
    }
    if let late, late.kind == .ends, start >= late.from.seconds { return true }
    return false
  }

  /// In hundredths of a percent, half up; `nil` without anything to divide by.
  private func serviceLevel(_ parts: [RecordedCalls.Counts]) -> Int? {
    let ratios = parts.compactMap { counts -> (Int, Int)? in
      let (above, below) =
        switch formula {
        case .answered: (counts.inTime, counts.answered)
        case .withoutShort: (counts.inTime, counts.answered + counts.abandoned - counts.short)
        case .shortMet: (counts.inTime + counts.short, counts.answered + counts.abandoned)
        case .shortIsNoAbandon, nil: (counts.inTime, counts.answered + counts.abandoned)
        }
      return below > 0 ? (above, below) : nil
    }
    guard !ratios.isEmpty else { return nil }
    // Twenty more decimals than are printed.
    let precision: Int128 = 100_000_000_000_000_000_000
    let sum = ratios.reduce(Int128(0)) { $0 + Int128($1.0) * 10_000 * precision / Int128($1.1) }
    let count = Int128(ratios.count)
    return Int((sum / count + precision / 2) / precision)
  }

  private func talk(_ seconds: Int) -> Int {
    switch rounding {
    case nil: seconds
    case .nearestMinute: (seconds + 30) / 60
    case .upMinute: (seconds + 59) / 60
    case .downMinute: seconds / 60
    case .intervalUpMinute: seconds / 60
    }
  }
}

extension RecordedCalls.Counts {
  /// As long as a third has not arrived, each count rounded up.
  var withoutAThird: RecordedCalls.Counts {
    RecordedCalls.Counts(
      offered: offered - offered / 3, answered: answered - answered / 3,
      inTime: inTime - inTime / 3,
      abandoned: abandoned - abandoned / 3, short: short - short / 3, handled: handled,
      talkSeconds: talkSeconds - talkSeconds / 3)
  }
}
