import Figures
import Foundation

/// From the shortfall to the credit: each factor of the product a step of its own.
struct PriceSteps {
  private let measure: Measure
  private let credit: Credit
  private let figures: AssessmentFigures
  private let rounding: Rounding
  /// `Fees` or `Charges`: what percentages are taken of.
  private let base: String
  private let make: WorkingSteps

  init(_ credit: Credit, of measure: Measure, figures: AssessmentFigures, terms: Terms) {
    self.measure = measure
    self.credit = credit
    self.figures = figures
    rounding = terms.billing.rounding
    base = terms.creditBaseWord
    make = WorkingSteps(measure: measure)
  }

  var steps: [Working.Step] {
    consequence + factors + [
      Working.Step(id: "", name: sayPlain("Credit"), how: product, figure: figures.credit)
    ]
  }

  private var unit: String { measure.isShare ? "points" : "seconds" }

  private var consequence: [Working.Step] {
    switch credit.applied {
    case .none: []
    case .tier(let applied): tier(applied)
    case .band(let applied):
      [
        make.number(
          "step_percent", sayPlain("Band of the credit table"),
          say("the one that holds the result: \(bounds(applied.band))"),
          applied.band.percent, "percent"), base(applied.base),
      ]
    case .units(let applied):
      // Who has earned a bonus fell short of nothing.
      (applied.bonusUnits == 0 ? [shortfall] : []) + [
        make.number(
          "units", sayPlain("Units"),
          applied.bonusUnits == 0
            ? say("\(sayWord(unit)) short of the target that are charged")
            : say("\(sayWord(unit)) beyond the bonus line, below zero"),
          (applied.units - applied.bonusUnits).rounded(6), unit),
        make.number(
          "unit_price", sayPlain("Price of a unit"),
          say("\(credit.amount.currency.code), by the contract"),
          applied.perUnit, credit.amount.currency.code),
      ]
    case .points(let applied):
      [
        shortfall,
        make.count(
          "service_points", sayPlain("Service points"),
          say("of \(step(upTo: applied.tier.upTo)); the month adds up those of all measures"),
          applied.tier.points, "points"),
      ]
    case .share(let applied):
      [
        make.number(
          "step_percent", sayPlain("Share of the amount at risk"), say("by the contract"),
          applied.percent,
          "percent"),
        make.money(
          "base", sayPlain("Amount at risk"),
          say("\(Shown.percent(decimal: applied.atRiskPercent)) of the month’s charges"),
          applied.atRisk),
      ]
    }
  }

  private func bounds(_ band: CreditBand) -> HTML {
    let unit = measure.isShare ? Shown.percentSign : " s"
    switch (band.from, band.to) {
    case (let from?, let to?):
      return say("from \(Shown.decimal(from)) to below \(Shown.decimal(to))\(unit)")
    case (let from?, nil): return say("from \(Shown.decimal(from))\(unit) on")
    case (nil, let to?): return say("below \(Shown.decimal(to))\(unit)")
    case (nil, nil): return say("every result")
    }
  }

  private func tier(_ applied: TierCredit) -> [Working.Step] {
    [
      shortfall,
      make.number(
        "step_percent", sayPlain("Step of the credit table"),
        say("\(shortfall.figure.data()) lie in \(step(upTo: applied.tier.upTo))"),
        applied.tier.percent, "percent"), base(applied.base),
    ]
  }

  private func base(_ amount: Money) -> Working.Step {
    let how = say("what the percentage is taken of")
    let months = figures.assessment.earlierMonths
    let base = sayWord(base.capitalized)
    guard !months.isEmpty else {
      return make.money("base", sayPlain("\(base) of the month"), how, amount)
    }
    let names = Sentences.list(months.map { "\(DateWords.month($0))" } + [say("this month")])
    return make.money(
      "base", sayPlain("\(base) of the months"), say("\(how): \(names), each in full"), amount)
  }

  private func step(upTo bound: Decimal?) -> HTML {
    bound.map { bound in
      measure.target.comparison.wantsHigh
        ? say("the step up to \(Shown.decimal(bound)) \(sayWord(unit)) below the target")
        : say("the step up to \(Shown.decimal(bound)) \(sayWord(unit)) above the target")
    }
      ?? say("the last step, which has no end")
  }

  private var shortfall: Working.Step {
    let value = credit.shortfall
    let figure =
      measure.isShare
      ? make.figure(
        "shortfall", Shown.points(value).replacing("+", with: ""), value.shareCell, .points)
      : make.figure("shortfall", Shown.decimal(value.rounded(3)), value.text(3), .count)
    return Working.Step(
      id: "shortfall", name: sayPlain("Shortfall"),
      how: say("how far on the wrong side of the target"),
      figure: figure, unitName: unit)
  }

  private var factors: [Working.Step] {
    var steps: [Working.Step] = []
    if credit.weightPercent != 100 {
      steps.append(
        make.number(
          "weight", sayPlain("Weight"), say("by the contract"), credit.weightPercent, "percent"))
    }
    if credit.multiplier != 1 {
      steps.append(
        make.count(
          "multiplier", sayPlain("Repeat"), say("the miss follows one of the same measure"),
          credit.multiplier,
          "times"))
    }
    return steps
  }

  private var product: HTML {
    let kind = sayWord(rounding.rawValue.replacing("_", with: " "))
    switch credit.applied {
    case .points: return say("service points become money for the month together")
    case .tier(let applied) where factors.isEmpty:
      let parts = tier(applied)
      return say(
        """
        \(parts[1].figure.data()) of \(parts[2].figure.data()), rounded \(kind) to the smallest unit
        """)
    default: return say("the product, rounded \(kind) to the smallest unit")
    }
  }
}
