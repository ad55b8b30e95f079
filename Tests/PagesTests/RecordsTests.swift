import Figures
import Foundation
import Pages
import Testing

/// A day whose single conversations were fetched beside the counts.
@Suite struct RecordsTests {
  private static let series = Series(queue: QueueID("a1"), media: "voice", direction: "inbound")

  private func tally(_ values: [Counter: Int]) -> Tally {
    var tally = Tally(
      recorded: CounterSet(Counter.columns.filter { ![.transferred, .hold].contains($0) }))
    for (counter, value) in values { tally[counter] = value }
    return tally
  }

  private func files(_ differences: [RecordDifference] = []) throws -> [String: String] {
    let date = try #require(LocalDate("2026-11-01"))
    var day = ExampleDay()
    day.label = "Cards & <Loans>"
    day.records = RecordCheck(
      route: .job, requests: 7, conversations: 1_204, events: 9_876, intervals: 552,
      differences: differences,
      days: [
        RecordDay(
          date: date, series: Self.series, queue: "=Cards",
          counted: tally([.offered: 4, .waitMax: 900]),
          recorded: tally([.offered: 3, .waitMax: 900])),
        RecordDay(
          date: date, series: Series(queue: QueueID("b2"), media: "voice", direction: "inbound"),
          queue: "Loans", counted: nil, recorded: nil),
      ])
    return try day.files()
  }

  private func difference(_ minutes: Int) throws -> RecordDifference {
    RecordDifference(
      series: Self.series, queue: "Cards & <Loans>",
      start: try Instant("2026-11-01T06:30:00Z") + minutes * 60, counter: .answered, counted: 2,
      recorded: 1_001)
  }

  @Test func `the file holds both sides of each counter, and no conversation`() throws {
    let lines = try #require(try files()["2026-11-01/data/records.csv"])
      .components(separatedBy: "\r\n")
    #expect(
      lines.first
        == "queue_id,queue,media,direction,date,counter,records,counts,difference")
    // Fifteen of the seventeen columns are recorded.
    #expect(lines.count == 1 + 2 * 15 + 1)
    #expect(lines[1] == "a1,'=Cards,voice,inbound,2026-11-01,offered,3,4,-1")
    #expect(lines[2] == "a1,'=Cards,voice,inbound,2026-11-01,answered,0,0,0")
    #expect(lines.contains("a1,'=Cards,voice,inbound,2026-11-01,wait_max_ms,900,900,0"))
    #expect(lines[16] == "b2,Loans,voice,inbound,2026-11-01,offered,,,")
    #expect(try files()["2026-11-01/data/datapackage.json"]?.contains("records.csv") == true)
    #expect(try files()["2026-11-01/data.html"]?.contains("records.csv") == true)
  }

  @Test func `the method page says how many there were and that they add up`() throws {
    let page = try #require(try files()["2026-11-01/method.html"])
    #expect(page.contains("by asynchronous jobs, in 7 answers: 1,204 conversations"))
    #expect(page.contains("with 9,876 events. They add up exactly"))
    #expect(page.contains("in all 552 intervals"))
    #expect(!page.contains("do not add up"))
  }

  @Test func `what does not add up is a finding with its place, on both pages`() throws {
    let files = try files([try difference(0)])
    let method = try #require(files["2026-11-01/method.html"])
    let report = try #require(files["2026-11-01/index.html"])
    #expect(method.contains("differ from the counts of the source in 1 of 552 intervals"))
    for page in [method, report] {
      #expect(page.contains("do not add up to the counts in one interval of 552"))
      #expect(page.contains("<bdi>Cards &amp; &lt;Loans&gt;</bdi>, voice inbound"))
      #expect(page.contains("1 November 2026, 01:30"))
      #expect(page.contains("<code>answered</code> is 2 in the counts and 1,001 in"))
    }
  }

  @Test func `of many differences ten are named and the rest are counted`() throws {
    let differences = try (0..<14).map { try difference($0 * 5) }
    let page = try #require(try files(differences)["2026-11-01/method.html"])
    #expect(page.components(separatedBy: "<code>answered</code> is 2").count == 1 + 10)
    #expect(page.contains("; and 4 more."))
  }

  @Test func `without them nothing of it is on any page or in any file`() throws {
    let files = try ExampleDay().files()
    #expect(files["2026-11-01/data/records.csv"] == nil)
    for (name, text) in files {
      #expect(!text.contains("records.csv") && !text.contains("single conversations"), "\(name)")
    }
  }
}
