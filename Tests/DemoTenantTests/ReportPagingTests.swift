import Testing

@Suite struct ReportPagingTests {
  /// Two queues, a day by five minutes, seven rows a page.
  private static var query: ReportText {
    var query = ReportText()
    query.interval = #""interval": "5m""#
    query.window = ReportText.window(941_320_800_000, 941_407_200_000)
    query.filters = ReportText.queues(QueueID.english, QueueID.newCustomers)
    query.metrics = #""metrics": ["offered", "answered"]"#
    query.more = [#""pageSize": 7"#]
    return query
  }

  enum Way: Sendable, CaseIterable {
    /// The body's `next` with the same body.
    case body
    /// The Link header with the same body.
    case link
    /// The path without its query; the token in the body.
    case tokenInBody
  }

  @Test(arguments: Way.allCases)
  func `gives every row once, whichever way the pages are followed`(way: Way) throws {
    let guest = try Guest()
    var whole = Self.query
    whole.more = [#""pageSize": 1000"#]
    let all = try guest.report(whole).json()
    let total = try #require(all["total"]?.integer)
    #expect(total > 100)

    var path = "/api/v2/reporting/reports/queries"
    var query = Self.query
    var rows: [JSON] = []
    var pages = 0
    while true {
      let reply = try guest.send("POST", path, body: query.body)
      try #require(reply.status == 200)
      let body = try reply.json()
      let page = try #require(body["rows"]).elements
      rows += page
      pages += 1
      #expect(body["total"]?.integer == total)
      let next = body["next"]?.text
      #expect(reply.headers["link"] == next.map { "<\($0)>; rel=\"next\"" })
      guard let next else { break }
      #expect(page.count == 7)
      switch way {
      case .body: path = next
      case .link:
        path = String(try #require(reply.headers["link"]).dropFirst().prefix { $0 != ">" })
      case .tokenInBody:
        let token = try #require(next.split(separator: "=").last)
        query.more = [#""pageSize": 7"#, #""pageToken": "\#(token)""#]
      }
    }
    #expect(pages == (total + 6) / 7)
    #expect(rows == all["rows"]?.elements)
  }

  @Test func `refuses a token with another query, and two that differ`() throws {
    let guest = try Guest()
    let next = try #require(try guest.report(Self.query).json()["next"]?.text)
    let token = try #require(next.split(separator: "=").last)
    var other = Self.query
    other.metrics = #""metrics": ["offered"]"#
    #expect(try guest.send("POST", next, body: other.body).status == 400)

    var both = Self.query
    both.more.append(#""pageToken": "\#(token)""#)
    #expect(try guest.send("POST", next, body: both.body).status == 200)
    let second = try #require(
      try guest.send("POST", next, body: both.body).json()["next"]?.text)
    #expect(try guest.send("POST", second, body: both.body).status == 400)
  }

  @Test func `takes the members of the body in any order`() throws {
    let guest = try Guest()
    let next = try #require(try guest.report(Self.query).json()["next"]?.text)
    let query = Self.query
    let turned = [query.more[0], query.metrics, query.columns, query.filters]
    let rest = [query.zone, query.window, query.filterType, query.interval]
    let body = "{\((turned + rest).joined(separator: ", "))}"
    #expect(try guest.send("POST", next, body: body).status == 200)
  }
}
