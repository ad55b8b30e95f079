package import Foundation

/// An amount of the other side's invoice.
package struct TheirAmount: Sendable, Hashable {
  package let item: String
  package let amount: Decimal

  package init(item: String, amount: Decimal) {
    self.item = item
    self.amount = amount
  }

  /// Whether it is what all the others come to.
  var isTotal: Bool {
    ["total", "net", "sum", "net amount", "net total", "total net", "together"]
      .contains(item.lowercased())
  }

  /// Whether a line of ours is meant: the same words, or one's words are how the other's begin.
  func means(_ line: String) -> Bool {
    let (own, other) = (item.lowercased(), line.lowercased())
    return own == other || own.hasPrefix(other) || other.hasPrefix(own)
  }
}

/// A line of the variance table: a figure, or an amount of an invoice.
package struct ComparedRow: Sendable, Hashable {
  /// The name of a column, or what the invoice calls the line.
  package let name: String
  /// What their invoice calls the line, where ``name`` ends with it because it is another name.
  package let theirName: String?
  package let isAmount: Bool
  package let unit: String
  /// With the decimals that they print; empty where a side has none.
  package let ours: String
  package let theirs: String
  /// Theirs minus ours.
  package let difference: String
  package let percent: String
  package let source: ComparedLine.Source
  package let tolerance: Tolerance
  /// Rows of theirs that differ beyond the tolerance, and those compared.
  package let differing: Int
  package let rows: Int
  package let status: Variance.Status

  init(_ line: ComparedLine) {
    let places = line.column.places
    name = line.column.metric.name
    theirName = nil
    isAmount = false
    unit = line.column.unit
    ours = line.ours?.text(places) ?? ""
    theirs = line.theirs?.text(places) ?? ""
    difference = line.difference?.text(places) ?? ""
    percent = line.percent?.text(2) ?? ""
    source = line.source
    tolerance = line.tolerance
    differing = line.differing
    rows = line.rows
    status = line.status
  }

  init(_ amount: Variance) {
    let places = amount.currency.places
    name = amount.metric
    theirName = amount.theirName
    isAmount = true
    unit = amount.currency.code
    ours = amount.ours?.text(places) ?? ""
    theirs = amount.theirs?.text(places) ?? ""
    difference = amount.difference?.text(places) ?? ""
    percent = amount.percent?.text(2) ?? ""
    source = .file
    tolerance = amount.tolerance
    rows = amount.theirs == nil ? 0 : 1
    status = amount.status
    differing = status == .disputed ? 1 : 0
  }
}

extension Comparison {
  /// The variance table, figures first.
  package var rows: [ComparedRow] {
    table.map { ComparedRow($0) } + (money?.amounts ?? []).map { ComparedRow($0) }
  }
}
