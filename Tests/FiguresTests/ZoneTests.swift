import Figures
import Foundation
import Testing

/// A zone from the system's own file.
func systemZone(_ name: String) throws -> Zone {
  let bytes = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)"))
  return try Zone(name: name, bytes: Array(bytes))
}

@Suite struct ZoneTests {
  @Test(arguments: try WorkedExamples.cases("local_period"))
  func `a local day or month is as long as its clocks show`(example: WorkedExamples.Case) throws {
    let zone = try systemZone(#require(example.input["zone"]?.text))
    let name = try #require(example.input["date"]?.text ?? example.input["month"]?.text)
    let window = zone.window(of: try Period(name))

    #expect(window.start.text == example.expected["utc_start"]?.text)
    #expect(window.end.text == example.expected["utc_end"]?.text)
    #expect(window.seconds / 300 == example.expected["intervals"]?.integer)
  }

  @Test(arguments: try WorkedExamples.cases("bucket"))
  func `an hour is told by its clock and its offset`(example: WorkedExamples.Case) throws {
    let zone = try systemZone(#require(example.input["zone"]?.text))
    let instants = try #require(example.input["instants"]?.array).compactMap(\.text)
    let expected = try #require(example.expected["buckets"]?.array)
    #expect(instants.count == expected.count)

    for (text, bucket) in zip(instants, expected) {
      let instant = try Instant(text)
      let local = instant.text(offset: zone.offset(at: instant))
      let hour = local.prefix(13) + ":00" + local.suffix(6)
      #expect(zone.date(at: instant).text == bucket["day"]?.text)
      #expect(String(hour) == bucket["hour"]?.text)
    }
  }

  @Test(arguments: try WorkedExamples.cases("business_hours"))
  func `an interval is open by the clock at its start`(example: WorkedExamples.Case) throws {
    let zone = try systemZone(#require(example.input["zone"]?.text))
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    var spans: [Weekday: [OpeningHours.Span]] = [:]
    for (name, weekday) in zip(names, Weekday.allCases) {
      spans[weekday] = try example.input["week"]?[name]?.array?.map { span in
        let bounds = try #require(span.array).compactMap(\.text).map { text in
          let parts = text.split(separator: ":").compactMap { Int($0) }
          return parts[0] * 60 + parts[1]
        }
        return OpeningHours.Span(start: bounds[0], end: bounds[1])
      }
    }
    let holidays = (example.input["holidays"]?.array ?? []).compactMap(\.text)
      .compactMap { LocalDate($0) }
    let hours = OpeningHours(spans, holidays: Set(holidays))
    let instants = try #require(example.input["instants"]?.array).compactMap(\.text)

    let open = try instants.map { hours.isOpen(at: try Instant($0), in: zone) }
    #expect(open == example.expected["open"]?.array?.compactMap(\.flag))
  }

  @Test func `a date that the clocks skipped has no length`() throws {
    let apia = try systemZone("Pacific/Apia")
    let skipped = try #require(LocalDate("2011-12-30"))
    #expect(apia.day(skipped).seconds == 0)
    #expect(apia.day(skipped.adding(days: 1)).seconds == 86_400)
  }

  @Test func `rules beyond the last written change come from the footer`() throws {
    let berlin = try systemZone("Europe/Berlin")
    #expect(berlin.localTime(at: try Instant("2090-01-15T12:00:00Z")).abbreviation == "CET")
    #expect(berlin.localTime(at: try Instant("2090-07-15T12:00:00Z")).offset == 7200)
    // The last Sunday of March 2090 is the 26th.
    #expect(berlin.day(try #require(LocalDate("2090-03-26"))).seconds == 23 * 3600)
  }

  @Test(arguments: ["", "TZif", "not a zone file at all, but long enough to hold a header of one"])
  func `bytes that are no zone file are refused`(text: String) {
    #expect(throws: ZoneError.unreadable("Nowhere")) {
      try Zone(name: "Nowhere", bytes: Array(text.utf8))
    }
  }

  /// Python's zoneinfo, an independent reader of the same files, names the offsets.
  @Test func `every zone of the system agrees with another reader`() throws {
    let script = """
      import zoneinfo, datetime
      for name in sorted(zoneinfo.available_timezones()):
          if name in ("Factory", "localtime"): continue
          zone = zoneinfo.ZoneInfo(name)
          for second in range(0, 4102444800, 7889231 * 3):
              moment = datetime.datetime.fromtimestamp(second, zone)
              print(name, second, int(moment.utcoffset().total_seconds()))
      """
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)

    var zones: [Substring: Zone] = [:]
    var compared = 0
    for line in output.split(separator: "\n") {
      let parts = line.split(separator: " ")
      let zone = try zones[parts[0]] ?? systemZone(String(parts[0]))
      zones[parts[0]] = zone
      let second = try #require(Int(parts[1]))
      let expected = try #require(Int(parts[2]))
      #expect(
        zone.offset(at: Instant(seconds: second)) == expected, "\(parts[0]) at \(second)")
      compared += 1
    }
    #expect(compared > 90_000)
  }
}
