import Figures

/// The credits of a month, built up from zero to what comes off the fees.
struct CreditFigure {
  private let invoice: Invoice
  /// The lines after the fees: credits, and what limits or returns them.
  private let lines: ArraySlice<InvoiceLine>

  /// The figure of a month in which something comes off, else `nil`.
  ///
  /// The way to the sum must not pass below zero, as bonuses could make it: such a chart would
  /// have no base.
  init?(invoice: Invoice) {
    self.invoice = invoice
    let currency = invoice.net.currency
    lines = invoice.afterFees
    let sums = lines.indices.map { lines[...$0].map(\.amount).sum(currency) }
    guard let sum = sums.last, sum == invoice.net - invoice.fees, sum.minorUnits < 0,
      sums.allSatisfy({ $0.minorUnits <= 0 })
    else { return nil }
  }

  var html: HTML {
    let sums = MoneyFigures(invoice: invoice)
    let currency = invoice.net.currency
    let off = invoice.fees - invoice.net
    let chart = BuildUp(
      steps: lines.map {
        BuildUp.Step(
          name: LineWords.item($0), value: -$0.amount.minorUnits, label: Shown.money(-$0.amount))
      },
      total: BuildUp.Step(
        name: sayPlain("Off the fees"), value: off.minorUnits, label: Shown.money(off)),
      tick: { value, isLast in
        let amount = Shown.decimal(Money(minorUnits: value, currency).amount)
        return isLast && value > 0 ? "\(amount) \(currency.code)" : amount
      })
    return ChartFigure(
      number: 1, name: "credit-build-up", headline: headline,
      subtitle: say("What comes off the fees, built up from zero, \(currency.code)"), key: [],
      wide: chart.canvas(isNarrow: false), narrow: chart.canvas(isNarrow: true),
      sentence: say("\(parts): \(sums.net.data()) of \(sums.fees.data()) remain."),
      source: say(
        """
        <a href="data/invoice.csv">invoice.csv</a>, the lines after the fees; \
        <a href="data/settlement.csv">settlement.csv</a>.
        """)
    ).html
  }

  /// `Two lines come off, and one gives back`.
  private var parts: HTML {
    let off = lines.count { $0.amount.minorUnits < 0 }
    let back = lines.count - off
    let first = say(
      """
      \(Sentences.capitalized(Sentences.number(off))) \(off, "line comes off", "lines come off")
      """)
    guard back > 0 else { return first }
    return say("\(first), and \(Sentences.number(back)) \(back, "gives", "give") back")
  }

  private var headline: HTML {
    guard lines.count > 1 else { return say("One credit comes off the fees") }
    let least = lines.map(\.amount).min()
    let leading = lines.filter { $0.amount == least }
    guard leading.count == 1, let first = leading.first else { return say("Credits of the month") }
    return say("\(LineWords.item(first)) is the largest part")
  }
}
