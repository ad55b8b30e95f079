import Figures
import Foundation
import Testing
import Workspace

@Suite struct SealRecordTests {
  private static let provenance = Provenance(
    captureIDs: ["20261105T060000Z-01"], capturedFrom: Instant(seconds: 1_793_858_400),
    capturedTo: Instant(seconds: 1_793_858_460), dialect: "published",
    apiHost: "https://api.mypurecloud.de", organizationID: "o", requests: 3, granularity: "PT5M",
    zoneName: "Europe/Berlin", zoneDataVersion: "2026b", zoneFileSHA256: "2f",
    contractSHA256: "c0", programVersion: "0.1.0")

  @Test func `a record names what it was made from and what came before`() throws {
    let record = SealRecord(
      partner: "northline", period: "2026-10", edition: 2,
      previousEdition: SealRecord.Link(period: "2026-10", manifestSHA256: "aa"),
      previousPeriod: SealRecord.Link(period: "2026-09", manifestSHA256: "bb"),
      provenance: Self.provenance, templatesSHA256: "dd")
    let file = try record.output()
    #expect(file.path == "seal.json")
    #expect(SealRecord(reading: file.bytes) == record)
    let text = String(decoding: file.bytes, as: UTF8.self)
    for part in [
      "20261105T060000Z-01", "2026-11-05T06:01:00Z", "Europe/Berlin", "2026b", "\"2f\"", "\"c0\"",
      "\"dd\"", "\"0.1.0\"", "\"aa\"", "\"bb\"", "\"edition\" : 2",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(SealRecord(reading: Array("{}".utf8)) == nil)
  }

  @Test func `a link holds the digest that sha256sum prints for the manifest`() throws {
    let folder = try TemporaryFolder()
    #expect(try SealRecord.Link(period: "2026-09", in: folder.path) == nil)
    let file = try folder.write("abc", to: "2026-09/manifest-sha256.txt")
    let (status, output) = try runProgram("/usr/bin/sha256sum", [file])
    #expect(status == 0)
    let link = try #require(try SealRecord.Link(period: "2026-09", in: folder.path))
    #expect(output.hasPrefix(link.manifestSHA256 + " "))
  }
}
