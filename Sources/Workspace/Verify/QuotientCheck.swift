import Figures

/// Every column that is the quotient of two others, in every table: `value` of `numerator` and
/// `denominator`, and `x` of `x_numerator` and `x_denominator`.
struct QuotientCheck {
  private struct Quotient {
    let above: Int
    let below: Int
    let value: Int
  }

  let path: String
  let file: String

  /// Checks a table, and says how many quotients it has.
  func run(_ findings: inout SiteFindings) throws -> Int {
    var reader = try CSVReader(path)
    let quotients = Self.quotients(reader.head)
    guard !quotients.isEmpty else { return 0 }
    let head = reader.head
    var figures = 0
    while try reader.next() {
      let row = reader.row
      for quotient in quotients {
        figures += 1
        let expected = Self.value(row, quotient)
        guard !row.cell(quotient.value).elementsEqual(expected.utf8) else { continue }
        findings.add(
          SiteFinding(
            .figure, file, at: "line \(row.line), \(head[quotient.value])",
            "\(head[quotient.above]) through \(head[quotient.below]) is another figure",
            found: row.text(quotient.value), expected: expected))
      }
    }
    return figures
  }

  private static func quotients(_ head: [String]) -> [Quotient] {
    head.enumerated().compactMap { place, column in
      let prefix = column == "value" ? "" : column + "_"
      guard let above = head.firstIndex(of: prefix + "numerator"),
        let below = head.firstIndex(of: prefix + "denominator")
      else { return nil }
      return Quotient(above: above, below: below, value: place)
    }
  }

  /// A share has six decimals; three are a time, whose parts are milliseconds.
  private static func value(_ row: CSVRow, _ quotient: Quotient) -> String {
    guard let above = row.integer(quotient.above), let below = row.integer(quotient.below),
      below > 0
    else { return "" }
    let exact = ExactQuotient(numerator: above, denominator: below)
    let point = row.cell(quotient.value).lastIndex(of: UInt8(ascii: "."))
    let isTime = point.map { row.range(quotient.value).upperBound - $0 == 4 } ?? false
    return isTime ? exact.cell(3, per: 1000) : exact.cell(6)
  }
}
