import Figures

/// How often each measure was missed over six months, this one included, and what it cost.
struct FailuresFile {
  struct Row {
    let measure: String
    let title: String
    let verdict: String
    /// Months in a row up to this one.
    let inARow: Int
    let missed: Int
    let judged: Int
    let credits: Money
  }

  static let name = "failures"
  static let months = 6

  let statement: Statement

  /// This month and up to five results before it, the oldest first.
  var results: [[Assessment]] {
    statement.history.suffix(Self.months - 1).map(\.assessments) + [statement.assessments]
  }

  var rows: [Row] {
    let currency = statement.contract.currency
    let rows = statement.assessments.map { assessment -> Row in
      let same = results.map { month in
        month.first { $0.measure.id == assessment.measure.id }
      }
      return Row(
        measure: assessment.measure.id, title: assessment.measure.title,
        verdict: assessment.verdict.rawValue,
        inARow: same.reversed().prefix { $0?.verdict == .missed }.count,
        missed: same.count { $0?.verdict == .missed },
        judged: same.count { $0?.verdict.isFinal == true },
        credits: same.compactMap { $0?.credit?.amount }.sum(currency))
    }
    guard !rows.isEmpty else { return [] }
    return rows + [
      Row(
        measure: "*", title: "All measures", verdict: "",
        inARow: results.reversed().prefix { $0.contains { $0.verdict == .missed } }.count,
        missed: rows.reduce(0) { $0 + $1.missed }, judged: rows.reduce(0) { $0 + $1.judged },
        credits: rows.map(\.credits).sum(currency))
    ]
  }

  var file: DataFile? {
    let rows = rows
    guard !rows.isEmpty else { return nil }
    let fields = [
      Field("measure", "string", "Name of the measure, or * for all"),
      Field("title", "string", "Its title"),
      Field("verdict", "string", "Of this month"),
      Field("in_a_row", "integer", "Results in a row that missed, up to this one"),
      Field("missed", "integer", "Misses in this month and the five results before it"),
      Field("judged", "integer", "Months among them that were judged"),
      Field("credits", "number", "Credits of these months, before a cap"),
    ]
    return DataFile(
      Self.name, title: "One row is a measure over this month and the five results before it",
      key: ["measure"], fields: fields
    ) { buffer in
      for row in rows {
        buffer.text(row.measure)
        buffer.text(row.title)
        buffer.plain(row.verdict)
        buffer.integer(row.inARow)
        buffer.integer(row.missed)
        buffer.integer(row.judged)
        buffer.plain(row.credits.text)
        buffer.endRow()
      }
      return rows.count
    }
  }
}
