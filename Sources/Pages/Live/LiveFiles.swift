import Figures

/// The live page's figures as CSV files.
struct LiveFiles {
  let view: LiveView

  static let counters: [Counter] = [.offered, .answered, .answeredInThreshold, .abandoned]

  var all: [DataFile] { [now, today] }

  private var now: DataFile {
    DataFile(
      "live", title: "One row is a queue and medium at one moment", key: ["queue_id", "media"],
      fields: NowFile.fields
    ) { NowFile.write(view.observations, to: &$0) }
  }

  private var today: DataFile {
    DataFile(
      "today", title: "One row is a queue, from local midnight to the last closed interval",
      key: ["queue_id"],
      fields: [Field("queue_id", "string", "Id of the queue")]
        + Self.counters.map(Field.counter)
        + [Field("until", "datetime", "Where the last closed interval ends, UTC")]
    ) { buffer in
      let shown = view.queues.filter { view.today[$0.id] != nil }
      for queue in shown {
        buffer.text(queue.id.text)
        for counter in Self.counters { buffer.integer(view.today[queue.id]?[counter]) }
        buffer.plain(view.todayUntil?.text ?? "")
        buffer.endRow()
      }
      return shown.count
    }
  }
}
