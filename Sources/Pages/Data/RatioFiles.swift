import Figures

/// The tables behind what pages show of the medium in view: totals and ratios by interval, hour,
/// day and period, for all queues and for each.
struct RatioFiles {
  static let counters: [Counter] = [
    .offered, .answered, .answeredInThreshold, .abandoned, .shortAbandoned, .waitMax,
  ]

  static let names = ["ratios-interval", "ratios-hour", "ratios-day", "ratios-month"]

  let statement: Statement
  let times: TimeCells

  var files: [DataFile] { [interval, hour, day, month] }

  private static let figures: [Field] =
    [
      Field("expected", "integer", "Intervals that should have come, for each queue"),
      Field("received", "integer", "Intervals that came"),
    ] + counters.map(Field.counter) + [
      Field("service_level_numerator", "integer", "Upper part of the service level"),
      Field("service_level_denominator", "integer", "Lower part of the service level"),
      Field("service_level", "number", "Service level as a share of 1"),
      Field("abandon_rate_numerator", "integer", "Upper part of the abandon rate"),
      Field("abandon_rate_denominator", "integer", "Lower part of the abandon rate"),
      Field("abandon_rate", "number", "Abandon rate as a share of 1"),
      Field("speed_of_answer", "number", "Average wait of answered contacts, seconds"),
      Field("handle_time", "number", "Average handling time by the contract's parts, seconds"),
      .state,
    ]

  private var interval: DataFile {
    let rows = statement.days.reduce(0) { $0 + $1.intervals.count }
    return DataFile(
      "ratios-interval", title: "One row is an interval, all queues together",
      key: ["scope", "interval_start"],
      fields: [.scope, .start, .local, .seconds] + Self.figures, size: rows * 160
    ) { buffer in
      for day in statement.days {
        for summary in day.intervals { append("*", summary, to: &buffer) }
      }
      return rows
    }
  }

  private var hour: DataFile {
    var rows = 0
    return DataFile(
      "ratios-hour", title: "One row is a local hour, for all queues or one",
      key: ["scope", "interval_start"], fields: [.scope, .start, .local, .seconds] + Self.figures
    ) { buffer in
      for hour in statement.days.flatMap(\.hours) {
        for (scope, summary) in scopes(hour.total, hour.queues) {
          append(scope, summary, to: &buffer)
          rows += 1
        }
      }
      return rows
    }
  }

  private var day: DataFile {
    var rows = 0
    return DataFile(
      "ratios-day", title: "One row is a local day, for all queues or one", key: ["scope", "date"],
      fields: [.scope, Field("date", "date", "Local date"), .seconds] + Self.figures
    ) { buffer in
      for day in statement.days {
        for (scope, summary) in scopes(day.total, day.queues) {
          append(scope, summary, date: day.date.text, to: &buffer)
          rows += 1
        }
      }
      return rows
    }
  }

  private var month: DataFile {
    let all = scopes(statement.total, statement.queues)
    return DataFile(
      "ratios-month", title: "One row is the whole period, for all queues or one", key: ["scope"],
      fields: [.scope, Field("period", "string", "The period"), .seconds] + Self.figures
    ) { buffer in
      for (scope, summary) in all {
        append(scope, summary, date: statement.period.id, to: &buffer)
      }
      return all.count
    }
  }

  private func scopes(_ total: Summary, _ queues: [QueueSummary]) -> [(String, Summary)] {
    [("*", total)] + queues.map { ($0.queue.id.text, $0.summary) }
  }

  private func append(
    _ scope: String, _ summary: Summary, date: String? = nil, to buffer: inout CSVBuffer
  ) {
    buffer.text(scope)
    if let date { buffer.plain(date) } else { buffer.cells(times.cells(summary.window.start)) }
    buffer.integer(summary.window.seconds)
    buffer.integer(summary.expected)
    buffer.integer(summary.received)
    for counter in Self.counters { buffer.integer(summary[counter]) }
    for share in [summary.serviceLevel.quotient, summary.abandonRate.quotient] {
      buffer.integer(share?.numerator)
      buffer.integer(share?.denominator)
      buffer.quotient(share, places: 6)
    }
    for time in [summary.speedOfAnswer.quotient, summary.handleTime.quotient] {
      buffer.quotient(time?.inSeconds, places: 3)
    }
    buffer.plain(summary.state.rawValue)
    buffer.endRow()
  }
}

extension Quotient {
  /// Milliseconds over contacts as seconds over contacts.
  var inSeconds: Quotient { Quotient(numerator, denominator * 1000) }
}
