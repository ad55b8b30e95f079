package import Foundation

/// A cell of a published table that has another text now.
///
/// Its key is the one by which pages mark the figure: `month/queue_id=*,media=voice/offered`.
package typealias CellChange = FigureChange<String>

extension FigureChange<String> {
  /// The table: what stands before the first slash.
  package var table: String { String(key.prefix { $0 != "/" }) }

  /// The column: what stands behind the last slash.
  package var column: String { String(key.reversed().prefix { $0 != "/" }.reversed()) }

  /// What picks the row, such as `measure=service-level`.
  package var row: String {
    String(key.dropFirst(table.count + 1).dropLast(column.count + 1))
  }

  /// Now minus before, where both are numbers.
  package var difference: Decimal? {
    guard case .changed(let from, let to) = kind, let from = Decimal(exactly: from),
      let to = Decimal(exactly: to)
    else { return nil }
    return to - from
  }

  /// How many decimals the two texts have at most.
  package var places: Int {
    [former, value].compactMap { $0 }.map { text in
      text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    }.max() ?? 0
  }
}
