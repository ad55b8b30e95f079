import Figures
import Foundation
import Testing
import Workspace

@Suite struct SiteVerifierTests {
  private func findings(_ edits: [SealedExample.Edit]) throws -> [SiteFinding] {
    let folder = try TemporaryFolder()
    try SealedExample.write(edits, to: folder.file("site"))
    return try SiteVerifier().verify(folder.file("site")).findings.kept
  }

  @Test func `a site whose figures were worked out by hand verifies`() throws {
    let folder = try TemporaryFolder()
    try SealedExample.write(to: folder.file("site"))
    let report = try SiteVerifier().verify(folder.file("site/"))
    #expect(report.findings.kept.map(\.text) == [])
    let site = try #require(report.folders.first)
    #expect(site.pages == 1)
    #expect(site.printed == 5)
    #expect(site.fingerprint == SignatureExample.fingerprint)
    // Hours and month: 17 counters and the state in each of 7 rows; the ratio tables: 2 + 6 + 4 + 2 + 1
    // figures in each of 9 rows, and 2 quotients; one measure: both parts, quotient, margin, verdict;
    // 5 steps and the credit they give; both parts, quotient, margin, result and flip of 2 other
    // definitions; 2 lines and 3 sums.
    #expect(site.recomputed == 7 * 18 + 9 * 15 + 9 * 2 + 5 + 6 + 2 * 6 + 5)
  }

  /// An edit by somebody who holds the key, and the cell that gives it away.
  struct Forgery: Sendable, CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    let place: String?
    let expected: String?
    var at: String?

    var testDescription: String { "\(file): \(old) to \(new)" }
  }

  static let forgeries = [
    Forgery(
      file: "data/intervals.csv", old: "1800,10,8,6", new: "1800,11,8,6",
      place: "line 2, offered", expected: "16", at: "data/hours.csv"),
    Forgery(
      file: "data/hours.csv", old: "15,13,11", new: "15,13,12",
      place: "line 2, answered_in_threshold", expected: "11"),
    Forgery(
      file: "data/hours.csv", old: "0,0,partial", new: "0,0,final", place: "line 3, state",
      expected: "partial"),
    Forgery(
      file: "data/month.csv", old: "167000,140000,27000,30000", new: "167000,140000,27000,50000",
      place: "line 4, wait_max_ms", expected: "30000"),
    Forgery(
      file: "data/month.csv",
      old: "voice,inbound,2026-10-01T08:00:00Z,2026-10-01T10:00:00+02:00,7200,15",
      new: "voice,inbound,2026-10-01T08:00:00Z,2026-10-01T10:00:00+02:00,3600,15",
      place: "line 2, state", expected: "final"),
    Forgery(
      file: "data/ratios-hour.csv", old: "0.736842", new: "0.836842",
      place: "line 2, service_level", expected: "0.736842"),
    Forgery(
      file: "data/ratios-hour.csv", old: "14,19,", new: "15,19,",
      place: "line 2, service_level_numerator", expected: "14"),
    Forgery(
      file: "data/ratios-hour.csv", old: "7.692", new: "7.693",
      place: "line 3, speed_of_answer", expected: "7.692"),
    Forgery(
      file: "data/ratios-month.csv", old: "7200,8,7,20", new: "7200,8,8,20",
      place: "line 2, received", expected: "7"),
    Forgery(
      file: "data/sla.csv", old: "14,20,0.700000,80,ge,missed,-0.100000",
      new: "17,20,0.850000,80,ge,met,0.050000", place: "measure=level, numerator",
      expected: "14"),
    Forgery(
      file: "data/sla.csv", old: "missed", new: "met", place: "measure=level, verdict",
      expected: "missed"),
    Forgery(
      file: "data/sla.csv", old: "-0.100000", new: "-0.010000", place: "measure=level, margin",
      expected: "-0.100000"),
    Forgery(
      file: "data/working.csv", old: "time,14,", new: "time,15,",
      place: "measure=level,step=answered_in_time", expected: "14"),
    Forgery(
      file: "data/working.csv", old: "1600", new: "1500", place: "measure=level,step=right_side",
      expected: "1600"),
    Forgery(
      file: "data/working.csv", old: "table,10,", new: "table,5,", place: "measure=level, credit",
      expected: "2.13", at: "data/sla.csv"),
    Forgery(
      file: "data/whatif.csv", old: "no,14,17,0.823529,80,ge,met,0.023529,yes",
      new: "no,13,17,0.764706,80,ge,missed,-0.035294,no", place: "measure=level, numerator",
      expected: "14"),
    Forgery(
      file: "data/whatif.csv", old: "0.023529,yes", new: "0.023529,no",
      place: "measure=level, flips", expected: "yes"),
    Forgery(
      file: "data/invoice.csv", old: "42.50", new: "52.50", place: "line=1, amount",
      expected: "42.50"),
    Forgery(
      file: "data/invoice.csv", old: "-4.25", new: "-4.26", place: "line=2, amount",
      expected: "-4.25"),
    Forgery(
      file: "data/settlement.csv", old: "38.25", new: "42.50", place: "item=net, amount",
      expected: "38.25"),
    Forgery(
      file: "index.html", old: ">70.0%<", new: ">80.0%<",
      place: "ratios-month/scope=*/service_level", expected: "0.700000"),
    Forgery(
      file: "index.html", old: "data-value=\"0.700000\" data-unit=\"percent\">70.0%",
      new: "data-value=\"0.800000\" data-unit=\"percent\">80.0%",
      place: "ratios-month/scope=*/service_level", expected: "0.700000"),
    Forgery(
      file: "index.html", old: ">0:08<", new: ">0:09<",
      place: "ratios-month/scope=*/speed_of_answer", expected: "8.235"),
    Forgery(
      file: "index.html", old: "€4.25", new: "−€4.25", place: "settlement/item=credits/amount",
      expected: "-4.25, negated"),
    Forgery(
      file: "index.html", old: ">15</a>", new: ">51</a>", place: "ratios-month/scope=q1/offered",
      expected: "15"),
    Forgery(
      file: "index.html", old: "value=\"8.235\" data-key", new: "value=\"8.000\" data-key",
      place: "ratios-month/scope=*/speed_of_answer", expected: "8.235"),
    Forgery(
      file: "index.html", old: "scope=q1", new: "scope=q3", place: "ratios-month/scope=q3/offered",
      expected: nil),
    Forgery(
      file: "data/intervals.csv", old: "q1,Cards,voice,inbound,2026-10-01T09:00:00Z",
      new: "q1,Cards,voice,inbound,2026-10-01T09:10:00Z", place: "line 4, interval_start",
      expected: "2026-10-01T09:00:00Z"),
    Forgery(
      file: "data/hours.csv", old: "3600,15", new: "3600,1x", place: "line 2, offered",
      expected: nil),
    Forgery(
      file: "data/settlement.csv", old: "credits,EUR", new: "fees,EUR", place: "line 3",
      expected: nil),
    Forgery(
      file: "data/sla.csv", old: "margin,credit", new: "margin,bonus", place: "line 1",
      expected: nil),
    Forgery(
      file: "data/month.csv", old: "partial\r\nq2", new: "partial\nq2", place: "line 2",
      expected: nil),
    Forgery(
      file: "data/datapackage.json", old: "\"path\":\"sla.csv\"", new: "\"path\":\"sli.csv\"",
      place: nil, expected: nil),
    Forgery(
      file: "data/datapackage.json", old: "\"rows\":8", new: "\"rows\":7", place: nil,
      expected: "7", at: "data/intervals.csv"),
  ]

  @Test(arguments: forgeries)
  func `a forged figure is named with what it should be`(forgery: Forgery) throws {
    let found = try findings([
      SealedExample.Edit(file: forgery.file, old: forgery.old, new: forgery.new)
    ])
    let file = forgery.at ?? forgery.file
    let isNamed = found.contains { finding in
      finding.file == file
        && (forgery.place == nil || finding.place == forgery.place)
        && (forgery.expected == nil || finding.expected == forgery.expected)
    }
    #expect(isNamed, "\(found.map(\.text).joined(separator: "\n"))")
  }

  @Test(arguments: [
    ("70.0%", true), ("70%", true), ("69.96%", false), ("0.7", false), ("70.04%", false),
  ])
  func `a printed share may differ by half of its last place`(text: String, agrees: Bool) throws {
    let found = try findings([
      SealedExample.Edit(file: "index.html", old: ">70.0%<", new: ">\(text)<")
    ])
    #expect(found.isEmpty == agrees, "\(found.map(\.text))")
  }

  @Test(arguments: [
    ("1:40", true), ("1 min 40 s", true), ("2 min", true), ("100 s", true), ("1:41", false),
    ("1 h", false), ("one hundred", false),
  ])
  func `a printed time is read as a clock or in words`(text: String, agrees: Bool) throws {
    let found = try findings([
      SealedExample.Edit(file: "index.html", old: ">1:40<", new: ">\(text)<")
    ])
    #expect(found.isEmpty == agrees, "\(found.map(\.text))")
  }

  /// In Spanish the word for missed holds the word for met.
  @Test(arguments: [
    ("met", "cumplido", true), ("met", "incumplido", false), ("missed", "incumplido", true),
    ("missed", "cumplido", false), ("met", "met", true), ("missed", "missed", true),
  ])
  func `a printed verdict is the whole word of its language`(
    verdict: String, text: String, agrees: Bool
  ) throws {
    let mark = "<b data-key=\"sla/measure=level/verdict\" data-value=\"\(verdict)\""
    let found = try findings([
      SealedExample.Edit(file: "data/sla.csv", old: "missed", new: verdict),
      SealedExample.Edit(
        file: "index.html", old: "<!doctype html>",
        new: "<!doctype html><html lang=\"es\">\(mark) data-unit=\"text\">\(text)</b>"),
    ]).filter { $0.file == "index.html" && $0.text.contains("verdict") }
    #expect(found.isEmpty == agrees, "\(found.map(\.text))")
  }

  @Test func `what is not sealed is refused`() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "site/index.html")
    let found = try #require(explanation { try SiteVerifier().verify(folder.file("site")) })
    #expect(found.status == .missingInput)
    #expect(explanation { try SiteVerifier().verify(folder.file("none")) }?.status == .missingInput)
  }

  @Test func `1000 random changes are all found, with the file named`() async throws {
    let folder = try TemporaryFolder()
    let site = folder.file("site")
    try SealedExample.write(to: site)
    try await RandomChanges(folder: URL(filePath: site), lists: [Manifest.fileName])
      .run(1000, seed: 1999)
  }
}
