import Figures

/// One column of theirs, read.
struct TheirColumn {
  /// `nil` when all its cells are empty.
  let shape: TheirReport.Column?
  let values: [Int?]
  private(set) var readings: [Wording] = []

  /// What stands for "no value".
  private static let nothing: Set<String> = ["", "-", "–", "n/a"]

  init(
    _ text: DelimitedText, _ column: TheirLayout.Metric, path: String, mapping: TheirMapping
  ) throws(TheirFileError) {
    let metric = column.metric
    let cells = text.rows.map { $0.cells[column.index][...].trimmingSpaces }
    let filled = cells.filter { !Self.nothing.contains($0.lowercased()) }
    guard !filled.isEmpty else {
      shape = nil
      values = cells.map { _ in nil }
      return
    }
    let isClock = metric.isTime && filled.contains { $0.contains(":") }
    let hasPercentSign = filled.contains { $0.hasSuffix("%") }
    var numbers: [TheirNumber?] = []
    for (row, cell) in zip(text.rows, cells) {
      guard !Self.nothing.contains(cell.lowercased()) else {
        numbers.append(nil)
        continue
      }
      let bare = metric.isShare && cell.hasSuffix("%") ? cell.dropLast().trimmingSpaces : cell
      let number =
        isClock
        ? TheirNumber(clock: bare)
        : TheirNumber(bare, decimalComma: mapping.decimalComma, thousands: mapping.thousands)
      guard let number, number.digits >= 0 else {
        throw TheirFileError(
          "the cell under '\(column.heading)' is no number that can be read",
          at: "\(path):\(row.line)",
          remedy: "mend it or leave it empty; 'decimal' and 'thousands' of a mapping name other "
            + "signs than a decimal point")
      }
      guard metric.isTime || metric.isShare || number.places == 0 else {
        throw TheirFileError(
          "the count under '\(column.heading)' is not a whole number", at: "\(path):\(row.line)",
          remedy: "if the point parts thousands, say 'thousands: point' in a mapping")
      }
      numbers.append(number)
    }
    let places = numbers.compactMap { $0?.places }.max() ?? 0
    let steps = numbers.map { $0?.steps(places: places) }
    values = steps
    let power = (0..<places).reduce(1) { power, _ in power * 10 }

    if metric.isShare {
      let isFraction =
        mapping.sharesAreFractions
        ?? (column.unit != "%" && !hasPercentSign && places > 0
          && steps.allSatisfy { ($0 ?? 0) <= power })
      shape = TheirReport.Column(
        metric: metric, scale: Quotient(isFraction ? power : 100 * power, 1), places: places,
        unit: isFraction ? "" : "%")
      if isFraction, mapping.sharesAreFractions == nil {
        readings.append(Wording("'\(column.heading)' holds fractions of one"))
      }
    } else if metric.isTime {
      let isAverage = metric == .speedOfAnswer || metric == .handleTime
      let units = ["ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000]
      let unit = isClock ? "s" : column.unit ?? (isAverage ? "s" : "")
      guard let milliseconds = units[unit] else {
        throw TheirFileError(
          "the column '\(column.heading)' does not say its unit of time", at: "\(path):1",
          remedy: "give it in a mapping: \(metric.name): {column: \(column.heading), unit: s}")
      }
      if column.unit == nil, !isClock {
        readings.append(Wording("'\(column.heading)' is in seconds"))
      }
      shape = TheirReport.Column(
        metric: metric, scale: Quotient(power, milliseconds), places: places, unit: unit)
    } else {
      shape = TheirReport.Column(
        metric: metric, scale: Quotient(1, 1), places: 0, unit: "")
    }
  }
}
