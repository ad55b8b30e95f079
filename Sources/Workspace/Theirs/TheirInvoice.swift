import Figures
import Foundation

/// An invoice of theirs: what each of its lines comes to.
struct TheirInvoice {
  private(set) var amounts: [TheirAmount] = []

  /// `nil` unless there is a column of items, one of amounts, and none of figures.
  init?(
    _ text: DelimitedText, _ layout: TheirLayout, path: String, mapping: TheirMapping
  ) throws(TheirFileError) {
    guard layout.metrics.isEmpty, let item = layout.places[.item],
      let amount = layout.places[.amount]
    else { return nil }
    var seen: [String: Int] = [:]
    for row in text.rows {
      let place = "\(path):\(row.line)"
      let name = row.cells[item][...].trimmingSpaces
      let cell = row.cells[amount][...].trimmingSpaces
      guard !name.isEmpty else {
        throw TheirFileError("the line of the invoice has no name", at: place)
      }
      if let earlier = seen.updateValue(row.line, forKey: name.lowercased()) {
        throw TheirFileError(
          "the line of the invoice has the name of line \(earlier)", at: place,
          remedy: "add them up, or give each a name of its own")
      }
      let number = TheirNumber(
        cell, decimalComma: mapping.decimalComma, thousands: mapping.thousands)
      guard let number else {
        throw TheirFileError(
          "the cell under '\(text.header.cells[amount])' is no amount that can be read", at: place,
          remedy: "write it without a currency; 'decimal' and 'thousands' of a mapping name other "
            + "signs than a decimal point")
      }
      amounts.append(
        TheirAmount(
          item: name,
          amount: Decimal(number.digits)
            * Decimal(sign: .plus, exponent: -number.places, significand: 1)))
    }
  }
}
