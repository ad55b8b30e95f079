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
  /// From the page to the folder of the period.
  private let up: String
  private let derivation: Derivation?
  /// Whether the counts are those of the month's own row, not of a scope, rest or several months.
  private let isMonth: Bool
  private let figures: AssessmentFigures
  private let gates: GateSteps

  init(_ assessment: Assessment, of statement: Statement, up: String = "../") {
    self.up = up
    self.assessment = assessment
    self.statement = statement
    let month = Derivation(assessment, tally: statement.total.tally)
    derivation = month ?? assessment.working?.total.flatMap { Derivation(assessment, tally: $0) }
    isMonth = month != nil
    figures = AssessmentFigures(assessment, currency: statement.contract.currency)
    gates = GateSteps(assessment, figures: figures, zone: statement.contract.zone)
  }

  private var measure: Measure { assessment.measure }
  private var isShare: Bool { measure.isShare }

  /// The steps with a row in `working.csv`.
  var filed: [Step] { steps.filter { $0.figure.place.resource == "working" } }

  /// In the order of judgement; the last one is where it ended.
  var steps: [Step] {
    guard assessment.outcome.quotient != nil else { return gates.before }
    let middle: [Step]
    if let derivation {
      middle =
        counts(derivation) + division(derivation) + gates.after + comparison(derivation)
    } else {
      // Relief or days that reach a target: the parts are no counts of contacts.
      middle =
        gates.after + result(above: say("the upper part"), below: say("the lower part")) + [
          target, difference,
        ] + margin
    }
    return gates.before + middle + price
  }

  /// `252 / (292 + 58 − 29)`, each number marked; `nil` where that is numerator and denominator.
  var valuesPutIn: HTML? {
    guard let derivation,
      derivation.parts.numerator.count > 1 || derivation.parts.denominator.count > 1
    else { return nil }
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

  static func id(_ part: FormulaParts.Part) -> String {
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
          !isMonth
          ? say("of the contacts that the measure counts")
          : Counter.ranges.contains(part.counter)
            ? say("counted for this measure by its own threshold")
            : say(
              "<a href=\"\(url: up)data/month.csv\">month.csv</a>, column <code>\(part.counter.column)</code>"
            )
        return Step(
          id: Self.id(part),
          name: isTime
            ? sayPlain("\(Sentences.capitalized(sayWord(part.name))), milliseconds")
            : Sentences.capitalized(sayWord(part.name)), how: source,
          figure: self.part(part), unitName: isTime ? "milliseconds" : "contacts")
      }
  }

  private func division(_ derivation: Derivation) -> [Step] {
    func sum(_ parts: [FormulaParts.Part]) -> HTML {
      parts.enumerated().map { index, part -> HTML in
        let sign: HTML = part.isAdded ? (index == 0 ? "" : " + ") : " − "
        return "\(sign)\(sayWord(part.name))"
      }.joined()
    }
    return result(
      above: sum(derivation.parts.numerator), below: sum(derivation.parts.denominator))
  }

  private func result(above: HTML, below: HTML) -> [Step] {
    [
      Step(id: "", name: sayPlain("Numerator"), how: above, figure: figures.numerator),
      Step(id: "", name: sayPlain("Denominator"), how: below, figure: figures.denominator),
      Step(
        id: "", name: sayPlain("Result"),
        how: """
          \(figures.numerator.data()) / \(figures.denominator.data())\
          \(isShare ? "" : say(", in minutes and seconds"))
          """, figure: figures.exactResult),
    ] + compared
  }

  /// What the contract makes of the result before it compares.
  private var compared: [Step] {
    guard assessment.compared != nil else { return [] }
    return [
      Step(
        id: "", name: sayPlain("Compared"),
        how: say("the result, \(MeasureWords.rule(measure.conditions.rule))"),
        figure: figures.result)
    ]
  }

  // MARK: - Comparison

  private func comparison(_ derivation: Derivation) -> [Step] {
    guard measure.conditions.rule == .exact else { return [target, difference] + margin }
    let left = filed(
      "left_side", Shown.decimal(derivation.left), derivation.left.cell, .count)
    let right = filed(
      "right_side", Shown.decimal(derivation.right), derivation.right.cell, .count)
    let factor: HTML = isShare ? " × 100" : ""
    let thousand: HTML = isShare ? "" : " × \(Shown.count(1000))"
    let unit = isShare ? "percent" : "milliseconds"
    let words: HTML =
      derivation.left == derivation.right
      ? say("equal to") : derivation.left < derivation.right ? say("less than") : say("more than")
    return [
      target,
      Step(
        id: "left_side", name: sayPlain("Result times denominator"),
        how: "\(figures.numerator.data())\(factor)", figure: left, unitName: unit),
      Step(
        id: "right_side", name: sayPlain("Target times denominator"),
        how: say(
          """
          \(figures.boundNumber.data()) × \(figures.denominator.data())\(thousand); the value above \
          is \(words) this
          """), figure: right, unitName: unit),
      difference,
    ] + margin
  }

  /// What the difference is in contacts, days or intervals.
  private var margin: [Step] {
    guard let margin = assessment.margin else { return [] }
    let unit = MeasureWords.unit(margin.unit)
    return [
      Step(
        id: "", name: Sentences.capitalized(sayPlain("in \(unit)")),
        how: margin.count < 0
          ? say("how many \(unit) the target was missed by")
          : say("how many \(unit) could have been lost"),
        figure: figures.countMargin)
    ]
  }

  private var target: Step {
    Step(
      id: "", name: sayPlain("Target"),
      how: "\(sayWord(measure.target.comparison.rawValue)) \(figures.bound.data())",
      figure: figures.target)
  }

  private var differenceUnit: HTML {
    isShare ? say("in percentage points") : say("in minutes and seconds")
  }

  private var difference: Step {
    Step(
      id: "", name: sayPlain("Difference"),
      how: assessment.compared == nil
        ? say("result less target, \(differenceUnit)")
        : say("result, not rounded, less target, \(differenceUnit)"),
      figure: figures.difference)
  }

  private var price: [Step] {
    assessment.credit.map {
      PriceSteps(
        $0, of: measure, figures: figures, terms: statement.terms
      ).steps
    } ?? []
  }

  private func filed(
    _ id: String, _ shown: String, _ exact: String, _ unit: Figure.Unit
  ) -> Figure {
    WorkingSteps(measure: measure).figure(id, shown, exact, unit)
  }
}
