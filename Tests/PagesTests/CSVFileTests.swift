import Testing

@Suite struct CSVFileTests {
  private let header =
    "queue_id,queue,media,direction,interval_start,interval_local,seconds,offered,answered,"
    + "answered_in_threshold,abandoned,short_abandoned,flow_out,transferred,wait_ms,"
    + "wait_answered_ms,wait_abandoned_ms,wait_max_ms,handled,handle_ms,talk_ms,hold_ms,acw_ms,"
    + "handle_max_ms,state"

  private func lines(_ name: String, _ day: ExampleDay = ExampleDay()) throws -> [String] {
    let text = try #require(try day.files()["2026-11-01/data/\(name)"])
    #expect(text.hasSuffix("\r\n"))
    return text.split(separator: "\r\n").map(String.init)
  }

  @Test(arguments: [
    ("intervals.csv", 1 + 2 * 300), ("hours.csv", 1 + 2 * 25), ("days.csv", 1 + 2),
    ("month.csv", 1 + 2 + 1),
  ])
  func `a file has the agreed columns and a row for each stretch of each queue`(
    name: String, count: Int
  ) throws {
    let lines = try lines(name)
    #expect(lines.first == header)
    #expect(lines.count == count)
  }

  @Test func `both half past ones stand with their offset, and zero is written as zero`() throws {
    let lines = try lines("intervals.csv")
    #expect(
      lines.contains(
        "a1,Cards,voice,inbound,2026-11-01T05:30:00Z,2026-11-01T01:30:00-04:00,300,3,2,1,0,0,0,,"
          + "0,0,0,0,0,0,0,,0,0,final"))
    #expect(
      lines.contains(
        "a1,Cards,voice,inbound,2026-11-01T06:30:00Z,2026-11-01T01:30:00-05:00,300,1,0,0,1,1,0,,"
          + "0,0,0,0,0,0,0,,0,0,final"))
  }

  @Test func `a gap is missing and empty, and its hour too`() throws {
    #expect(
      try lines("intervals.csv").contains(
        "a1,Cards,voice,inbound,2026-11-01T10:00:00Z,2026-11-01T05:00:00-05:00,300,,,,,,,,,,,,,,,,,,"
          + "missing"))
    let hours = try lines("hours.csv").filter { $0.hasSuffix(",missing") }
    #expect(hours.count == 2 * 2)
  }

  @Test func `totals add what was received and say that a part is missing`() throws {
    let lines = try lines("month.csv")
    #expect(
      lines[1]
        == "a1,Cards,voice,inbound,2026-11-01T04:00:00Z,2026-11-01T00:00:00-04:00,90000,4,2,1,1,1,0,"
        + ",0,0,0,0,0,0,0,,0,0,partial")
    #expect(
      lines[3]
        == "*,*,voice,*,2026-11-01T04:00:00Z,2026-11-01T00:00:00-04:00,90000,11,9,7,1,1,0,,"
        + "0,0,0,0,0,0,0,,0,0,partial")
  }

  @Test func `rows are sorted by queue id whatever the configured order`() throws {
    let days = try lines("days.csv").dropFirst().map { $0.prefix(2) }
    #expect(days == ["a1", "b2"])
  }

  /// A spreadsheet must not run a label.
  @Test(arguments: [
    ("=1+1", "a1,'=1+1,"), ("+1", "a1,'+1,"), ("-1", "a1,'-1,"), ("@x", "a1,'@x,"),
    ("a,b", "a1,\"a,b\","), ("a\"b", "a1,\"a\"\"b\","), ("=\"x\",1", "a1,\"'=\"\"x\"\",1\","),
  ])
  func `a hostile label is made harmless`(label: String, cells: String) throws {
    var day = ExampleDay()
    day.label = label
    let lines = try lines("days.csv", day)
    #expect(lines[1].hasPrefix(cells), "\(lines[1])")
  }
}
