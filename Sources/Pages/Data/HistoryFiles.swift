import Figures

/// The months side by side: one table of periods and one of their measures.
///
/// A period's folder and the portal hold the same two tables, under other names.
struct HistoryFiles {
  let periodsName: String
  let measuresName: String
  /// In the order of the rows.
  let results: [PeriodResult]
  let currency: Currency

  var files: [DataFile] { results.isEmpty ? [] : [periods, measures] }

  private var periods: DataFile {
    let fields: [Field] =
      [Field("period", "string", "The period"), .start]
      + RatioFiles.counters.map(Field.counter) + [
        Field("service_level", "number", "Service level as a share of 1"),
        Field("abandon_rate", "number", "Abandon rate as a share of 1"),
        Field("handle_time", "number", "Average handling time, seconds"),
        Field("currency", "string", "ISO 4217 code"), Field("fees", "number", "Fees"),
        Field("credits", "number", "Credits, zero or negative"),
        Field("net", "number", "Fees and credits together"), .state,
      ]
    return DataFile(periodsName, title: "One row is a period", key: ["period"], fields: fields) {
      buffer in
      for result in results {
        buffer.plain(result.period.id)
        buffer.plain(result.total.window.start.text)
        for counter in RatioFiles.counters { buffer.integer(result.total[counter]) }
        buffer.quotient(result.total.serviceLevel.quotient, places: 6)
        buffer.quotient(result.total.abandonRate.quotient, places: 6)
        buffer.quotient(result.total.handleTime.quotient?.inSeconds, places: 3)
        buffer.plain(currency.code)
        buffer.plain(result.invoice?.fees.text ?? "")
        buffer.plain(result.invoice?.credits.text ?? "")
        buffer.plain(result.invoice?.net.text ?? "")
        buffer.plain(result.total.state.rawValue)
        buffer.endRow()
      }
      return results.count
    }
  }

  private var measures: DataFile {
    let fields = [
      Field("period", "string", "The period"), Field("measure", "string", "Name of the measure"),
      Field("title", "string", "Its title"),
      Field("value", "number", "A share of 1, or seconds"),
      Field("target", "number", "Percent, or seconds"),
      Field("op", "string", "ge at least, gt more than, le at most, lt less than"),
      Field("verdict", "string", "met, missed or why neither"),
      Field("margin", "number", "Value minus target, as a share of 1 or in seconds"),
      Field("credit", "number", "Credit due for a miss"),
    ]
    var rows = 0
    return DataFile(
      measuresName, title: "One row is a measure in a period", key: ["period", "measure"],
      fields: fields
    ) { buffer in
      for result in results {
        for assessment in result.assessments {
          buffer.plain(result.period.id)
          buffer.text(assessment.measure.id)
          buffer.text(assessment.measure.title)
          buffer.plain(assessment.valueCell)
          buffer.plain(assessment.measure.targetCell)
          buffer.plain(assessment.measure.target.comparison.code)
          buffer.plain(assessment.verdict.rawValue)
          buffer.plain(assessment.marginCell)
          buffer.plain(assessment.creditCell(currency))
          buffer.endRow()
          rows += 1
        }
      }
      return rows
    }
  }
}
