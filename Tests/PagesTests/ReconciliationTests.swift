import Figures
import Foundation
import Pages
import Testing

/// The partner's own April beside ours: 350 offered, 290 instead of 292 answered, 80.0 % instead of
/// 252 / 321 = 78.5 %.
@Suite struct ReconciliationTests {
  private static let files = Result {
    var month = ExampleMonth()
    month.theirs = (
      [
        .init(metric: .counter(.offered), scale: Quotient(1, 1), places: 0, unit: ""),
        .init(metric: .counter(.answered), scale: Quotient(1, 1), places: 0, unit: ""),
        .init(metric: .serviceLevel, scale: Quotient(1000, 1), places: 1, unit: "%"),
      ], [350, 290, 800]
    )
    return try month.files()
  }

  private func file(_ name: String) throws -> String {
    try #require(try Self.files.get()["1999-04/\(name)"])
  }

  private func lines(_ name: String) throws -> [String] {
    try file("data/\(name)").split(separator: "\r\n").map(String.init)
  }

  @Test func `each figure of both sides has a row, with the difference beside it`() throws {
    #expect(
      try lines("variance.csv") == [
        "metric,unit,ours,theirs,theirs_from,difference,percent,tolerance,differing_rows,rows,"
          + "status,line",
        "offered,,350,350,file,0,0.00,0,0,1,within,1",
        "answered,,292,290,file,-2,-0.68,0,1,1,disputed,2",
        "service_level,%,78.5,80.0,file,1.5,1.90,0.05,1,1,disputed,3",
      ])
  }

  /// 292 and 290 contacts at 3.10; 78.5 % costs 2 % of 905.20, and 80.0 % costs nothing.
  @Test func `the smaller amount of a fee or credit is undisputed`() throws {
    #expect(
      try lines("undisputed.csv") == [
        "item,currency,ours,theirs,stated,undisputed,disputed,line",
        "Answered contacts,ILS,905.20,899.00,yes,899.00,-6.20,1",
        "Credit: Service level,ILS,-18.10,0.00,yes,-18.10,18.10,2",
        "*,ILS,887.10,899.00,,880.90,24.30,",
      ])
  }

  @Test func `the page says what differs and what can be paid whatever comes of it`() throws {
    let page = try file("reconciliation.html")
    #expect(page.contains("Of three figures that <bdi>Northline</bdi> sent, two differ beyond"))
    #expect(page.contains("april &lt;final&gt;.csv"))
    #expect(
      page.contains(
        "Service level is 78.50 % (missed) by our figures and 80.00 % (met) by theirs, as their "
          + "file states it."))
    #expect(page.contains("‘Calls’ was taken") || page.contains("&#39;Calls&#39; was taken"))
    try Golden.expect(page, equals: "reconciliation.html")
  }

  @Test func `invoice, scorecard and report lead to it, and a month without has none`() throws {
    for name in ["invoice", "scorecard", "index"] {
      #expect(try file("\(name).html").contains("href=\"reconciliation.html\""), "\(name)")
    }
    let usual = try ExampleMonth.usual.get()
    #expect(usual["1999-04/reconciliation.html"] == nil)
    #expect(usual["1999-04/data/variance.csv"] == nil)
    #expect(try #require(usual["1999-04/invoice.html"]).contains("reconciliation") == false)
  }
}
