import Figures
import Foundation
import Pages
import Testing

/// The passports of the month whose sums ``ExampleMonth`` names.
@Suite struct PassportPageTests {
  private func file(_ name: String) throws -> String {
    try #require(try ExampleMonth.usual.get()["1999-04/\(name)"])
  }

  private func text(_ name: String) throws -> String {
    try file(name).replacing(try Regex("<[^>]*>"), with: " ")
      .replacing(try Regex("\\s+"), with: " ")
  }

  @Test func `a measure's passports put the values into its formulas`() throws {
    let text = try text("working/measure-service-level.html")
    for row in [
      "1999-04/sla/measure=service-level/value 252 / (292 + 58 − 29) rounded half up to six "
        + "decimals 0.785047 78.5%",
      // 80 % of 321 are 256.8 contacts.
      "1999-04/margins/measure=service-level/margin_count 252 − ceil( 80 / 100 × 321 ) -5 −5",
      "1999-04/sla/measure=service-level/credit 2 / 100 × 905.20 rounded half up to two decimals "
        + "18.10 −ILS 18.10",
      "Sat 3 Apr 1999-04/measure-days/measure=service-level,date=1999-04-03/value "
        + "12 / (12 + 2 − 1)",
    ] {
      #expect(text.contains(row), "\(row)")
    }
  }

  @Test func `the invoice's passports lead from the net amount down to the counts`() throws {
    let text = try text("working/invoice.html")
    #expect(text.contains("line=1/quantity sum of answered : 292 292 292"))
    #expect(text.contains("line=1/amount 292 × 3.1 rounded half up to two decimals 905.20"))
    #expect(text.contains("line=2/amount 0 − 18.10 rounded"))
    #expect(text.contains("item=net/amount 905.20 + −18.10 rounded"))
  }

  @Test func `formulas stand in a file for programs`() throws {
    let lines = try file("data/passports.csv").split(separator: "\r\n").map(String.init)
    #expect(
      lines[0] == "resource,row,column,definition,formula,decimals,rounding,media,rows,origin")
    let formulas = lines.filter { $0.hasPrefix("sla,measure=talk-time,value,") }
    #expect(
      formulas == [
        "sla,measure=talk-time,value,talk time / handled,talk_ms / (handled * 1000),3,half_up,"
          + "voice,counted,"
      ])
    #expect(
      lines.contains {
        $0.hasPrefix("sla,measure=talk-time,target,") && $0.hasSuffix(",by the contract")
      })
  }

  /// Every link of every page, its own mark, and the place that it names.
  @Test func `each number in a sentence leads to a place that exists`() throws {
    let files = try ExampleMonth.usual.get().filter { $0.key.hasSuffix(".html") }
    func quoted(after mark: String, in text: Substring) -> String? {
      guard let start = text.firstRange(of: mark) else { return nil }
      return text[start.upperBound...].prefix { $0 != "\"" }.description
    }
    let ids = files.mapValues { text in
      Set(text.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } })
    }
    var links = 0
    for (path, text) in files where !path.contains("/working") {
      for mark in text.components(separatedBy: "<data ").dropFirst() {
        let data = mark.components(separatedBy: "</data>").first ?? ""
        let key = try #require(quoted(after: "data-key=\"", in: data[...]))
        let address = try #require(
          quoted(after: "<a href=\"", in: data[...]), "\(path): \(key) leads nowhere")
        let parts = address.split(separator: "#")
        let target = URL(filePath: "/\(path)").deletingLastPathComponent()
          .appending(path: String(parts[0])).standardized.path.dropFirst()
        let known = try #require(ids[String(target)], "\(path): \(key) leads to \(target)")
        #expect(parts.count == 1 || known.contains(parts[1]), "\(path): \(key) leads to \(address)")
        links += 1
      }
    }
    #expect(links > 100)
  }

  @Test func `requests are shown word for word but for those that may name persons`() throws {
    func answer(_ purpose: SourceAnswer.Purpose, body: String?) throws -> SourceAnswer {
      SourceAnswer(
        purpose: purpose, method: "POST", path: "/api/v2/query", body: body,
        bodySHA256: "b0d1", correlationID: "c-1", receivedAt: try Instant("1999-06-01T06:00:00Z"),
        sha256: "5a25", size: 1234, queues: purpose == .agents ? [] : [QueueID("a1")])
    }
    let answers = [
      try answer(.counts, body: "{\"interval\":\"<x>\"}"), try answer(.agents, body: nil),
    ]
    let files = try ExampleMonth(answers: answers).files()
    let page = try #require(files["1999-04/working/requests.html"])
    #expect(
      page.contains(">{&quot;interval&quot;:&quot;&lt;x&gt;&quot;}</pre>")
        || page.contains(">{\"interval\":\"&lt;x&gt;\"}</pre>"))
    #expect(page.contains("may name persons"))
    let queue = try #require(files["1999-04/working/queue-cards.html"])
    #expect(queue.contains("requests.html#request-1") && !queue.contains("#request-2"))
    let lines = try #require(files["1999-04/data/requests.csv"]).split(separator: "\r\n")
    #expect(lines.count == 3 && lines[2].contains("2,agents,POST,/api/v2/query,,b0d1,c-1,"))
  }
}
