/// Recipes of the same causes that no line of theirs can tell apart.
struct EqualReadings: Sendable {
  /// The one to name first, then the others.
  let recipes: [Recipe]
  private let grain: TheirReport.Grain

  /// Tries everything that the causes of a recipe could mean, each with each where there are two.
  ///
  /// `holds` says whether a recipe fits as well as the given one.
  init(of recipe: Recipe, _ candidates: Candidates, holds: (Recipe) -> Bool) {
    grain = candidates.report.grain
    let causes = recipe.causes
    var tried: Set<Recipe> = [recipe]
    var found = [recipe]
    func keep(_ other: Recipe) {
      guard tried.insert(other).inserted, other.causes == causes, holds(other) else { return }
      found.append(other)
    }
    for cause in causes { candidates.variants(of: recipe, cause).forEach(keep) }
    if causes.count == 2 {
      for one in candidates.variants(of: recipe, causes[1]) {
        candidates.variants(of: one, causes[0]).forEach(keep)
      }
    }
    // Swift's sort keeps the order of equals: without a shift the first found stays first.
    recipes = found.sorted { ($0.shift?.oddity ?? .zero) < ($1.shift?.oddity ?? .zero) }
  }

  /// What one cause may mean, where it may mean several things.
  func fit(_ cause: Cause) -> Fit? {
    var readings: [Wording] = []
    for recipe in recipes {
      guard let words = recipe.words(cause, grain), !readings.contains(words) else { continue }
      readings.append(words)
    }
    guard readings.count > 1 else { return nil }
    guard cause == .zoneShift else {
      let more = readings.count > 4 ? [Wording("\(readings.count - 3) more")] : []
      let shown = readings.prefix(more.isEmpty ? 4 : 3) + more
      let words = shown.joined { Wording("\($0); or \($1)") }
      return words.map { Fit(cause: cause, readings: readings, words: $0) }
    }
    let ranges = ClockShift.ranges(recipes.compactMap(\.shift))
    return Fit(
      cause: cause, readings: readings,
      words: Wording("\(ranges); the \(grain.words) cannot tell them apart"))
  }
}

extension Candidates {
  /// Everything that one cause of a recipe could mean while the others stay.
  func variants(of recipe: Recipe, _ cause: Cause) -> [Recipe] {
    let rest = recipe.without(cause)
    switch cause {
    case .zoneShift: return clocks.map { shift in rest.with { $0.shift = shift } }
    case .formula:
      let levels =
        recipe.level == nil ? [recipe] : levels.map { level in recipe.with { $0.level = level } }
      let rates = recipe.rate == nil ? [nil] : rates.map(Optional.some)
      let shorts = recipe.short == nil ? [nil] : ShortAbandons.allCases.map(Optional.some)
      return levels.flatMap { level in
        rates.flatMap { rate in
          shorts.map { short in
            level.with {
              $0.rate = rate
              $0.short = short
            }
          }
        }
      }
    // What was fitted to their rows is not certain anyway.
    case .lateData, .billingIncrements, .incompleteFetch: return [recipe]
    default: return options(of: cause).map(rest.joined)
    }
  }
}

extension ClockShift {
  /// How unlikely a shift is among equals: whole hours come first, then the smallest.
  struct Oddity: Comparable {
    static let zero = Oddity(isBroken: false, seconds: 0, kind: 0)
    let isBroken: Bool
    let seconds: Int
    let kind: Int

    static func < (left: Oddity, right: Oddity) -> Bool {
      (left.isBroken ? 1 : 0, left.seconds, left.kind)
        < (right.isBroken ? 1 : 0, right.seconds, right.kind)
    }
  }

  var oddity: Oddity {
    switch self {
    case .constant(let lag):
      Oddity(isBroken: lag % 3600 != 0, seconds: abs(lag), kind: 0)
    case .dayBegins(let lag):
      Oddity(isBroken: lag % 3600 != 0, seconds: abs(lag), kind: 1)
    // A clock that never changes is the rarer mistake.
    case .fixedOffset(let offset):
      Oddity(isBroken: offset % 3600 != 0, seconds: abs(offset), kind: 2)
    }
  }

  /// Such as `between 2 hours and 2 hours 15 minutes early`.
  static func ranges(_ shifts: [ClockShift]) -> Wording {
    func runs(_ values: [Int]) -> [ClosedRange<Int>] {
      var runs: [ClosedRange<Int>] = []
      for value in Set(values).sorted() {
        if let last = runs.last, value - last.upperBound <= 900, last.upperBound * value > 0 {
          runs[runs.count - 1] = last.lowerBound...value
        } else {
          runs.append(value...value)
        }
      }
      return runs
    }
    let lags = shifts.compactMap { shift -> Int? in
      switch shift {
      case .constant(let lag), .dayBegins(let lag): lag
      case .fixedOffset: nil
      }
    }
    let moved = runs(lags).map { run -> Wording in
      let ends = [run.lowerBound, run.upperBound].sorted { abs($0) < abs($1) }.map(length)
      guard run.count > 1 else {
        return run.lowerBound > 0 ? Wording("\(ends[0]) late") : Wording("\(ends[0]) early")
      }
      return run.lowerBound > 0
        ? Wording("anything between \(ends[0]) and \(ends[1]) late")
        : Wording("anything between \(ends[0]) and \(ends[1]) early")
    }
    let offsets = shifts.compactMap { shift -> Int? in
      if case .fixedOffset(let offset) = shift { offset } else { nil }
    }
    let fixed = Set(offsets).sorted().map {
      Wording("a clock that stays at UTC\(Instant.offsetText($0))")
    }
    return (moved + fixed).joined { Wording("\($0), or \($1)") } ?? Wording("")
  }
}
