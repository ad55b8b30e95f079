/// The operations of the guide's dialect, beside those of the published API.
struct GuideOperations {
  let organization: Organization
  let shelf: ReportShelf
  let history: History

  static let queries = ["api", "v2", "reporting", "reports", "queries"]
  static let definitions = ["api", "v2", "reporting", "reports", "definitions"]
  static let realTime = [
    ["api", "v2", "analytics", "measures"], ["api", "v2", "analytics", "queues"],
  ]

  /// Whether a path belongs to this dialect, and its answers carry this dialect's headers.
  static func speaks(at path: [String]) -> Bool {
    path == queries || path == definitions || realTime.contains(path)
  }

  func answer(_ request: Request) throws(Refusal) -> Answer {
    switch (request.method, request.path) {
    case ("GET", Self.definitions): return try definitions(request)
    case ("POST", Self.queries): return try rows(request)
    case ("GET", let path) where Self.realTime.contains(path):
      return try QueueMeasures(request, organization: organization).answer()
    default: throw .notFound
    }
  }

  private func definitions(_ request: Request) throws(Refusal) -> Answer {
    let catalogue = ReportCatalogue(organization)
    let columns = (catalogue.columns + ReportCatalogue.closed).sorted { $0.id < $1.id }
    let count = columns.count + catalogue.metrics.count
    let size = try request.parameter("pageSize").map { text throws(Refusal) in
      guard let size = Int(text), (1...ReportQuery.largestPage).contains(size) else {
        throw .bad("pageSize must be a number from 1 to \(ReportQuery.largestPage).")
      }
      return size
    }
    let page = try ReportPage(
      path: "/api/v2/reporting/reports/definitions",
      query: size.map { "pageSize=\($0)" } ?? "", list: "definitions",
      token: request.parameter("pageToken"), size: size ?? count, count: count)
    return page.answer { json in
      json.member("definitions") { json in
        json.array { json in
          for index in page.rows {
            if index < columns.count {
              columns[index].writeDefinition(&json)
            } else {
              catalogue.metrics[index - columns.count].writeDefinition(&json)
            }
          }
        }
      }
    }
  }

  private func rows(_ request: Request) throws(Refusal) -> Answer {
    let value = try JSONValue.read(request)
    let query = try ReportQuery(
      value, catalogue: ReportCatalogue(organization), organization: organization)
    let tokens = Set([request.parameter("pageToken"), query.pageToken].compactMap { $0 })
    guard tokens.count < 2 else {
      throw .bad("The pageToken of the address is not that of the body.", code: "invalid.value")
    }
    let key = value.canonical(without: "pageToken")
    let report = try shelf.report("\(history.isRestated) \(key)") { () throws(Refusal) in
      try make(query)
    }
    let page = try ReportPage(
      path: "/api/v2/reporting/reports/queries", query: "", list: key, token: tokens.first,
      size: query.pageSize, count: report.count)
    return page.answer { json in
      json.member("rows") { report.write(page.rows, &$0) }
      json.member("total", integer: report.count)
      json.member("generatedAt", integer: organization.now.milliseconds)
    }
  }

  /// Too large an answer has a status of its own in this dialect.
  private func make(_ query: ReportQuery) throws(Refusal) -> Report {
    do throws(Refusal) {
      return try Report(query, organization: organization, ask: history.aggregates)
    } catch {
      guard error.code == "response.entity.too.large" else { throw error }
      throw Refusal(status: 413, code: "request.entity.too.large", message: error.message)
    }
  }
}
