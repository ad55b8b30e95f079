import Figures
import Foundation
import Pages
import Testing

/// Figures worked out by hand from the sums that ``ExampleMonth`` names.
@Suite struct MonthTests {
  private func lines(
    _ name: String, of files: Result<[String: String], any Error> = ExampleMonth.usual
  ) throws -> [String] {
    let text = try #require(try files.get()["1999-04/data/\(name)"])
    return text.split(separator: "\r\n").map(String.init)
  }

  @Test func `sla holds parts, value, target, margin and credit`() throws {
    let lines = try lines("sla.csv")
    #expect(
      lines[0] == "measure,title,clause,queues,window_start,window_end,formula,numerator,"
        + "denominator,value,target,op,verdict,margin,credit")
    #expect(
      lines[1] == "service-level,Service level,2.1,a1 b2,1999-03-31T22:00:00Z,1999-04-30T22:00:00Z,"
        + "answered in time / (answered + abandoned − short abandons),252,321,0.785047,80,ge,"
        + "missed,-0.014953,18.10")
    #expect(
      lines[2] == "abandon-rate,Abandon rate,2.2,a1 b2,1999-03-31T22:00:00Z,1999-04-30T22:00:00Z,"
        + "(abandoned − short abandons) / (offered − short abandons),29,321,0.090343,10,le,"
        + "met,-0.009657,")
    #expect(
      lines[3] == "talk-time,Talk time,2.3,a1 b2,1999-03-31T22:00:00Z,1999-04-30T22:00:00Z,"
        + "talk time / handled,29200000,292,100.000,90,le,missed,10.000,")
  }

  /// 80 % of 321 are 256.8 contacts, and 10 % of 321 allow 32.
  @Test func `the margin stands in contacts too`() throws {
    let margins = try lines("margins.csv")
    #expect(
      margins[0] == "measure,margin_count,margin_unit,as_measured,excluded_intervals,weight,"
        + "repeat,service_points,compared")
    #expect(margins[1] == "service-level,-5,contacts,0.785047,0,100,1,0,")
    #expect(margins[2] == "abandon-rate,3,contacts,0.090343,0,100,,0,")
    let page = try #require(try ExampleMonth.usual.get()["1999-04/index.html"])
    let mark = "data-key=\"margins/measure=service-level/margin_count\" data-value=\"-5\""
    let isShown = page.contains(mark + " data-unit=\"count\">−5</td>")
    #expect(isShown)
  }

  /// Until 20 April 182 of 192 + 38 − 19 contacts were answered in time.
  @Test func `a figure with exclusions stands beside the one without`() throws {
    let span = LocalSpan(
      from: try #require(LocalMoment("1999-04-21")), to: try #require(LocalMoment("1999-05-01")))
    let log = ExclusionLog(
      .any,
      [
        .init(
          span: span, reason: "carrier <outage>", approver: "J. Doe", evidence: "INC-1",
          measures: ["service-level"])
      ])
    let files = Result { try ExampleMonth(exclusions: log).files() }
    #expect(try lines("sla.csv", of: files)[1].contains(",182,211,0.862559,80,ge,met,"))
    #expect(
      try lines("margins.csv", of: files)[1] == "service-level,13,contacts,0.785047,2880,100,,0,")
    let page = try #require(try files.get()["1999-04/index.html"])
    let saysBoth =
      page.contains(">78.5%</a></data> as measured, <data")
      && page.contains(
        "intervals that were excluded: carrier &lt;outage&gt; (agreed by J. Doe, INC-1)")
    #expect(saysBoth)
  }

  @Test func `a met measure with a credit table costs zero`() throws {
    let lines = try lines("sla.csv", of: Result { try ExampleMonth(level: 78).files() })
    #expect(lines[1].hasSuffix(",0.785047,78,ge,met,0.005047,0.00"))
  }

  @Test func `the invoice and its sums`() throws {
    let invoice = try lines("invoice.csv")
    #expect(invoice[0] == "line,item,source,quantity,unit,rate,currency,amount")
    #expect(invoice[1].hasPrefix("1,Answered contacts,"))
    #expect(invoice[1].hasSuffix(",3.1,ILS,905.20"))
    #expect(invoice[2].hasSuffix(",ILS,-18.10"))
    #expect(
      try lines("settlement.csv")
        == [
          "item,currency,amount", "fees,ILS,905.20", "credits,ILS,-18.10", "net,ILS,887.10",
          // 292 times 3.10 is exact, and so is what the other way of rounding would add.
          "other-rounding,ILS,0.00",
        ])
  }

  @Test func `days are as long as the clock says`() throws {
    let days = try lines("ratios-day.csv").filter { $0.hasPrefix("*,") }
    #expect(days.count == 30)
    #expect(days[0].hasPrefix("*,1999-04-01,82800,552,552,14,12,12,2,1,"))
    #expect(
      days[1] == "*,1999-04-02,86400,576,0" + String(repeating: ",", count: 15) + "missing")
    #expect(days[2].hasPrefix("*,1999-04-03,90000,600,600,14,12,12,2,1,"))
    #expect(days[3].contains(",8,9,0.888889,1,9,0.111111,"))
  }

  @Test func `a skipped hour is absent and a repeated one stands twice`() throws {
    let hours = try lines("hours.csv").filter { $0.hasPrefix("a1,") }
    #expect(hours.count == 30 * 24)
    #expect(!hours.contains { $0.contains(",1999-04-01T02:00:00+") })
    #expect(hours.contains { $0.contains(",1999-04-03T01:00:00+03:00,3600,") })
    #expect(hours.contains { $0.contains(",1999-04-03T01:00:00+02:00,3600,") })
  }

  @Test func `a page says the verdicts and the money first`() throws {
    let page = try #require(try ExampleMonth.usual.get()["1999-04/index.html"])
    #expect(
      page.contains("One of three measures met. Service level and talk time missed their targets"))
    #expect(page.contains("data-key=\"sla/measure=service-level/value\" data-value=\"0.785047\""))
    #expect(page.contains(">−1.5 points</td>"))
    #expect(page.contains(">−ILS\u{a0}18.10</td>"))
    #expect(page.contains("Loans &amp; &lt;mortgages&gt;"))
    #expect(page.contains("Nothing was recorded on Friday 2 April 1999"))
  }

  @Test func `commentary shows the numbers of the tables`() throws {
    let month = ExampleMonth(
      commentary: """
        {{service-level.result}} of {{service-level.target}}, {{service-level.difference}}, \
        {{service-level.verdict}}, {{service-level.credit}}, {{net.total}}, \
        {{day.1999-04-03.offered}}, {{queue.cards.service-level}}, {{queue.queue-2.offered}}
        """)
    let page = try #require(try month.files()["1999-04/index.html"])
    let remarks = try #require(page.components(separatedBy: "<div class=\"say\">").last)
    let shown = (remarks.components(separatedBy: "</div>").first ?? "")
      .replacing(try Regex("<[^>]*>"), with: "").trimmingCharacters(in: .whitespacesAndNewlines)
    // Cards: 192 in time of 232 answered and 29 longer abandons.
    #expect(
      shown == "78.5% of 80.0%, −1.5 points, missed, ILS\u{a0}18.10, ILS\u{a0}887.10, 14, 73.6%, 60"
    )
  }

  @Test func `commentary names the month before only when there is one`() throws {
    let month = ExampleMonth(commentary: "{{prev.service-level.result}}")
    #expect(throws: RemarkError.self) { try month.files() }
    let statement = try ExampleMonth().statement()
    let before = PeriodResult(
      period: try Period("1999-03"), total: statement.total, assessments: statement.assessments,
      invoice: statement.invoice, isFinal: true)
    let files = try ExampleMonth(commentary: month.commentary, history: [before]).files()
    let key = "data-key=\"history-measures/period=1999-03,measure=service-level/value\""
    #expect(files["1999-04/index.html"]?.contains(key) == true)
    #expect(files["1999-04/data/history-measures.csv"]?.contains("1999-03,service-level,") == true)
  }

  @Test func `the portal lists months newest first with their own figures`() throws {
    let statement = try ExampleMonth().statement()
    func result(_ period: String) throws -> PeriodResult {
      PeriodResult(
        period: try Period(period), total: statement.total, assessments: statement.assessments,
        invoice: statement.invoice, isFinal: true)
    }
    let files = try SiteRenderer(sha256: ExampleDay.digest).portalFiles(
      Portal(
        organization: "Example Bank", notice: nil, partner: statement.partner,
        contract: statement.contract, periods: [result("1999-04"), result("1999-03")]))
    #expect(
      files.map(\.path) == [
        "404.html", "assets/site.css", "assets/site.js", "data/change.csv", "data/datapackage.json",
        "data/measures.csv", "data/periods.csv", "definitions.html", "index.html",
      ])
    let home = String(decoding: try #require(files.last).bytes, as: UTF8.self)
    let rows = home.components(separatedBy: "<tr data-row=\"period=").dropFirst().map {
      $0.prefix(7)
    }
    #expect(rows == ["1999-04", "1999-03"])
    #expect(home.contains("href=\"1999-04/index.html\""))
  }
}

@Suite struct GoldenChartTests {
  @Test(arguments: [
    ("index.html", "level-by-day", "daily"), ("index.html", "level-by-hour", "hourly"),
    ("index.html", "level-by-queue", "queues"), ("index.html", "contacts-by-day", "volumes"),
    ("days/1999-04-03.html", "day", "day-of-25-hours"),
    ("index.html", "level-by-week", "week"), ("index.html", "difference-by-queue", "differences"),
    ("index.html", "handle-time", "handle-time"),
    ("measures/talk-time.html", "by-day-chart", "measure-days"),
  ])
  func `a chart looks as it was reviewed`(page: String, figure: String, name: String) throws {
    let text = try #require(try ExampleMonth.usual.get()["1999-04/\(page)"])
    let start = try #require(text.range(of: "<figure id=\"\(figure)\">"))
    let end = try #require(text[start.lowerBound...].range(of: "</figure>"))
    let html = text[start.lowerBound..<end.upperBound].replacingOccurrences(of: "><", with: ">\n<")
    try Golden.expect(html + "\n", equals: "\(name).html")
  }

  @Test func `a strip and a trend look as they were reviewed`() throws {
    let strip = try #require(
      TargetStrip.html(
        Quotient(252, 321), factor: 100, target: Target(.atLeast, 80), isShare: true))
    try Golden.expect(strip.text + "\n", equals: "target-strip.html")
    let trend = Sparkline.html(
      [70, nil, 80, 75], isMissed: [true, false, false, true], target: 78)
    try Golden.expect(trend.text + "\n", equals: "sparkline.html")
  }
}
