import Figures

/// The figures of one measure: `sla.csv` of its period, or a table of several periods.
struct AssessmentFigures {
  let assessment: Assessment
  let resource: String
  let row: String
  let currency: Currency

  init(_ assessment: Assessment, currency: Currency) {
    self.init(
      assessment, resource: "sla", row: "measure=\(assessment.measure.id)", currency: currency)
  }

  init(_ assessment: Assessment, resource: String, row: String, currency: Currency) {
    self.assessment = assessment
    self.resource = resource
    self.row = row
    self.currency = currency
  }

  private var isShare: Bool { assessment.measure.isShare }

  /// The number that was compared where the contract rounds first, so that it agrees with the
  /// verdict; else the exact one.
  var result: Figure {
    guard resource == "sla", let compared = assessment.compared else { return exactResult }
    return margin(
      isShare ? Shown.percent(bound: compared.value) : Shown.duration(bound: compared.value),
      assessment.comparedCell, isShare ? .count : .seconds, "compared")
  }

  var exactResult: Figure {
    let target = assessment.measure.target
    let shown = assessment.outcome.quotient.map {
      isShare ? Shown.percent($0, target: target) : Shown.duration($0, target: target)
    }
    return figure(
      shown ?? StateWords.short(assessment.outcome), assessment.valueCell,
      isShare ? .percent : .seconds, "value")
  }

  /// The figure if nothing had been excluded.
  var asMeasured: Figure {
    let shown = assessment.asMeasured.quotient.map {
      isShare ? Shown.percent($0) : Shown.duration($0)
    }
    return margin(
      shown ?? StateWords.short(assessment.asMeasured), assessment.asMeasuredCell,
      isShare ? .percent : .seconds, "as_measured")
  }

  var excludedIntervals: Figure {
    margin(
      assessment.working.map { Shown.count($0.droppedIntervals) } ?? "–",
      assessment.excludedCell, .count,
      "excluded_intervals")
  }

  /// `−11`: how many contacts the measure is short, or has to spare.
  var countMargin: Figure {
    let shown = assessment.margin.map { margin in
      let words = margin.unit == .contacts ? "" : "\u{a0}\(MeasureWords.unit(margin.unit))"
      return Shown.signed(isNegative: margin.count < 0, Shown.count(abs(margin.count))) + words
    }
    return margin(shown ?? "–", assessment.marginCountCell, .count, "margin_count")
  }

  private func margin(_ shown: String, _ exact: String, _ unit: Figure.Unit, _ column: String)
    -> Figure
  {
    Figure(
      shown, exact: exact, unit: unit,
      place: Figure.Place("margins", "measure=\(assessment.measure.id)", column))
  }

  /// The bound with its sign: `≥ 73.0%`.
  ///
  /// The file holds percent, not a share, so the mark calls it a plain number.
  var target: Figure {
    let target = assessment.measure.target
    let bound =
      isShare ? Shown.percent(bound: target.bound) : Shown.duration(bound: target.bound)
    return figure(
      "\(target.comparison.sign)\u{a0}\(bound)", assessment.measure.targetCell,
      isShare ? .count : .seconds, "target")
  }

  /// The bound alone, for a sentence: `73.0%`.
  var bound: Figure {
    let bound = assessment.measure.target.bound
    return figure(
      isShare ? Shown.percent(bound: bound) : Shown.duration(bound: bound),
      assessment.measure.targetCell, isShare ? .count : .seconds, "target")
  }

  /// The bound as a plain number of percent or seconds, for a multiplication.
  var boundNumber: Figure {
    figure(
      Shown.decimal(assessment.measure.target.bound), assessment.measure.targetCell, .count,
      "target"
    )
  }

  /// Contacts, or milliseconds.
  var numerator: Figure { part(assessment.outcome.quotient?.numerator, "numerator") }

  var denominator: Figure { part(assessment.outcome.quotient?.denominator, "denominator") }

  private func part(_ value: Int?, _ column: String) -> Figure {
    figure(
      value.map(Shown.count) ?? StateWords.short(assessment.outcome), value.map(String.init) ?? "",
      .count, column)
  }

  var difference: Figure {
    let shown = assessment.difference.map {
      isShare ? Shown.points($0) : Shown.difference(seconds: $0)
    }
    return figure(
      shown ?? "–", assessment.marginCell, isShare ? .points : .seconds, "margin")
  }

  /// The credit as money that leaves the invoice: `−ILS 6,608.27`.
  var credit: Figure {
    let cell = assessment.creditCell(currency)
    let amount = assessment.credit?.amount ?? Money(minorUnits: 0, currency)
    return figure(
      cell.isEmpty ? "–" : Shown.money(-amount), cell, .money(currency.code), "credit",
      isNegated: !cell.isEmpty)
  }

  /// The same as an amount that is due, for a sentence.
  var creditDue: Figure {
    let cell = assessment.creditCell(currency)
    let amount = assessment.credit?.amount ?? Money(minorUnits: 0, currency)
    return figure(
      cell.isEmpty ? sayPlain("no credit") : Shown.money(amount), cell, .money(currency.code),
      "credit")
  }

  /// `met`, `missed`, `not assessed`: the word of the file.
  var verdict: Figure {
    figure(
      assessment.verdict.word(in: Voice.current?.language ?? .english), assessment.verdict.rawValue,
      .text, "verdict")
  }

  private func figure(
    _ shown: String, _ exact: String, _ unit: Figure.Unit, _ column: String,
    isNegated: Bool = false
  ) -> Figure {
    Figure(
      shown, exact: exact, unit: unit, place: Figure.Place(resource, row, column),
      isNegated: isNegated)
  }
}
