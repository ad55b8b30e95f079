import Figures
import Foundation
import Pages
import Testing

/// April in a second edition: 350 offered where 348 were first published, so 35.00 more is due.
@Suite struct ChangesTests {
  private static let statement = Result {
    let first = Edition(
      number: 1, capture: "c1", captured: try Instant("1999-05-02T06:00:00Z"))
    let changes = [
      CellChange(key: "ratios-month/scope=*/offered", kind: .changed(from: "348", to: "350")),
      CellChange(
        key: "month/queue_id=*,media=voice,direction=*,interval_start=x/offered",
        kind: .changed(from: "348", to: "350")),
      CellChange(
        key: "sla/measure=service-level/value", kind: .changed(from: "0.780000", to: "0.785047")),
      CellChange(
        key: "sla/measure=service-level/verdict", kind: .changed(from: "met", to: "missed")),
      CellChange(key: "hours/queue_id=a1/offered", kind: .added(to: "2")),
    ]
    let second = Edition(
      number: 2, capture: "c2", captured: try Instant("1999-05-09T06:00:00Z"),
      causes: [.lateData, .exclusion], exclusions: 1, changes: changes)
    return try ExampleMonth().statement().issued(as: [first, second])
  }

  private func files() throws -> [String: String] {
    let files = try SiteRenderer(sha256: ExampleDay.digest).periodFiles(Self.statement.get())
    return Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  @Test func `the ledger names first, former and new value, reason and edition`() throws {
    let files = try files()
    let rows = try #require(files["1999-04/data/changes.csv"]).components(separatedBy: "\r\n")
    #expect(
      rows[1] == "1,2,1999-05-09T06:00:00Z,ratios-month,scope=*,offered,348,348,350,2,changed,"
        + "\"late data, exclusion\",revision")
    #expect(rows[5].hasSuffix(",hours,queue_id=a1,offered,,,2,,added,late data,revision"))
    let page = try #require(files["1999-04/changes.html"])
    #expect(
      page.contains("Edition 2, 9 May 1999: two late contacts added and one exclusion accepted."))
    #expect(page.contains("One verdict changed. The net amount stays the same."))
    #expect(page.contains("<td class=\"n\" data-key=\"changes/change=3/value\""))
    #expect(page.contains("data-value=\"0.785047\" data-unit=\"percent\">78.5047%</td>"))
    #expect(page.contains("data-value=\"0.005047\" data-unit=\"points\">+0.5047 points</td>"))
    #expect(page.contains("href=\"editions/1/index.html\""))
  }

  /// What stands in two files under one name and with the same values is told once.
  @Test func `the ledger begins with verdicts, and tells each figure once in words`() throws {
    let page = try #require(try files()["1999-04/changes.html"])
    let heads = page.components(separatedBy: "<th scope=\"row\">").dropFirst().map {
      $0.components(separatedBy: "</th>")[0].replacing("<small>", with: " (")
        .replacing("</small>", with: ")")
    }
    #expect(
      heads == [
        "Service level: Verdict (sla.csv, verdict)", "Service level: Result (sla.csv, value)",
        "All queues: Offered (ratios-month.csv, offered)",
      ])
  }

  @Test func `a restated figure bears a mark, others do not`() throws {
    let report = try #require(try files()["1999-04/index.html"])
    let mark = "<abbr title=\"Was 348 in edition 1\">r</abbr>"
    #expect(report.contains("350 \(mark)</td>"))
    #expect(report.components(separatedBy: ">r</abbr>").count - 1 == 3)
    #expect(report.contains("r: restated since it was first published"))
    #expect(report.contains("<title>Service report, April 1999, edition 2 | "))
    let first = try #require(try ExampleMonth.usual.get()["1999-04/index.html"])
    #expect(!first.contains("</abbr>") || !first.contains(">r</abbr>"))
  }

  @Test func `a first edition says that nothing was replaced`() throws {
    let edition = Edition(
      number: 1, capture: "c1", captured: try Instant("1999-05-02T06:00:00Z"))
    let files = try SiteRenderer(sha256: ExampleDay.digest).periodFiles(
      ExampleMonth().statement().issued(as: [edition]))
    #expect(!files.map(\.path).contains("1999-04/data/changes.csv"))
    let page = try #require(files.first { $0.path == "1999-04/changes.html" })
    let text = String(decoding: page.bytes, as: UTF8.self)
    #expect(text.contains("No figure has been replaced since it was published."))
    #expect(text.contains("The ledger is empty."))
  }

  @Test func `signposts lead from a superseded edition to what it meant`() throws {
    let pages = try SiteRenderer(sha256: ExampleDay.digest).signposts(
      Self.statement.get(),
      to: [
        ("editions/1999-03/index.html", []), ("editions/definitions.html", ["talk-time"]),
        ("editions/index.html", []),
      ], from: "a superseded edition", listing: true)
    let texts = Dictionary(
      uniqueKeysWithValues: pages.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
    #expect(texts.count == 3)
    let march = try #require(texts["editions/1999-03/index.html"])
    #expect(march.contains("<a href=\"../../../1999-03/index.html\">Report for March 1999</a>"))
    #expect(march.contains("href=\"../../assets/site.css\""))
    let definitions = try #require(texts["editions/definitions.html"])
    #expect(definitions.contains("id=\"talk-time\"><a href=\"../../definitions.html#talk-time\">"))
    let list = try #require(texts["editions/index.html"])
    #expect(list.contains("this is edition 1, replaced on 9 May 1999"))
    #expect(list.contains("href=\"../../index.html\"") && list.contains("href=\"1/index.html\""))
  }
}
