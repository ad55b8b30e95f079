/// Chooses formulas: each ratio has its own, so they are tried one column after the other.
extension Candidates {
  /// The formulas that bring a recipe nearest to their file; `nil` when ours already are.
  ///
  /// With `exact`, only formulas that leave nothing open count.
  func formulas(on base: Recipe, exact: Bool) -> Recipe? {
    let ofLevel = columns { $0 == .serviceLevel }
    let ofRate = columns { $0 == .abandonRate }
    let counts = columns { [.counter(.offered), .counter(.abandoned)].contains($0) }
    if exact {
      let rest = trial.columns.filter { !(ofLevel + ofRate + counts).contains($0) }
      guard trial.exactly(base, rest) != nil else { return nil }
    }
    var recipe = base
    let canShort = trial.ledger.sheet.recorded.contains(.shortAbandoned)
    let steps: [([Int], [Recipe])] = [
      (
        counts,
        canShort ? ShortAbandons.allCases.map { short in base.with { $0.short = short } } : []
      ),
      (ofLevel, levels.map { level in base.with { $0.level = level } }),
      (ofRate, rates.map { rate in base.with { $0.rate = rate } }),
    ]
    for (columns, options) in steps where !columns.isEmpty {
      guard let best = best(of: options, on: base, columns, exact: exact) else { return nil }
      recipe = recipe.joined(with: best)
    }
    return recipe == base ? nil : recipe
  }

  private func best(
    of options: [Recipe], on base: Recipe, _ columns: [Int], exact: Bool
  ) -> Recipe? {
    if exact {
      return ([base] + options).first { trial.exactly($0, columns) != nil }
    }
    guard var least = trial.residual(base, columns) else { return nil }
    var best = base
    for option in options {
      guard let found = trial.residual(option, columns), found.isSmaller(than: least) else {
        continue
      }
      (best, least) = (option, found)
    }
    return best
  }
}

extension Recipe {
  func with(_ set: (inout Recipe) -> Void) -> Recipe {
    var copy = self
    set(&copy)
    return copy
  }
}
