import Figures

/// `intervals.csv`, `hours.csv`, `days.csv` and `month.csv`: the counters, row by row.
struct CounterFiles {
  private static let counters = Counter.columns

  private static let fields =
    [
      Field("queue_id", "string", "The source's id of the queue; * for all queues of a medium"),
      Field("queue", "string", "Its name in this contract"),
      Field("media", "string", "The medium, in the source's word"),
      Field("direction", "string", "The direction, in the source's word"), .start, .local, .seconds,
    ] + counters.map(Field.counter) + [.state]

  private static let key = ["queue_id", "media", "direction", "interval_start"]

  let statement: Statement
  let times: TimeCells

  var files: [DataFile] {
    [
      intervals,
      spans("hours", title: "One row is a queue, medium, direction and a local hour", hours),
      spans("days", title: "One row is a queue, medium, direction and a local day", days), month,
    ]
  }

  private var sheet: Sheet { statement.sheet }
  private var days: [Window] { statement.days.map(\.total.window) }
  private var hours: [Window] { statement.days.flatMap { $0.hours.map(\.total.window) } }

  private var intervals: DataFile {
    let rows = sheet.series.count * sheet.intervalCount
    return DataFile(
      "intervals", title: "One row is a queue, medium, direction and interval", key: Self.key,
      fields: Self.fields, size: rows * 176
    ) { buffer in
      for (place, series) in sheet.series.enumerated() {
        let prefix = cells(series)
        for index in 0..<sheet.intervalCount {
          buffer.cells(prefix)
          buffer.cells(times.intervals[index])
          buffer.integer(sheet.step)
          let tally = sheet.tally(of: place, at: index)
          let isFinal = sheet.interval(index).end <= statement.finalUntil
          append(
            tally, state: tally == nil ? .missing : isFinal ? .final : .provisional, to: &buffer)
        }
      }
      return rows
    }
  }

  /// A table of longer stretches, each summed from its intervals.
  private func spans(_ name: String, title: String, _ windows: [Window]) -> DataFile {
    DataFile(
      name, title: title, key: Self.key, fields: Self.fields,
      size: windows.count * sheet.series.count * 160
    ) { buffer in
      let parts = windows.map { ($0, sheet.indices(in: $0), times.cells($0.start)) }
      for (place, series) in sheet.series.enumerated() {
        let prefix = cells(series)
        for (window, indices, time) in parts {
          buffer.cells(prefix)
          buffer.cells(time)
          buffer.integer(window.seconds)
          let received = sheet.receivedCount(series.queue, in: indices)
          let state: State =
            received == 0 && !indices.isEmpty
            ? .missing
            : received < indices.count
              ? .partial : window.end <= statement.finalUntil ? .final : .provisional
          append(sheet.sum(of: place, in: indices), state: state, to: &buffer)
        }
      }
      return windows.count * sheet.series.count
    }
  }

  private var month: DataFile {
    DataFile(
      "month", title: "One row is a queue, medium and direction, then one for each medium",
      key: Self.key, fields: Self.fields
    ) { buffer in
      let time = times.cells(statement.window.start)
      for row in statement.monthRows {
        if let series = row.series {
          buffer.cells(cells(series))
        } else {
          for text in ["*", "*", row.media, "*"] { buffer.text(text) }
        }
        buffer.cells(time)
        buffer.integer(statement.window.seconds)
        append(row.summary.tally, state: row.summary.state, to: &buffer)
      }
      return statement.monthRows.count
    }
  }

  private func append(_ tally: Tally?, state: State, to buffer: inout CSVBuffer) {
    for counter in Self.counters { buffer.integer(state == .missing ? nil : tally?[counter]) }
    buffer.plain(state.rawValue)
    buffer.endRow()
  }

  /// The first four cells of a series.
  private func cells(_ series: Series) -> [UInt8] {
    let label = sheet.queues.first { $0.id == series.queue }?.label ?? ""
    let texts = [series.queue.text, label, series.media, series.direction]
    return Array(texts.map(CSVBuffer.escaped).joined(separator: [0x2c]))
  }
}
