import Figures

/// Columns of the source that no figure is made of, published as the operator decided.
struct ColumnsFile {
  let statement: Statement

  var files: [DataFile] {
    guard !statement.columns.isEmpty else { return [] }
    let labels = Dictionary(
      statement.queues.map { ($0.queue.id, $0.queue.label) },
      uniquingKeysWith: { first, _ in first })
    return [
      DataFile(
        "columns",
        title: "One row is a number of the source, of a queue, medium and direction in the period",
        key: ["queue_id", "media", "direction", "name", "part"],
        fields: [
          Field("queue_id", "string", "Id of the queue"),
          Field("queue", "string", "Its name in this contract"),
          Field("media", "string", "The medium, in the source's word"),
          Field("direction", "string", "The direction, in the source's word"),
          Field("name", "string", "The source's name for the number"),
          Field("label", "string", "What it is called here"),
          Field("part", "string", "count or sum, added up; or max, the largest"),
          Field("value", "integer", "The number, as the source sent it"),
        ]
      ) { buffer in
        for column in statement.columns {
          buffer.text(column.series.queue.text)
          buffer.text(labels[column.series.queue] ?? "")
          buffer.text(column.series.media)
          buffer.text(column.series.direction)
          buffer.text(column.name)
          buffer.text(statement.disclosure.columns[column.name] ?? "")
          buffer.plain(column.part.rawValue)
          buffer.integer(column.value)
          buffer.endRow()
        }
        return statement.columns.count
      }
    ]
  }
}
