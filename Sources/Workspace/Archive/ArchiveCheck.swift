import Figures
import Foundation
import GRDB

/// archive verify: every stored answer, row and capture against the digests that the archive holds.
package struct ArchiveCheck {
  /// Something in an archive that is not what it should be.
  package struct Finding: Sendable, Hashable, Encodable {
    /// `nil` for the file itself.
    package let capture: String?
    package let place: String?
    package let what: String

    package var text: String {
      (capture.map { "capture \($0)" } ?? "archive") + (place.map { ", \($0)" } ?? "") + ": " + what
    }
  }

  /// What was checked.
  package struct Report: Sendable, Encodable {
    package let partner: String
    package var captures = 0
    package var open = 0
    package var answers = 0
    package var bytes = 0
    package var rows = 0
    package var events = 0
    package var editions = 0
    package var findings: [Finding] = []
  }

  private let archive: Archive

  package init(_ archive: Archive) { self.archive = archive }

  package func run(progress: () -> Void = {}) throws -> Report {
    var report = Report(partner: archive.partner)
    for problem in try archive.problems() {
      report.findings.append(Finding(capture: nil, place: nil, what: problem))
    }
    let captures = try archive.captures()
    try checkChain(captures, &report)
    for capture in captures {
      try Task.checkCancellation()
      report.captures += 1
      if capture.state == .open { report.open += 1 }
      try check(capture, &report)
      progress()
    }
    try checkEditions(&report)
    return report
  }

  /// Complete captures are numbered without a hole, in the order in which they were completed.
  private func checkChain(_ captures: [Capture], _ report: inout Report) throws {
    for (place, found) in try archive.completions().enumerated() where found.number != place + 1 {
      report.findings.append(
        Finding(
          capture: found.id, place: "completion",
          what: "is number \(found.number) of the completed captures, not \(place + 1): one was "
            + "taken out"))
      break
    }
    for (one, next) in zip(captures, captures.dropFirst()) where next.startedAt < one.startedAt {
      report.findings.append(
        Finding(
          capture: next.id, place: "started", what: "began before the one with a lower number"))
    }
  }

  /// Every sealed edition is kept with the files that its manifest lists.
  private func checkEditions(_ report: inout Report) throws {
    for period in try archive.periods() {
      for edition in try archive.editions(of: period) {
        report.editions += 1
        do { _ = try archive.files(of: edition, period: period) } catch is ArchiveError {
          report.findings.append(
            Finding(
              capture: edition.edition.capture,
              place: "edition \(edition.edition.number) of \(period)",
              what: "the kept files are not those of its manifest"))
        }
      }
    }
  }

  private func check(_ capture: Capture, _ report: inout Report) throws {
    func add(_ place: String?, _ what: String) {
      report.findings.append(Finding(capture: capture.id, place: place, what: what))
    }
    do { _ = try archive.zone(of: capture) } catch is ArchiveError {
      add("zone \(capture.header.zone.name)", "the zone file is not the one of its digest")
    }
    for answer in try archive.answers(of: capture) {
      report.answers += 1
      report.bytes += answer.size
      do { _ = try archive.rawAnswer(of: capture, key: answer.key) } catch is ArchiveError {
        add(
          "answer \(answer.key)",
          "the stored bytes are not those of SHA-256 \(answer.keptSHA256 ?? answer.sha256)")
      }
    }
    do { report.rows += try archive.rows(of: capture).count } catch is ArchiveError {
      add(nil, "the figures are not those of the digest \(capture.digest ?? "")")
    }
    do { try archive.forEachRecord(of: capture) { _ in report.events += 1 } } catch is ArchiveError
    {
      add(nil, "the events are not those of the digest \(capture.recordDigest ?? "")")
    }
    guard capture.state == .complete else { return }
    do { try archive.checkCounts(of: capture) } catch let error as ArchiveError {
      add(nil, error.explanation.what)
    }
  }
}

extension Archive {
  /// All captures of all periods, in the order in which they began.
  package func captures() throws -> [Capture] {
    try read { try Self.captures($0, where: "1 = 1", arguments: []) }
  }

  /// The complete captures by their numbers.
  func completions() throws -> [(id: String, number: Int)] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT id, completion FROM capture WHERE state = 'complete' ORDER BY completion"
      ).map { (id: $0[0], number: $0[1]) }
    }
  }

  /// What SQLite itself finds wrong with the file.
  func problems() throws -> [String] {
    try read { database in
      let pages = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)")
      let keys = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map { row in
        "a row of '\(row[0] as String)' belongs to nothing in '\(row[2] as String)'"
      }
      return pages.filter { $0 != "ok" } + keys.prefix(20)
    }
  }

  /// What a capture was asked for is there, each part once.
  func checkCounts(of capture: Capture) throws {
    try read { database in
      try Self.checkCoverage(of: capture, in: database)
      try Self.checkRecords(of: capture, in: database)
      try Self.checkAgents(of: capture, in: database)
    }
  }
}
