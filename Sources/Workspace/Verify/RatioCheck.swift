import Figures

/// The ratio tables: totals and quotients of all queues and of each, by interval, hour, day and
/// period, formed again from the sums of `intervals.csv`.
struct RatioCheck {
  let data: String
  let label: String
  let scopes: ScopeSums
  let formulas: [String: ColumnFormula]

  /// Checks all four tables, and says how many figures they have.
  func run(_ findings: inout SiteFindings) throws -> Int {
    var figures = 0
    for name in ["interval", "hour", "day", "month"] {
      let file = "\(data)/ratios-\(name).csv"
      guard DiskFile(file).exists else { continue }
      figures += try check(file, label + "data/ratios-\(name).csv", &findings)
    }
    return figures
  }

  private func check(
    _ path: String, _ file: String, _ findings: inout SiteFindings
  ) throws -> Int {
    var reader = try CSVReader(path)
    guard let scope = reader.place(of: "scope") else { return 0 }
    let start = reader.place(of: "interval_start")
    let date = reader.place(of: "date")
    let head = reader.head
    let columns = head.enumerated().compactMap { place, column in
      figure(of: column).map { (place, $0) }
    }
    var figures = 0
    while try reader.next() {
      let row = reader.row
      let name = row.text(scope)
      guard
        let sums = sums(
          name, start: start.map { Instant(ascii: row.cell($0))?.seconds ?? .min },
          date: date.map(row.text), isInterval: path.hasSuffix("-interval.csv"))
      else {
        findings.add(
          SiteFinding(.figure, file, at: "line \(row.line)", "no interval belongs to the row"))
        continue
      }
      for (column, figure) in columns {
        figures += 1
        let expected = figure.cell(sums)
        guard row.text(column) != expected else { continue }
        findings.add(
          SiteFinding(
            .figure, file, at: "line \(row.line), \(head[column])",
            "the intervals give another figure", found: row.text(column), expected: expected))
      }
    }
    return figures
  }

  private func sums(
    _ scope: String, start: Int?, date: String?, isInterval: Bool
  ) -> CounterSums.View? {
    if isInterval {
      guard scope == "*", let start, let cell = scopes.byInterval[start] else { return nil }
      return scopes.intervals[cell]
    }
    if let start {
      guard let hour = scopes.hours.firstIndex(where: { $0.start == start }) else { return nil }
      return scopes.sum(scope, hours: hour..<hour + 1)?[0]
    }
    if let date {
      return scopes.hours(on: date).flatMap { scopes.sum(scope, hours: $0)?[0] }
    }
    return scopes.total(scope)?[0]
  }

  /// How a column follows from the sums.
  private enum RatioFigure {
    case counter(Int)
    case expected, received, state
    case numerator(ColumnFormula)
    case denominator(ColumnFormula)
    case seconds(ColumnFormula)

    func cell(_ view: CounterSums.View) -> String {
      switch self {
      case .counter(let place): view[place].map(String.init) ?? ""
      case .expected: String(view.expected)
      case .received: String(view.received)
      case .state: view.state.rawValue
      case .numerator(let formula): (formula.quotient(view)?.numerator).map(String.init) ?? ""
      case .denominator(let formula): (formula.quotient(view)?.denominator).map(String.init) ?? ""
      case .seconds(let formula): formula.quotient(view)?.cell(3, per: 1000) ?? ""
      }
    }
  }

  /// `nil` for a column that says which row it is, or that another check forms.
  private func figure(of column: String) -> RatioFigure? {
    if let counter = Counter.columns.firstIndex(where: { $0.column == column }) {
      return .counter(counter)
    }
    switch column {
    case "expected": return .expected
    case "received": return .received
    case "state": return .state
    case "speed_of_answer": return ColumnFormula("wait_answered_ms / answered").map { .seconds($0) }
    case "handle_time": return formulas[column].map { .seconds($0) }
    default: break
    }
    for (ending, isAbove) in [("_numerator", true), ("_denominator", false)]
    where column.hasSuffix(ending) {
      return formulas[String(column.dropLast(ending.count))].map {
        isAbove ? .numerator($0) : .denominator($0)
      }
    }
    return nil
  }
}
