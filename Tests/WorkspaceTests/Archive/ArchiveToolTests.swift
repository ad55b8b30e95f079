import Figures
import Foundation
import GRDB
import Testing
import Workspace

@Suite struct ArchiveToolTests {
  /// Two complete captures of the same two hours, the second with later data.
  private func example() throws -> (ArchiveExample, Archive) {
    let example = try ArchiveExample()
    let archive = try example.open()
    _ = try example.fetch(archive, at: example.now)
    _ = try example.fetch(archive, plan: "plan-2", offered: 5, at: example.now + 86_400)
    return (example, archive)
  }

  /// Changes the file behind the back of its own rules, as a damaged disk does.
  private func damage(_ example: ArchiveExample, _ sql: String) throws -> Archive {
    let database = try DatabaseQueue(path: example.path)
    try database.writeWithoutTransaction { database in
      let triggers = try Row.fetchAll(
        database, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
      for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger[0] as String)") }
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      try database.execute(sql: sql)
      for trigger in triggers { try database.execute(sql: trigger[1] as String) }
    }
    try database.close()
    return try example.open()
  }

  @Test func `a whole archive verifies, with all that it holds counted`() throws {
    let (example, archive) = try example()
    defer { withExtendedLifetime(example) {} }
    let report = try ArchiveCheck(archive).run()
    #expect(report.findings == [])
    #expect(report.captures == 2)
    #expect(report.open == 0)
    #expect(report.answers == 4)
    // Each answer is the text {"results":[]}.
    #expect(report.bytes == 4 * 14)
    #expect(report.rows == 6)
  }

  @Test(arguments: [
    ("UPDATE answer SET sha256 = 'aa' WHERE key = '1'", "answer 1"),
    ("UPDATE answer SET response_zstd = x'00' WHERE key = '2'", "answer 2"),
    ("UPDATE tally_part SET offered = x'06' WHERE offered = x'05'", "the figures are not those"),
    ("DELETE FROM tally_part WHERE offered = x'05'", "the figures are not those"),
    ("UPDATE tally_part SET offered = x'0005'", "the figures are not those"),
    ("DELETE FROM coverage WHERE answer = '2'", "coverage"),
    ("UPDATE zone SET bytes = x'00'", "zone Asia/Jerusalem"),
    ("DELETE FROM capture WHERE completion = 1", "one was taken out"),
  ])
  func `what was changed behind its back is named`(sql: String, words: String) throws {
    let (example, archive) = try example()
    try archive.close()
    let report = try ArchiveCheck(try damage(example, sql)).run()
    #expect(!report.findings.isEmpty)
    let isNamed =
      words == "coverage" || report.findings.contains { $0.text.contains(words) }
    #expect(isNamed, "\(report.findings.map(\.text))")
  }

  @Test func `an archive that version 1 wrote verifies after its migration`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("southquay.sqlite")
    let text = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "version-1.sql"), encoding: .utf8)
    let database = try DatabaseQueue(path: path)
    try database.writeWithoutTransaction { try $0.execute(sql: text) }
    try database.close()
    let report = try ArchiveCheck(try Archive.open(at: path, partner: "southquay")).run()
    #expect(report.findings == [])
    #expect(report.rows == 58)
  }

  @Test func `an export holds each row of each table, answers as they are kept`() throws {
    let (example, archive) = try example()
    let folder = example.folder.file("rows")
    let files = try ArchiveExport(archive, as: .csv).write(to: folder)
    #expect(files.first { $0.file == "tally.csv" }?.rows == 6)
    let answers = try String(contentsOfFile: folder + "/answer.csv", encoding: .utf8)
    let lines = answers.split(separator: "\r\n")
    #expect(lines.count == 5)
    #expect(lines[0].hasSuffix(",sha256,size,response,body_sha256,kept_sha256,kept_size"))
    #expect(lines[1].hasSuffix(",14,\"{\"\"results\"\":[]}\",,,"))

    let one = try #require(try archive.captures().last)
    let lines2 = try ArchiveExport(archive, as: .jsonl, captures: [one.id]).write(
      to: folder + "/one")
    #expect(lines2.first { $0.file == "tally.jsonl" }?.rows == 3)
    #expect(lines2.first { $0.file == "capture.jsonl" }?.rows == 1)
    let text = try String(contentsOfFile: folder + "/one/tally.jsonl", encoding: .utf8)
    for line in text.split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["offered"] is Int)
    }
    #expect(text.contains("\"hold_ms\":null"))
  }

  @Test func `the document names every table and every column of a capture`() throws {
    let (example, archive) = try example()
    try archive.close()
    let document = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../docs/archive.md"), encoding: .utf8)
    let database = try DatabaseQueue(path: example.path)
    try database.read { database in
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
      for table in tables { #expect(document.contains("`\(table)`"), "\(table)") }
      for column in try database.columns(in: "capture").map(\.name) {
        #expect(document.contains("`\(column)`"), "\(column)")
      }
    }
  }
}
