import Figures

/// What the service said about the present, apart from everything that was counted.
struct NowTable {
  private let statement: Statement
  private let zone: Zone
  private var observations: [QueueNow] { statement.provenance.observations }

  /// `nil` when nobody asked.
  init?(_ statement: Statement) {
    guard !statement.provenance.observations.isEmpty else { return nil }
    self.statement = statement
    zone = statement.contract.zone
  }

  var html: HTML {
    var table = Table(
      "now-table", style: "fit", resource: "now", title: "Queues at one moment",
      subtitle: "Real-time values of the service, not part of any figure on this page",
      columns: [
        .plain("Queue"), .plain("Observed"), .figure("Waiting", "waiting", .count),
        .figure("Longest wait", "longest_wait", .seconds),
        .figure("With agents", "interacting", .count),
        .figure("Agents on queue", "agents_on_queue", .count),
        .figure("Agents idle", "agents_idle", .count),
      ])
    for now in observations {
      let row = "queue_id=\(now.queue.text),media=\(now.media)"
      func count(_ value: Int?, _ column: String) -> Table.Cell {
        .figure(
          Figure(
            value.map { Shown.count($0) } ?? "–", exact: value.map(String.init) ?? "",
            unit: .count, place: Figure.Place("now", row, column)))
      }
      let wait = now.longestWaitMilliseconds
      table.row(
        "\(label(of: now.queue))<small>\(.outside(now.media))</small>", selector: row,
        cells: [
          .html("\(DateWords.local(now.observedAt, zone))"), count(now.waiting, "waiting"),
          .figure(
            Figure(
              wait.map { Shown.duration(Quotient($0, 1)) } ?? "–",
              exact: wait.map(NowFile.seconds) ?? "", unit: .seconds,
              place: Figure.Place("now", row, "longest_wait"))),
          count(now.interacting, "interacting"), count(now.agentsOnQueue, "agents_on_queue"),
          count(now.agentsIdle, "agents_idle"),
        ])
    }
    return table.html
      + Facts.note(
        """
        History has closed intervals up to \(DateWords.local(statement.until, zone)); a number of \
        this table is a moment, has no history and adds to nothing. Source: \
        <a href="data/now.csv">now.csv</a>.
        """)
  }

  private func label(of id: QueueID) -> HTML {
    .outside(statement.queues.first { $0.queue.id == id }?.queue.label ?? id.text)
  }
}
