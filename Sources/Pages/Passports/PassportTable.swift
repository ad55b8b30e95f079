import Figures
import Foundation

/// Figures with their passports: id, formula with the values put in, what the file holds, and what
/// the pages print.
struct PassportTable {
  private let context: PeriodContext
  private var table: Table

  init(_ id: String, title: HTML, subtitle: HTML, context: PeriodContext) {
    self.context = context
    table = Table(
      id, style: "passports", title: title, subtitle: subtitle,
      columns: [
        .plain(say("Figure and id")), .plain(say("Formula with the values put in"), style: "txt"),
        .plain(say("In the file"), style: "n"), .plain(say("Printed"), style: "n"),
      ])
  }

  /// Adds a figure; `counter` gives the sums that its formula may name.
  ///
  /// `anchor` is where links to the figure end; `nil` for a row that others of its row share.
  mutating func add(
    _ name: String, _ figure: Figure, anchor: String? = nil, counter: @escaping (Formula) -> Int?
  ) {
    let place = figure.place
    let anchor = anchor ?? PassportAddress.anchor(place)
    let id = "\(context.statement.period.id)/\(place.key)"
    table.row(
      """
      <span id="\(attribute: anchor)">\(name)</span><small class="id">\(id)</small>
      """,
      cells: [
        .html(how(figure, counter)), .html(figure.exact.isEmpty ? "–" : "\(figure.exact)"),
        .figure(figure),
      ])
  }

  var html: HTML { table.html }

  private func how(_ figure: Figure, _ counter: @escaping (Formula) -> Int?) -> HTML {
    guard let rule = context.book[figure.place] else { return "–" }
    guard let formula = rule.formula else { return say("Given: \(sayKnown(rule.origin)).") }
    let values = FormulaValues(context: context, place: figure.place, counter: counter)
    let worked = formula.html(values.html) ?? "–"
    let rounding: HTML =
      rule.places.map { say("<small>\(Self.words(rule.rounding)) to \(Self.decimals($0))</small>") }
      ?? ""
    return "\(Self.lead(formula))\(worked)\(rounding)"
  }

  /// A formula that is one counter says what is done with its rows.
  private static func lead(_ formula: Formula) -> HTML {
    switch formula {
    case .counter(let counter):
      counter.isMaximum
        ? say("largest of <code>\(counter.column)</code>: ")
        : say("sum of <code>\(counter.column)</code>: ")
    case .range(_, let column): say("sum of <code>\(column)</code>: ")
    case .intervals, .rows: say("number of rows: ")
    case .starts: say("number of different starts: ")
    case .total(let place, _):
      say("sum of <code>\(place.column)</code> in <code>\(place.resource).csv</code>: ")
    case .cell, .figure, .number, .sum, .product, .quotient, .call, .verdict: ""
    }
  }

  static func words(_ rounding: Rounding) -> String {
    sayPlain("rounded \(sayWord(rounding.rawValue.replacing("_", with: " ")))")
  }

  static func decimals(_ places: Int) -> String {
    sayPlain("\(Sentences.number(places)) \(places, "decimal", "decimals")")
  }
}

/// The values that go into a formula, each as its file has it and where it can be checked.
struct FormulaValues {
  let context: PeriodContext
  let place: Figure.Place
  let counter: (Formula) -> Int?

  func html(_ leaf: Formula) -> HTML? {
    switch leaf {
    case .counter, .range, .intervals, .starts: return counter(leaf).map { "\(Shown.count($0))" }
    case .number(let number): return "\(Shown.decimal(number))"
    case .total(_, let sum), .rows(_, let sum): return "\(Shown.count(sum))"
    case .cell(let column):
      let own = Figure.Place(place.resource, place.row, column)
      return context.cells[own].map { "\(Self.grouped($0))" }
    case .figure(let other):
      guard let value = context.cells[other] else { return nil }
      // Tables of passports lie in the folder of this page, what other months gave above it.
      let path = context.addresses[other]
      let address =
        path.hasPrefix("working/") ? String(path.dropFirst("working/".count)) : "../" + path
      return "<a href=\"\(url: address)\">\(Self.grouped(value))</a>"
    case .sum, .product, .quotient, .call, .verdict: return nil
    }
  }

  /// A number with all its decimals, commas and a real minus; a text as it is.
  private static func grouped(_ cell: String) -> String {
    Decimal(exactly: cell).map { number in
      let places = cell.split(separator: ".").dropFirst().first?.count ?? 0
      return Shown.decimal(number, places: places)
    } ?? cell
  }
}

extension Summary {
  /// The sum that a formula names; `nil` where it is not recorded or nothing was received.
  func value(of leaf: Formula) -> Int? {
    switch leaf {
    case .counter(let counter), .range(let counter, _): self[counter]
    case .intervals(received: true): received
    case .intervals(received: false): expected
    case .starts, .cell, .figure, .total, .rows, .number, .sum, .product, .quotient, .call,
      .verdict:
      nil
    }
  }
}
