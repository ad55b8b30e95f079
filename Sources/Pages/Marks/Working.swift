import Figures
import Foundation

/// The way from the counts to the credit of one measure, step by step.
///
/// Steps that `sla.csv` holds are marked with their place there; the others stand in
/// `working.csv`.
struct Working {
  struct Step {
    /// Its name in `working.csv`.
    let id: String
    let name: String
    /// What is done here, with the values put in.
    let how: HTML
    let figure: Figure

    var exact: String { figure.exact }

    /// What the value counts, for the file.
    var unitName = "contacts"
  }

  private let assessment: Assessment
  private let statement: Statement
  private let derivation: Derivation?
  private let figures: AssessmentFigures

  init(_ assessment: Assessment, of statement: Statement) {
    self.assessment = assessment
    self.statement = statement
    derivation = Derivation(assessment, tally: statement.total.tally)
    figures = AssessmentFigures(assessment, currency: statement.contract.currency)
  }

  private var measure: Measure { assessment.measure }
  private var isShare: Bool { measure.isShare }

  /// The steps with a row in `working.csv`.
  var filed: [Step] { steps.filter { $0.figure.place.resource == "working" } }

  var steps: [Step] {
    guard assessment.outcome.quotient != nil else { return [] }
    guard let derivation else {
      // The contract counts other contacts than the month's sums, which have no parts here.
      return result(above: "above the line", below: "below the line") + [target, difference] + price
    }
    return counts(derivation) + division(derivation) + comparison(derivation) + price
  }

  /// `252 / (292 + 58 − 29)`, each number marked.
  var valuesPutIn: HTML? {
    guard let derivation else { return nil }
    func side(_ parts: [FormulaParts.Part]) -> HTML {
      parts.enumerated().map { index, part -> HTML in
        let sign: HTML = part.isAdded ? (index == 0 ? "" : " + ") : " − "
        return sign + self.part(part).data()
      }.joined()
    }
    func grouped(_ parts: [FormulaParts.Part]) -> HTML {
      parts.count > 1 ? "(\(side(parts)))" : side(parts)
    }
    return "\(grouped(derivation.parts.numerator)) / \(grouped(derivation.parts.denominator))"
  }

  // MARK: - Counts

  private func part(_ part: FormulaParts.Part) -> Figure {
    filed(Self.id(part), Shown.count(part.value), String(part.value), .count)
  }

  private static func id(_ part: FormulaParts.Part) -> String {
    part.name.replacing(" ", with: "_").replacing("-", with: "_")
  }

  /// Each count once, also when it stands above and below the line.
  private func counts(_ derivation: Derivation) -> [Step] {
    var seen: Set<String> = []
    return (derivation.parts.numerator + derivation.parts.denominator)
      .filter { seen.insert($0.name).inserted }
      .map { part in
        let isTime = part.counter.column.hasSuffix("_ms")
        let source: HTML =
          Counter.ranges.contains(part.counter)
          ? "counted for this measure by its own threshold"
          : "<a href=\"../data/month.csv\">month.csv</a>, column <code>\(part.counter.column)</code>"
        return Step(
          id: Self.id(part),
          name: Sentences.capitalized(part.name) + (isTime ? ", milliseconds" : ""), how: source,
          figure: self.part(part), unitName: isTime ? "milliseconds" : "contacts")
      }
  }

  private func division(_ derivation: Derivation) -> [Step] {
    func sum(_ parts: [FormulaParts.Part]) -> HTML {
      parts.enumerated().map { index, part -> HTML in
        let sign: HTML = part.isAdded ? (index == 0 ? "" : " + ") : " − "
        return "\(sign)\(part.name)"
      }.joined()
    }
    return result(
      above: sum(derivation.parts.numerator), below: sum(derivation.parts.denominator))
  }

  private func result(above: HTML, below: HTML) -> [Step] {
    [
      Step(id: "", name: "Numerator", how: above, figure: figures.numerator),
      Step(id: "", name: "Denominator", how: below, figure: figures.denominator),
      Step(
        id: "", name: "Result",
        how: """
          \(figures.numerator.data()) / \(figures.denominator.data())\
          \(isShare ? "" : ", in minutes and seconds")
          """, figure: figures.result),
    ]
  }

  // MARK: - Comparison

  private func comparison(_ derivation: Derivation) -> [Step] {
    let left = filed(
      "left_side", Shown.decimal(derivation.left), derivation.left.cell, .count)
    let right = filed(
      "right_side", Shown.decimal(derivation.right), derivation.right.cell, .count)
    let factor: HTML = isShare ? " × 100" : ""
    let thousand: HTML = isShare ? "" : " × 1,000"
    let unit = isShare ? "percent" : "milliseconds"
    let words: HTML =
      derivation.left == derivation.right
      ? "equal to" : derivation.left < derivation.right ? "less than" : "more than"
    return [
      target,
      Step(
        id: "left_side", name: "Result times denominator",
        how: "\(figures.numerator.data())\(factor)", figure: left, unitName: unit),
      Step(
        id: "right_side", name: "Target times denominator",
        how: """
          \(figures.boundNumber.data()) × \(figures.denominator.data())\(thousand); the value above \
          is \(words) this
          """, figure: right, unitName: unit),
      difference,
    ]
  }

  private var target: Step {
    Step(
      id: "", name: "Target",
      how: "\(measure.target.comparison.rawValue) \(figures.bound.data())", figure: figures.target)
  }

  private var difference: Step {
    Step(
      id: "", name: "Difference",
      how: "result less target, \(isShare ? "in percentage points" : "in minutes and seconds")",
      figure: figures.difference)
  }

  // MARK: - Credit

  private var price: [Step] {
    guard let credit = assessment.credit else { return [] }
    guard case .tier = credit.applied, isShare, credit.weightPercent == 100,
      credit.multiplier == 1, credit.amount == credit.base.percent(credit.tier.percent)
    else { return otherPrice(credit) }
    let shortfall = filed(
      "shortfall", Shown.points(credit.shortfall).replacing("+", with: ""),
      credit.shortfall.shareCell, .points)
    let percent = filed(
      "step_percent", Shown.decimal(credit.tier.percent) + "%", credit.tier.percent.cell, .count)
    let base = filed(
      "base", Shown.money(credit.base), credit.base.text, .money(credit.base.currency.code))
    let reach: HTML =
      credit.tier.upTo.map { "the step up to \(Shown.decimal($0)) points below the target" }
      ?? "the last step, which has no end"
    return [
      Step(
        id: "shortfall", name: "Shortfall", how: "how far below the target", figure: shortfall,
        unitName: "points"),
      Step(
        id: "step_percent", name: "Step of the credit table",
        how: "\(shortfall.data()) lie in \(reach)",
        figure: percent, unitName: "percent"),
      Step(
        id: "base", name: "Fees of the month", how: "what the percentage is taken of", figure: base,
        unitName: credit.base.currency.code),
      Step(
        id: "", name: "Credit",
        how: "\(percent.data()) of \(base.data()), rounded half up to the smallest unit",
        figure: figures.credit),
    ]
  }

  /// A credit of another kind than a step of a table: its parts, as far as it has them.
  private func otherPrice(_ credit: Credit) -> [Step] {
    let code = credit.base.currency.code
    func step(_ id: String, _ name: String, _ how: HTML, _ value: Decimal, _ unit: String) -> Step {
      let value = value.rounded(6)
      return Step(
        id: id, name: name, how: how, figure: filed(id, Shown.decimal(value), value.cell, .count),
        unitName: unit)
    }
    func base(_ name: String, _ how: HTML, _ amount: Money) -> Step {
      Step(
        id: "base", name: name, how: how,
        figure: filed("base", Shown.money(amount), amount.text, .money(code)), unitName: code)
    }
    let unit = isShare ? "points" : "seconds"
    var steps: [Step] = []
    switch credit.applied {
    case .none: break
    case .tier(let applied):
      steps = [
        step(
          "step_percent", "Step of the credit table", "the one that holds the shortfall",
          applied.tier.percent, "percent"),
        base("Charges of the month", "what the percentage is taken of", applied.base),
      ]
    case .band(let applied):
      steps = [
        step(
          "step_percent", "Band of the credit table", "the one that holds the result",
          applied.band.percent, "percent"),
        base("Charges of the month", "what the percentage is taken of", applied.base),
      ]
    case .units(let applied):
      steps = [
        step(
          "units", "Units", "\(unit) short of the target, less those that earn a bonus",
          (applied.units - applied.bonusUnits).rounded(6), unit),
        step("unit_price", "Price of a unit", "\(code), by the contract", applied.perUnit, code),
      ]
    case .points(let applied):
      steps = [
        step(
          "service_points", "Service points", "of the step that holds the shortfall",
          Decimal(applied.tier.points), "points")
      ]
    case .share(let applied):
      steps = [
        step(
          "step_percent", "Share of the amount at risk", "by the contract", applied.percent,
          "percent"),
        base("Amount at risk", "of the month’s charges", applied.atRisk),
      ]
    }
    if credit.weightPercent != 100 {
      steps.append(step("weight", "Weight", "by the contract", credit.weightPercent, "percent"))
    }
    if credit.multiplier != 1 {
      steps.append(
        step(
          "multiplier", "Repeat", "the miss follows one of the same measure",
          Decimal(credit.multiplier), "times"))
    }
    return steps + [
      Step(
        id: "", name: "Credit", how: "the product, rounded as the contract says",
        figure: figures.credit)
    ]
  }

  private func filed(
    _ id: String, _ shown: String, _ exact: String, _ unit: Figure.Unit
  ) -> Figure {
    Figure(
      shown, exact: exact, unit: unit,
      place: Figure.Place("working", "measure=\(measure.id),step=\(id)", "value"))
  }
}
