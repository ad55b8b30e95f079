import Figures

/// How every figure of a period is made, found by its place.
struct RuleBook {
  let rules: [FigureRule]
  private let byPlace: [String: Int]

  init(_ statement: Statement) {
    rules =
      SumRules(statement: statement).rules
      + statement.assessments.flatMap {
        AssessmentRules(assessment: $0, statement: statement).rules
      } + (MoneyRules(statement)?.rules ?? []) + FeesFile(statement: statement).rules
      + OverviewRules(statement: statement).rules
    byPlace = Dictionary(
      rules.enumerated().map { (Self.key($1.resource, $1.row, $1.column), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The rule of the figure itself, of all days of its measure, or of its column.
  subscript(place: Figure.Place) -> FigureRule? {
    let conditions = place.row.split(separator: ",").first.map(String.init) ?? ""
    for row in [place.row, conditions, ""] {
      if let found = byPlace[Self.key(place.resource, row, place.column)] { return rules[found] }
    }
    return nil
  }

  private static func key(_ resource: String, _ row: String, _ column: String) -> String {
    "\(resource)/\(row)/\(column)"
  }
}

extension PeriodContext {
  /// `passports.csv` and `requests.csv`.
  static func evidenceFiles(_ book: RuleBook, _ statement: Statement) -> [DataFile] {
    [passports(book), requests(statement.provenance.answers)]
  }

  private static func passports(_ book: RuleBook) -> DataFile {
    DataFile(
      "passports", title: "One row says how a column, or one figure, is made",
      key: ["resource", "row", "column"],
      fields: [
        Field("resource", "string", "The file, without .csv"),
        Field("row", "string", "What picks the row; empty for every row of the file"),
        Field("column", "string", "The column of the file"),
        Field("definition", "string", "What it is, in words"),
        Field(
          "formula", "string",
          "Arithmetic over counters of intervals.csv and ranges.csv, columns of the row, [ids]"),
        Field("decimals", "integer", "Decimals that the file holds; empty keeps the exact value"),
        Field("rounding", "string", "How the last decimal is rounded"),
        Field("media", "string", "The medium of the rows that are added up, in the source's word"),
        Field(
          "rows", "string",
          "Which rows: empty for all; counted, or measured with those left out, of the row's measure"
        ),
        Field("origin", "string", "Where a figure without a formula comes from"),
      ]
    ) { buffer in
      for rule in book.rules {
        buffer.plain(rule.resource)
        buffer.text(rule.row)
        buffer.plain(rule.column)
        buffer.text(rule.definition)
        buffer.text(rule.formula?.text ?? "")
        buffer.integer(rule.places)
        buffer.plain(rule.rounding.rawValue)
        buffer.text(rule.media ?? "")
        buffer.plain(rule.formula == nil ? "" : rule.rows.rawValue)
        buffer.text(rule.formula == nil ? rule.origin : "")
        buffer.endRow()
      }
      return book.rules.count
    }
  }

  private static func requests(_ answers: [SourceAnswer]) -> DataFile {
    DataFile(
      "requests", title: "One row is a request to the source and its answer", key: ["request"],
      fields: [
        Field("request", "integer", "Its number on the pages"),
        Field("purpose", "string", "counts, control, agents or conversations"),
        Field("method", "string", "HTTP method"), Field("path", "string", "Path on the host"),
        Field("body", "string", "Body of the request; empty where it may name persons"),
        Field("body_sha256", "string", "SHA-256 of the body"),
        Field("correlation_id", "string", "The source's own name for the answer"),
        Field("received", "datetime", "When the answer came, UTC"),
        Field("response_sha256", "string", "SHA-256 of the answer as it came"),
        Field("response_bytes", "integer", "Its size"),
        Field(
          "kept_sha256", "string",
          "SHA-256 of what the archive keeps of the answer, where that is not all of it"),
      ]
    ) { buffer in
      for (index, answer) in answers.enumerated() {
        buffer.integer(index + 1)
        buffer.plain(answer.purpose.rawValue)
        buffer.text(answer.method)
        buffer.text(answer.path)
        buffer.text(answer.body ?? "")
        buffer.plain(answer.bodySHA256)
        buffer.text(answer.correlationID)
        buffer.plain(answer.receivedAt.text)
        buffer.plain(answer.sha256)
        buffer.integer(answer.size)
        buffer.plain(answer.keptSHA256 ?? "")
        buffer.endRow()
      }
      return answers.count
    }
  }
}
