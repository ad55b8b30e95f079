import Figures
import Foundation

/// `invoice.csv` and `settlement.csv`: each line multiplied again, the sums added up again.
struct InvoiceCheck {
  let data: String
  let label: String
  let rounding: Rounding

  /// Checks both tables, and says how many figures they have.
  func run(_ findings: inout SiteFindings) throws -> Int {
    guard let invoice = try SmallTable("invoice", data: data, label: label) else { return 0 }
    var sums: [String: Fraction] = [:]
    for row in invoice.rows.indices {
      guard let amount = invoice.number(row, "amount"), let rate = invoice.number(row, "rate"),
        let quantity = invoice.number(row, "quantity")
      else {
        findings.add(invoice.finding(row, "amount", "the line has no amount", expected: nil))
        continue
      }
      let isPercent = invoice.text(row, "unit")?.hasPrefix("percent") ?? false
      let exact = Fraction(quantity) * Fraction(rate) / Fraction(isPercent ? 100 : 1)
      let places = Self.places(invoice.text(row, "amount") ?? "")
      let size = exact.magnitude.rounded(places, rounding)
      // A credit was rounded where it was formed, from units with more decimals than the line shows.
      let isUnits = ["points", "seconds"].contains(invoice.text(row, "unit"))
      let step = Fraction(Decimal(sign: .plus, exponent: -places, significand: 1))
      let isClose = isUnits && (Fraction(abs(amount)) - exact.magnitude).magnitude <= step
      if abs(amount) != size, !isClose {
        findings.add(
          invoice.finding(
            row, "amount", "quantity times rate is another amount",
            expected: (amount < 0 ? -size : size).text(places)))
      }
      let item = invoice.text(row, "item") ?? ""
      sums[Self.sum(of: item), default: .zero] =
        sums[Self.sum(of: item), default: .zero]
        + Fraction(amount)
    }
    return invoice.rows.count + (try settlement(sums, &findings))
  }

  /// To which sum a line belongs, by the word that it begins with.
  private static func sum(of item: String) -> String {
    if item.hasPrefix("Earned back:") { return "earned-back" }
    for word in ["Credit:", "Credits above", "Bonus:"] where item.hasPrefix(word) {
      return "credits"
    }
    return "fees"
  }

  private func settlement(
    _ sums: [String: Fraction], _ findings: inout SiteFindings
  ) throws -> Int {
    guard let table = try SmallTable("settlement", data: data, label: label) else { return 0 }
    var sums = sums
    sums["net"] = sums.values.reduce(.zero, +)
    for row in table.rows.indices {
      let item = table.text(row, "item") ?? ""
      // What the other way to round would add is not a sum of the printed lines.
      if item == "other-rounding" { continue }
      let places = Self.places(table.text(row, "amount") ?? "")
      let expected = sums[item, default: .zero].rounded(places).text(places)
      guard table.text(row, "amount") != expected else { continue }
      findings.add(
        table.finding(
          row, "amount", "the lines of the invoice add up to another sum", expected: expected))
    }
    return table.rows.count
  }

  private static func places(_ amount: String) -> Int {
    amount.split(separator: ".").dropFirst().first?.utf8.count ?? 0
  }
}
