import Figures
import Foundation

/// Makes steps of one measure whose values stand in `working.csv`.
struct WorkingSteps {
  let measure: Measure

  func figure(_ id: String, _ shown: String, _ exact: String, _ unit: Figure.Unit) -> Figure {
    Figure(
      shown, exact: exact, unit: unit,
      place: Figure.Place("working", "measure=\(measure.id),step=\(id)", "value"))
  }

  /// A whole number of something.
  func count(_ id: String, _ name: String, _ how: HTML, _ value: Int, _ unit: String)
    -> Working.Step
  {
    Working.Step(
      id: id, name: name, how: how,
      figure: figure(id, Shown.count(value), String(value), .count), unitName: unit)
  }

  /// A number with as many decimals as it has, at most six.
  func number(_ id: String, _ name: String, _ how: HTML, _ value: Decimal, _ unit: String)
    -> Working.Step
  {
    let value = value.rounded(6)
    let sign = unit == "percent" ? Shown.percentSign : ""
    return Working.Step(
      id: id, name: name, how: how,
      figure: figure(id, Shown.decimal(value) + sign, value.cell, .count), unitName: unit)
  }

  func money(_ id: String, _ name: String, _ how: HTML, _ amount: Money) -> Working.Step {
    Working.Step(
      id: id, name: name, how: how,
      figure: figure(id, Shown.money(amount), amount.text, .money(amount.currency.code)),
      unitName: amount.currency.code)
  }
}
