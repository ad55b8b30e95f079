import Figures
import Foundation

/// The parts of one measure as formulas over the rows that it counts, those of earlier months that
/// are judged as one with it, and what relief takes out of both.
struct MeasureFormulas {
  let assessment: Assessment
  let thresholds: Thresholds

  private var measure: Measure { assessment.measure }
  private var row: String { "measure=\(measure.id)" }

  /// The sum of a counter over all that is judged as one.
  func sum(_ counter: Counter) -> Formula {
    let own = Formula(counter, thresholds)
    guard !earlier.isEmpty else { return own }
    let place = Figure.Place("earlier-months", row, thresholds.column(of: counter))
    let sum = earlier.reduce(0) { $0 + ($1.tally?[counter] ?? 0) }
    return .sum([(isAdded: true, own), (isAdded: true, .total(place, sum))])
  }

  /// Both parts of a metric; `nil` when no source counts one of them.
  func parts(of metric: Metric) -> (numerator: Formula, denominator: Formula)? {
    metric.parts(of: Tally(recorded: CounterSet(Counter.allCases))).map {
      (Formula($0.numerator, sum), Formula($0.denominator, sum))
    }
  }

  /// What the contract compares; `nil` where the days or intervals that reach a target make it, or
  /// where these formulas do not give it.
  var judged: (numerator: Formula, denominator: Formula)? {
    guard measure.conditions.stretches == nil, let parts = parts(of: measure.metric),
      let total = assessment.working?.total ?? assessment.rows?.total
    else { return nil }
    let counted = measure.metric.value(of: total)
    guard let result = assessment.relieved else {
      return counted == assessment.outcome ? parts : nil
    }
    guard result.parts.outcome == assessment.outcome else { return nil }
    return (
      difference(step("numerator_before_relief"), step("excess_in_numerator")),
      difference(step("denominator_before_relief"), step("excess"))
    )
  }

  /// Both parts, had the parties left nothing out; the sums are those of ``RowSet/measured``.
  var asMeasured: (numerator: Formula, denominator: Formula)? {
    guard measure.conditions.stretches == nil, let own = measure.metric.formulas(thresholds)
    else { return nil }
    guard !earlier.isEmpty else { return own }
    func with(_ part: Formula, _ column: String, _ value: (Quotient) -> Int) -> Formula {
      let place = Figure.Place("earlier-months", row, column)
      let sum = earlier.reduce(0) { $0 + ($1.asMeasured.quotient.map(value) ?? 0) }
      return .sum([(isAdded: true, part), (isAdded: true, .total(place, sum))])
    }
    return (
      with(own.numerator, "numerator_measured", \.numerator),
      with(own.denominator, "denominator_measured", \.denominator)
    )
  }

  // MARK: - Relief

  /// A step of relief; `nil` for every other one, and for what the contract gives.
  func relief(_ id: String) -> Formula? {
    guard let result = assessment.relief else { return nil }
    switch id {
    case "relief_line":
      return .quotient(
        .product([step("forecast"), .number(result.relief.upperPercent)]), .number(100))
    case "relief_volume": return sum(.offered)
    case "numerator_before_relief": return parts(of: measure.metric)?.numerator
    case "denominator_before_relief": return parts(of: measure.metric)?.denominator
    case "excess":
      return .call(
        "min",
        [
          difference(step("relief_volume"), .call("floor", [step("relief_line")])),
          step("denominator_before_relief"),
        ])
    case "excess_in_numerator":
      // Missed contacts are taken out first, whichever part they stand in.
      let upper = step("numerator_before_relief")
      guard measure.target.comparison.wantsHigh else {
        return .call("min", [step("excess"), .call("max", [upper, .number(0)])])
      }
      let missed = Formula.call(
        "max", [difference(step("denominator_before_relief"), upper), .number(0)])
      return difference(step("excess"), .call("min", [step("excess"), missed]))
    default: return nil
    }
  }

  private func difference(_ left: Formula, _ right: Formula) -> Formula {
    .sum([(isAdded: true, left), (isAdded: false, right)])
  }

  private func step(_ id: String) -> Formula {
    .figure(Figure.Place("working", "\(row),step=\(id)", "value"))
  }

  private var earlier: [EarlierMonth] { assessment.monthsBefore }
}

extension Assessment {
  /// The volume against the line of the forecast; `nil` where the contract has no relief.
  var relief: ReliefResult? {
    for case .relief(let result) in working?.steps ?? [] { return result }
    return nil
  }

  /// Relief that took contacts out of the parts.
  fileprivate var relieved: ReliefResult? {
    relief.flatMap { $0.isOver && $0.relief.mode == .excessFavourable ? $0 : nil }
  }
}
