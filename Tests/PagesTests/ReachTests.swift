import Figures
import Foundation
import Pages
import Testing

/// A site of one month, walked through link by link.
@Suite struct ReachTests {
  private let site: [String: String]

  init() throws {
    let statement = try ExampleMonth().statement()
    let result = PeriodResult(
      period: statement.period, total: statement.total, assessments: statement.assessments,
      invoice: statement.invoice, isFinal: true)
    let renderer = try SiteRenderer(sha256: ExampleDay.digest)
    let files =
      try renderer.periodFiles(statement)
      + renderer.portalFiles(
        Portal(
          organization: "Example Bank", notice: nil, partner: statement.partner,
          contract: statement.contract, periods: [result]))
    site = Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  /// The files that a page links to, from the partner's folder.
  private func links(of path: String) -> [(path: String, fragment: String?)] {
    let page = site[path] ?? ""
    return page.components(separatedBy: " href=\"").dropFirst().compactMap { part in
      let target = String(part.prefix { $0 != "\"" })
      guard !target.contains(":") else { return nil }
      let parts = target.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
      var folders = path.split(separator: "/").dropLast().map(String.init)
      for name in parts[0].split(separator: "/").map(String.init) {
        if name == ".." { folders.removeLast() } else { folders.append(name) }
      }
      return (
        parts[0].isEmpty ? path : folders.joined(separator: "/"),
        parts.count > 1 ? parts[1] : nil
      )
    }
  }

  /// How many clicks each page is away from the start page.
  private var clicks: [String: Int] {
    var clicks = ["index.html": 0]
    var open = ["index.html"]
    while !open.isEmpty {
      let page = open.removeFirst()
      for (target, _) in links(of: page) where target.hasSuffix(".html") && clicks[target] == nil {
        clicks[target] = (clicks[page] ?? 0) + 1
        open.append(target)
      }
    }
    return clicks
  }

  @Test func `every five-minute row is two clicks away from the start`() throws {
    let near = clicks.filter { $0.value <= 2 }.keys
    let rows = near.flatMap { path -> [Substring] in
      (site[path] ?? "").components(separatedBy: "<tr data-row=\"interval_start=").dropFirst()
        .map { $0.prefix(20) }
    }
    let intervals = try #require(site["1999-04/data/ratios-interval.csv"])
      .split(separator: "\r\n").dropFirst()
    // A day of 276 and one of 300 intervals; 2 April has no record, and its page no rows.
    #expect(intervals.count == 276 + 288 + 300 + 27 * 288)
    #expect(Set(rows).count == intervals.count - 288)
    let first = try #require(site["1999-04/days/1999-04-03.html"])
    #expect(!first.contains("<details><summary>"), "rows lie open")
  }

  @Test func `every page is reached, and none is a dead end`() {
    let pages = site.keys.filter { $0.hasSuffix(".html") }
    let clicks = clicks
    for page in pages {
      #expect(clicks[page] != nil, "\(page)")
      let leadsBack = links(of: page).contains { $0.path == "index.html" }
      #expect(leadsBack, "\(page)")
    }
  }

  @Test func `every link leads to a file and a place that exist`() {
    for path in site.keys.filter({ $0.hasSuffix(".html") }) {
      for (target, fragment) in links(of: path) {
        let file = site[target]
        #expect(file != nil, "\(path) to \(target)")
        guard let file, let fragment else { continue }
        let hasPlace = file.contains(" id=\"\(fragment)\"")
        #expect(hasPlace, "\(path) to \(target)#\(fragment)")
      }
    }
  }
}

@Suite struct WaysTests {
  @Test func `each page leads to the same page of the months before, if they have it`() throws {
    let statement = try ExampleMonth().statement()
    func before(_ period: String, judged: Bool) throws -> PeriodResult {
      PeriodResult(
        period: try Period(period), total: statement.total,
        assessments: judged ? statement.assessments : [], invoice: nil, isFinal: true)
    }
    let files = try ExampleMonth(
      history: [before("1999-02", judged: true), before("1999-03", judged: false)]
    ).files()
    let report = try #require(files["1999-04/index.html"])
    #expect(report.contains("<a rel=\"prev\" href=\"../1999-03/index.html\">← March 1999</a>"))
    #expect(report.contains("<a rel=\"next\" href=\"../index.html#p-1999-04\">Later periods →</a>"))
    // March was not judged and has no scorecard.
    let scorecard = try #require(files["1999-04/scorecard.html"])
    #expect(scorecard.contains("<a rel=\"prev\" href=\"../1999-02/scorecard.html\">"))
    let measure = try #require(files["1999-04/measures/talk-time.html"])
    #expect(measure.contains("<a rel=\"prev\" href=\"../../1999-02/measures/talk-time.html\">"))
    let invoice = try #require(files["1999-04/invoice.html"])
    #expect(!invoice.contains("rel=\"prev\""))
    // The day before the first one belongs to the month before.
    let day = try #require(files["1999-04/days/1999-04-01.html"])
    #expect(day.contains("<a rel=\"prev\" href=\"../../1999-03/days/1999-03-31.html\">"))
  }
}

@Suite struct HomeTests {
  private func home(_ periods: [PeriodResult], others: [PeriodResult] = []) throws
    -> (page: String, files: [String: String])
  {
    let statement = try ExampleMonth().statement()
    let files = try SiteRenderer(sha256: ExampleDay.digest).portalFiles(
      Portal(
        organization: "Example Bank", notice: nil, partner: statement.partner,
        contract: statement.contract, periods: periods, others: others))
    let texts = Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
    return (try #require(texts["index.html"]), texts)
  }

  private func result(
    _ period: String, of statement: Statement, until: String? = nil
  ) throws -> PeriodResult {
    PeriodResult(
      period: try Period(period), total: statement.total, assessments: statement.assessments,
      invoice: statement.invoice, isFinal: true, until: try until.map { try Instant($0) })
  }

  /// With the last ten days left out: 182 of 211 against 252 of 321, and 13 contacts to spare.
  @Test func `the latest month stands beside the one before it`() throws {
    let usual = try ExampleMonth().statement()
    let span = LocalSpan(
      from: try #require(LocalMoment("1999-04-21")), to: try #require(LocalMoment("1999-05-01")))
    let better = try ExampleMonth(
      exclusions: ExclusionLog(
        .any,
        [
          .init(
            span: span, reason: "outage", approver: "J. Doe", evidence: "INC-1",
            measures: ["service-level"])
        ])
    ).statement()
    let (page, files) = try home([result("1999-04", of: better), result("1999-03", of: usual)])
    #expect(page.contains("<p class=\"deck\">April 1999: Two of three measures met."))
    #expect(page.contains("<h2 id=\"changes\">What changed since March 1999</h2>"))
    let change = try #require(files["data/change.csv"]).split(separator: "\r\n")
    #expect(change[0] == "item,title,period,value,before_period,before,change")
    #expect(change[1] == "offered,Offered,1999-04,350,1999-03,350,0")
    // 182/211 - 252/321 = 5250/67731.
    #expect(
      change[4] == "measure-service-level,Service level,1999-04,0.862559,1999-03,0.785047,0.077513")
    #expect(page.contains(">+7.8 points</td>"))
    // The credit of 18.10 is gone.
    #expect(change.contains("credits,Credits,1999-04,0.00,1999-03,-18.10,18.10"))
    #expect(page.contains("Talk time missed its target most often, in two of two months"))
  }

  @Test func `what is under way is never the latest month`() throws {
    let statement = try ExampleMonth().statement()
    let (page, _) = try home(
      [
        result("1999-05", of: statement, until: "1999-05-10T08:35:00Z"),
        result("1999-04", of: statement),
      ], others: [result("1999-05-10", of: statement, until: "1999-05-10T08:35:00Z")])
    #expect(page.contains("<p class=\"deck\">April 1999: "))
    #expect(page.contains("10 May 1999, up to 10 May 1999, 10:35: "))
    #expect(page.contains("<a id=\"p-1999-05-10\" href=\"1999-05-10/index.html\">"))
  }
}
