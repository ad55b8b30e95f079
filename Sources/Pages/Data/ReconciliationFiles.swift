import Figures

/// `variance.csv`, `causes.csv` and `undisputed.csv`: the partner's own figures beside ours.
struct ReconciliationFiles {
  private let theirs: TheirSide?

  init(_ theirs: TheirSide?) { self.theirs = theirs }

  var files: [DataFile] {
    guard let comparison = theirs?.comparison else { return [] }
    let diagnosis = comparison.diagnosis
    return [Self.variance(comparison)]
      + (diagnosis.tests.isEmpty ? [] : [Self.causes(diagnosis)])
      + (comparison.money.map { $0.lines.isEmpty ? [] : [Self.undisputed($0)] } ?? [])
  }

  private static func variance(_ comparison: Comparison) -> DataFile {
    let fields = [
      Field("metric", "string", "What both sides state: a figure, or a line of an invoice"),
      Field("unit", "string", "%, s, min, h, ms, a currency, or empty for contacts"),
      Field("ours", "number", "Our figure, with the decimals that they print"),
      Field("theirs", "number", "Theirs"),
      Field(
        "theirs_from", "string",
        "file as received, rows for the mean of their rows weighted by our contacts, or explanation"
      ),
      Field("difference", "number", "Theirs minus ours"),
      Field("percent", "number", "The difference in percent of ours"),
      Field("tolerance", "string", "How far the two may differ, in the unit or percent of ours"),
      Field("differing_rows", "integer", "Rows of theirs that differ beyond the tolerance"),
      Field("rows", "integer", "Rows of theirs that were compared"),
      Field("status", "string", "within, disputed, or one_sided where only one side has it"),
      Field("line", "integer", "Number of the row"),
    ]
    return DataFile(
      "variance", title: "One row is a figure as each side has it", key: ["metric"], fields: fields
    ) { buffer in
      for (index, row) in comparison.rows.enumerated() {
        buffer.text(row.name)
        buffer.plain(row.unit)
        buffer.plain(row.ours)
        buffer.plain(row.theirs)
        buffer.plain(row.source.rawValue)
        buffer.plain(row.difference)
        buffer.plain(row.percent)
        buffer.plain(row.tolerance.words.english)
        buffer.integer(row.differing)
        buffer.integer(row.rows)
        buffer.plain(row.status.rawValue)
        buffer.integer(index + 1)
        buffer.endRow()
      }
      return comparison.rows.count
    }
  }

  private static func causes(_ diagnosis: Diagnosis) -> DataFile {
    let fields = [
      Field("cause", "string", "The cause that was tested"),
      Field("result", "string", "exactly, consistent, partly, no or not_testable"),
      Field("differing_lines", "integer", "Lines that differ with it"),
      Field("lines", "integer", "Lines that can be compared with it"),
      Field("words", "string", "What it would mean; empty when it explains nothing"),
    ]
    return DataFile(
      "causes", title: "One row is a cause, in the order of the tests", key: ["cause"],
      fields: fields
    ) { buffer in
      for test in diagnosis.tests {
        buffer.plain(test.cause.rawValue)
        buffer.plain(test.result.rawValue)
        buffer.integer(test.differing)
        buffer.integer(test.lines)
        buffer.text(test.words?.english ?? "")
        buffer.endRow()
      }
      return diagnosis.tests.count
    }
  }

  private static func undisputed(_ money: CommonGround) -> DataFile {
    let fields = [
      Field("item", "string", "The fee or credit, or * for their sum"),
      Field("currency", "string", "ISO 4217 code"),
      Field("ours", "number", "By our figures"), Field("theirs", "number", "By theirs"),
      Field("stated", "string", "yes where their file has the figure behind it"),
      Field("undisputed", "number", "What both sides' figures support"),
      Field("disputed", "number", "Theirs minus ours; in the sum, the sizes added up"),
      Field("line", "integer", "Number of the row; empty for the sum"),
    ]
    return DataFile(
      "undisputed", title: "One row is a fee or credit by both sides' figures", key: ["item"],
      fields: fields
    ) { buffer in
      for (index, line) in money.lines.enumerated() {
        buffer.text(line.item)
        buffer.plain(line.ours.currency.code)
        buffer.plain(line.ours.text)
        buffer.plain(line.theirs.text)
        buffer.plain(line.isStated ? "yes" : "no")
        buffer.plain(line.undisputed.text)
        buffer.plain(line.disputed.text)
        buffer.integer(index + 1)
        buffer.endRow()
      }
      buffer.plain("*")
      buffer.plain(money.undisputed.currency.code)
      buffer.plain(money.ours.text)
      buffer.plain(money.theirs.text)
      buffer.plain("")
      buffer.plain(money.undisputed.text)
      buffer.plain(money.disputed.text)
      buffer.plain("")
      buffer.endRow()
      return money.lines.count + 1
    }
  }
}
