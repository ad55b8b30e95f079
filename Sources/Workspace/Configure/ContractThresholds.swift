import Figures

/// Collects the bounds of waits that the measures of a contract need.
struct ContractThresholds {
  private(set) var all: Thresholds
  /// Where the file names each of the ranges.
  private(set) var places: [String] = []

  init(answeredWithin: Int, shortAbandon: Int) {
    all = Thresholds(answeredWithin: answeredWithin, shortAbandon: shortAbandon)
  }

  /// A service level by its own threshold, or by the contract's when it has none.
  mutating func level(
    _ formula: ServiceLevelFormula, within own: Setting?, at place: Setting
  ) throws(SettingError) -> ServiceLevel {
    let within = try own?.longestWait()
    if let own, within == 0 { throw own.refusal("'within' must be above zero") }
    let bound = within ?? all.answeredWithin
    let answered = try counter(of: .answered, within: bound, at: own ?? place)
    let abandoned: Counter? =
      formula.needsAbandonedInThreshold
      ? try counter(of: .abandoned, within: bound, at: own ?? place) : nil
    return ServiceLevel(
      formula, within: bound == all.answeredWithin ? nil : bound, answered: answered,
      abandoned: abandoned)
  }

  /// Has the abandons within the threshold of each service level counted, which some published
  /// formulas need and the contract's own may not.
  mutating func countAbandons(
    beside measures: [Measure], at place: Setting
  ) throws(SettingError) {
    for case .serviceLevel(let level) in measures.map(\.metric) {
      _ = try counter(of: .abandoned, within: level.within ?? all.answeredWithin, at: place)
    }
  }

  private mutating func counter(
    of kind: WaitRange.Kind, within: Int, at place: Setting
  ) throws(SettingError) -> Counter {
    if let known = all.counter(of: kind, within: within) { return known }
    guard all.ranges.count < Counter.ranges.count else {
      throw place.refusal(
        "the contract needs more than four thresholds besides 'answeredWithin' and 'shortAbandon'",
        remedy: "use the same threshold in several measures")
    }
    all = Thresholds(
      answeredWithin: all.answeredWithin, shortAbandon: all.shortAbandon,
      ranges: all.ranges + [WaitRange(kind, within: within)])
    places.append(place.place)
    return Counter.ranges[all.ranges.count - 1]
  }
}
