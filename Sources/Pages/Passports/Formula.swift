import Figures
import Foundation

/// Plain arithmetic over the cells of the CSV files: how a figure is made.
///
/// It is written twice, from one value: with the names of cells in `passports.csv`, where a program
/// works it out, and with the values put in on a page.
indirect enum Formula {
  /// The sum over the figure's rows of `intervals.csv`, or the largest of them.
  case counter(Counter)
  /// The sum of a column of `ranges.csv` over the same rows.
  case range(Counter, column: String)
  /// How many of the figure's intervals there are, each counted once for every queue.
  case intervals(received: Bool)
  /// How many different starts those of the figure's intervals have that were received.
  case starts
  /// Another column of the same row.
  case cell(String)
  /// A figure of another row or file.
  case figure(Figure.Place)
  /// A column of another file, added up over the rows that the place picks.
  case total(Figure.Place, Int)
  /// How many rows the place picks, which may be none.
  case rows(Figure.Place, Int)
  case number(Decimal)
  /// Each part added or taken off.
  case sum([(isAdded: Bool, Formula)])
  case product([Formula])
  case quotient(Formula, Formula)
  /// `abs`, `ceil`, `floor`, `min`, `max`, or `round` by the figure's own rule.
  case call(String, [Formula])
  /// `met` where the comparison holds, else `missed`.
  case verdict(Formula, Target.Comparison, Formula)

  /// All terms added up; one stands by itself, and none is zero.
  static func added(_ terms: [Formula]) -> Formula {
    guard let first = terms.first else { return .number(0) }
    return terms.count == 1 ? first : .sum(terms.map { (isAdded: true, $0) })
  }

  /// A part as a formula in words names it, such as that of a metric.
  init(_ parts: [FormulaParts.Part], _ sum: (Counter) -> Formula) {
    let terms = parts.map { (isAdded: $0.isAdded, sum($0.counter)) }
    if let only = terms.first, terms.count == 1, only.isAdded {
      self = only.1
    } else {
      self = .sum(terms)
    }
  }

  init(_ counter: Counter, _ thresholds: Thresholds) {
    self =
      Counter.columns.contains(counter)
      ? .counter(counter) : .range(counter, column: thresholds.column(of: counter))
  }

  /// As `passports.csv` has it: `(abandoned - short_abandoned) / offered`.
  ///
  /// A bare name is a counter or a column of the row; `[…]` holds the id of another figure, or of
  /// several that are added up.
  var text: String { write(Sign.plain) { $0.name } }

  /// With the values put in, or `nil` when one of them is not there.
  func html(_ value: (Formula) -> HTML?) -> HTML? {
    var isWhole = true
    let text = write(Sign.printed) { leaf -> HTML in
      guard let html = value(leaf) else {
        isWhole = false
        return ""
      }
      return html
    }
    return isWhole ? text : nil
  }

  /// The counters and cells that it is made of, in their order.
  var leaves: [Formula] {
    switch self {
    case .counter, .range, .intervals, .starts, .cell, .figure, .total, .rows, .number: [self]
    case .sum(let parts): parts.flatMap(\.1.leaves)
    case .product(let factors): factors.flatMap(\.leaves)
    case .quotient(let above, let below), .verdict(let above, _, let below):
      above.leaves + below.leaves
    case .call(_, let inner): inner.flatMap(\.leaves)
    }
  }

  private var name: String {
    switch self {
    case .counter(let counter): counter.column
    case .range(_, let column): column
    case .intervals(let received): received ? "rows_received" : "rows_expected"
    case .starts: "starts_received"
    case .cell(let column): column
    case .figure(let place), .total(let place, _): "[\(place.key)]"
    case .rows(let place, _): "rows([\(place.key)])"
    case .number(let number): number.cell
    case .sum, .product, .quotient, .call, .verdict: ""
    }
  }

  private struct Sign {
    let plus: String
    let minus: String
    let times: String
    let comparison: [Target.Comparison: String]

    static let plain = Sign(
      plus: "+", minus: "-", times: "*",
      comparison: [.atLeast: ">=", .moreThan: ">", .atMost: "<=", .lessThan: "<"])
    static let printed = Sign(
      plus: "+", minus: "−", times: "×",
      comparison: Dictionary(
        uniqueKeysWithValues: Target.Comparison.allCases.map { ($0, $0.sign) }))
  }

  private func write<Text: FormulaText>(_ sign: Sign, _ leaf: (Formula) -> Text) -> Text {
    func grouped(_ part: Formula, isDivisor: Bool = false) -> Text {
      let text = part.write(sign, leaf)
      switch part {
      case .sum: return "(" + text + ")"
      case .product, .quotient: return isDivisor ? "(" + text + ")" : text
      case .counter, .range, .intervals, .starts, .cell, .figure, .total, .rows, .number, .call,
        .verdict:
        return text
      }
    }
    switch self {
    case .counter, .range, .intervals, .starts, .cell, .figure, .total, .rows, .number:
      return leaf(self)
    case .sum(let parts):
      var text: Text = ""
      for (index, part) in parts.enumerated() {
        let operation = part.isAdded ? sign.plus : sign.minus
        if index > 0 {
          text = text + Text(plain: " \(operation) ")
        } else if !part.isAdded {
          text = text + Text(plain: operation)
        }
        text = text + (index == 0 && part.isAdded ? part.1.write(sign, leaf) : grouped(part.1))
      }
      return text
    case .product(let factors):
      var text: Text = ""
      for (index, factor) in factors.enumerated() {
        if index > 0 { text = text + Text(plain: " \(sign.times) ") }
        text = text + grouped(factor, isDivisor: index > 0)
      }
      return text
    case .quotient(let above, let below):
      return grouped(above) + " / " + grouped(below, isDivisor: true)
    case .call(let name, let inner):
      let parts = inner.map { $0.write(sign, leaf) }
      return Text(plain: name) + "("
        + parts.dropFirst().reduce(parts.first ?? "") { $0 + ", " + $1 } + ")"
    case .verdict(let left, let comparison, let right):
      return left.write(sign, leaf) + Text(plain: " \(sign.comparison[comparison] ?? "") ")
        + right.write(sign, leaf)
    }
  }
}

/// What a formula can be written as: the text of a file, or a piece of a page.
private protocol FormulaText: ExpressibleByStringLiteral where StringLiteralType == String {
  init(plain: String)
  static func + (left: Self, right: Self) -> Self
}

extension String: FormulaText {
  init(plain: String) { self = plain }
}

extension HTML: FormulaText {
  init(plain: String) { self = "\(plain)" }
}
