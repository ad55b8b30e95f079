import Figures
import Foundation
import GRDB
import Testing
import Workspace

/// Archives that earlier versions wrote: one Saturday of one partner of the demo organization.
@Suite struct MigrationTests {
  private let folder = Result { try TemporaryFolder() }

  private func archive(version: Int) throws -> (Archive, TemporaryFolder) {
    let folder = try folder.get()
    let text = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "version-\(version).sql"), encoding: .utf8)
    let path = folder.file("southquay.sqlite")
    let database = try DatabaseQueue(path: path)
    try database.writeWithoutTransaction { try $0.execute(sql: text) }
    try database.close()
    return (try Archive.open(at: path, partner: "southquay"), folder)
  }

  @Test(arguments: [1, 2])
  func `an archive of an earlier version opens with every figure that it held`(version: Int) throws
  {
    let (archive, folder) = try archive(version: version)
    defer { withExtendedLifetime(folder) {} }
    let capture = try #require(try archive.latestComplete(period: "1999-10-30"))
    // Reading checks the rows against the digest that the earlier version wrote.
    let rows = try archive.rows(of: capture)
    #expect(rows.count == 58)
    #expect(rows.reduce(0) { $0 + ($1.tally[.offered] ?? 0) } == 56)
    #expect(rows.reduce(0) { $0 + ($1.tally[.answered] ?? 0) } == 53)
    #expect(capture.header.until == capture.header.window.end)
    #expect(capture.header.thresholds.ranges == [])
    #expect(capture.header.refusedGranularities == [])
    #expect(capture.header.overGrants == [])
    #expect(try archive.observations(of: capture) == [])
    #expect(capture.header.records == nil)
    #expect(capture.recordDigest == nil)
    var events = 0
    try archive.forEachRecord(of: capture) { _ in events += 1 }
    #expect(events == 0)
    #expect(try archive.receipts(of: capture) == [])
    #expect(try archive.agents(of: capture) == nil)
    #expect(try archive.agentRows(of: capture) == [])
    let key = try #require(try archive.answers(of: capture).first?.key)
    #expect(try archive.rawAnswer(of: capture, key: key) != nil)
  }

  @Test(arguments: [1, 2])
  func `what an earlier version kept stays kept`(version: Int) throws {
    let (archive, folder) = try archive(version: version)
    defer { withExtendedLifetime(folder) {} }
    let attacks = [
      "DELETE FROM tally", "UPDATE capture SET until_s = 0", "DELETE FROM answer",
      "UPDATE capture SET record_route = 'job'",
      "INSERT INTO record_query (capture, key) SELECT number, 'x' FROM capture",
      "INSERT INTO agent_scope SELECT number, 'queues', 1, 0, 0, 1800, 0 FROM capture",
    ]
    for attack in attacks {
      #expect(throws: ArchiveError.self, "\(attack)") { try archive.run(attack) }
    }
  }
}
