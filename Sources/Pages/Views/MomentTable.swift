import Figures

/// A table of what the service said about queues at one moment.
struct MomentTable {
  let id: String
  let resource: String
  let title: HTML
  let subtitle: HTML
  let observations: [QueueNow]
  let queues: [Queue]
  let zone: Zone

  var html: HTML {
    var table = Table(
      id, style: "fit", resource: resource, title: title, subtitle: subtitle,
      columns: [
        .plain(say("Queue")), .plain(say("Observed")), .figure(say("Waiting"), "waiting", .count),
        .figure(say("Longest wait"), "longest_wait", .seconds),
        .figure(say("With agents"), "interacting", .count),
        .figure(say("Agents on queue"), "agents_on_queue", .count),
        .figure(say("Agents idle"), "agents_idle", .count),
      ])
    for now in observations {
      let row = "queue_id=\(now.queue.text),media=\(now.media)"
      func count(_ value: Int?, _ column: String) -> Table.Cell {
        .figure(
          Figure(
            value.map { Shown.count($0) } ?? "–", exact: value.map(String.init) ?? "",
            unit: .count, place: Figure.Place(resource, row, column)))
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
              place: Figure.Place(resource, row, "longest_wait"))),
          count(now.interacting, "interacting"), count(now.agentsOnQueue, "agents_on_queue"),
          count(now.agentsIdle, "agents_idle"),
        ])
    }
    return table.html
  }

  private func label(of id: QueueID) -> HTML {
    .outside(queues.first { $0.id == id }?.label ?? id.text)
  }
}
