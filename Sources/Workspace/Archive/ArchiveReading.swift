package import Figures
import Foundation
import GRDB

extension Archive {
  /// All captures of a window, open ones included, in the order in which they began.
  package func captures(of window: Window) throws -> [Capture] {
    try read { database in
      try Self.captures(
        database, where: "window_start_s = ? AND window_end_s = ?",
        arguments: [window.start.seconds, window.end.seconds])
    }
  }

  /// The capture of a window that was completed last; never an open one.
  package func latestComplete(_ window: Window) throws -> Capture? {
    try read { try Self.latestComplete(window, in: $0) }
  }

  /// The capture of a period that was completed last; never an open one.
  package func latestComplete(period: String) throws -> Capture? {
    try complete(period: period).last
  }

  /// The complete captures of a period, the last one to be completed last.
  package func complete(period: String) throws -> [Capture] {
    try read { database in
      try Self.captures(
        database, where: "state = 'complete' AND period = ?", arguments: [period],
        order: "completion")
    }
  }

  /// A capture by its id.
  package func capture(_ id: String) throws -> Capture {
    try read { database in
      guard let found = try Self.captures(database, where: "id = ?", arguments: [id]).first else {
        throw ArchiveError.unknownCapture(path, id: id)
      }
      return found
    }
  }

  /// The ids of the periods that have a complete capture, in byte order.
  package func periods() throws -> [String] {
    try read { database in
      try String.fetchAll(
        database,
        sql: "SELECT DISTINCT period FROM capture WHERE state = 'complete' ORDER BY period")
    }
  }

  /// The rows of a capture, sorted by series and start.
  ///
  /// Those of a complete capture are held against its digest: a damaged file is refused.
  package func rows(of capture: Capture) throws -> [TallyRow] {
    try read { database in
      var rows: [TallyRow] = []
      let digest = try Self.digest(of: capture, in: database) { rows.append($0) }
      guard capture.state == .open || digest == capture.digest else {
        throw ArchiveError.corrupt(path)
      }
      return rows
    }
  }

  /// What the service said about the present while it was asked, by queue and medium.
  package func observations(of capture: Capture) throws -> [QueueNow] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT queue, media, observed_ms, waiting, interacting, longest_wait_ms,
            agents_on_queue, agents_idle
          FROM observation WHERE capture = ? ORDER BY queue, media
          """, arguments: [capture.number]
      ).map { row in
        QueueNow(
          queue: QueueID(row[0]), media: row[1], waiting: row[3], interacting: row[4],
          longestWaitMilliseconds: row[5], agentsOnQueue: row[6], agentsIdle: row[7],
          observedAt: Instant(milliseconds: row[2]))
      }
    }
  }

  /// The answers of a capture without their bytes, sorted by key.
  package func answers(of capture: Capture) throws -> [AnswerRecord] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT key, method, path, body, status, correlation_id, received_ms, sha256, size,
            body_sha256, kept_sha256, kept_size
          FROM answer WHERE capture = ? ORDER BY key
          """, arguments: [capture.number]
      ).map { row in
        let body: String = row[3]
        return AnswerRecord(
          key: row[0], method: row[1], path: row[2], body: body,
          bodySHA256: row[9] ?? SHA256.hex(of: Array(body.utf8)), status: row[4],
          correlationID: row[5], receivedAt: Instant(milliseconds: row[6]), sha256: row[7],
          size: row[8], keptSHA256: row[10], keptSize: row[11])
      }
    }
  }

  /// When the first answer of a capture came; `nil` where it has none.
  package func firstAnswer(of capture: Capture) throws -> Instant? {
    try read { database in
      try Int.fetchOne(
        database, sql: "SELECT min(received_ms) FROM answer WHERE capture = ?",
        arguments: [capture.number]
      ).map { Instant(milliseconds: $0) }
    }
  }

  /// The bytes of an answer as they are kept, held against their digest; `nil` for an unknown key.
  package func rawAnswer(of capture: Capture, key: String) throws -> [UInt8]? {
    try read { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT response_zstd, coalesce(kept_size, size), coalesce(kept_sha256, sha256)
          FROM answer WHERE capture = ? AND key = ?
          """,
        arguments: [capture.number, key])
      guard let row else { return nil }
      let packed: Data = row[0]
      guard let bytes = Zstandard.decompress(Array(packed), size: row[1]),
        SHA256.hex(of: bytes) == row[2] as String
      else { throw ArchiveError.corrupt(path) }
      return bytes
    }
  }

  /// The zone file that cut a capture's days, held against its digest.
  package func zone(of capture: Capture) throws -> ZoneSource {
    let stamp = capture.header.zone
    let bytes = try read { database in
      try Data.fetchOne(
        database, sql: "SELECT bytes FROM zone WHERE sha256 = ?", arguments: [stamp.sha256])
    }
    guard let bytes, SHA256.hex(of: bytes) == stamp.sha256 else {
      throw ArchiveError.corrupt(path)
    }
    return ZoneSource(
      zone: try Zone(name: stamp.name, bytes: Array(bytes)), version: stamp.version,
      sha256: stamp.sha256, bytes: Array(bytes))
  }
}
