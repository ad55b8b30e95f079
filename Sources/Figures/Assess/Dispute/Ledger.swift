/// Our own figures, laid out so that many ways of counting can be tried on them quickly.
package struct Ledger: Sendable {
  package let sheet: Sheet
  package let zone: Zone
  package let formulas: Formulas
  /// The medium that totals cover.
  package let media: String
  /// Whether the period's results, unlike its counts, leave the agreed exclusions out.
  let excludesFromResults: Bool
  /// Whether any were agreed.
  let hasExclusions: Bool
  let strips: [Strip]
  let clock: LedgerClock

  /// The intervals of one series that hold anything, in order.
  struct Strip: Sendable {
    /// Values of one entry stand next to each other, one place for each counter.
    static let width = Counter.allCases.count
    var intervals: [Int] = []
    var values: [Int] = []
    /// Running sums before each entry, in the same layout, one entry more.
    var sums: [Int] = Array(repeating: 0, count: width)
    /// For each interval the first entry that is not before it; one place more than intervals.
    var first: [Int] = []
    /// How many intervals before each were not received; one place more than intervals.
    var missing: [Int] = [0]
  }

  /// `exclusions` are those of any measure; with `excludesFromResults` they are those of all.
  package init(
    _ sheet: Sheet, zone: Zone, hours: OpeningHours, formulas: Formulas, media: String,
    exclusions: Exclusions = Exclusions(), excludesFromResults: Bool = false
  ) {
    self.sheet = sheet
    self.zone = zone
    self.formulas = formulas
    self.media = media
    strips = sheet.series.indices.map { Self.strip(of: $0, in: sheet) }
    clock = LedgerClock(sheet, zone: zone, hours: hours, exclusions: exclusions)
    hasExclusions = clock.isExcluded.contains(true)
    self.excludesFromResults = excludesFromResults && hasExclusions
  }

  private static func strip(of place: Int, in sheet: Sheet) -> Strip {
    let counters = Counter.allCases.filter(sheet.recorded.contains)
    var strip = Strip()
    for index in 0..<sheet.intervalCount {
      strip.first.append(strip.intervals.count)
      let tally = sheet.tally(of: place, at: index)
      strip.missing.append((strip.missing.last ?? 0) + (tally == nil ? 1 : 0))
      guard let tally, counters.contains(where: { tally[$0] != 0 }) else { continue }
      strip.intervals.append(index)
      for counter in Counter.allCases {
        let value = tally[counter] ?? 0
        strip.values.append(value)
        strip.sums.append(strip.sums[strip.sums.count - Strip.width] + value)
      }
    }
    strip.first.append(strip.intervals.count)
    return strip
  }

  /// The series that a scope means when nothing else is chosen.
  func places(of scope: TheirReport.Scope, _ choice: SeriesChoice?) -> [Int] {
    sheet.series.indices.filter { place in
      let series = sheet.series[place]
      if let queue = scope.queue, series.queue != queue { return false }
      if let direction = scope.direction, series.direction != direction { return false }
      let isWanted = series.media == (scope.media ?? media)
      guard let choice else { return isWanted }
      return choice.takes(series, wanted: isWanted)
    }
  }

  /// The sum of a scope over a stretch, of any length.
  func tally(of scope: TheirReport.Scope, in window: Window) -> Tally {
    let indices = sheet.indices(in: window)
    return places(of: scope, nil).reduce(into: Tally(recorded: sheet.recorded)) {
      $0.add(sheet.sum(of: $1, in: indices))
    }
  }

  /// Whether anything of the window was not received.
  var hasMissing: Bool { strips.contains { ($0.missing.last ?? 0) > 0 } }
}
