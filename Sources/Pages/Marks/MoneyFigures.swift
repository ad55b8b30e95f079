import Figures

/// The sums of an invoice, with the row of `settlement.csv` that holds each.
struct MoneyFigures {
  let invoice: Invoice

  var fees: Figure { figure(invoice.fees, "fees") }
  var credits: Figure { figure(invoice.credits, "credits") }
  var net: Figure { figure(invoice.net, "net") }

  /// Each sum below its head, in the order of `settlement.csv`.
  var sums: [(name: String, figure: Figure)] {
    let names = [
      "fees": sayPlain("Fees"), "credits": sayPlain("Credits"),
      "earned-back": sayPlain("Earned back"), "net": sayPlain("Net"),
    ]
    return invoice.sums.map { (names[$0.item] ?? $0.item, figure($0.amount, $0.item)) }
  }

  /// What rounding by the other method, each line or only their sum, would add; `nil` for nothing.
  var otherRounding: Figure? {
    guard let bill = invoice.bill, bill.otherMethodDifference.minorUnits != 0 else { return nil }
    return figure(bill.otherMethodDifference, "other-rounding")
  }

  /// `Fees of … less … in credits and plus … earned back: …`, every part that there is.
  var sentence: HTML {
    var parts: [HTML] = []
    if invoice.credits.minorUnits < 0 { parts.append(say("less \(creditsDue.data()) in credits")) }
    if invoice.credits.minorUnits > 0 { parts.append(say("plus \(credits.data()) in bonuses")) }
    if invoice.earnedBack.minorUnits != 0 {
      let earned = figure(invoice.earnedBack, "earned-back")
      parts.append(say("plus \(earned.data()) earned back"))
    }
    return parts.isEmpty
      ? say("Fees of \(fees.data()), and no credit: \(net.data())")
      : say("Fees of \(fees.data()) \(Sentences.list(parts)): \(net.data())")
  }

  /// The credits as an amount that is due: without the minus of the invoice.
  var creditsDue: Figure {
    Figure(
      Shown.money(-invoice.credits), exact: invoice.credits.text,
      unit: .money(invoice.credits.currency.code),
      place: Figure.Place("settlement", "item=credits", "amount"), isNegated: true)
  }

  private func figure(_ money: Money, _ item: String) -> Figure {
    Figure(
      Shown.money(money), exact: money.text, unit: .money(money.currency.code),
      place: Figure.Place("settlement", "item=\(item)", "amount"))
  }

  /// A sum of another month, in a table of periods.
  ///
  /// A column whose head names the currency shows the bare amount.
  static func figure(
    _ money: Money?, of period: Period, in resource: String, _ column: String,
    isBare: Bool = false
  ) -> Figure {
    Figure(
      money.map(isBare ? Shown.amount : Shown.money) ?? "–", exact: money?.text ?? "",
      unit: .money(money?.currency.code ?? "count"),
      place: Figure.Place(resource, "period=\(period.id)", column))
  }
}

/// The numbers of one line of the invoice.
struct LineFigures {
  let quantity: Figure
  let rate: Figure
  let amount: Figure

  init(_ line: InvoiceLine, row: String) {
    func number(_ exact: String, _ shown: String, _ column: String) -> Figure {
      Figure(shown, exact: exact, unit: .count, place: Figure.Place("invoice", row, column))
    }
    quantity = number(line.quantity.cell, Shown.decimal(line.quantity), "quantity")
    rate = number(
      line.rate.cell,
      Shown.decimal(line.rate, places: line.unit == "%" ? 0 : line.amount.currency.places), "rate")
    amount = Figure(
      Shown.money(line.amount), exact: line.amount.text, unit: .money(line.amount.currency.code),
      place: Figure.Place("invoice", row, "amount"))
  }
}

/// The numbers of one queue's part of a line.
struct FeeFigures {
  let quantity: Figure
  let rate: Figure
  let amount: Figure

  init(_ part: FeesFile.Part, of line: FeesFile.Line) {
    let row = "line=\(line.number),queue_id=\(part.queue.id.text)"
    func figure(_ shown: String, _ exact: String, _ unit: Figure.Unit, _ column: String) -> Figure {
      Figure(shown, exact: exact, unit: unit, place: Figure.Place("fees", row, column))
    }
    let rate = line.line.rate
    quantity = figure(Shown.decimal(part.quantity), part.quantity.cell, .count, "quantity")
    self.rate = figure(
      Shown.decimal(rate, places: part.amount.currency.places), rate.cell, .count, "rate")
    amount = figure(
      Shown.money(part.amount), part.amount.text, .money(part.amount.currency.code), "amount")
  }
}
