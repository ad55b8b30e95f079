import Figures
import Foundation
import Testing
import Workspace

/// Other people's files: what is understood, and what is refused at which line.
@Suite struct TheirFileTests {
  private func read(
    _ text: String, mapping: String? = nil, zone: String = "Europe/Berlin",
    period: String = "2026-10"
  ) throws -> TheirFile {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "theirs.csv")
    let zone = try ZoneStore.system.zone(named: zone).zone
    let queues = [
      Queue(id: QueueID("q1"), label: "Everyday", media: ["voice"], directions: ["inbound"]),
      Queue(id: QueueID("q2"), label: "Cards", media: ["voice"], directions: ["inbound"]),
    ]
    do {
      let map = try mapping.map { try TheirMapping(reading: folder.write($0, to: "map.yml")) }
      return try TheirFile(
        reading: path, mapping: map ?? TheirMapping(),
        context: TheirFile.Context(
          queues: queues, zone: zone, period: zone.window(of: Period(period))))
    } catch let error as any Explained {
      let found = error.explanation
      throw Relocated(
        explanation: Explanation(
          found.status, what: found.what,
          place: found.place?.replacingOccurrences(of: folder.path + "/", with: ""),
          remedy: found.remedy))
    }
  }

  private struct Relocated: Explained { let explanation: Explanation }

  private func window(_ start: String, _ end: String) throws -> Window {
    Window(try Instant(start), try Instant(end))
  }

  @Test func `days with a byte order mark, semicolons and decimal commas are read by a mapping`()
    throws
  {
    let file = try read(
      "\u{FEFF}Datum;Skill;Calls Offered;Angenommen;SL %;AHT\r\n"
        + "01.10.2026;Everyday;1.234;1.100;79,57;3:05\r\n"
        + "02.10.2026;Karten;7;7;100;0:59\r\n\r\n",
      mapping: """
        columns: {answered: Angenommen}
        decimal: comma
        thousands: point
        queues: {Karten: Cards}
        """)
    let report = file.report
    #expect(report.grain == .day)
    #expect(
      report.columns.map(\.metric) == [
        .counter(.offered), .counter(.answered), .serviceLevel, .handleTime,
      ])
    #expect(report.scopes.map(\.queue) == [QueueID("q1"), QueueID("q2")])
    #expect(report.rows.map(\.values) == [[1234, 1100, 7957, 185], [7, 7, 10_000, 59]])
    #expect(
      report.rows[0].window == (try window("2026-09-30T22:00:00Z", "2026-10-01T22:00:00Z")))
    // 79.57 % is 7957 steps of a hundredth; a handle time is in whole seconds.
    #expect(report.columns[2].scale == Quotient(10_000, 1))
    #expect(report.columns[3].scale == Quotient(1, 1000))
  }

  @Test func `half hours of a day on which the clock goes back have both hours`() throws {
    let times = ["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"]
    let file = try read(
      "Date,Time,Offered\n"
        + times.map { "2026-10-25,\($0),1\n" }.joined())
    #expect(file.report.grain == .interval(1800))
    #expect(
      file.report.rows.map(\.window.start.text) == [
        "2026-10-24T23:30:00Z", "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z",
        "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z",
      ])
  }

  @Test func `our own column names are understood and the rest is named`() throws {
    let file = try read(
      "queue_id,queue,media,direction,interval_start,seconds,offered,wait_ms,flow_out,state\r\n"
        + "q1,Everyday,voice,inbound,2026-10-01T06:00:00Z,3600,5,8100,,final\r\n"
        + "q1,Everyday,voice,inbound,2026-10-01T07:00:00Z,3600,,,,missing\r\n")
    let scope = TheirReport.Scope(queue: QueueID("q1"), media: "voice", direction: "inbound")
    #expect(file.report.scopes == [scope])
    #expect(file.report.columns.map(\.metric.name) == ["offered", "wait_ms"])
    #expect(file.report.rows.map(\.values) == [[5, 8100], [nil, nil]])
    #expect(file.readings.map(\.english).contains("columns not compared: queue, seconds, state"))
  }

  @Test func `an invoice is read as amounts, and each of its lines stands once`() throws {
    let file = try read(
      "Item,Quantity,Rate,Amount\nAnswered calls,21900,3.10,67890.00\nCredit,1,,-12.5\n")
    #expect(
      file.amounts == [
        TheirAmount(item: "Answered calls", amount: 67890),
        TheirAmount(item: "Credit", amount: Decimal(-125) / 10),
      ])
    #expect(file.report.columns.isEmpty)
    #expect(
      file.readings.map(\.english) == [
        "columns not compared: Quantity, Rate", "it is an invoice: each row is a line of it",
      ])
    #expect(throws: (any Error).self) { try read("Item,Amount\nCalls,1\ncalls,2\n") }
    #expect(throws: (any Error).self) { try read("Item,Amount\nCalls,EUR 1\n") }
  }

  @Test func `a number with both signs needs no mapping, and a spreadsheet's decimals are rounded`()
    throws
  {
    let file = try read("Item,Amount\nCalls,\"60,304.30\"\nCredit,\"-1,234.5\"\n")
    #expect(file.amounts.map(\.amount) == [Decimal(6_030_430) / 100, Decimal(-12_345) / 10])
    // Only one sign, and it could be either.
    #expect(throws: (any Error).self) { try read("Item,Amount\nCalls,\"60,304\"\n") }
    #expect(throws: (any Error).self) { try read("Item,Amount\nCalls,\"6,04.30\"\n") }
    let share = try read("Start,Service Level %\n2026-10-01,78.829787234042556\n").report
    #expect(share.rows.map(\.values) == [[78_829_787]])
    let up = try read("Start,Service Level %\n2026-10-01,78.8297875\n").report
    #expect(up.rows.map(\.values) == [[78_829_788]])
  }

  @Test func `a quoted cell may hold separators, quotes and line ends`() throws {
    let file = try read("\"Queue\",Offered\n\"Everyday\",\"5\"\n")
    #expect(file.report.rows.map(\.values) == [[5]])
    #expect(file.report.grain == .period)
  }

  @Test func `shares may be fractions and times minutes with decimals`() throws {
    let file = try read(
      "Start,Service Level,Talk time (min)\n2026-10-01,0.7957,12.5\n2026-10-02,1,3\n")
    #expect(file.report.columns[0].metric == .counter(.talk))
    // A step is a tenth of a minute, which is 6000 ms.
    #expect(file.report.columns[0].scale == Quotient(10, 60_000))
    #expect(file.report.columns[1].scale == Quotient(10_000, 1))
    #expect(file.report.rows.map(\.values) == [[125, 7957], [30, 10_000]])
  }

  @Test(arguments: [
    ("Start,Offered\n2026-10-01,5\n2026-10-02,x\n", "theirs.csv:3", "no number"),
    ("Start,Offered\n2026-10-01,1,234\n", "theirs.csv:2", "3 cells"),
    ("Start,Offered\n2026-10-01,1.234\n", "theirs.csv:2", "whole number"),
    ("Start,Offered\n2026-10-01,5\n01/10/2026,6\n", "theirs.csv:3", "time"),
    ("Start,Offered\n01/10/2026,6\n", "theirs.csv:2", "time"),
    ("Start,Offered\n2026-10-01,5\n2026-10-01,5\n", "theirs.csv:3", "line 2"),
    ("Start,Offered\n2026-10-01,5\n\n2026-10-02,5\n", "theirs.csv:3", "empty"),
    ("Start,Offered\n\"2026-10-01,5\n", "theirs.csv:2", "never closed"),
    ("Start,Offered\n2026-10-01,\"5\"x\n", "theirs.csv:2", "closing"),
    ("Queue,Offered\nLoans,5\n", "theirs.csv:2", "not the partner's"),
    ("Queue,Offered\nCards,5\nTotal,5\n", "theirs.csv:3", "stand together"),
    ("Start,Offered\n2026-10-25 01:00,1\n2026-10-25 02:00,1\n", "theirs.csv:3", "twice"),
    ("Start,Offered\n2026-03-29 02:30,1\n", "theirs.csv:2", "jumps"),
    ("Start,Talk time\n2026-10-01,5\n", "theirs.csv:1", "unit"),
    ("Start,Offered,Received\n2026-10-01,5,5\n", "theirs.csv:1", "both look like"),
    ("Start,Colour\n2026-10-01,5\n", "theirs.csv:1", "no column"),
    ("Start,Offered\n", "theirs.csv:1", "no rows"),
    ("", "theirs.csv", "empty"),
  ])
  func `is refused at its line with what to do`(text: String, place: String, says: String) {
    let found = explanation { try read(text) }
    #expect(found?.status == .badData)
    #expect(found?.place == place)
    #expect(found?.what.contains(says) == true, "\(found?.what ?? "nothing")")
  }

  @Test(arguments: [
    ("colums: {}", "map.yml:1:1", "columns"), ("columns: {offred: X}", "map.yml:1:11", "offered"),
    ("columns: {offered: Offred}", "map.yml:1:20", "Offered"),
    ("time: HH:mm", "map.yml:1:7", "yyyy"), ("interval: 7 min", "map.yml:1:11", "30 min"),
    ("decimal: comma\nthousands: comma", "map.yml:2:12", ""),
    ("tolerance: {offred: {absolute: 1}}", "map.yml:1:13", "offered"),
  ])
  func `a mapping that says something unknown is refused`(
    mapping: String, place: String, says: String
  ) {
    let found = explanation { try read("Start,Offered\n2026-10-01,5\n", mapping: mapping) }
    #expect(found?.status == .configuration)
    #expect(found?.place == place)
    #expect(says.isEmpty || found?.remedy?.contains(says) == true)
  }

  @Test func `dates in the order of a mapping are read by it`() throws {
    let file = try read(
      "When,Offered\n10/02/2026 08:30,5\n10/02/2026 09:00,6\n",
      mapping: "{columns: {start: When}, time: 'MM/dd/yyyy HH:mm', zone: Etc/UTC}")
    #expect(
      file.report.rows[0].window == (try window("2026-10-02T08:30:00Z", "2026-10-02T09:00:00Z")))
  }
}
