import Figures
import Foundation

/// A cell of a file as a page shows it, with every digit that it has.
struct PublishedCell {
  let shown: String
  let unit: Figure.Unit

  init(_ cell: String, unit: Figure.Unit) {
    self.unit = unit
    guard let number = Decimal(exactly: cell) else {
      shown = cell
      return
    }
    let places =
      cell.firstIndex(of: ".").map { cell.distance(from: $0, to: cell.endIndex) - 1 } ?? 0
    shown =
      switch unit {
      case .count, .text: Shown.decimal(number, places: places)
      case .percent: Shown.decimal(number * 100, places: max(0, places - 2)) + Shown.percentSign
      case .points: sayPlain("\(Shown.decimal(number * 100, places: max(0, places - 2))) points")
      case .seconds: Shown.decimal(number, places: places) + " s"
      case .money(let code):
        Shown.price(Shown.decimal(number, places: places), in: code, bySign: false)
      }
  }

  /// A difference, with its sign.
  static func difference(_ number: Decimal, places: Int, unit: Figure.Unit) -> String {
    // Both values stand beside it in full; more decimals would only read like a telephone number.
    let places = unit == .count && abs(number) >= 1 ? min(places, 3) : places
    let size = PublishedCell(
      abs(number).rounded(places).text(places), unit: unit == .percent ? .points : unit)
    return Shown.signed(isNegative: number < 0, size.shown)
  }
}

extension PublishedCell {
  /// In which unit a column of a published table counts.
  ///
  /// `isShare` says whether the row's measure is a share.
  static func unit(of change: CellChange, isShare: Bool, currency: String) -> Figure.Unit {
    switch (change.table, change.column) {
    case (_, "verdict"), (_, "result"), (_, "flips"): .text
    case (_, "service_level"), (_, "abandon_rate"): .percent
    case ("sla", "margin"), ("whatif", "margin"): isShare ? .points : .seconds
    case ("sla", "value"), ("measure-days", "value"), ("margins", "as_measured"):
      isShare ? .percent : .seconds
    case ("whatif", "value"): .percent
    case ("settlement", "amount"), ("invoice", "amount"), ("sla", "credit"): .money(currency)
    case (_, "speed_of_answer"), (_, "handle_time"): .seconds
    default: .count
    }
  }
}
