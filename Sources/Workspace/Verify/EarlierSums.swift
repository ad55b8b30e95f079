import Figures

/// `earlier-months.csv`: what months before this one add to the measures that judge them as one
/// with it.
struct EarlierSums {
  private var byMeasure: [String: CounterSums] = [:]
  private var parts: [String: (numerator: Int, denominator: Int)] = [:]
  private var counts: [String: Int] = [:]

  /// Reads the table, which a period without such a measure does not have.
  init(data: String, label: String, ranges: [String]) throws {
    guard let table = try SmallTable("earlier-months", data: data, label: label) else { return }
    let names = Counter.columns.map(\.column) + ranges
    for row in table.rows.indices {
      guard let measure = table.text(row, "measure") else { continue }
      var counters = CounterRow()
      for (place, name) in names.enumerated() {
        if let value = table.integer(row, name) { counters.put(value, at: place) }
      }
      byMeasure[measure, default: CounterSums(cells: 1)].add(counters, to: 0)
      let sum = parts[measure] ?? (0, 0)
      parts[measure] = (
        sum.numerator + (table.integer(row, "numerator_measured") ?? 0),
        sum.denominator + (table.integer(row, "denominator_measured") ?? 0)
      )
      counts[measure, default: 0] += 1
    }
  }

  func sums(_ measure: String) -> CounterSums? { byMeasure[measure] }

  /// Both parts, had the parties left nothing out.
  func measured(_ measure: String) -> (numerator: Int, denominator: Int) {
    parts[measure] ?? (0, 0)
  }

  func months(_ measure: String) -> Int { counts[measure] ?? 0 }
}
