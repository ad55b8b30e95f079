/// Tries recipes on our figures and holds what they give against their file.
struct Trial: Sendable {
  let ledger: Ledger
  let earlier: [Ledger]
  let report: TheirReport
  let scopes: [TheirReport.Scope]
  let stretches: [Stretch]
  /// The columns that we record too, by their index.
  let columns: [Int]
  /// The counters that these columns need.
  let needed: [Counter]
  /// Where a wrong recipe most likely fails: the stretches with most differences first.
  private(set) var order: [Int]

  init(_ ledger: Ledger, earlier: [Ledger], report: TheirReport) {
    self.ledger = ledger
    self.earlier = earlier
    self.report = report
    scopes = report.allScopes(ledger)
    stretches = report.stretches(scopes, in: ledger.sheet.window)
    let recorded = ledger.sheet.recorded
    columns = report.columns.indices.filter {
      guard case .counter(let counter) = report.columns[$0].metric else { return true }
      return recorded.contains(counter)
    }
    let counters = columns.compactMap { index -> Counter? in
      if case .counter(let counter) = report.columns[index].metric { counter } else { nil }
    }
    // Ratios and transfers are made of other counters, never of maxima.
    needed = Counter.allCases.filter {
      recorded.contains($0) && (!$0.isMaximum || counters.contains($0))
    }
    order = Array(stretches.indices)
    var counts: [Int] = []
    for index in stretches.indices {
      let found = evaluate(Recipe(), columns, in: [index], limit: nil)
      counts.append(found?.differing ?? 0)
    }
    order.sort { (counts[$1], $0) < (counts[$0], $1) }
  }

  /// What a recipe leaves open in all columns.
  ///
  /// `nil` when our intervals are too coarse for it.
  func residual(_ recipe: Recipe) -> Residual? {
    evaluate(recipe, columns, in: Array(stretches.indices), limit: nil)
  }

  /// The same in some columns.
  func residual(_ recipe: Recipe, _ columns: [Int]) -> Residual? {
    evaluate(recipe, columns, in: Array(stretches.indices), limit: nil)
  }

  /// The same where the two sides differ most, which is enough to tell recipes apart.
  func sample(_ recipe: Recipe, _ columns: [Int], of count: Int) -> Residual? {
    evaluate(recipe, columns, in: Array(order.prefix(count)), limit: nil)
  }

  /// The residual if it is zero, found out with as little work as possible.
  func exactly(_ recipe: Recipe, _ columns: [Int]) -> Residual? {
    evaluate(recipe, columns, in: order, limit: 0)
  }

  func exactly(_ recipe: Recipe) -> Residual? { exactly(recipe, columns) }

  /// How many lines differ under a recipe of those that another one can be held against.
  func differing(_ recipe: Recipe = Recipe(), beside other: Recipe) -> Int {
    evaluate(recipe, columns, in: stretches.indices.filter { reaches($0, other) }, limit: nil)?
      .differing ?? 0
  }

  /// What differs, unexplained, in rows that a recipe cannot be held against; `nil` without any.
  func outside(_ recipe: Recipe) -> Residual? {
    let rows = stretches.indices.filter { !reaches($0, recipe) }
    return rows.isEmpty ? nil : evaluate(Recipe(), columns, in: rows, limit: nil)
  }

  /// Whether a row's figures lie in the period by the clock of a recipe.
  private func reaches(_ index: Int, _ recipe: Recipe) -> Bool {
    let window = stretches[index].window
    let moved = recipe.shift.map { shift in
      Window(
        shift.moment(window.start, in: ledger.zone), shift.moment(window.end, in: ledger.zone))
    }
    guard let span = ledger.span(moved ?? window) else { return false }
    return span.lowerBound >= 0 && span.upperBound <= ledger.sheet.intervalCount
  }

  /// Whether a row of theirs holds something on a weekday that a recipe says is not there.
  func contradicts(_ recipe: Recipe) -> Bool {
    guard case .withoutWeekdays(let days) = recipe.hours else { return false }
    return stretches.contains { stretch in
      guard !stretch.isImplied, stretch.values.contains(where: { ($0 ?? 0) != 0 }) else {
        return false
      }
      let start = recipe.shift?.moment(stretch.window.start, in: ledger.zone)
      let end = recipe.shift?.moment(stretch.window.end, in: ledger.zone)
      let first = ledger.zone.date(at: start ?? stretch.window.start)
      let last = ledger.zone.date(at: (end ?? stretch.window.end) - 1)
      return last.dayNumber - first.dayNumber < days.count
        && days.contains(first.weekday) && days.contains(last.weekday)
    }
  }

  /// Where the first difference begins by the true clock, in the order of time.
  func firstDifference(_ recipe: Recipe) -> Instant? {
    for index in stretches.indices {
      guard let found = evaluate(recipe, columns, in: [index], limit: nil) else { return nil }
      guard found.parts.contains(where: { $0.differing > 0 }) else { continue }
      let start = stretches[index].window.start
      return recipe.shift?.moment(start, in: ledger.zone) ?? start
    }
    return nil
  }

  private func evaluate(
    _ recipe: Recipe, _ columns: [Int], in order: [Int], limit: Int?
  ) -> Residual? {
    var ledger = ledger
    if case .capture(let place) = recipe.age { ledger = earlier[place] }
    let reader = LedgerReader(ledger: ledger, recipe: recipe, needed: needed)
    let results = resultReader(recipe, ledger)
    let places = scopes.map { ledger.places(of: $0, recipe.series) }
    let hasMissing = ledger.hasMissing
    var residual = Residual(columns: report.columns.count)
    var sums = RowSums(report, columns: columns, isWhole: order.count == stretches.count)
    for index in order {
      let stretch = stretches[index]
      let window = reader.moved(stretch.window)
      guard let span = ledger.span(window) else { return nil }
      guard span.lowerBound >= 0, span.upperBound <= ledger.sheet.intervalCount else {
        residual.unknown += 1
        continue
      }
      let own = places[stretch.scope]
      var figures = StretchFigures(
        reader.sums(own, span), isMissing: hasMissing && ledger.isMissing(own, span))
      var judged = results.map { StretchFigures($0.sums(own, span), isMissing: false) }
      for column in columns {
        let shape = report.columns[column]
        let figure: PredictedFigure?
        if shape.metric.isSum {
          figure = figures.predicted(shape, by: reader)
        } else {
          let reader = results ?? reader
          figure =
            (recipe.mean == nil ? nil : reader.mean(shape, over: own, window))
            ?? (judged?.predicted(shape, by: reader) ?? figures.predicted(shape, by: reader))
        }
        guard let figure else { continue }
        let theirs = stretch.values[column]
        if theirs == nil, !shape.metric.isSum { continue }
        let mode = recipe.rounding?.rowMode(shape) ?? .halfUp
        let difference = figure.residual(theirs ?? 0, mode)
        let isExcused =
          difference != 0
          && excuses(difference, theirs ?? 0, shape, reader, window, &figures)
        residual.parts[column].add(difference, excused: isExcused)
        if !isExcused { sums.add(stretch, column, theirs ?? 0, difference, figure) }
        if let limit, residual.differing > limit { return nil }
      }
    }
    sums.finish(&residual, isRounding: recipe.rounding?.place == .row)
    if let limit, residual.differing > limit { return nil }
    return residual
  }

  /// How the results of a whole period are formed: without what was agreed to be left out, unless a
  /// recipe says otherwise; `nil` where they are formed like everything else.
  func resultReader(_ recipe: Recipe, _ ledger: Ledger) -> LedgerReader? {
    guard report.grain == .period, ledger.excludesFromResults, recipe.hours == nil else {
      return nil
    }
    return LedgerReader(
      ledger: ledger, recipe: recipe.with { $0.hours = .withoutExclusions }, needed: needed)
  }

  /// Whether a cause that cannot say how much allows this difference here.
  private func excuses(
    _ difference: Int, _ theirs: Int, _ column: TheirReport.Column, _ reader: LedgerReader,
    _ window: Window, _ figures: inout StretchFigures
  ) -> Bool {
    let recipe = reader.recipe
    if recipe.forgivesMissing, figures.isMissing, difference > 0 || !column.metric.isSum {
      return true
    }
    if case .incompleteSince(let since) = recipe.age, window.end > since,
      (difference < 0 && theirs >= 0) || !column.metric.isSum
    {
      return true
    }
    if let increment = recipe.increment {
      return figures.allows(difference, theirs, column, increment: increment, reader)
    }
    return false
  }
}

extension Residual.Part {
  mutating func add(_ difference: Int, excused: Bool) {
    if excused {
      unchecked += 1
      uncheckedSum += difference
      return
    }
    lines += 1
    guard difference != 0 else { return }
    differing += 1
    sum += difference
    size += abs(difference)
  }
}

extension RowRounding {
  /// How a row's figure was rounded, unless it is one that nobody rounds.
  func rowMode(_ column: TheirReport.Column) -> Rounding? {
    switch place {
    case .row: column.metric.isSum && column.metric.isTime ? mode : nil
    case .ratio: column.metric.isSum ? nil : mode
    case .interval: nil
    }
  }
}
