import Figures

/// Which rows each measure counts: `measure-series.csv` and `measure-windows.csv`, the counts that
/// `intervals.csv` has no columns for, and the days or intervals that are judged by themselves.
struct MeasureRowFiles {
  let statement: Statement

  var files: [DataFile] {
    let counting = statement.assessments.filter { $0.rows != nil }
    let stretched = counting.filter { $0.measure.conditions.stretches != nil }
    return (counting.isEmpty ? [] : [series(counting), windows(counting)])
      + (stretched.isEmpty ? [] : [stretches(stretched)]) + (ranges.isEmpty ? [] : [rangeFile])
  }

  private func series(_ assessments: [Assessment]) -> DataFile {
    DataFile(
      "measure-series",
      title: "One row is a queue, medium and direction that a measure counts",
      key: ["measure", "queue_id", "media", "direction"],
      fields: [
        Field("measure", "string", "Name of the measure"),
        Field("queue_id", "string", "The source's id of the queue"),
        Field("media", "string", "The medium, in the source's word"),
        Field("direction", "string", "The direction, in the source's word"),
      ]
    ) { buffer in
      var rows = 0
      for assessment in assessments {
        for series in assessment.rows?.series ?? [] {
          for text in [assessment.measure.id, series.queue.text, series.media, series.direction] {
            buffer.text(text)
          }
          buffer.endRow()
          rows += 1
        }
      }
      return rows
    }
  }

  private func windows(_ assessments: [Assessment]) -> DataFile {
    DataFile(
      "measure-windows",
      title: "One row is a stretch of time whose intervals a measure counts, or leaves out",
      key: ["measure", "window_start"],
      fields: [
        Field("measure", "string", "Name of the measure"),
        Field("window_start", "datetime", "First instant, UTC"),
        Field("window_end", "datetime", "End, UTC, not included"),
        Field("use", "string", "counted, or excluded where the parties left it out"),
      ]
    ) { buffer in
      var count = 0
      for assessment in assessments {
        guard let rows = assessment.rows else { continue }
        let windows =
          rows.counted.map { ($0, "counted") } + rows.excluded.map { ($0, "excluded") }
        for (window, use) in windows.sorted(by: { $0.0.start < $1.0.start }) {
          buffer.text(assessment.measure.id)
          buffer.plain(window.start.text)
          buffer.plain(window.end.text)
          buffer.plain(use)
          buffer.endRow()
          count += 1
        }
      }
      return count
    }
  }

  // MARK: - Days and intervals that reach a target

  private func stretches(_ assessments: [Assessment]) -> DataFile {
    DataFile(
      "measure-stretches",
      title: "One row is a day, week or interval that a measure holds against a target by itself",
      key: ["measure", "interval_start"],
      fields: [
        Field("measure", "string", "Name of the measure"), .start, .seconds,
        Field("numerator", "integer", "Upper part: contacts, or milliseconds"),
        Field("denominator", "integer", "Lower part: contacts"),
        Field("target", "number", "Percent, or seconds"),
        Field("unit", "string", "percent or seconds"),
        Field("op", "string", "ge at least, gt more than, le at most, lt less than"),
        Field("result", "string", "reached, not_reached, small or excluded"),
        Field("weight", "integer", "What it counts for: one, or its contacts"),
        Field("met", "integer", "Its weight where it counts as reached, or 0"),
      ]
    ) { buffer in
      var count = 0
      for assessment in assessments {
        let target = assessment.measure.levelTarget
        for stretch in assessment.rows?.stretches ?? [] {
          buffer.text(assessment.measure.id)
          buffer.plain(stretch.window.start.text)
          buffer.integer(stretch.window.seconds)
          buffer.integer(stretch.parts.numerator)
          buffer.integer(stretch.parts.denominator)
          buffer.plain(target.bound.cell)
          buffer.plain(assessment.measure.metric.isShare ? "percent" : "seconds")
          buffer.plain(target.comparison.code)
          buffer.plain(stretch.part.kind.rawValue)
          buffer.integer(stretch.part.weight)
          buffer.integer(stretch.part.met)
          buffer.endRow()
          count += 1
        }
      }
      return count
    }
  }

  // MARK: - Ranges

  /// The counters of waits up to other thresholds than the contract's common ones.
  private var ranges: [Counter] {
    Counter.ranges.prefix(statement.contract.thresholds.ranges.count).filter(
      statement.sheet.recorded.contains)
  }

  private var rangeFile: DataFile {
    let thresholds = statement.contract.thresholds
    let sheet = statement.sheet
    let ranges = ranges
    return DataFile(
      "ranges",
      title: "One row is a queue, medium, direction and interval with a wait up to a threshold",
      key: ["queue_id", "media", "direction", "interval_start"],
      fields: [
        Field("queue_id", "string", "The source's id of the queue"),
        Field("media", "string", "The medium, in the source's word"),
        Field("direction", "string", "The direction, in the source's word"), .start,
      ]
        + ranges.map {
          Field(
            thresholds.column(of: $0), "integer",
            "Contacts after a wait of at most so many thousandths of a second")
        }
    ) { buffer in
      var count = 0
      for (place, series) in sheet.series.enumerated() {
        for index in 0..<sheet.intervalCount {
          guard let tally = sheet.tally(of: place, at: index),
            ranges.contains(where: { tally[$0] ?? 0 != 0 })
          else { continue }
          for text in [series.queue.text, series.media, series.direction] { buffer.text(text) }
          buffer.plain(sheet.interval(index).start.text)
          for range in ranges { buffer.integer(tally[range]) }
          buffer.endRow()
          count += 1
        }
      }
      return count
    }
  }
}
