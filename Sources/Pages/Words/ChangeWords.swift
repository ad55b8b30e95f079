import Figures

/// What replaced figures are called in the ledger, and in which order they stand there.
///
/// A reader looks for the money, then for verdicts, then for the figures behind them.
struct ChangeWords {
  let context: PeriodContext

  private var statement: Statement { context.statement }

  /// `Net`, `Service level: Result`, with the file and column in small type.
  func name(of change: CellChange) -> HTML {
    let (subject, column) = words(of: change)
    let name: HTML = column.map { "\(subject): \($0)" } ?? subject
    return "\(name)<small>\(change.table).csv, \(change.column)</small>"
  }

  /// First the sums of the invoice, then measure by measure, then its lines; counts by their queue.
  func sorted(_ entries: [ChangesFile.Entry]) -> [ChangesFile.Entry] {
    let places = entries.map { place(of: $0.change) }
    let order = entries.indices.sorted { left, right in
      places[left] == places[right]
        ? left < right : places[left].lexicographicallyPrecedes(places[right])
    }
    return order.map { entries[$0] }
  }

  /// Without the cells that another file holds too, of the same name and with the same values.
  func withoutCopies(_ entries: [ChangesFile.Entry]) -> [ChangesFile.Entry] {
    let ratios = entries.filter { $0.change.table == "ratios-month" }.map(\.change)
    return entries.filter { entry in
      let change = entry.change
      return change.table != "month"
        || !ratios.contains {
          $0.column == change.column && $0.former == change.former && $0.value == change.value
            && queue(of: $0) == queue(of: change)
        }
    }
  }

  // MARK: - Places

  private static let tables = ["settlement", "sla", "invoice", "ratios-month", "month"]
  private static let columns = [
    // What was judged.
    "verdict", "credit", "value", "target", "margin", "numerator", "denominator",
    // What a line of the invoice is made of.
    "amount", "quantity", "rate",
    // What was counted.
    "offered", "answered", "answered_in_threshold", "abandoned", "service_level",
    "service_level_numerator", "service_level_denominator", "abandon_rate",
    "abandon_rate_numerator", "abandon_rate_denominator", "handle_time", "speed_of_answer",
  ]
  private static let sums = ["net", "fees", "credits", "earned-back"]

  /// Counts of both files stand together, queue by queue.
  private func place(of change: CellChange) -> [Int] {
    func place(_ word: String, _ list: [String]) -> Int {
      list.firstIndex(of: word) ?? list.count
    }
    let table = min(place(change.table, Self.tables), 3)
    let subject: Int =
      switch change.table {
      case "settlement": place(Self.key(of: change), Self.sums)
      case "sla":
        statement.assessments.firstIndex { $0.measure.id == Self.key(of: change) } ?? 0
      case "invoice": Int(Self.key(of: change)) ?? 0
      default:
        queue(of: change).flatMap { queue in
          statement.queues.firstIndex { $0.queue == queue }.map { $0 + 1 }
        } ?? 0
      }
    return [table, subject, place(change.column, Self.columns)]
  }

  /// What stands behind the last sign of equality: the measure, the item or the line.
  private static func key(of change: CellChange) -> String {
    change.row.split(separator: "=").last.map(String.init) ?? ""
  }

  private func queue(of change: CellChange) -> Queue? {
    statement.queues.first { change.row.contains("=\($0.queue.id.text)") }?.queue
  }

  // MARK: - Words

  private func words(of change: CellChange) -> (subject: HTML, column: HTML?) {
    let key = Self.key(of: change)
    switch change.table {
    case "settlement": return (sum(key), nil)
    case "sla":
      let measure = statement.assessments.first { $0.measure.id == key }?.measure
      return ("\(measure?.title ?? key)", column(change))
    case "invoice":
      let line = Int(key).flatMap { number in
        statement.invoice.flatMap {
          $0.lines.indices.contains(number - 1) ? LineWords.item($0.lines[number - 1]) : nil
        }
      }
      let number: HTML = say("Line \(key)")
      return (line.map { "\(number), \(.outside($0))" } ?? number, column(change))
    default:
      return (queue(of: change).map { .outside($0.label) } ?? say("All queues"), column(change))
    }
  }

  private func sum(_ item: String) -> HTML {
    switch item {
    case "net": say("Net")
    case "fees": say("Fees")
    case "credits": say("Credits")
    case "earned-back": say("Earned back")
    default: "\(sayWord(item))"
    }
  }

  private func column(_ change: CellChange) -> HTML {
    switch (change.table, change.column) {
    case ("sla", "verdict"): say("Verdict")
    case ("sla", "credit"): say("Credit")
    case ("sla", "value"): say("Result")
    case ("sla", "target"): say("Target")
    case ("sla", "margin"): say("Difference")
    case (_, "numerator"): isTime(change) ? say("Numerator, ms") : say("Numerator")
    case (_, "denominator"): say("Denominator")
    case ("invoice", "amount"): say("Amount")
    case ("invoice", "quantity"): say("Quantity")
    case ("invoice", "rate"): say("Rate")
    case (_, "service_level"): say("Service level")
    case (_, "service_level_numerator"): say("Service level, numerator")
    case (_, "service_level_denominator"): say("Service level, denominator")
    case (_, "abandon_rate"): say("Abandon rate")
    case (_, "abandon_rate_numerator"): say("Abandon rate, numerator")
    case (_, "abandon_rate_denominator"): say("Abandon rate, denominator")
    case (_, "handle_time"): Tables.handleTitle(statement.formulas)
    case (_, "speed_of_answer"): say("Speed of answer")
    default: counter(change)
    }
  }

  /// Whether the row's measure is a time, whose numerator counts milliseconds.
  private func isTime(_ change: CellChange) -> Bool {
    statement.assessments.first { $0.measure.id == Self.key(of: change) }
      .map { !$0.measure.metric.isShare } ?? false
  }

  private func counter(_ change: CellChange) -> HTML {
    if let counter = Counter.columns.first(where: { $0.column == change.column }) {
      return "\(EvidenceRowsPage.title(counter))"
    }
    let file = context.files.first { $0.name == change.table }
    let title = file?.fields.first { $0.name == change.column }?.title ?? change.column
    return "\(sayWord(title))"
  }
}
