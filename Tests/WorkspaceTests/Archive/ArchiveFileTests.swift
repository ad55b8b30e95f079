import Figures
import Foundation
import Testing
import Workspace

@Suite struct ArchiveFileTests {
  private let example: ArchiveExample

  init() throws { example = try ArchiveExample() }

  @Test func `belongs to its owner and stands alone`() throws {
    let archive = try example.open()
    _ = try example.fetch(archive, at: example.now)
    try archive.close()
    #expect(try example.folder.mode(of: "archive") == 0o700)
    #expect(try example.folder.mode(of: "archive/northline.sqlite") == 0o600)
    let names = try FileManager.default.contentsOfDirectory(atPath: example.folder.file("archive"))
    #expect(names == ["northline.sqlite"])
  }

  static let attacks = [
    "UPDATE tally SET offered = 9", "DELETE FROM tally", "DELETE FROM tally_part",
    "UPDATE tally_part SET offered = x'09'",
    "INSERT INTO tally_part (series, start_s, end_s, intervals, places) "
      + "SELECT number, 0, 300, 1, x'' FROM series",
    "UPDATE answer SET status = 500",
    "DELETE FROM answer", "DELETE FROM capture", "DELETE FROM series", "DELETE FROM coverage",
    "DELETE FROM queue", "UPDATE queue SET name = 'x'", "UPDATE series SET media = 'chat'",
    "UPDATE capture SET state = 'open', completed_ms = NULL, completion = NULL, digest = NULL",
    "UPDATE capture SET completed_ms = 0", "UPDATE capture SET short_abandon_ms = 0",
    "INSERT INTO tally (series, start_s, offered) SELECT number, 0, 7 FROM series",
    "INSERT INTO queue SELECT number, 'x', 'x' FROM capture",
    "INSERT INTO coverage SELECT number, 0, 1, 'x' FROM series",
    "INSERT OR REPLACE INTO tally (series, start_s, offered) "
      + "SELECT series, start_s, 7 FROM tally",
  ]

  @Test(arguments: attacks)
  func `the file itself refuses to change a complete capture`(sql: String) throws {
    let archive = try example.open()
    let capture = try example.fetch(archive, at: example.now).capture
    let before = try archive.rows(of: capture)
    let found = try #require(explanation { try archive.run(sql) })
    #expect(found.status == .badData)
    #expect(found.what.hasPrefix("the archive refused a change: "))
    #expect(try archive.rows(of: capture) == before)
    #expect(try archive.captures(of: example.window) == [capture])
  }

  @Test func `a file that was changed behind its back is refused`() throws {
    let archive = try example.open()
    let capture = try example.fetch(archive, at: example.now).capture
    try archive.run("DROP TRIGGER tally_part_update")
    try archive.run(
      "UPDATE tally_part SET offered = x'05' WHERE start_s = \(example.start.seconds + 900)")
    #expect(throws: ArchiveError.corrupt(example.path)) { try archive.rows(of: capture) }
    try archive.run("DROP TRIGGER answer_update")
    try archive.run("UPDATE answer SET response_zstd = x'00'")
    #expect(throws: ArchiveError.corrupt(example.path)) {
      try archive.rawAnswer(of: capture, key: "1")
    }
  }

  @Test func `the archive of another partner is refused`() throws {
    try example.open().close()
    let found = try #require(explanation { try example.open("southquay") })
    #expect(found.status == .badData)
    #expect(found.what == "the archive belongs to the partner 'northline', not 'southquay'")
    #expect(found.place == example.path)
  }

  @Test func `an archive that several open at once is made once`() async throws {
    let path = example.path + ".shared"
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<16 {
        group.addTask { try Archive.open(at: path, partner: "southquay", patience: 30).close() }
      }
      try await group.waitForAll()
    }
    #expect(try Archive.open(at: path, partner: "southquay").periods() == [])
  }

  @Test func `an archive of a newer program is refused`() throws {
    let archive = try example.open()
    try archive.run("PRAGMA user_version = 8")
    try archive.close()
    #expect(throws: ArchiveError.newer(example.path, version: 8)) { try example.open() }
  }

  @Test func `another database is no archive`() throws {
    let archive = try example.open()
    try archive.run("PRAGMA application_id = 1")
    try archive.close()
    #expect(throws: ArchiveError.foreign(example.path)) { try example.open() }
  }

  @Test func `a file of something else is a damaged archive, and stays as it is`() throws {
    let text = String(repeating: "no database at all\n", count: 400)
    try example.folder.write(text, to: "archive/northline.sqlite", mode: 0o600)
    let found = try #require(explanation { try example.open() })
    #expect(found.status == .badData)
    #expect(found.what == "the archive is damaged")
    #expect(found.remedy?.contains("backup") == true)
    #expect(try String(contentsOfFile: example.path, encoding: .utf8) == text)
  }

  @Test func `a file that was created and never filled is an empty archive`() throws {
    try example.folder.write("", to: "archive/northline.sqlite", mode: 0o600)
    #expect(try example.open().periods() == [])
  }

  @Test func `a process killed in the middle of an answer leaves none of it`() throws {
    // A hot journal beside the file is what a killed process leaves: it is rolled back.
    let archive = try example.open()
    let open = try archive.beginOrResume(example.header(), zone: example.zone, now: example.now)
    try open.store(example.answer("1"), covering: example.hour(0), rows: [example.row(3)])
    let killed = example.folder.file("killed.sqlite")
    let copying = explanation {
      try archive.transaction { run in
        // A tiny cache makes SQLite write pages into the file before the transaction ends.
        try run("PRAGMA cache_size = 1")
        try run(
          """
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
          INSERT INTO answer
          SELECT 1, 'x' || i, '', '', '', 200, '', 0, '', 0, randomblob(900), NULL, NULL, NULL FROM n
          """)
        for ending in ["", "-journal"] {
          try FileManager.default.copyItem(atPath: example.path + ending, toPath: killed + ending)
        }
        throw SealError.unsortedManifest
      }
    }
    #expect(copying == SealError.unsortedManifest.explanation)
    let size = try FileManager.default.attributesOfItem(atPath: killed)[.size] as? Int
    try #require((size ?? 0) > 1_000_000, "the copy holds pages of the open transaction")

    let survivor = try Archive.open(at: killed, partner: "northline", patience: 0)
    let capture = try #require(try survivor.captures(of: example.window).first)
    #expect(try survivor.answers(of: capture).map(\.key) == ["1"])
    #expect(try survivor.rows(of: capture) == [example.row(3)])
  }

  @Test func `a second process that writes is told to come back later`() throws {
    let archive = try example.open()
    let other = try example.open()
    try archive.transaction { _ in
      let found = try #require(
        explanation {
          try other.beginOrResume(example.header(), zone: example.zone, now: example.now)
        })
      #expect(found.status == .tryAgainLater)
      #expect(found.place == example.path)
    }
    _ = try example.fetch(other, at: example.now)
  }
}
