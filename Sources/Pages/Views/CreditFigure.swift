import Figures

/// The credits of a month, built up from zero to what comes off the fees.
struct CreditFigure {
  let invoice: Invoice

  /// The lines that are credits, as positive amounts; `nil` when there is nothing to build up.
  private var steps: [BuildUp.Step]? {
    let credits = invoice.lines.filter { $0.amount.minorUnits < 0 }
    guard !credits.isEmpty, credits.reduce(0, { $0 + $1.amount.minorUnits }) == total else {
      return nil
    }
    return credits.map {
      BuildUp.Step(
        name: $0.item, value: -$0.amount.minorUnits, label: Shown.money(-$0.amount))
    }
  }

  private var total: Int { invoice.credits.minorUnits }

  /// The figure, or `nil` in a month without credits.
  var html: HTML? {
    guard let steps else { return nil }
    let sums = MoneyFigures(invoice: invoice)
    let currency = invoice.credits.currency
    let chart = BuildUp(
      steps: steps,
      total: BuildUp.Step(
        name: "Credits together", value: -total, label: Shown.money(-invoice.credits)),
      tick: { value, isLast in
        let amount = Shown.decimal(Money(minorUnits: value, currency).amount)
        return isLast && value > 0 ? "\(amount) \(currency.code)" : amount
      })
    let largest = steps.map(\.value).max() ?? 0
    let leading = steps.filter { $0.value == largest }
    let headline: HTML =
      steps.count == 1
      ? "One credit comes off the fees"
      : leading.count == 1 ? "\(leading[0].name) is the largest credit" : "Credits of the month"
    let number = steps.count == 1 ? "One credit" : "\(Sentences.number(steps.count)) credits"
    return ChartFigure(
      number: 1, headline: headline,
      subtitle: "Credits of missed measures, built up from zero, \(currency.code)", key: [],
      wide: chart.canvas(isNarrow: false), narrow: chart.canvas(isNarrow: true),
      sentence: """
        \(Sentences.capitalized(number)) of together \(sums.creditsDue.data()) \
        \(steps.count == 1 ? "comes" : "come") off fees of \(sums.fees.data()).
        """,
      source: """
        <a href="data/invoice.csv">invoice.csv</a>, the lines below zero; \
        <a href="data/settlement.csv">settlement.csv</a>.
        """
    ).html
  }
}
