import Figures

/// The files behind the charts of volume and staffing: half hours of the week, handle time by its
/// parts, and contacts beside their forecast.
struct StaffingFiles {
  let statement: Statement
  let week: WeekPattern

  var files: [DataFile] { [weekFile, handle] + (forecastFile.map { [$0] } ?? []) }

  private var weekFile: DataFile {
    let counters: [Counter] = [.offered, .answered, .answeredInThreshold, .abandoned]
    let fields =
      [
        Field("weekday", "string", "By the contract's clock"),
        Field("half_hour", "string", "Where it begins, by the contract's clock"),
        Field("expected", "integer", "Intervals that should have come, for each queue"),
        Field("received", "integer", "Intervals that came"),
      ] + counters.map(Field.counter) + [
        Field("service_level_numerator", "integer", "Upper part of the service level"),
        Field("service_level_denominator", "integer", "Lower part of the service level"),
        Field("service_level", "number", "Service level as a share of 1"), .state,
      ]
    return DataFile(
      "ratios-week", title: "One row is a half hour of a weekday, all queues and weeks together",
      key: ["weekday", "half_hour"], fields: fields
    ) { buffer in
      for place in week.places {
        let summary = place.summary
        buffer.plain(place.weekday.rawValue)
        buffer.plain(place.clock)
        buffer.integer(summary.expected)
        buffer.integer(summary.received)
        for counter in counters { buffer.integer(summary[counter]) }
        buffer.integer(summary.serviceLevel.quotient?.numerator)
        buffer.integer(summary.serviceLevel.quotient?.denominator)
        buffer.quotient(summary.serviceLevel.quotient, places: 6)
        buffer.plain(summary.state.rawValue)
        buffer.endRow()
      }
      return week.places.count
    }
  }

  static let times: [Counter] = [.talk, .hold, .acw]

  private var handle: DataFile {
    let fields =
      [Field("date", "string", "Local date, or * for the whole period"), Field.counter(.handled)]
      + Self.times.map(Field.counter) + [
        Field("talk", "number", "Talk time for each handled contact, seconds"),
        Field("hold", "number", "Hold time for each handled contact, seconds"),
        Field("acw", "number", "After-contact work for each handled contact, seconds"), .state,
      ]
    let rows = [("*", statement.total)] + statement.days.map { ($0.date.text, $0.total) }
    return DataFile(
      "handle-time", title: "One row is a local day, all queues of the shown medium together",
      key: ["date"], fields: fields
    ) { buffer in
      for (date, summary) in rows {
        buffer.plain(date)
        buffer.integer(summary[.handled])
        for time in Self.times { buffer.integer(summary[time]) }
        for time in Self.times {
          buffer.quotient(summary.perHandled(time)?.inSeconds, places: 3)
        }
        buffer.plain(summary.state.rawValue)
        buffer.endRow()
      }
      return rows.count
    }
  }

  /// Months with a forecast that was given in time, the oldest first.
  static func forecasts(_ statement: Statement) -> [(
    month: Period, offered: Int?, forecast: ForecastBook.Version
  )] {
    guard statement.period.kind == .month, !statement.isUnderWay else { return [] }
    let months =
      statement.history.map { ($0.period, $0.total[.offered]) }
      + [(statement.period, statement.total[.offered])]
    return months.compactMap { period, offered in
      statement.contract.forecast.locked(for: period).map { (period, offered, $0) }
    }
  }

  private var forecastFile: DataFile? {
    let rows = Self.forecasts(statement)
    guard !rows.isEmpty else { return nil }
    let fields = [
      Field("period", "string", "The month"), Field.counter(.offered),
      Field("forecast", "integer", "Contacts that were forecast in time"),
      Field("given", "date", "When the forecast was given"),
    ]
    return DataFile(
      "forecast", title: "One row is a month with a forecast", key: ["period"], fields: fields
    ) { buffer in
      for row in rows {
        buffer.plain(row.month.id)
        buffer.integer(row.offered)
        buffer.integer(row.forecast.contacts)
        buffer.plain(row.forecast.given.text)
        buffer.endRow()
      }
      return rows.count
    }
  }
}
