/// The recipes that each cause can offer for their file.
struct Candidates: Sendable {
  let trial: Trial
  /// The published formulas whose counts we record.
  let levels: [ServiceLevelFormula]
  let rates: [AbandonRateFormula]

  init(trial: Trial) {
    self.trial = trial
    let ledger = trial.ledger
    let nothing = Tally(recorded: ledger.sheet.recorded)
    let counts = ledger.formulas.serviceLevel.counts(of: nothing)
    levels = ServiceLevelFormula.published.filter { $0.parts(of: counts) != nil }
    rates = AbandonRateFormula.allCases.filter {
      $0.rate(of: ServiceLevelCounts(nothing)) != .missing
    }
  }

  private var ledger: Ledger { trial.ledger }
  var report: TheirReport { trial.report }

  /// Their columns of one kind that we record too.
  func columns(where holds: (ComparedMetric) -> Bool) -> [Int] {
    trial.columns.filter { holds(report.columns[$0].metric) }
  }

  private var derived: [Int] {
    columns { $0.isShare || $0 == .speedOfAnswer || $0 == .handleTime }
  }

  /// Seconds of a row that is shorter than a day.
  var rowSeconds: Int? {
    if case .interval(let seconds) = report.grain { seconds } else { nil }
  }

  /// The recipes that do not depend on other causes; formulas and what is fitted come later.
  func options(of cause: Cause) -> [Recipe] {
    switch cause {
    case .formula: []
    case .zoneShift: shifts(on: Recipe())
    case .intervalEdge: edges
    case .entriesAgainstContacts: transfers
    case .hours: hours
    case .media: series
    case .averaging: means
    case .lateData: trial.earlier.indices.map { place in Recipe { $0.age = .capture(place) } }
    case .incompleteFetch: ledger.hasMissing ? [Recipe { $0.forgivesMissing = true }] : []
    case .rounding: roundings
    case .billingIncrements:
      columns { [.counter(.handle), .counter(.talk)].contains($0) }.isEmpty
        ? [] : [6, 30, 60].map { seconds in Recipe { $0.increment = seconds } }
    }
  }

  /// All clocks that are tried, the likelier first.
  var clocks: [ClockShift] {
    let lags = stride(from: -43_200, through: 50_400, by: 900).filter { $0 != 0 }
    var clocks = lags.map(ClockShift.constant)
    if ledger.clock.hasOffsetChange {
      clocks += lags.map(ClockShift.fixedOffset)
      if report.grain == .day { clocks += lags.map(ClockShift.dayBegins) }
    }
    return clocks.sorted { $0.oddity < $1.oddity }
  }

  /// The clocks under which most lines of their counts and times agree, and those under which the
  /// first of them comes nearest to ours: three of each.
  ///
  /// `ZoneShift` compares rows with rows; here our finer intervals are added up anew for each
  /// clock, so that hours a half hour off and days of another zone are found too.
  func shifts(on base: Recipe) -> [Recipe] {
    let sums = columns(where: \.isSum)
    let columns = sums.isEmpty ? trial.columns : sums
    guard report.grain != .period, base.shift == nil, let first = columns.first else { return [] }
    let count = min(40, trial.stretches.count)
    let scored = clocks.compactMap { shift -> (recipe: Recipe, residual: Residual)? in
      let recipe = base.with { $0.shift = shift }
      guard let residual = trial.sample(recipe, columns, of: count),
        residual.parts[first].lines * 2 >= count
      else { return nil }
      return (recipe, residual)
    }
    // Of equals the earlier in the list: Swift's sort keeps their order.
    let agreeing = scored.sorted {
      $0.residual.differing * $1.residual.lines < $1.residual.differing * $0.residual.lines
    }
    let near = scored.sorted {
      let (left, right) = ($0.residual.parts[first], $1.residual.parts[first])
      return left.size * right.lines < right.size * left.lines
    }
    let best = agreeing.prefix(3) + near.prefix(3)
    return best.reduce(into: []) { chosen, next in
      if !chosen.contains(next.recipe) { chosen.append(next.recipe) }
    }
  }

  private var edges: [Recipe] {
    let step = ledger.sheet.step
    let widths = [step] + (rowSeconds.map { $0 > step ? [$0] : [] } ?? [])
    return IntervalEdge.Scope.allCases.flatMap { scope in
      IntervalEdge.Side.allCases.flatMap { side in
        widths.map { width in
          Recipe { $0.edge = IntervalEdge(scope: scope, side: side, width: width) }
        }
      }
    }
  }

  private var transfers: [Recipe] {
    guard ledger.sheet.recorded.contains(.transferred) else { return [] }
    let sets: [[Counter]] = [[.offered], [.offered, .answered], [.offered, .answered, .handled]]
    // A counter that they do not state would tell two readings apart in words only.
    let stated = sets.map { counters in
      counters.filter { counter in
        !derived.isEmpty || !columns { $0 == .counter(counter) }.isEmpty
      }
    }
    return Set(stated).sorted { $0.count < $1.count }.filter { !$0.isEmpty }
      .map { counters in Recipe { $0.contacts = .withoutTransfers(counters) } }
  }

  private var hours: [Recipe] {
    // Hours that never close leave nothing out.
    var kinds: [CountedHours] = ledger.clock.isOpen.contains(false) ? [.open] : []
    if ledger.clock.isOpen != ledger.clock.isUsuallyOpen {
      kinds += [.openAndHolidays, .withoutHolidays]
    }
    if ledger.hasExclusions { kinds.append(.withoutExclusions) }
    if ledger.excludesFromResults, report.grain == .period, !derived.isEmpty {
      kinds.append(.withExclusions)
    }
    // A weekday that comes once only shows no habit.
    let dates = Set(ledger.clock.days).map(LocalDate.init(dayNumber:))
    let repeated = Weekday.allCases.filter { day in dates.count { $0.weekday == day } > 1 }
    kinds += repeated.map { .withoutWeekdays([$0]) }
    kinds += [[.saturday, .sunday], [.friday, .saturday]].filter(Set(repeated).isSuperset)
      .map(CountedHours.withoutWeekdays)
    return kinds.map { kind in Recipe { $0.hours = kind } }
  }

  private var series: [Recipe] {
    var choices: [SeriesChoice] = []
    // To leave out what holds nothing, or to add it, is no difference.
    let all = ledger.sheet.series.enumerated()
      .filter { !ledger.strips[$0.offset].intervals.isEmpty }.map(\.element)
    let shown = all.filter { $0.media == ledger.media }
    func distinct<Value: Hashable>(_ values: [Value]) -> [Value] {
      var seen: Set<Value> = []
      return values.filter { seen.insert($0).inserted }
    }
    let others = distinct(all.map(\.media).filter { $0 != ledger.media })
    choices += others.map { .also(media: $0) }
    if others.count > 1 { choices.append(.allMedia) }
    let directions = distinct(shown.map(\.direction))
    if directions.count > 1 { choices += directions.map(SeriesChoice.withoutDirection) }
    let queues = distinct(shown.map(\.queue))
    if queues.count > 1 { choices += queues.map(SeriesChoice.withoutQueue) }
    return choices.map { choice in Recipe { $0.series = choice } }
  }

  private var means: [Recipe] {
    guard !derived.isEmpty else { return [] }
    var grains: [MeanGrain] = []
    let length = rowSeconds ?? .max
    for seconds in [ledger.sheet.step, 900, 1800, 3600]
    where seconds < length && seconds % ledger.sheet.step == 0
      && !grains.contains(.interval(seconds))
    {
      grains.append(.interval(seconds))
    }
    if report.grain == .period { grains.append(.day) }
    if trial.scopes.contains(where: { ledger.places(of: $0, nil).count > 1 }) {
      grains.append(.queue)
    }
    return grains.map { grain in Recipe { $0.mean = grain } }
  }

  private var roundings: [Recipe] {
    let times = columns { $0.isTime && $0.isSum }
    let isCoarse = times.contains {
      report.columns[$0].scale.denominator > report.columns[$0].scale.numerator
    }
    var found: [RowRounding] = []
    let modes: [Rounding] = [.halfUp, .up, .down]
    if isCoarse { found += modes.map { RowRounding(place: .row, mode: $0) } }
    if !derived.isEmpty { found += modes.map { RowRounding(place: .ratio, mode: $0) } }
    if !times.isEmpty {
      found += [1000, 60_000].flatMap { unit in
        modes.map { RowRounding(place: .interval(unit), mode: $0) }
      }
    }
    return found.map { rounding in Recipe { $0.rounding = rounding } }
  }
}

extension Recipe {
  init(_ set: (inout Recipe) -> Void) {
    self.init()
    set(&self)
  }
}
