import Figures

/// Which rows each measure counts: `measure-series.csv`, `measure-windows.csv` and `opening.csv`, the
/// counts that `intervals.csv` has no columns for, the months that are judged with this one, and the
/// days or intervals that are judged by themselves.
struct MeasureRowFiles {
  let statement: Statement

  var files: [DataFile] {
    let counting = statement.assessments.filter { $0.rows != nil }
    let stretched = counting.filter { $0.measure.conditions.stretches != nil }
    let spanning = statement.assessments.filter { !$0.monthsBefore.isEmpty }
    return (counting.isEmpty ? [] : [series(counting), windows(counting), opening])
      + (spanning.isEmpty ? [] : [earlierMonths(spanning)])
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
        Field(
          "use", "string",
          "counted, excluded where the parties left it out, or closed outside opening hours"),
      ]
    ) { buffer in
      var count = 0
      for assessment in assessments {
        guard let rows = assessment.rows else { continue }
        let windows =
          rows.counted.map { ($0, "counted") } + rows.excluded.map { ($0, "excluded") }
          + rows.closed.map { ($0, "closed") }
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

  /// By the intervals that begin in it, as completeness counts them.
  private var opening: DataFile {
    let sheet = statement.sheet
    var windows: [Window] = []
    for index in 0..<sheet.intervalCount {
      let interval = sheet.interval(index)
      guard statement.contract.hours.isOpen(at: interval.start, in: statement.contract.zone)
      else { continue }
      windows.append(joining: interval)
    }
    return DataFile(
      "opening", title: "One row is a stretch of time in which the contract’s hours are open",
      key: ["window_start"],
      fields: [
        Field("window_start", "datetime", "First instant, UTC"),
        Field("window_end", "datetime", "End, UTC, not included"),
      ]
    ) { buffer in
      for window in windows {
        buffer.plain(window.start.text)
        buffer.plain(window.end.text)
        buffer.endRow()
      }
      return windows.count
    }
  }

  private func earlierMonths(_ assessments: [Assessment]) -> DataFile {
    let thresholds = statement.contract.thresholds
    let counters = Counter.columns + ranges
    return DataFile(
      "earlier-months", title: "One row is an earlier month that a measure judges as one with this",
      key: ["measure", "period"],
      fields: [
        Field("measure", "string", "Name of the measure"), Field("period", "string", "The month"),
        Field(
          "numerator_measured", "integer",
          "Upper part without exclusions: contacts, or milliseconds"
        ),
        Field("denominator_measured", "integer", "Lower part without exclusions: contacts"),
      ]
        + counters.map {
          Field(thresholds.column(of: $0), "integer", "Of the rows that the measure counts there")
        }
    ) { buffer in
      var count = 0
      for assessment in assessments {
        for month in assessment.monthsBefore {
          buffer.text(assessment.measure.id)
          buffer.plain(month.month.monthText)
          buffer.integer(month.asMeasured.quotient?.numerator)
          buffer.integer(month.asMeasured.quotient?.denominator)
          for counter in counters { buffer.integer(month.tally?[counter]) }
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
        Field("numerator_measured", "integer", "Upper part, had nothing been left out"),
        Field("denominator_measured", "integer", "Lower part, had nothing been left out"),
        Field("weight_measured", "integer", "What it would then count for"),
        Field("met_measured", "integer", "Its weight where it would then count as reached, or 0"),
      ]
    ) { buffer in
      var count = 0
      for assessment in assessments {
        let target = assessment.measure.levelTarget
        for stretch in assessment.rows?.stretches ?? [] {
          buffer.text(assessment.measure.id)
          buffer.plain(stretch.window.start.text)
          buffer.integer(stretch.window.seconds)
          buffer.integer(stretch.judged.parts.numerator)
          buffer.integer(stretch.judged.parts.denominator)
          buffer.plain(target.bound.cell)
          buffer.plain(assessment.measure.metric.isShare ? "percent" : "seconds")
          buffer.plain(target.comparison.code)
          buffer.plain(stretch.judged.part.kind.rawValue)
          buffer.integer(stretch.judged.part.weight)
          buffer.integer(stretch.judged.part.met)
          buffer.integer(stretch.measured.parts.numerator)
          buffer.integer(stretch.measured.parts.denominator)
          buffer.integer(stretch.measured.part.weight)
          buffer.integer(stretch.measured.part.met)
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
