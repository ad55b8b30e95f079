import Figures

/// The rows of `intervals.csv` behind the missed measures of a month, in parts that a page can hold.
///
/// Rows in which nothing happened are zero in every column and left out; the file has them.
struct EvidenceRows {
  struct Row {
    /// Its place among the series of the sheet.
    let series: Int
    let interval: Int
  }

  /// The rows of one local day, or of a stretch of it where a day has too many for a page.
  struct Section {
    let day: Int
    let rows: [Row]
    /// Whether it holds the whole day, so that the sums of the day belong to it.
    let isWhole: Bool
  }

  /// More rows, or more bytes of them, would make a page too heavy to open and to print.
  static let most = 400
  private static let mostBytes = 128_000

  let measures: [Assessment]
  /// The columns that the formulas of the measures use.
  let counters: [Counter]
  let parts: [[Section]]
  /// Rows left out because nothing happened, and rows that were not received.
  let empty: Int
  let missing: Int

  var count: Int { parts.joined().reduce(0) { $0 + $1.rows.count } }

  init(_ statement: Statement) {
    measures = statement.assessments.filter { $0.verdict == .missed }
    var counters: [Counter] = []
    for measure in measures.map(\.measure) {
      let parts = measure.metric.parts(of: Tally(recorded: CounterSet(Counter.allCases)))
      let names = (parts?.numerator ?? []) + (parts?.denominator ?? [])
      counters += names.map(\.counter)
    }
    self.counters = Counter.columns.filter { counters.contains($0) || $0 == .offered }
    let places = Self.series(of: measures.map(\.measure.conditions.scope), statement)

    let sheet = statement.sheet
    let cells = 100 + 40 * self.counters.count
    let weights = sheet.series.map { series in
      let label = sheet.queues.first { $0.id == series.queue }?.label ?? ""
      return HTML.outside(label).text.utf8.count + cells
    }
    var empty = 0
    var missing = 0
    var sections: [Section] = []
    for (day, summary) in statement.days.enumerated() where !measures.isEmpty {
      var rows: [Row] = []
      for index in sheet.indices(in: summary.total.window) {
        for place in places {
          guard let tally = sheet.tally(of: place, at: index) else {
            missing += 1
            continue
          }
          if self.counters.contains(where: { (tally[$0] ?? 0) != 0 }) {
            rows.append(Row(series: place, interval: index))
          } else {
            empty += 1
          }
        }
      }
      let chunks = Self.cut(rows, weights)
      sections += chunks.map { Section(day: day, rows: $0, isWhole: chunks.count == 1) }
    }
    parts = Self.parts(sections, weights)
    self.empty = empty
    self.missing = missing
  }

  /// The rows of a day in stretches that a page can hold; `weights` are the bytes of a row by series.
  private static func cut(_ rows: [Row], _ weights: [Int]) -> [[Row]] {
    var chunks: [[Row]] = []
    var bytes = 0
    for row in rows {
      let weight = weights[row.series]
      if chunks.isEmpty || chunks[chunks.count - 1].count == most || bytes + weight > mostBytes {
        chunks.append([])
        bytes = 0
      }
      chunks[chunks.count - 1].append(row)
      bytes += weight
    }
    return chunks
  }

  /// As many whole sections on a page as it can hold.
  private static func parts(_ sections: [Section], _ weights: [Int]) -> [[Section]] {
    var parts: [[Section]] = []
    var count = 0
    var bytes = 0
    for section in sections {
      let weight = section.rows.reduce(0) { $0 + weights[$1.series] }
      if parts.isEmpty || count + section.rows.count > most || bytes + weight > mostBytes {
        parts.append([])
        (count, bytes) = (0, 0)
      }
      parts[parts.count - 1].append(section)
      count += section.rows.count
      bytes += weight
    }
    return parts
  }

  /// The series that any of the scopes counts.
  private static func series(of scopes: [Scope], _ statement: Statement) -> [Int] {
    statement.sheet.series.enumerated().filter { _, series in
      scopes.contains { scope in
        let queue = statement.sheet.queues.first { $0.id == series.queue }
        let isNamed = scope.queues.map { names in
          names.contains(series.queue.text) || names.contains(queue?.label ?? "")
        }
        return (isNamed ?? true) && series.media == scope.media ?? statement.media
          && scope.directions?.contains(series.direction) ?? true
      }
    }.map(\.offset)
  }

  static func path(_ part: Int) -> String { "evidence/rows-\((part + 1).digits(2)).html" }
}
