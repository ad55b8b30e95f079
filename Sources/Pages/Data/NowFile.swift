import Figures

/// The real-time values that were asked for beside the history.
struct NowFile {
  let statement: Statement

  var files: [DataFile] {
    let observations = statement.provenance.observations
    guard !observations.isEmpty else { return [] }
    return [
      DataFile(
        "now", title: "One row is a queue and medium at one moment", key: ["queue_id", "media"],
        fields: Self.fields
      ) { Self.write(observations, to: &$0) }
    ]
  }

  static let fields = [
    Field("queue_id", "string", "Id of the queue"), Field("media", "string", "Medium"),
    Field("observed", "datetime", "The moment, UTC"),
    Field("waiting", "integer", "Contacts that waited"),
    Field("longest_wait", "number", "Longest of these waits so far, seconds"),
    Field("interacting", "integer", "Contacts with agents"),
    Field("agents_on_queue", "integer", "Agents on the queue"),
    Field("agents_idle", "integer", "Agents on the queue without a contact"),
  ]

  /// Writes a row for each queue and medium, and says how many.
  static func write(_ observations: [QueueNow], to buffer: inout CSVBuffer) -> Int {
    for now in observations {
      buffer.text(now.queue.text)
      buffer.text(now.media)
      buffer.plain(now.observedAt.text)
      buffer.integer(now.waiting)
      buffer.plain(now.longestWaitMilliseconds.map(seconds) ?? "")
      buffer.integer(now.interacting)
      buffer.integer(now.agentsOnQueue)
      buffer.integer(now.agentsIdle)
      buffer.endRow()
    }
    return observations.count
  }

  /// Milliseconds as seconds with three decimals.
  static func seconds(_ milliseconds: Int) -> String {
    "\(milliseconds / 1000).\((milliseconds % 1000).digits(3))"
  }
}
