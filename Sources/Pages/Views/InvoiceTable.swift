import Figures

/// The invoice line by line, with its sums.
struct InvoiceTable {
  let invoice: Invoice

  var html: HTML {
    let code = invoice.net.currency.code
    var table = Table(
      "table3", style: "fit", resource: "invoice", title: "Table 3: Invoice",
      subtitle: "Amounts in \(code). Credits are lines of their own, below zero",
      columns: [
        .plain("Item"), .figure("Quantity", "quantity", .count), .plain("Unit"),
        .figure("Rate", "rate", .count), .figure("Amount", "amount", .money(code)),
        .plain("Quantity from", style: "txt"),
      ])
    for (index, line) in invoice.lines.enumerated() {
      let row = "line=\(index + 1)"
      table.row(
        .outside(line.item), selector: row,
        cells: [
          .figure(number(line.quantity.cell, Shown.decimal(line.quantity), row, "quantity")),
          .html("\(line.unit)"),
          .figure(
            number(
              line.rate.cell,
              Shown.decimal(line.rate, places: line.unit == "%" ? 0 : line.amount.currency.places),
              row, "rate")),
          .figure(
            Figure(
              Shown.money(line.amount), exact: line.amount.text, unit: .money(code),
              place: Figure.Place("invoice", row, "amount"))),
          .html("\(line.source)"),
        ])
    }
    let sums = MoneyFigures(invoice: invoice)
    for (name, figure) in [("Fees", sums.fees), ("Credits", sums.credits), ("Net", sums.net)] {
      table.sum(
        "\(name)", cells: [.html(""), .html(""), .html(""), .figure(figure), .html("")])
    }
    return table.html
      + Facts.note(
        """
        Source: <a href="data/invoice.csv">invoice.csv</a>, \
        <a href="data/settlement.csv">settlement.csv</a>.
        """)
  }

  private func number(_ exact: String, _ shown: String, _ row: String, _ column: String) -> Figure {
    Figure(
      shown, exact: exact, unit: .count, place: Figure.Place("invoice", row, column))
  }
}
