import Figures

/// Single conversations added up beside the counts, day by day; no conversation is named.
struct RecordsFile {
  let statement: Statement

  var files: [DataFile] {
    guard let records = statement.records else { return [] }
    let counters = Counter.columns.filter { statement.sheet.recorded.contains($0) }
    return [
      DataFile(
        "records",
        title: "One row is a counter of a queue, medium and direction on a local day",
        key: ["queue_id", "media", "direction", "date", "counter"],
        fields: [
          Field("queue_id", "string", "Id of the queue"),
          Field("queue", "string", "Its name in this contract"),
          Field("media", "string", "The medium, in the source's word"),
          Field("direction", "string", "The direction, in the source's word"),
          Field("date", "date", "Day by the contract's clock"),
          Field("counter", "string", "The column of days.csv"),
          Field("records", "integer", "What single conversations add up to"),
          Field("counts", "integer", "What the source counts"),
          Field("difference", "integer", "Records less counts"),
        ]
      ) { buffer in
        for day in records.days {
          for counter in counters { append(day, counter, to: &buffer) }
        }
        return records.days.count * counters.count
      }
    ]
  }

  private func append(_ day: RecordDay, _ counter: Counter, to buffer: inout CSVBuffer) {
    buffer.text(day.series.queue.text)
    buffer.text(day.queue)
    buffer.text(day.series.media)
    buffer.text(day.series.direction)
    buffer.plain(day.date.text)
    buffer.plain(counter.column)
    let recorded = day.recorded?[counter]
    let counted = day.counted?[counter]
    buffer.integer(recorded)
    buffer.integer(counted)
    buffer.integer(recorded.flatMap { recorded in counted.map { recorded - $0 } })
    buffer.endRow()
  }
}
