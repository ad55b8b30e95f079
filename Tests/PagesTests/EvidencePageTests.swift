import Figures
import Foundation
import Pages
import Testing

/// Evidence pack and definitions of the month whose sums ``ExampleMonth`` names.
@Suite struct EvidencePageTests {
  private func file(
    _ name: String, of files: Result<[String: String], any Error> = ExampleMonth.usual
  ) throws -> String { try #require(try files.get()["1999-04/\(name)"]) }

  private func text(_ page: String) throws -> String {
    try file(page).replacing(try Regex("<[^>]*>"), with: " ")
      .replacing(try Regex("\\s+"), with: " ")
  }

  /// Cards answer 8 contacts on each of 29 days, loans 4 on each of 15.
  @Test func `fees stand queue by queue and add up to the line`() throws {
    #expect(
      try file("data/fees.csv").split(separator: "\r\n").dropFirst() == [
        "1,a1,Cards,Answered contacts,232,answered,3.1,ILS,719.20",
        "1,b2,Loans & <mortgages>,Answered contacts,60,answered,3.1,ILS,186.00",
      ])
    let text = try text("evidence.html")
    #expect(text.contains("All queues 292 answered 3.10 ILS 905.20"))
    #expect(text.contains("Fees of ILS 905.20 less ILS 18.10 in credits: ILS 887.10 is due."))
    #expect(text.contains("Missed: Service level and Talk time."))
  }

  /// Of 9 or 13 counted contacts 7 or 11 are in time from the 11th, 5 or 9 from the 21st: below
  /// 80 % are the even days from the 12th to the 20th and every day from the 21st.
  @Test func `a missed measure shows its steps and the days behind it`() throws {
    let text = try text("evidence.html")
    #expect(text.contains("it is 252 / ( 292 + 58 − 29 ) = 252 / 321 = 78.5%"))
    #expect(text.contains("2% of ILS 905.20 , rounded half up"))
    #expect(text.contains("Days below 80.0% 15 days of 30"))
    #expect(text.contains("Mon 12 Apr 77.8% 7 9 part 1"))
    #expect(!text.contains("Sun 11 Apr 84.6%"))
    #expect(text.contains("No interval was left out"))
  }

  @Test func `every row in which something happened stands behind the missed measures`() throws {
    let page = try file("evidence/rows-01.html")
    let rows = page.components(separatedBy: "<tr data-row=\"queue_id=").dropFirst()
    #expect(rows.count == 29 + 15)
    let row = try #require(rows.first)
    #expect(
      row.hasPrefix(
        "a1,interval_start=1999-04-01T06:00:00Z\"><th scope=\"row\">09:00 UTC+03:00</th>"))
    let columns = page.components(separatedBy: "</thead>")[0]
    for counter in ["offered", "answered", "answered_in_threshold", "handled", "talk_ms"] {
      #expect(columns.contains("data-col=\"\(counter)\""), "\(counter)")
    }
    #expect(try text("evidence.html").contains("44 rows of intervals.csv have a contact"))
    #expect(try ExampleMonth.usual.get()["1999-04/evidence/rows-02.html"] == nil)
  }

  @Test func `a month without a miss has no rows and nothing to work out`() throws {
    let files = Result { try ExampleMonth(level: 78, talkTime: 100).files() }
    let page = try file("evidence.html", of: files)
    #expect(page.contains("No measure was missed") && !page.contains("id=\"rows\""))
    #expect(try !files.get().keys.contains { $0.contains("/evidence/") })
  }

  /// Any function will do that gives other bytes for other files.
  private static func digest(_ bytes: [UInt8]) -> [UInt8] {
    let sum = bytes.reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    return (0..<32).map { UInt8(truncatingIfNeeded: sum >> UInt64($0 % 8 * 8)) }
  }

  /// The manifest lists the page, so its digest cannot stand there; that of the data can.
  @Test func `printed pages carry the digest of the data and the fingerprint of the key`() throws {
    let signer = Signer(identity: "evidence@bank.example", fingerprint: "SHA256:abc")
    let files = try SiteRenderer(signer: signer, sha256: Self.digest).periodFiles(
      ExampleMonth().statement())
    func bytes(_ path: String) throws -> [UInt8] {
      try #require(files.first { $0.path == "1999-04/\(path)" }).bytes
    }
    let digest = Self.digest(try bytes("data/datapackage.json")).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    for page in ["index.html", "evidence.html", "evidence/rows-01.html", "invoice.html"] {
      let html = String(decoding: try bytes(page), as: UTF8.self)
      #expect(
        html.contains("--run-foot:\"Data \(digest.prefix(16)), key SHA256:abc\""), "\(page)")
    }
    let pack = String(decoding: try bytes("evidence.html"), as: UTF8.self)
    #expect(pack.contains(digest) && pack.contains("-I evidence@bank.example"))
    #expect(try !file("evidence.html").contains("allowed_signers"))
  }

  @Test func `what was published first stands beside what holds now`() throws {
    func edition(_ number: Int, _ changes: [CellChange]) throws -> Edition {
      Edition(
        number: number, capture: "c\(number)",
        captured: try Instant("1999-06-0\(number)T06:00:00Z"),
        causes: number == 1 ? [] : [.lateData], changes: changes)
    }
    let statement = try ExampleMonth().statement().issued(as: [
      edition(1, []),
      edition(
        2,
        [
          CellChange(
            key: "settlement/item=net/amount", kind: .changed(from: "905.20", to: "890.00"))
        ]),
      edition(
        3,
        [
          CellChange(
            key: "settlement/item=net/amount", kind: .changed(from: "890.00", to: "887.10"))
        ]),
    ])
    let files = try SiteRenderer(sha256: ExampleDay.digest).periodFiles(statement)
    let page = try #require(files.first { $0.path == "1999-04/evidence.html" })
    let text = String(decoding: page.bytes, as: UTF8.self)
      .replacing(try Regex("<[^>]*>"), with: " ").replacing(try Regex("\\s+"), with: " ")
    #expect(text.contains("This is edition 3, from the capture c3"))
    #expect(text.contains("late data; one published figure differs from the edition before."))
    #expect(text.contains("settlement/item=net/amount 905.20 1 887.10"))
    #expect(text.contains("\"Edition 3, capture c1\""))
  }

  @Test func `each period defines its own terms`() throws {
    let text = try text("definitions.html")
    for words in [
      "Clause 2.1: The share of contacts that an agent answered within 1 minute, over the whole month.",
      "answered_in_threshold , answered , abandoned and short_abandoned",
      "contacts that gave up within 5 seconds", "at least 80.0%", "tAnsweredInThreshold , count",
      "answeredWithin60s",
    ] {
      #expect(text.contains(words), "\(words)")
    }
  }
}
