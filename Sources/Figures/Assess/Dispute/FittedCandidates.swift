/// Recipes whose numbers are read off their file; they never prove a cause.
extension Candidates {
  /// The causes that have such recipes.
  static let fittedCauses: [Cause] = [.entriesAgainstContacts, .hours, .lateData]

  /// Hours, late data and constant shares, fitted to what another recipe leaves open.
  func fitted(_ cause: Cause, on base: Recipe) -> [Recipe] {
    switch cause {
    case .lateData: late(on: base)
    case .hours: daily(on: base)
    case .entriesAgainstContacts: shares(on: base)
    default: []
    }
  }

  /// From the first to the last minute of the day at which their rows ever hold anything.
  private func daily(on base: Recipe) -> [Recipe] {
    guard base.hours == nil, let rowSeconds else { return [] }
    let zone = trial.ledger.zone
    let shown = trial.stretches.filter { stretch in
      !stretch.isImplied && stretch.values.contains { ($0 ?? 0) != 0 }
    }.map { stretch in
      let start = stretch.window.start
      let moment = base.shift?.moment(start, in: zone) ?? start
      let second = moment.seconds + zone.offset(at: moment)
      return (second - second.dividedDown(by: 86_400) * 86_400) / 60
    }
    guard let first = shown.min(), let last = shown.max() else { return [] }
    let end = last + rowSeconds / 60
    guard first > 0 || end < 1440 else { return [] }
    return [base.with { $0.hours = .daily(from: first, to: end) }]
  }

  private func late(on base: Recipe) -> [Recipe] {
    let window = trial.ledger.sheet.window
    guard base.age == nil else { return [] }
    var recipes: [Recipe] = []
    let filled = trial.stretches.filter { stretch in
      !stretch.isImplied && stretch.values.contains { ($0 ?? 0) != 0 }
    }
    if let shown = filled.map(\.window.end).max() {
      let end = base.shift?.moment(shown, in: trial.ledger.zone) ?? shown
      if end > window.start, end < window.end {
        recipes.append(base.with { $0.age = .ends(end) })
      }
    }
    if let since = trial.firstDifference(base), since < window.end,
      since.seconds - window.start.seconds >= window.seconds / 2
    {
      recipes.append(base.with { $0.age = .incompleteSince(since) })
    }
    return recipes
  }

  /// One share for each count that differs, from all rows and from those of the first half.
  private func shares(on base: Recipe) -> [Recipe] {
    guard base.contacts == nil else { return [] }
    let counters: [Counter] = [.offered, .answered, .handled]
    let columns = columns { metric in counters.contains { metric == .counter($0) } }
    let others = self.columns { metric in
      metric.isSum && !counters.contains { metric == .counter($0) }
    }
    guard !columns.isEmpty, trial.report.grain != .period,
      others.isEmpty || base == Recipe() || trial.exactly(base, others) != nil
    else { return [] }
    let halves = [trial.stretches.count, trial.stretches.count / 2]
    var recipes: [Recipe] = []
    for count in halves {
      var shares: [Counter: Quotient] = [:]
      for column in columns {
        guard case .counter(let counter) = trial.report.columns[column].metric else { continue }
        let pairs = trial.counts(base, column, first: count)
        guard pairs.contains(where: { $0.theirs != $0.ours }) else { continue }
        if let share = ConstantShare(pairs)?.quotient { shares[counter] = share }
      }
      let recipe = base.with { $0.contacts = .share(shares) }
      if !shares.isEmpty, !recipes.contains(recipe) { recipes.append(recipe) }
    }
    return recipes
  }
}

/// The share of our counts that theirs are, the same in each row as far as whole counts can tell.
struct ConstantShare {
  let quotient: Quotient

  /// `nil` unless theirs are fewer, and at least half.
  init?(_ pairs: [(theirs: Int, ours: Int)]) {
    let theirs = pairs.reduce(0) { $0 + $1.theirs }
    let ours = pairs.reduce(0) { $0 + $1.ours }
    guard ours > 0, theirs < ours, theirs * 2 >= ours else { return nil }
    // Bounds of the share that each row allows: (theirs - 1/2) / ours to (theirs + 1/2) / ours.
    var low = (0, 1)
    var high = (1, 1)
    for pair in pairs where pair.ours > 0 {
      let below = (2 * pair.theirs - 1, 2 * pair.ours)
      let above = (2 * pair.theirs + 1, 2 * pair.ours)
      if below.0 * low.1 > low.0 * below.1 { low = below }
      if above.0 * high.1 < high.0 * above.1 { high = above }
    }
    let total = Quotient(theirs, ours)
    let isInside =
      total.numerator * low.1 >= low.0 * total.denominator
      && total.numerator * high.1 <= high.0 * total.denominator
    let fits = low.0 * high.1 <= high.0 * low.1
    quotient = isInside || !fits ? total : Quotient(low.0 + high.0, low.1 + high.1)
  }
}

extension Trial {
  /// Their counts of a column beside those that a recipe gives, over the first stretches in time.
  func counts(_ recipe: Recipe, _ column: Int, first: Int) -> [(theirs: Int, ours: Int)] {
    let reader = LedgerReader(ledger: ledger, recipe: recipe, needed: needed)
    let places = scopes.map { ledger.places(of: $0, recipe.series) }
    guard case .counter(let counter) = report.columns[column].metric else { return [] }
    return stretches.prefix(first).compactMap { stretch in
      guard let theirs = stretch.values[column],
        let span = ledger.span(reader.moved(stretch.window)),
        span.lowerBound >= 0, span.upperBound <= ledger.sheet.intervalCount,
        !(recipe.forgivesMissing && ledger.isMissing(places[stretch.scope], span))
      else { return nil }
      return (theirs, reader.sums(places[stretch.scope], span)[counter.rawValue])
    }
  }
}
