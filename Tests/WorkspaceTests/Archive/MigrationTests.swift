import Figures
import Foundation
import GRDB
import Testing
import Workspace

/// An archive that version 1 wrote: one Saturday of one partner of the demo organization.
@Suite struct MigrationTests {
  private let folder = Result { try TemporaryFolder() }

  private func archive() throws -> (Archive, TemporaryFolder) {
    let folder = try folder.get()
    let text = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "version-1.sql"), encoding: .utf8)
    let path = folder.file("southquay.sqlite")
    let database = try DatabaseQueue(path: path)
    try database.writeWithoutTransaction { try $0.execute(sql: text) }
    try database.close()
    return (try Archive.open(at: path, partner: "southquay"), folder)
  }

  @Test func `an archive of version 1 opens with every figure that it held`() throws {
    let (archive, folder) = try archive()
    defer { withExtendedLifetime(folder) {} }
    let capture = try #require(try archive.latestComplete(period: "1999-10-30"))
    // Reading checks the rows against the digest that version 1 wrote.
    let rows = try archive.rows(of: capture)
    #expect(rows.count == 58)
    #expect(rows.reduce(0) { $0 + ($1.tally[.offered] ?? 0) } == 56)
    #expect(rows.reduce(0) { $0 + ($1.tally[.answered] ?? 0) } == 53)
    #expect(capture.header.until == capture.header.window.end)
    #expect(capture.header.thresholds.ranges == [])
    #expect(capture.header.refusedGranularities == [])
    #expect(capture.header.overGrants == [])
    #expect(try archive.observations(of: capture) == [])
    let key = try #require(try archive.answers(of: capture).first?.key)
    #expect(try archive.rawAnswer(of: capture, key: key) != nil)
  }

  @Test func `what version 1 kept stays kept`() throws {
    let (archive, folder) = try archive()
    defer { withExtendedLifetime(folder) {} }
    for attack in ["DELETE FROM tally", "UPDATE capture SET until_s = 0", "DELETE FROM answer"] {
      #expect(throws: ArchiveError.self, "\(attack)") { try archive.run(attack) }
    }
  }
}
