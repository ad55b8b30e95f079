/// Searches for what explains their file: each cause alone in its order, then pairs.
struct Investigation {
  /// Lines that must show a cause before it can be called certain.
  static let evidence = 5

  let trial: Trial
  private let candidates: Candidates
  private let plain: Residual
  /// The recipes of each cause that act alone.
  private var singles: [Cause: [Recipe]] = [:]

  private struct Finding {
    let recipe: Recipe
    let residual: Residual
    /// Lines that differ when nothing is explained, of those that the recipe can be held against.
    let comparable: Int
    var helps: Int { comparable - residual.differing }
    var isExact: Bool { residual.isZero && residual.unchecked == 0 && !recipe.isFitted }
  }

  init(_ trial: Trial) {
    self.trial = trial
    candidates = Candidates(trial: trial)
    // Without a shift no recipe can cut an interval: the rows were checked before.
    plain = trial.residual(Recipe()) ?? Residual(columns: trial.report.columns.count)
    for cause in Cause.allCases { singles[cause] = candidates.options(of: cause) }
  }

  func diagnosis() -> Diagnosis {
    guard plain.differing > 0 else {
      return make(.none, nothing, tests: [])
    }
    let alone = Cause.allCases.map { cause in (cause, best(of: cause).map(named)) }
    let tests = alone.map { test($0, $1) }
    let whole = alone.compactMap(\.1).filter(\.residual.isZero)
    let found = whole.isEmpty ? pairs() : whole
    let ranked = found.filter(\.isExact) + found.filter { !$0.isExact }
    if let first = ranked.first { return conclude(first, among: ranked, tests) }
    let near = combine(alone.compactMap(\.1))
    guard let near, near.helps > 0 else {
      return make(
        .unexplained, nothing, tests: tests,
        reservation: Wording("no cause and no pair of causes makes fewer lines differ"))
    }
    let count = near.recipe.causes.count
    return make(
      near.helps * 2 >= near.comparable ? .likely : .unexplained, near, tests: tests,
      reservation: near.residual.isZero
        ? Wording("\(count) causes together may fit by chance")
        : Wording("\(near.residual.differing) of \(near.comparable) differing lines remain"))
  }

  private var nothing: Finding {
    Finding(recipe: Recipe(), residual: plain, comparable: plain.differing)
  }

  /// The same finding under the reading that is named first of those that fit as well.
  private func named(_ finding: Finding) -> Finding {
    guard finding.residual.isZero, let first = readings(of: finding).recipes.first,
      first != finding.recipe, let residual = trial.residual(first)
    else { return finding }
    return self.finding(first, residual) ?? finding
  }

  private func readings(of finding: Finding) -> EqualReadings {
    EqualReadings(of: finding.recipe, candidates) { recipe in
      guard let residual = trial.exactly(recipe), let found = self.finding(recipe, residual) else {
        return false
      }
      return found.isExact || !finding.isExact
    }
  }

  /// The recipe of a cause that leaves least open; `nil` when it has none.
  private func best(of cause: Cause) -> Finding? {
    var recipes = singles[cause] ?? []
    if cause == .formula {
      recipes = candidates.formulas(on: Recipe(), exact: false).map { [$0] } ?? []
    }
    recipes += candidates.fitted(cause, on: Recipe())
    return best(among: recipes)
  }

  private func best(among recipes: [Recipe]) -> Finding? {
    var best: Finding?
    for recipe in trial.promising(recipes) {
      guard let found = finding(recipe, trial.residual(recipe)) else { continue }
      if let best, !found.residual.isSmaller(than: best.residual) { continue }
      best = found
    }
    return best
  }

  /// A recipe under which most lines cannot be compared explains nothing.
  private func finding(_ recipe: Recipe, _ residual: Residual?) -> Finding? {
    guard let residual, (residual.lines + residual.unchecked) * 2 >= plain.lines,
      residual.isZero || !trial.contradicts(recipe)
    else { return nil }
    // Rows that a shift puts out of reach are no longer different, yet nothing explains them.
    let comparable = recipe.shift == nil ? plain.differing : trial.differing(beside: recipe)
    guard !residual.isZero || comparable > 0 else { return nil }
    if residual.isZero, recipe.shift != nil, recipe.causes.count > 1 {
      // A shift that only puts a row out of reach is no part of the explanation.
      let rest = recipe.without(.zoneShift)
      guard trial.differing(rest, beside: recipe) > 0 else { return nil }
    }
    if let increment = recipe.increment, residual.isZero {
      guard trial.isHalfAnIncrement(residual, increment) else { return nil }
    }
    return Finding(recipe: recipe, residual: residual, comparable: comparable)
  }

  /// Every pair that leaves nothing open; of one pair of causes the first.
  private func pairs() -> [Finding] {
    var found: [Finding] = []
    func keep(_ recipe: Recipe) {
      guard !found.contains(where: { $0.recipe.causes == recipe.causes && $0.isExact }),
        recipe.causes.count == 2, let residual = trial.exactly(recipe),
        let finding = finding(recipe, residual)
      else { return }
      if finding.isExact { found.removeAll { $0.recipe.causes == recipe.causes } }
      if !found.contains(where: { $0.recipe.causes == recipe.causes }) { found.append(finding) }
    }
    let formula = candidates.formulas(on: Recipe(), exact: false).map { [$0] } ?? []
    let all = formula + Cause.allCases.flatMap { singles[$0] ?? [] }
    for (index, one) in all.enumerated() {
      for other in all[(index + 1)...] where other.causes != one.causes {
        keep(one.joined(with: other))
      }
      if let both = candidates.formulas(on: one, exact: true) { keep(both) }
      for both in fitted(on: one) { keep(both) }
      if one.series != nil { for both in candidates.shifts(on: one) { keep(both) } }
    }
    for one in fitted(on: Recipe()) {
      if let both = candidates.formulas(on: one, exact: true) { keep(both) }
      for both in fitted(on: one) { keep(both) }
      for other in all where other.causes != one.causes { keep(one.joined(with: other)) }
    }
    return found.sorted { left, right in
      left.recipe.causes.lexicographicallyPrecedes(right.recipe.causes)
    }
  }

  private func fitted(on base: Recipe) -> [Recipe] {
    Candidates.fittedCauses.filter { !base.causes.contains($0) }
      .flatMap { candidates.fitted($0, on: base) }
  }

  /// Adds causes one by one, in their order, as long as each makes clearly fewer lines differ.
  private func combine(_ alone: [Finding]) -> Finding? {
    guard
      var best = alone.reduce(
        nil as Finding?,
        { best, next in
          guard let best else { return next }
          return next.residual.isSmaller(than: best.residual) ? next : best
        }), best.residual.differing < plain.differing
    else { return nil }
    for _ in 0..<2 {
      let least = max(1, plain.differing / 10)
      let further = Cause.allCases.filter { !best.recipe.causes.contains($0) }
        .compactMap { cause -> Finding? in
          var recipes = (singles[cause] ?? []).map { best.recipe.joined(with: $0) }
          if cause == .formula {
            recipes = candidates.formulas(on: best.recipe, exact: false).map { [$0] } ?? []
          }
          return self.best(among: recipes)
        }
      guard let next = further.min(by: { $0.residual.isSmaller(than: $1.residual) }),
        next.residual.differing + least <= best.residual.differing
      else { break }
      best = next
    }
    return best
  }

  /// Certain only when it is exact, alone in being so, and shown by enough lines.
  private func conclude(
    _ first: Finding, among ranked: [Finding], _ tests: [CauseTest]
  ) -> Diagnosis {
    let others = ranked.map(\.recipe.causes).filter { $0 != first.recipe.causes }
    let readings = readings(of: first)
    let first = named(first)
    let fits = first.recipe.causes.compactMap(readings.fit)
    let support = first.recipe.causes.map { self.support(of: $0, in: first) }.min() ?? 0
    let reservation: Wording?
    if !first.isExact {
      reservation =
        first.recipe.isFitted
        ? Wording("its numbers are read off their file, so that another cause may look the same")
        : Wording("how large the differences should be cannot be checked")
    } else if !others.isEmpty {
      reservation = Wording("other explanations fit as well")
    } else if !fits.isEmpty {
      reservation = Wording("several readings of it fit every line")
    } else if support < Self.evidence {
      reservation =
        support == 1
        ? Wording("only one line shows it") : Wording("only \(support) lines show it")
    } else {
      reservation = nil
    }
    return make(
      reservation == nil ? .certain : .likely, first, tests: tests, alternatives: others,
      fits: fits, reservation: reservation)
  }

  /// How many lines would differ without one of the causes.
  private func support(of cause: Cause, in finding: Finding) -> Int {
    guard cause != .zoneShift else {
      return trial.differing(finding.recipe.without(cause), beside: finding.recipe)
    }
    let rest = trial.residual(finding.recipe.without(cause))
    guard finding.recipe.rounding?.place == .row, cause == .rounding else {
      return rest?.differing ?? 0
    }
    // A sum of rows is one line, but each of its rows agrees once it is rounded.
    return rest.map { rest in
      zip(rest.sums, finding.residual.parts).reduce(
        rest.parts.reduce(0) { $0 + $1.differing }
      ) { $0 + ($1.0.differing > 0 ? $1.1.lines : 0) }
    } ?? 0
  }

  private func test(_ cause: Cause, _ finding: Finding?) -> CauseTest {
    guard let finding else {
      // What was tried and fails the test was tested.
      return CauseTest(
        cause: cause, result: singles[cause]?.isEmpty == false ? .no : .notTestable, words: nil,
        differing: plain.differing,
        lines: plain.lines)
    }
    let residual = finding.residual
    let result: CauseTest.Result =
      residual.isZero
      ? (finding.isExact ? .exactly : .consistent)
      : finding.helps > 0 ? .partly : .no
    var words = result == .no ? nil : finding.recipe.words(cause, trial.report.grain)
    if residual.isZero, let fit = readings(of: finding).fit(cause) {
      words = cause == .zoneShift ? words.map { Wording("\($0) (\(fit.words))") } : fit.words
    }
    return CauseTest(
      cause: cause, result: result, words: words, differing: residual.differing,
      lines: residual.lines)
  }

  private func make(
    _ confidence: Diagnosis.Confidence, _ finding: Finding, tests: [CauseTest],
    alternatives: [[Cause]] = [], fits: [Fit] = [], reservation: Wording? = nil
  ) -> Diagnosis {
    let causes = finding.recipe.causes
    // What helps only a little explains nothing: the whole difference is still open.
    let open = confidence == .unexplained ? nothing : finding
    let outside = trial.outside(open.recipe)
    let remainders = trial.columns.map { column in
      let part = open.residual.parts[column]
      let sums = open.residual.sums[column]
      return Remainder(
        column: trial.report.columns[column], differing: part.differing + sums.differing,
        lines: part.lines + sums.lines,
        sum: part.differing > 0 ? part.sum : sums.sum, unchecked: part.unchecked,
        uncheckedSum: part.uncheckedSum, unknown: outside?.parts[column].differing ?? 0,
        unknownSum: outside?.parts[column].sum ?? 0)
    }
    return Diagnosis(
      confidence: confidence, causes: causes,
      words: causes.compactMap { finding.recipe.words($0, trial.report.grain) },
      alternatives: alternatives, fits: fits, reservation: reservation, tests: tests,
      remainders: remainders,
      checked: open.residual.lines, unknown: open.residual.unknown,
      differing: plain.differing, lines: plain.lines,
      recipe: open.residual.isZero ? open.recipe : nil)
  }
}

extension Recipe {
  /// Whether a number in it was read off their file.
  var isFitted: Bool {
    if case .share = contacts { return true }
    switch age {
    case .ends, .incompleteSince: return true
    case .capture, nil: break
    }
    if case .daily = hours { return true }
    return increment != nil
  }
}

extension Trial {
  /// The recipes under which least differs where the two sides differ most.
  func promising(_ recipes: [Recipe]) -> [Recipe] {
    guard recipes.count > 2, stretches.count > 12 else { return recipes }
    let sampled = recipes.compactMap { recipe in
      sample(recipe, columns, of: 12).map { (recipe, $0) }
    }
    return sampled.sorted { $0.1.isSmaller(than: $1.1) }.prefix(3).map(\.0)
  }

  /// Whether what is too much is about half an increment for each contact.
  func isHalfAnIncrement(_ residual: Residual, _ increment: Int) -> Bool {
    let counter = ledger.sheet.recorded.contains(.handled) ? Counter.handled : .answered
    let tally = ledger.tally(of: TheirReport.Scope(), in: ledger.sheet.window)
    let contacts = tally[counter] ?? 0
    return columns.filter { residual.parts[$0].unchecked > 0 }.allSatisfy { column in
      let whole = PredictedFigure(increment * 1000 * contacts, in: report.columns[column])
      let excess = Int128(residual.parts[column].uncheckedSum) * whole.denominator * 10
      return excess >= 3 * whole.numerator && excess <= 7 * whole.numerator
    }
  }
}
