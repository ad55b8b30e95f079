import Figures
import Foundation

/// How one measure came from counts to its verdict and its credit.
struct AssessmentRules {
  let assessment: Assessment
  let statement: Statement

  private var measure: Measure { assessment.measure }
  private var id: String { measure.id }
  private var isShare: Bool { measure.isShare }
  private var row: String { "measure=\(id)" }
  private var thresholds: Thresholds { statement.contract.thresholds }
  private var formulas: MeasureFormulas {
    MeasureFormulas(assessment: assessment, thresholds: thresholds)
  }

  var rules: [FigureRule] { result + margins + steps + otherFormulas + days + stretches }

  private func rule(
    _ resource: String, _ column: String, _ words: String, _ formula: Formula?,
    row: String? = nil, places: Int? = nil, rows: RowSet = .counted, origin: String = ""
  ) -> FigureRule {
    FigureRule(
      resource: resource, row: row ?? self.row, column: column, definition: words,
      formula: formula, places: places, media: statement.media, rows: rows, origin: origin)
  }

  private static let notFormed = "no source counts a part of its formula"
  private static let contract = "by the contract"
  private static let step = "by the contract, as the measure’s page says"

  /// A share as a number of 1, or a time in seconds.
  private func value(_ numerator: Formula, _ denominator: Formula) -> Formula {
    .quotient(numerator, isShare ? denominator : .product([denominator, .number(1000)]))
  }

  /// The decimals of a value in the files.
  private var places: Int { isShare ? 6 : 3 }

  private func sla(_ column: String) -> Formula {
    .figure(Figure.Place("sla", row, column))
  }

  private func step(_ id: String) -> Formula {
    .figure(Figure.Place("working", "\(row),step=\(id)", "value"))
  }

  // MARK: - sla.csv

  private var result: [FigureRule] {
    let parts = reached ?? formulas.judged
    let value = self.value(
      parts?.numerator ?? .cell("numerator"), parts?.denominator ?? .cell("denominator"))
    let margin = difference(.cell("numerator"), .cell("denominator"))
    return [
      rule(
        "sla", "numerator", "Upper part of \(measure.words)", parts?.numerator,
        origin: Self.notFormed),
      rule(
        "sla", "denominator", "Lower part of \(measure.words)", parts?.denominator,
        origin: Self.notFormed),
      rule(
        "sla", "value", measure.words, value,
        places: places),
      rule("sla", "target", "What the contract asks for", nil, origin: Self.contract),
      rule(
        "sla", "margin", "Value less target", margin,
        places: places),
      rule(
        "sla", "verdict", "The exact value held against the target", verdict,
        origin: "nothing was held against the target: the measure’s page says why"),
      creditRule,
    ]
  }

  /// Parts and target as they are compared, without a division; `nil` where nothing was.
  private var verdict: Formula? {
    guard assessment.verdict.isFinal else { return nil }
    let comparison = measure.target.comparison
    guard measure.conditions.rule == .exact else {
      return .verdict(
        .figure(Figure.Place("margins", row, "compared")), comparison, .cell("target"))
    }
    let line = Formula.product([.cell("target"), .cell("denominator")])
    return isShare
      ? .verdict(.product([.cell("numerator"), .number(100)]), comparison, line)
      : .verdict(
        .cell("numerator"), comparison, .product([line, .number(1000)]))
  }

  /// The weights of what reached its own target, and of all that counts.
  private var reached: (numerator: Formula, denominator: Formula)? {
    guard measure.conditions.stretches != nil, let stretches = assessment.rows?.stretches,
      let quotient = assessment.outcome.quotient,
      stretches.reduce(0, { $0 + $1.judged.part.met }) == quotient.numerator,
      stretches.reduce(0, { $0 + $1.judged.part.weight }) == quotient.denominator
    else { return nil }
    return (
      .total(Figure.Place("measure-stretches", row, "met"), quotient.numerator),
      .total(Figure.Place("measure-stretches", row, "weight"), quotient.denominator)
    )
  }

  /// The same weights, had the parties left nothing out.
  private var measuredStretches: (numerator: Formula, denominator: Formula)? {
    guard let stretches = assessment.rows?.stretches,
      let quotient = assessment.asMeasured.quotient
    else { return nil }
    let parts = stretches.map(\.measured.part)
    guard parts.reduce(0, { $0 + $1.met }) == quotient.numerator,
      parts.reduce(0, { $0 + $1.weight }) == quotient.denominator
    else { return nil }
    return (
      .total(Figure.Place("measure-stretches", row, "met_measured"), quotient.numerator),
      .total(Figure.Place("measure-stretches", row, "weight_measured"), quotient.denominator)
    )
  }

  private func difference(_ numerator: Formula, _ denominator: Formula) -> Formula {
    let target: Formula =
      isShare ? .quotient(.cell("target"), .number(100)) : .cell("target")
    let value = self.value(numerator, denominator)
    return .sum([(isAdded: true, value), (isAdded: false, target)])
  }

  private var creditRule: FigureRule {
    var rule = rule(
      "sla", "credit", "What the miss costs", credit, places: statement.contract.currency.places,
      origin: assessment.credit == nil
        ? "no credit follows from this measure" : "only the highest credit of the month counts")
    rule.rounding = statement.terms.billing.rounding
    return rule
  }

  private var credit: Formula? {
    guard let credit = assessment.credit else {
      return assessment.creditCell(statement.contract.currency).isEmpty ? nil : .number(0)
    }
    guard assessment.working.map({ $0.credit == credit.amount }) ?? true else { return nil }
    var factors: [Formula]
    switch credit.applied {
    case .none, .points: return .number(0)
    case .tier, .band, .share:
      factors = [.quotient(step("step_percent"), .number(100)), step("base")]
    case .units: factors = [step("units"), step("unit_price")]
    }
    if credit.weightPercent != 100 { factors.append(.quotient(step("weight"), .number(100))) }
    if credit.multiplier != 1 { factors.append(step("multiplier")) }
    return .product(factors)
  }

  // MARK: - margins.csv

  private var margins: [FigureRule] {
    var asMeasured: Formula? = value(sla("numerator"), sla("denominator"))
    if assessment.hasExclusions {
      let parts = measure.conditions.stretches == nil ? formulas.asMeasured : measuredStretches
      asMeasured = parts.map { value($0.numerator, $0.denominator) }
    }
    return [
      rule(
        "margins", "margin_count", "Contacts between the figure and the border of its target",
        isShare ? border : nil,
        origin: "found by the comparison of the contract itself, which rounds first"),
      rule(
        "margins", "as_measured", "The value without any exclusion", asMeasured,
        places: places, rows: .measured, origin: "the same counts with the excluded intervals"),
      compared,
      rule(
        "margins", "excluded_intervals", "Intervals that the parties left out",
        assessment.hasExclusions ? .starts : .number(0), rows: .excluded),
    ]
  }

  /// The value by the contract's rounding, in the unit of its target.
  private var compared: FigureRule {
    let value =
      isShare
      ? Formula.quotient(.product([sla("numerator"), .number(100)]), sla("denominator"))
      : .quotient(sla("numerator"), .product([sla("denominator"), .number(1000)]))
    var rule = rule(
      "margins", "compared", "The value as the contract compares it",
      assessment.compared == nil ? nil : value, places: measure.conditions.rule.places,
      origin: "nothing is rounded before the comparison")
    switch measure.conditions.rule {
    case .exact: break
    case .rounded(_, let mode): rule.rounding = mode
    case .truncated: rule.rounding = .down
    }
    return rule
  }

  /// To spare above a floor, or below a ceiling; equality meets `at least` and `at most` only.
  private var border: Formula? {
    guard measure.conditions.rule == .exact else { return nil }
    let line = Formula.product([
      .quotient(sla("target"), .number(100)), sla("denominator"),
    ])
    switch measure.target.comparison {
    case .atLeast:
      return .sum([(isAdded: true, sla("numerator")), (isAdded: false, .call("ceil", [line]))])
    case .moreThan:
      return .sum([
        (isAdded: true, sla("numerator")), (isAdded: false, .call("floor", [line])),
        (isAdded: false, .number(1)),
      ])
    case .atMost:
      return .sum([(isAdded: true, .call("floor", [line])), (isAdded: false, sla("numerator"))])
    case .lessThan:
      return .sum([
        (isAdded: true, .call("ceil", [line])), (isAdded: false, .number(1)),
        (isAdded: false, sla("numerator")),
      ])
    }
  }

  // MARK: - working.csv

  private var steps: [FigureRule] {
    Working(assessment, of: statement).filed.map { step in
      var places: Int?
      var formula: Formula?
      var rows = RowSet.counted
      switch step.id {
      case "left_side":
        formula = isShare ? .product([sla("numerator"), .number(100)]) : sla("numerator")
      case "right_side":
        formula = .product(
          [sla("target"), sla("denominator")] + (isShare ? [] : [.number(1000)]))
      case "shortfall" where measure.conditions.rule == .exact:
        places = 6
        formula = .call("abs", [sla("margin")])
      case "expected_intervals": (formula, rows) = (.intervals(received: false), .open)
      case "received_intervals": (formula, rows) = (.intervals(received: true), .open)
      case "closed_intervals": (formula, rows) = (.starts, .closed)
      case "earlier_months":
        formula = .rows(
          Figure.Place("earlier-months", row, "period"), assessment.monthsBefore.count)
      case "volume": formula = formulas.sum(.offered)
      case "relief_line":
        (formula, places) = (formulas.relief(step.id), 6)
      case let id where id.hasPrefix("stretches_"): formula = stretches(step)
      case "base": (formula, places) = (base(step), statement.contract.currency.places)
      default:
        let terms = measure.metric.parts(of: Tally(recorded: CounterSet(Counter.allCases)))
        let counter = ((terms?.numerator ?? []) + (terms?.denominator ?? [])).first {
          Working.id($0) == step.id
        }?.counter
        formula = counter.map(formulas.sum) ?? formulas.relief(step.id)
      }
      var rule = rule(
        "working", "value", step.name, formula, row: "\(row),step=\(step.id)", places: places,
        rows: rows, origin: Self.step)
      if step.id == "base" { rule.rounding = statement.terms.billing.rounding }
      return rule
    }
  }

  /// The fees of all months that are judged as one, or a share of them; `nil` where percentages are
  /// taken of something else, such as charges before the minimum.
  private func base(_ step: Working.Step) -> Formula? {
    guard let invoice = statement.invoice, let credit = assessment.credit else { return nil }
    let months = assessment.earlierMonths.map { month in
      statement.history.first { $0.period.month == month }
    }
    let earlier = months.compactMap { $0?.invoice?.fees }
    guard earlier.count == months.count else { return nil }
    let fees = earlier.reduce(invoice.fees, +)
    let terms =
      [Figure.Place("settlement", "item=fees", "amount")]
      + months.compactMap { $0.map { Figure.Place("history", "period=\($0.period.id)", "fees") } }
    let sum = Formula.added(terms.map { .figure($0) })
    if step.exact == fees.text { return sum }
    guard case .share(let share) = credit.applied,
      step.exact == fees.percent(share.atRiskPercent, statement.terms.billing.rounding).text
    else { return nil }
    return .quotient(.product([.number(share.atRiskPercent), sum]), .number(100))
  }

  /// How many of the days or intervals that are judged by themselves had one result, or several.
  private func stretches(_ step: Working.Step) -> Formula? {
    guard let rule = measure.conditions.stretches, let found = assessment.rows?.stretches else {
      return nil
    }
    let small: [IntervalAttainment.Part.Kind] = rule.smallPolicy == .exclude ? [] : [.small]
    let kinds: [IntervalAttainment.Part.Kind]
    switch step.id {
    case "stretches_counted": kinds = [.reached, .notReached] + small
    case "stretches_reached": kinds = [.reached] + (rule.smallPolicy == .met ? small : [])
    case "stretches_small": kinds = [.small]
    case "stretches_excluded": kinds = [.excluded]
    default: return nil
    }
    let terms = kinds.map { kind in
      Formula.rows(
        Figure.Place("measure-stretches", "\(row),result=\(kind.rawValue)", "result"),
        found.count { $0.judged.part.kind == kind })
    }
    return .added(terms)
  }

  // MARK: - whatif.csv and measure-days.csv

  private var otherFormulas: [FigureRule] {
    guard case .serviceLevel(let level) = measure.metric,
      let comparison = statement.comparison(of: assessment)
    else { return [] }
    return comparison.rows.filter { $0.outcome.quotient != nil }.flatMap { other -> [FigureRule] in
      let metric = Metric.serviceLevel(
        ServiceLevel(
          other.formula, within: level.within, answered: level.answered,
          abandoned: thresholds.counter(
            of: .abandoned, within: level.within ?? thresholds.answeredWithin)))
      let parts = formulas.parts(of: metric)
      let row = "\(row),formula=\(other.formula.code)"
      return [
        rule(
          "whatif", "numerator", "Upper part", parts?.numerator, row: row, origin: Self.notFormed),
        rule(
          "whatif", "denominator", "Lower part", parts?.denominator, row: row,
          origin: Self.notFormed),
        rule(
          "whatif", "value", other.formula.words,
          .quotient(.cell("numerator"), .cell("denominator")), row: row, places: 6),
        rule(
          "whatif", "margin", "Value less target",
          difference(.cell("numerator"), .cell("denominator")), row: row, places: 6),
      ]
    }
  }

  private var days: [FigureRule] {
    guard statement.hasDays(assessment) else { return [] }
    let parts = measure.metric.formulas(thresholds)
    let value = measure.metric.value(
      parts?.numerator ?? .cell("numerator"), parts?.denominator ?? .cell("denominator"))
    return [
      rule(
        "measure-days", "numerator", "Upper part of the day", parts?.numerator,
        origin: Self.notFormed),
      rule(
        "measure-days", "denominator", "Lower part of the day", parts?.denominator,
        origin: Self.notFormed),
      rule(
        "measure-days", "value", measure.metric.words, value,
        places: measure.metric.isShare ? 6 : 3),
    ]
  }

  private var stretches: [FigureRule] {
    guard measure.conditions.stretches != nil, assessment.rows?.stretches.isEmpty == false else {
      return []
    }
    let parts = measure.metric.formulas(thresholds)
    return [
      rule("measure-stretches", "numerator", "Upper part of the stretch", parts?.numerator),
      rule("measure-stretches", "denominator", "Lower part of the stretch", parts?.denominator),
      rule(
        "measure-stretches", "numerator_measured", "The same, had nothing been left out",
        parts?.numerator, rows: .measured),
      rule(
        "measure-stretches", "denominator_measured", "The same, had nothing been left out",
        parts?.denominator, rows: .measured),
      rule(
        "measure-stretches", "weight", "What the stretch counts for", nil, origin: Self.contract),
      rule(
        "measure-stretches", "met", "Its weight where it is reached", nil, origin: Self.contract),
    ]
  }
}
