import Figures
import Foundation
import Testing
import Workspace

@Suite struct ZoneStoreTests {
  @Test func `keeps the bytes, their digest and the release`() throws {
    let folder = try TemporaryFolder()
    let bytes = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Asia/Kathmandu"))
    try folder.write("# version 2031z\n# redo posix_only\n", to: "tzdata.zi")
    try folder.write("", to: "Asia/keep")
    try bytes.write(to: URL(filePath: folder.file("Asia/Kathmandu")))

    let source = try ZoneStore(root: folder.path).zone(named: "Asia/Kathmandu")
    #expect(source.version == "2031z")
    #expect(source.bytes == Array(bytes))
    #expect(source.sha256 == SHA256.hex(of: bytes))
    // Kathmandu is 5:45 ahead: its days begin at 18:15 UTC.
    let day = try #require(LocalDate("2025-03-03"))
    #expect(source.zone.start(of: day).text == "2025-03-02T18:15:00Z")
  }

  @Test(arguments: [
    "", "Nowhere/City", "../zoneinfo/Europe/Berlin", "/usr/share/zoneinfo/Europe/Berlin",
    "Europe/Berlin\0", "Europe Berlin", "right/Europe/Berlin", "Europe", "tzdata.zi",
  ])
  func `an unknown name stops, and nothing falls back to UTC`(name: String) throws {
    let found = try #require(explanation { try ZoneStore.system.zone(named: name) })
    #expect([.configuration, .badData].contains(found.status))
    #expect(found.what.contains("'\(name)'"))
  }

  @Test func `zone data without a release is refused`() throws {
    let folder = try TemporaryFolder()
    let bytes = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Berlin"))
    try bytes.write(to: URL(filePath: folder.file("Berlin")))
    let found = try #require(
      explanation { try ZoneStore(root: folder.path).zone(named: "Berlin") })
    #expect(found.status == .missingInput)
    #expect(found.place == folder.file("tzdata.zi"))
  }

  // New York moved its clocks on 8 March 2026 at 02:00 (07:00Z), and back on 1 November at 02:00
  // (06:00Z), so 02:30 does not exist in March and 01:30 exists twice in November.
  @Test(arguments: [
    ("2026-03-08", "2026-03-08T05:00:00Z", "2026-03-08T05:00:00Z"),
    ("2026-03-08T01:59", "2026-03-08T06:59:00Z", "2026-03-08T06:59:00Z"),
    ("2026-03-08T02:30", "2026-03-08T07:00:00Z", "2026-03-08T07:00:00Z"),
    ("2026-03-08T03:00", "2026-03-08T07:00:00Z", "2026-03-08T07:00:00Z"),
    ("2026-11-01T01:30", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"),
    ("2026-11-01T02:00", "2026-11-01T07:00:00Z", "2026-11-01T07:00:00Z"),
  ])
  func `a time on the wall is a moment, and the wider one when there are two`(
    text: String, first: String, last: String
  ) throws {
    let zone = try ZoneStore.system.zone(named: "America/New_York").zone
    let moment = try #require(LocalMoment(text))
    #expect(moment.instant(in: zone, latest: false).text == first)
    #expect(moment.instant(in: zone, latest: true).text == last)
  }

  @Test(arguments: ["2026-02-29", "2026-10-11T24:00", "2026-10-11T9:00", "2026-10-11 09:00", "T"])
  func `what is no local time is refused`(text: String) {
    #expect(LocalMoment(text) == nil)
  }
}
