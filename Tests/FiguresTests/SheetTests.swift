import Figures
import Testing

private let line = QueueID("90E0E000-0000-4000-8000-000000000101")
private let desk = QueueID("90e0e000-0000-4000-8000-000000000102")

private func queue(_ id: QueueID) -> Queue {
  Queue(id: id, label: "Line", media: ["voice"], directions: ["inbound"])
}

private func row(_ id: QueueID, _ start: String, offered: Int, wait: Int = 0) throws -> TallyRow {
  var tally = Tally(recorded: CounterSet([.offered, .waitMax]))
  tally[.offered] = offered
  tally[.waitMax] = wait
  let series = Series(queue: id, media: "voice", direction: "inbound")
  return TallyRow(series: series, start: try Instant(start), tally: tally)
}

private func span(_ start: String, _ end: String) throws -> Window {
  Window(try Instant(start), try Instant(end))
}

@Suite struct SheetTests {
  private func sheet(rows: [TallyRow], gaps: [Gap] = []) throws -> Sheet {
    let hour = try span("2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z")
    return try Sheet(
      window: hour, step: 300, queues: [queue(line), queue(desk)],
      recorded: CounterSet([.offered, .waitMax]), rows: rows,
      fetched: [line: [hour], desk: [try span("2026-03-02T08:00:00Z", "2026-03-02T08:30:00Z")]],
      gaps: gaps)
  }

  @Test func `a received interval without events is zero and a missing one is nothing`() throws {
    let sheet = try sheet(rows: [row(line, "2026-03-02T08:05:00Z", offered: 3)])
    #expect(sheet.tally(of: 0, at: 0)?[.offered] == 0)
    #expect(sheet.tally(of: 0, at: 1)?[.offered] == 3)
    #expect(sheet.tally(of: 1, at: 5)?[.offered] == 0)
    #expect(sheet.tally(of: 1, at: 6) == nil)
    #expect(sheet.receivedCount(desk, in: 0..<12) == 6)
  }

  @Test func `a counter that is not recorded stays absent in rows and sums`() throws {
    let sheet = try sheet(rows: [row(line, "2026-03-02T08:05:00Z", offered: 3)])
    #expect(sheet.tally(of: 0, at: 1)?[.transferred] == nil)
    #expect(sheet.sum(of: 0, in: 0..<12)[.transferred] == nil)
    #expect(sheet.sum(of: 0, in: 0..<12)[.offered] == 3)
  }

  @Test func `sums add counts and keep the longest wait`() throws {
    let sheet = try sheet(rows: [
      row(line, "2026-03-02T08:55:00Z", offered: 2, wait: 9000),
      row(line, "2026-03-02T08:00:00Z", offered: 1, wait: 41_000),
    ])
    #expect(sheet.sum(of: 0, in: 0..<12)[.offered] == 3)
    #expect(sheet.sum(of: 0, in: 0..<12)[.waitMax] == 41_000)
    #expect(sheet.sum(of: 0, in: 0..<11)[.offered] == 1)
    #expect(sheet.sum(of: 0, in: 1..<11)[.offered] == 0)
  }

  @Test func `a declared gap hides every interval it touches and what stands in it`() throws {
    let gap = Gap(
      window: try span("2026-03-02T08:07:00Z", "2026-03-02T08:10:01Z"), reason: "outage",
      evidence: nil)
    let sheet = try sheet(
      rows: [row(line, "2026-03-02T08:05:00Z", offered: 3)], gaps: [gap])
    #expect(sheet.tally(of: 0, at: 0)?[.offered] == 0)
    #expect(sheet.tally(of: 0, at: 1) == nil)
    #expect(sheet.tally(of: 0, at: 2) == nil)
    #expect(sheet.tally(of: 0, at: 3)?[.offered] == 0)
    #expect(sheet.sum(of: 0, in: 0..<12)[.offered] == 0)
  }

  @Test func `a row off the grid, of a strange series or written twice is refused`() throws {
    let good = try row(line, "2026-03-02T08:05:00Z", offered: 3)
    #expect(throws: SheetError.repeated(good.series, good.start)) {
      try sheet(rows: [good, good])
    }
    let off = try row(line, "2026-03-02T08:06:00Z", offered: 3)
    #expect(throws: SheetError.offGrid(off.start)) { try sheet(rows: [off]) }
    let strange = try row(QueueID("ffff"), "2026-03-02T08:05:00Z", offered: 3)
    #expect(throws: SheetError.strange(strange.series)) { try sheet(rows: [strange]) }
  }

  @Test func `a long silence in open hours is found and a short or closed one is not`() throws {
    let window = try span("2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z")
    // Events every half hour from 08:00 to 20:00, but for 11:30 to 14:00.
    var rows: [TallyRow] = []
    for minute in stride(from: 8 * 60, to: 20 * 60, by: 30) where !(690..<840).contains(minute) {
      let start = (window.start + minute * 60).text
      rows.append(try row(line, start, offered: 1))
    }
    let sheet = try Sheet(
      window: window, step: 300, queues: [queue(line)],
      recorded: CounterSet([.offered, .waitMax]), rows: rows, fetched: [line: [window]], gaps: [])
    let silences = sheet.silences(atLeast: 7200) { (96..<240).contains($0) }
    #expect(
      silences == [try span("2026-03-02T11:05:00Z", "2026-03-02T14:00:00Z")])
    #expect(sheet.silences(atLeast: 10_501) { (96..<240).contains($0) }.isEmpty)
  }
}
