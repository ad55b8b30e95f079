import Foundation
import Testing

@Suite struct DemoTests {
  /// The expected results of the demo organization, computed from the call log by another program.
  struct Row: Sendable {
    let month: String
    let partner: String
    let verdict: String
    let fee: String
    let credit: String
  }

  static let rows = [
    Row(month: "1999-01", partner: "northline", verdict: "met", fee: "66216.00", credit: "0.00"),
    Row(month: "1999-02", partner: "northline", verdict: "met", fee: "60304.30", credit: "0.00"),
    Row(
      month: "1999-03", partner: "northline", verdict: "missed", fee: "66082.70", credit: "6608.27"
    ),
    Row(
      month: "1999-04", partner: "northline", verdict: "missed", fee: "57300.40", credit: "4584.03"
    ),
    Row(
      month: "1999-05", partner: "northline", verdict: "missed", fee: "72251.70", credit: "5780.14"
    ),
    Row(
      month: "1999-07", partner: "northline", verdict: "missed", fee: "70484.70", credit: "5638.78"
    ),
    Row(month: "1999-10", partner: "northline", verdict: "met", fee: "67651.30", credit: "0.00"),
    Row(month: "1999-01", partner: "southquay", verdict: "met", fee: "30780.00", credit: "0.00"),
    Row(month: "1999-02", partner: "southquay", verdict: "met", fee: "41628.60", credit: "0.00"),
    Row(
      month: "1999-03", partner: "southquay", verdict: "missed", fee: "35262.00", credit: "3526.20"
    ),
    Row(
      month: "1999-04", partner: "southquay", verdict: "missed", fee: "27534.60", credit: "2202.77"
    ),
    Row(
      month: "1999-05", partner: "southquay", verdict: "missed", fee: "35726.40", credit: "2143.58"
    ),
    Row(
      month: "1999-07", partner: "southquay", verdict: "missed", fee: "37038.60", credit: "3703.86"
    ),
    Row(month: "1999-10", partner: "southquay", verdict: "met", fee: "48805.20", credit: "0.00"),
  ]

  @Test func `the demo needs no configuration and ends with the pages to open`() async throws {
    let folder = try TemporaryFolder()
    let run = try await Program.run(["demo"], in: folder.url)
    try #require(run.status == 0, "\(run.errors)")
    let page = try #require(
      run.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        .first { $0.hasSuffix("public/index.html") })
    #expect(FileManager.default.fileExists(atPath: page))

    let site = folder.url.appending(path: "Site/public")
    for row in Self.rows {
      let data = site.appending(path: "\(row.partner)/\(row.month)/data")
      let judged = try String(contentsOf: data.appending(path: "sla.csv"), encoding: .utf8)
      let level = try #require(
        judged.split(separator: "\r\n").first { $0.hasPrefix("service-level,") })
      #expect(level.contains(",\(row.verdict),"), "\(row): \(level)")
      #expect(level.hasSuffix(",\(row.credit)"), "\(row): \(level)")
      let invoice = try String(contentsOf: data.appending(path: "invoice.csv"), encoding: .utf8)
      #expect(invoice.contains(",ILS,\(row.fee)\r\n"), "\(row): \(invoice)")
    }
  }

  @Test func `a day without record says so and shows no quiet day`() async throws {
    let workspace = try DemoWorkspace()
    #expect(try await workspace.run("fetch", "--period", "1999-01").status == 0)
    #expect(try await workspace.run("build").status == 0)
    for partner in ["northline", "southquay"] {
      for day in ["1999-01-11", "1999-01-12"] {
        let page = try String(
          contentsOf: workspace.url.appending(path: "public/\(partner)/1999-01/days/\(day).html"),
          encoding: .utf8)
        let saysSo = page.contains("Nothing was recorded on")
        #expect(saysSo, "\(partner) \(day)")
        // Neither a chart nor a table of zeros: the only zero is that of the intervals received.
        let showsFigures = page.contains("class=\"chart") || page.contains("<table")
        #expect(!showsFigures, "\(partner) \(day)")
      }
    }
  }

  @Test func `no page of one partner names the other`() async throws {
    let workspace = try DemoWorkspace()
    #expect(try await workspace.run("fetch", "--period", "1999-02").status == 0)
    #expect(try await workspace.run("build").status == 0)
    let foreign = [
      "northline": ["Southquay", "New customers", "Securities desk", "000000000104"],
      "southquay": ["Northline", "Everyday banking", "Call-backs", "000000000101"],
    ]
    for (partner, words) in foreign {
      let files = try DemoWorkspace.files(in: workspace.url.appending(path: "public/\(partner)"))
      #expect(files.count > 30)
      for (name, bytes) in files {
        let text = String(decoding: bytes, as: UTF8.self)
        for word in words {
          // The text itself would fill the report.
          let isSaid = text.contains(word)
          #expect(!isSaid, "\(partner)/\(name) says \(word)")
        }
      }
    }
  }
}
